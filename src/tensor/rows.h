#pragma once

// How the wrappers see a tensor: as rows of floats at a pointer.

#include <ATen/core/Tensor.h>
#include <cstdint>

namespace hibari::tensor {

/// Rows of floats inside a tensor, which must outlive them.
struct FloatRows {
    float* data = nullptr;
    std::int64_t rows = 0;
    std::int64_t columns = 0;
    std::int64_t stride = 0;
};

/// A tensor [T, ...] as T rows. It must be of floats on the CPU, and everything but the first
/// dimension must lie together (checked).
FloatRows float_rows(const at::Tensor& x);

/// A tensor [..., D] as rows of D: as it is where that is possible, or else a copy.
at::Tensor as_rows(const at::Tensor& x);

/// Its numbers, which must lie together; null when undefined.
const float* float_data(const at::Tensor& x, std::int64_t count);

/// Row numbers for `tokens` tokens, or null when undefined; each below `table_rows`.
const std::int32_t* row_numbers(
    const at::Tensor& rows, std::int64_t tokens, std::int64_t table_rows
);

}  // namespace hibari::tensor
