#pragma once

// Attention without the quadratic buffer: tensor/kernels/kernels.h, AttentionJob.

#include <ATen/core/Tensor.h>

namespace hibari::tensor {

/// softmax(scale * q k^T) v for each head. q is [T, N, head_dim], k and v are [S, N, head_dim]; the
/// numbers of one token must lie together, tokens need not: slices of a projection [T, 3, N,
/// head_dim] need no copy. head_dim is 32, 64, 96 or 128. Returns [T, N * head_dim].
at::Tensor attention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, double scale);

}  // namespace hibari::tensor
