#pragma once

// From the sizes that people ask for to those that the model makes, and back. The model's pictures
// are whole latents of 32x32 pixels, about as many as it was trained on; what is wanted is cut from
// their middle and scaled.

#include "base/result.h"
#include "media/frame.h"

#include <ATen/core/Tensor.h>
#include <cstdint>

namespace hibari::engine {

/// Rows and columns of latents.
struct LatentGrid {
    std::int64_t rows = 0;
    std::int64_t columns = 0;

    media::FrameSize picture() const;

    friend bool operator==(const LatentGrid&, const LatentGrid&) = default;
};

/// The grid for clips of `wanted`, near the aspect and with about as many latents as `trained`.
LatentGrid fit_grid(media::FrameSize wanted, LatentGrid trained);

/// The largest even rectangle of the aspect of `wanted` in the middle of `picture`.
struct Cut {
    int x = 0;
    int y = 0;
    media::FrameSize size = {};
};

Cut fit_cut(media::FrameSize picture, media::FrameSize wanted);

/// A picture [H, W, 3] in -1 .. 1 as a frame of `wanted`: cut, rounded to bytes, scaled.
Result<media::Frame> to_frame(const at::Tensor& picture, media::FrameSize wanted);

/// The reverse: a frame as a picture of the grid [H, W, 3], its border repeated outside of the cut.
Result<at::Tensor> to_picture(const media::Frame& frame, LatentGrid grid);

}  // namespace hibari::engine
