#pragma once

// `hibari showcase`: renders the prompts of tests/showcase and puts each on one sheet (frames
// above, spectrogram below) for people to look at; with `check` it also judges them.

#include "base/result.h"
#include "cli/generate.h"
#include "engine/generator.h"

#include <stop_token>
#include <string>

namespace hibari::cli {

/// Options of the command.
struct ShowcaseOptions {
    /// prompts.txt; empty for the one that comes with the sources.
    std::string prompts = {};
    std::string output = "showcase";
    /// Only cases whose name contains this.
    std::string only = {};
    std::string size = "640x360";
    double seconds = 0.0;  ///< 0: as the prompt decides
    engine::Quality quality = engine::Quality::kDraft;
    std::uint64_t seed = 1;
    bool check = false;
};

/// Renders and, when asked, judges. Fails with `data_loss` when a case does not hold.
Result<void> run_showcase(
    const ShowcaseOptions& options,
    const engine::Registry& engines,
    Terminal& terminal,
    std::stop_token stop
);

}  // namespace hibari::cli
