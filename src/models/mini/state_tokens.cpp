#include "models/mini/state_tokens.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/tensor.h>
#include <ATen/ops/where.h>
#include <ATen/ops/zeros_like.h>
#include <algorithm>
#include <array>

namespace hibari::mini {

at::Tensor state_spread() {
    std::array<float, kStateNumbers> spread{};
    constexpr std::array<float, kMomentNumbers> kMoment = {0.4F, 0.4F, 0.2F, 0.2F};
    for (int moment = 0; moment < kMoments; ++moment) {
        std::ranges::copy(kMoment, spread.begin() + moment * kMomentNumbers);
    }
    // Depth, contact, its time, impulse; colour; used.
    constexpr std::array kWhole = {0.25F, 0.4F, 0.25F, 1.0F, 0.6F, 0.6F, 0.6F, 1.0F};
    static_assert(kMoments * kMomentNumbers + kWhole.size() == kStateNumbers);
    std::ranges::copy(kWhole, spread.begin() + kMoments * kMomentNumbers);
    return at::tensor(at::ArrayRef<float>(spread));
}

at::Tensor tidied(const at::Tensor& state) {
    const at::Tensor slots = state.view({kSlots, -1, kStateNumbers});
    const at::Tensor used = slots.select(2, kStateUsed).mean(1).gt(0.0).view({kSlots, 1, 1});
    at::Tensor out = at::where(used, slots, at::zeros_like(slots));
    const at::Tensor flags = used.view({kSlots, 1}).to(at::kFloat) * 2.0 - 1.0;
    out.select(2, kStateUsed).copy_(flags.expand({kSlots, slots.size(1)}));
    return out.view(state.sizes());
}

}  // namespace hibari::mini
