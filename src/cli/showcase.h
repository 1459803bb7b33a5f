#pragma once

// `hibari showcase`: renders the prompts of tests/showcase and puts each on one sheet (frames
// above, spectrogram below) for people to look at; with `check` it also judges them.

#include "base/result.h"
#include "cli/command_line.h"
#include "cli/generate.h"
#include "engine/generator.h"

#include <stop_token>

namespace hibari::cli {

/// Renders and, when asked, judges. Fails with `data_loss` when a case does not hold.
Result<void> run_showcase(
    const ShowcaseOptions& options,
    const engine::Registry& engines,
    Terminal& terminal,
    std::stop_token stop
);

}  // namespace hibari::cli
