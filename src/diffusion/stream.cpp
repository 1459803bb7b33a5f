#include "diffusion/stream.h"

#include "base/check.h"

#include <ATen/ops/empty.h>
#include <ATen/ops/where.h>

namespace hibari::diffusion {

at::Tensor gaussian(std::int64_t tokens, std::int64_t channels, Rng rng) {
    at::Tensor noise = at::empty({tokens, channels}, at::kFloat);
    auto* const values = noise.data_ptr<float>();
    const std::int64_t count = noise.numel();
    for (std::int64_t i = 0; i < count; ++i) {
        values[i] = static_cast<float>(rng.normal());
    }
    return noise;
}

at::Tensor with_given(const Stream& stream) {
    HIBARI_CHECK(stream.given.defined() == stream.clean.defined(), stream.name);
    if (!stream.clean.defined()) {
        return stream.value;
    }
    return at::where(stream.clean.unsqueeze(1), stream.given, stream.value);
}

}  // namespace hibari::diffusion
