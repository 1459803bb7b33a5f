#pragma once

// A clip of any length from the model: one window after the other, each of which begins with the
// last frames, sound and states of the one before; pictures are decoded piece by piece and handed
// on. A first frame, or the end of a clip that goes on, is the beginning of the first window.

#include "base/progress.h"
#include "base/result.h"
#include "models/mini/mini_model.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace hibari::mini {

/// Latents that are decoded at once: enough to keep the processors busy, little memory.
inline constexpr std::int64_t kLatentsAtOnce = 2;

/// Frames that a window knows of the one before.
inline constexpr std::int64_t kOverlapFrames = 2 * kFramesPerLatent + 1;

/// What a clip begins with, as pictures and sound; both may be undefined.
struct ClipStart {
    at::Tensor pictures;  ///< [1 + 8k, 32 rows, 32 columns, 3], in -1 .. 1
    at::Tensor sound;     ///< [2, 1000 * (1 + 8k)], at kAudioRateHz
};

struct MakeClipOptions {
    std::string text;
    std::int64_t frames = 1;  ///< at kFps, those of the start included
    std::int64_t rows = 1;    ///< of latents; the pictures have 32 times as many
    std::int64_t columns = 1;
    int steps = 8;
    double guidance = 1.0;
    int plans = 2;
    std::uint64_t seed = 0;
    ClipStart start = {};
    /// Frames at the beginning, with their sound, that are not handed out; at most the start's.
    std::int64_t hidden = 0;
};

/// Where the clip goes, in order. A failure ends the clip.
struct ClipOutput {
    /// Pictures [n, 32 rows, 32 columns, 3], about -1 .. 1.
    std::function<Result<void>(const at::Tensor&)> pictures;
    /// Sound [2, S] at kAudioRateHz.
    std::function<Result<void>(const at::Tensor&)> sound;
};

/// Makes exactly `frames` pictures, less those that are hidden, and 1000 samples of sound for each.
/// What is not hidden of the start comes out first, as the model's own decoding of it. One stage of
/// progress, "generate".
Result<void> make_clip(
    const MiniModel& model,
    const MakeClipOptions& options,
    const ClipOutput& output,
    Progress& progress,
    const std::stop_token& stop
);

}  // namespace hibari::mini
