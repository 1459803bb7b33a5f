#pragma once

// `hibari generate`: from options to a finished file. Everything it talks to is passed in, so that
// tests can run it whole.

#include "base/clock.h"
#include "base/result.h"
#include "cli/command_line.h"
#include "cli/progress_bar.h"
#include "engine/generator.h"
#include "worker/provenance.h"

#include <functional>
#include <iosfwd>
#include <stop_token>

namespace hibari::cli {

/// The world outside the command.
struct Terminal {
    std::istream& in;
    std::ostream& out;
    std::ostream& error;
    const Clock& clock;
    ProgressStyle progress = ProgressStyle::kNone;
    int columns = 80;
    /// Who signs what is written; asked only when something is. Empty leaves it unsigned.
    std::function<Result<const worker::Provenance*>()> provenance = {};
};

/// Makes the clip, or prints its script, and tells about it on `terminal.out`. Errors come back
/// untold; nothing is left on disk then.
Result<void> run_generate(
    const GenerateOptions& options,
    const engine::Registry& engines,
    Terminal& terminal,
    std::stop_token stop
);

}  // namespace hibari::cli
