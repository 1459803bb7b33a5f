#pragma once

// Convolutions over pictures, and the shuffles between their resolutions. Pictures are [F, H, W, C]
// floats whose numbers lie together: the channels of a pixel are neighbours, so a convolution over
// time or of one pixel is a linear layer over pixels.

#include <ATen/core/Tensor.h>
#include <cstdint>

namespace hibari::tensor {

/// What is done to the sums before they are stored.
enum class Then { kNothing, kRelu };

/// A 3x3 convolution, zeros beyond the edge.
class Conv3x3 {
  public:
    Conv3x3() = default;

    /// weight [out, in, 3, 3], bias [out].
    static Conv3x3 pack(const at::Tensor& weight, const at::Tensor& bias);

    /// x [F, H, W, in] to [F, H, W, out].
    at::Tensor operator()(const at::Tensor& x, Then then = Then::kNothing) const;

  private:
    at::Tensor weight_;
    at::Tensor bias_;
};

/// A convolution over three frames at every place, the newest of them the frame itself. Before the
/// first frame the clip stands still.
class TimeConv {
  public:
    TimeConv() = default;

    /// weight [out, in, 3], oldest first; bias [out].
    static TimeConv pack(const at::Tensor& weight, const at::Tensor& bias);

    /// x [F, H, W, in] to [F, H, W, out].
    at::Tensor operator()(const at::Tensor& x, Then then = Then::kNothing) const;

    /// The same for the next frames of a clip that comes piece by piece. `past` has the last two
    /// frames of the piece before, and is undefined for the first; those of this piece are left in
    /// it.
    at::Tensor operator()(const at::Tensor& x, at::Tensor& past, Then then = Then::kNothing) const;

  private:
    /// Of the frames from `first` on.
    at::Tensor run(const at::Tensor& x, std::int64_t first, Then then) const;

    std::int64_t in_ = 0;
    std::int64_t out_ = 0;
    at::Tensor packed_;
    at::Tensor bias_;
};

/// Channels to 2x2x2 neighbours: [F, H, W, 8 C] to [2 F, 2 H, 2 W, C]; the index of a channel is
/// ((dt * 2 + dy) * 2 + dx) * C + c.
at::Tensor unfold_2x2x2(const at::Tensor& x);

/// The inverse: [2 F, 2 H, 2 W, C] to [F, H, W, 8 C].
at::Tensor fold_2x2x2(const at::Tensor& x);

/// Channels to pixels: [F, H, W, p p C] to [F, p H, p W, C]; the index of a channel is
/// (dy * p + dx) * C + c.
at::Tensor unfold_pixels(const at::Tensor& x, std::int64_t patch);

/// The inverse.
at::Tensor fold_pixels(const at::Tensor& x, std::int64_t patch);

}  // namespace hibari::tensor
