#pragma once

// Where versions of torch differ, and what is asked of torch as a whole. Built with 1.13 (Debian)
// and meant for any later one: every `#if` about a version stands in compat.cpp.

#include <cstdint>
#include <string>

namespace at {
class Tensor;
}

namespace hibari::tensor {

/// "1.13.1".
std::string torch_version();

/// How many threads torch and our kernels use together, the caller included. Set it before the
/// first tensor is computed.
void set_thread_count(std::int64_t count);
std::int64_t thread_count();

/// The weight of a convolution [out, in, height, width] in the order that oneDNN's kernels read it,
/// so that it is not sorted again at every call. `padding` is the same on all sides, the stride is
/// one. Returns the weight itself where torch was built without oneDNN.
at::Tensor pack_conv_weight(const at::Tensor& weight, std::int64_t padding);

/// A convolution with stride one of pictures [F, C, H, W] with such a weight.
at::Tensor run_conv(
    const at::Tensor& pictures,
    const at::Tensor& packed,
    const at::Tensor& bias,
    std::int64_t padding
);

}  // namespace hibari::tensor
