#pragma once

// One window: as many frames as the model was trained for, denoised at once. First a plan, which is
// the objects' states and a sketch of the sound without a picture and cheap, so that several are
// made and the most plausible one is kept; then picture and sound together, which see the plan.
// Where pictures are given and no plan of them is known, a plan made blindly would contradict them,
// so all three are made together. All of it is the model's own work, the simulator has no part in
// it.

#include "base/progress.h"
#include "base/result.h"
#include "base/rng.h"
#include "models/mini/mini_model.h"

#include <cstdint>
#include <stop_token>

namespace hibari::mini {

/// What a window begins with: the first frame, or the end of a clip that goes on. Tensors may be
/// undefined; what is defined covers latents or tokens from the first on.
struct WindowStart {
    at::Tensor video;  ///< [frames, rows, columns, channels], normalised
    at::Tensor audio;  ///< [tokens, channels], normalised
    at::Tensor state;  ///< [kSlots, frames, kStateNumbers]
};

struct WindowRequest {
    std::int64_t frames = 1;  ///< 1 + 8k
    std::int64_t rows = 1;    ///< of latents
    std::int64_t columns = 1;
    int steps = 8;
    double guidance = 1.0;
    int plans = 1;  ///< how many are made; 0 to make the plan together with the picture
    int plan_steps = 8;
    WindowStart start = {};
};

/// What came of it, normalised.
struct Window {
    at::Tensor video;  ///< [frames, rows, columns, channels]
    at::Tensor audio;  ///< [tokens, channels]
    at::Tensor state;  ///< [kSlots, frames, kStateNumbers]
};

/// Units of progress of a window: a step of a plan is one, a step with picture costs more.
std::int64_t window_units(const WindowRequest& request);

Result<Window> denoise_window(
    const MiniModel& model,
    const PromptTokens& prompt,
    const PromptTokens& nothing,
    const WindowRequest& request,
    Rng rng,
    Progress& progress,
    const std::stop_token& stop
);

}  // namespace hibari::mini
