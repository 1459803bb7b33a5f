#pragma once

// Linear layers. A weight is packed once, into the order in which the kernel reads it, and takes as
// much memory as the weight itself; the unpacked one can be forgotten.

#include "weights/weight_folder.h"

#include <ATen/core/Tensor.h>
#include <cstdint>
#include <vector>

namespace hibari::tensor {

/// x weight^T + bias.
class Linear {
  public:
    Linear() = default;

    /// weight [out, in] and bias [out], or an undefined tensor for none.
    static Linear pack(const at::Tensor& weight, const at::Tensor& bias = {});

    /// Widens and packs without a tensor in between.
    static Linear pack(const weights::Weight& weight, const at::Tensor& bias = {});

    /// x [..., in] to [..., out]. The numbers of a row of x must lie together; its rows need not.
    at::Tensor operator()(const at::Tensor& x) const;

    /// The same into `out` [T, out], for x [T, in].
    void run(const at::Tensor& x, const at::Tensor& out) const;

  private:
    std::int64_t in_ = 0;
    std::int64_t out_ = 0;
    at::Tensor packed_;
    at::Tensor bias_;
};

}  // namespace hibari::tensor
