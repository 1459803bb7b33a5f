#pragma once

// The step loop that all diffusion models share: noise in, clean streams out. A model is a function
// from streams at a noise level to what it takes the clean values to be; guidance, given tokens,
// progress and cancel are here and the same for every model.

#include "base/progress.h"
#include "base/result.h"
#include "diffusion/stream.h"

#include <functional>
#include <span>
#include <stop_token>
#include <vector>

namespace hibari::diffusion {

/// Which text a pass is about.
enum class Branch {
    kPrompt,
    kNothing,  ///< the empty text, for guidance
};

/// Where a pass stands: the noise level of all tokens that are not clean, and the next one, which
/// few-step models are told.
struct Step {
    double level = 1.0;
    double next = 0.0;
};

/// The clean values that the model predicts, one [T, C] per stream in their order.
using Predict = std::function<
    std::vector<at::Tensor>(std::span<const Stream> streams, const Step& step, Branch branch)>;

struct DenoiseOptions {
    /// From schedule.h: at least two, strictly falling, the last 0 (checked).
    std::vector<double> levels;
    /// Classifier-free guidance (Ho and Salimans 2022, arXiv 2207.12598): how far a prediction is
    /// pushed from that of the empty text. 1 needs one pass a step, anything else two.
    double guidance = 1.0;
    /// Of progress.
    std::int64_t units_per_step = 1;
};

/// Runs all steps (Euler) and returns the clean streams. Counts progress at each step. Fails
/// with `cancelled` at the next step after a stop request, with `internal` when the model's numbers
/// are no longer finite.
Result<std::vector<Stream>> denoise(
    const Predict& predict,
    std::vector<Stream> streams,
    const DenoiseOptions& options,
    Progress& progress,
    const std::stop_token& stop
);

}  // namespace hibari::diffusion
