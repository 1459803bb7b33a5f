#include "models/mini/state_tokens.h"

#include <ATen/ops/arange.h>
#include <gtest/gtest.h>

namespace hibari::mini {
namespace {

TEST(StateTokens, ASlotIsUsedAllTheTimeOrNotAtAll) {
    constexpr std::int64_t kFrames = 3;
    at::Tensor state = at::arange(1, 1 + kSlots * kFrames * kStateNumbers, at::kFloat)
                           .view({kSlots, kFrames, kStateNumbers});
    state.select(2, kStateUsed).fill_(-0.9F);
    state[2].select(1, kStateUsed).fill_(0.8F);
    state[2][1][kStateUsed].fill_(-0.3F);  // yes on the whole

    const at::Tensor tidy = tidied(state.view({kSlots * kFrames, kStateNumbers}));

    const at::Tensor slots = tidy.view({kSlots, kFrames, kStateNumbers});
    EXPECT_TRUE(slots[2].slice(1, 0, kStateUsed).equal(state[2].slice(1, 0, kStateUsed)));
    EXPECT_EQ(slots[2].select(1, kStateUsed).min().item<float>(), 1.0F);
    EXPECT_EQ(slots[3].slice(1, 0, kStateUsed).abs().max().item<float>(), 0.0F);
    EXPECT_EQ(slots[3].select(1, kStateUsed).max().item<float>(), -1.0F);
}

}  // namespace
}  // namespace hibari::mini
