#include "diffusion/schedule.h"

#include <gtest/gtest.h>

namespace hibari::diffusion {
namespace {

TEST(NoiseLevels, FallFromOneToZero) {
    for (const int steps : {1, 2, 8, 50}) {
        for (const double shift : {0.5, 1.0, 4.1}) {
            const auto levels = noise_levels(steps, shift);
            ASSERT_EQ(levels.size(), static_cast<std::size_t>(steps) + 1);
            EXPECT_EQ(levels.front(), 1.0);
            EXPECT_EQ(levels.back(), 0.0);
            for (std::size_t i = 1; i < levels.size(); ++i) {
                EXPECT_LT(levels[i], levels[i - 1]);
            }
        }
    }
}

TEST(NoiseLevels, AreEvenWithoutShift) {
    const auto levels = noise_levels(4, 1.0);
    EXPECT_DOUBLE_EQ(levels[1], 0.75);
    EXPECT_DOUBLE_EQ(levels[3], 0.25);
}

TEST(NoiseLevels, StayNearNoiseWithALargeShift) {
    // 4 * 0.5 / (1 + 3 * 0.5)
    EXPECT_DOUBLE_EQ(noise_levels(2, 4.0)[1], 0.8);
}

}  // namespace
}  // namespace hibari::diffusion
