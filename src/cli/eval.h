#pragma once

// `hibari eval`: how well an engine does what prompts ask and what physics demands, as a table
// beside the simulator's own clips. What is measured and how: docs/evaluation.md.

#include "base/result.h"
#include "cli/command_line.h"
#include "cli/generate.h"
#include "engine/generator.h"

#include <stop_token>

namespace hibari::cli {

/// All engines, those that only servers are given included; `remote` where the settings or the
/// environment name a server.
Result<engine::Registry> eval_engines(const EvalOptions& options);

/// Measures and prints. A stop request ends it at the next frame with `cancelled`, and nothing is
/// written then.
Result<void> run_eval(
    const EvalOptions& options,
    const engine::Registry& engines,
    Terminal& terminal,
    std::stop_token stop
);

}  // namespace hibari::cli
