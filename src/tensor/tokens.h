#pragma once

// What a transformer does to each token alone, each in one pass over memory. Tensors are [T, D]
// floats whose rows need not lie close together. `rows` [T] (int32) names each token's row in the
// tables [R, D], or is undefined when all take row 0.

#include <ATen/core/Tensor.h>

namespace hibari::tensor {

inline constexpr double kRmsEpsilon = 1e-6;

/// rms_norm(x) * (1 + scale[rows]) + shift[rows].
at::Tensor norm_modulate(
    const at::Tensor& x, const at::Tensor& scale, const at::Tensor& shift, const at::Tensor& rows
);

/// x += gate[rows] * y.
void gated_add(
    const at::Tensor& x, const at::Tensor& gate, const at::Tensor& y, const at::Tensor& rows
);

/// In place for every head of x [T, N, head_dim]: rms_norm, times weight [head_dim], then the pairs
/// (i, i + head_dim / 2) rotated: (a, b) becomes (a cos - b sin, b cos + a sin). cosines and sines
/// are [T, head_dim / 2].
void norm_rotate(
    const at::Tensor& x,
    const at::Tensor& weight,
    const at::Tensor& cosines,
    const at::Tensor& sines
);

/// silu(the first half of each row) * the second half: [T, 2 F] to [T, F].
at::Tensor swiglu(const at::Tensor& x);

}  // namespace hibari::tensor
