#include "tensor/from_weights.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/from_blob.h>
#include <span>

namespace hibari::tensor {

at::Tensor from_weights(const weights::Weight& weight) {
    const std::span<const float> floats = weight.floats();
    if (!floats.empty()) {
        // from_blob takes what may be written to; nothing does, see the header. The copy of the
        // weight in the deleter keeps the file mapped.
        void* const data = const_cast<float*>(floats.data());  // NOLINT
        return at::from_blob(data, weight.shape(), [weight](void*) {}, at::kFloat);
    }
    at::Tensor out = at::empty(weight.shape(), at::kFloat);
    weight.widen({out.data_ptr<float>(), static_cast<std::size_t>(out.numel())});
    return out;
}

}  // namespace hibari::tensor
