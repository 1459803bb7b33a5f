#include "tensor/compat.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/core/Tensor.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/mkldnn_convolution.h>
#include <ATen/ops/mkldnn_reorder_conv2d_weight.h>
#include <ATen/ops/to_mkldnn.h>
#include <torch/csrc/api/include/torch/version.h>

namespace hibari::tensor {

std::string torch_version() {
    return TORCH_VERSION;
}

void set_thread_count(std::int64_t count) {
    at::set_num_threads(static_cast<int>(count));
}

std::int64_t thread_count() {
    return at::get_num_threads();
}

at::Tensor pack_conv_weight(const at::Tensor& weight, std::int64_t padding) {
    if (!at::hasMKLDNN()) {
        return weight;
    }
    return at::mkldnn_reorder_conv2d_weight(
        weight.to_mkldnn(), {padding, padding}, {1, 1}, {1, 1}, 1
    );
}

at::Tensor run_conv(
    const at::Tensor& pictures,
    const at::Tensor& packed,
    const at::Tensor& bias,
    std::int64_t padding
) {
    if (!packed.is_mkldnn()) {
        return at::conv2d(pictures, packed, bias, {1, 1}, {padding, padding});
    }
    return at::mkldnn_convolution(pictures, packed, bias, {padding, padding}, {1, 1}, {1, 1}, 1);
}

}  // namespace hibari::tensor
