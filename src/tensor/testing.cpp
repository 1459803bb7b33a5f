#include "tensor/testing.h"

#include "base/check.h"
#include "base/rng.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/empty.h>

namespace hibari::tensor::testing {

at::Tensor random_tensor(const std::vector<std::int64_t>& shape, std::uint64_t seed) {
    Rng rng(seed);
    at::Tensor out = at::empty(shape, at::kFloat);
    float* const data = out.data_ptr<float>();
    for (std::int64_t i = 0; i < out.numel(); ++i) {
        data[i] = static_cast<float>(rng.uniform(-1.0, 1.0));
    }
    return out;
}

double difference(const at::Tensor& a, const at::Tensor& b) {
    HIBARI_CHECK(a.sizes() == b.sizes());
    return (a - b).abs().max().item<double>();
}

}  // namespace hibari::tensor::testing
