#pragma once

// What the tests and benchmarks of the torch side share.

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <vector>

namespace hibari::tensor::testing {

/// Evenly between -1 and 1.
at::Tensor random_tensor(const std::vector<std::int64_t>& shape, std::uint64_t seed);

/// The largest difference between two tensors of the same shape (checked).
double difference(const at::Tensor& a, const at::Tensor& b);

}  // namespace hibari::tensor::testing
