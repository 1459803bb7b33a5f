#pragma once

// What the kernels of tensor/kernels compute, written down as plainly as possible: one loop per
// sum, in double precision, nothing blocked and nothing shared. Tests hold the kernels against
// these. Arrays are rows of floats; `stride` counts floats from one row to the next.

#include <cstdint>
#include <span>
#include <vector>

namespace hibari::tensor::reference {

/// Rows that need not lie close together.
struct Rows {
    const float* data = nullptr;
    std::int64_t stride = 0;

    const float* row(std::int64_t index) const { return data + index * stride; }
};

struct AttentionShape {
    std::int64_t queries = 0;
    std::int64_t keys = 0;
    std::int64_t heads = 0;
    std::int64_t head_dim = 0;
};

/// softmax(scale * q k^T) v for each head alone; [queries, heads * head_dim].
std::vector<float> attention(
    const AttentionShape& shape, const Rows& q, const Rows& k, const Rows& v, double scale
);

struct LinearShape {
    std::int64_t rows = 0;
    std::int64_t depth = 0;
    std::int64_t columns = 0;
};

/// x [rows, depth] times weight [columns, depth], transposed, plus bias (may be empty).
std::vector<float> linear(
    const LinearShape& shape, const Rows& x, const Rows& weight, std::span<const float> bias
);

/// x / sqrt(mean(x^2) + epsilon).
std::vector<float> rms_norm(std::span<const float> x, double epsilon);

/// Rotates the pairs (i, i + half) of x by the angles whose cosines and sines are given.
std::vector<float> rotate(
    std::span<const float> x, std::span<const float> cosines, std::span<const float> sines
);

/// x / (1 + exp(-x)).
double silu(double x);

}  // namespace hibari::tensor::reference
