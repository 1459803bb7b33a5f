#include "weights/quantised.h"

#include "base/rng.h"

#include <bit>
#include <cmath>
#include <gtest/gtest.h>

namespace hibari::weights {
namespace {

std::uint32_t bits(float value) {
    return std::bit_cast<std::uint32_t>(value);
}

TEST(HalfPrecision, KnownValues) {
    EXPECT_EQ(widen_f16(0x3C00), 1.0F);
    EXPECT_EQ(widen_f16(0xC000), -2.0F);
    EXPECT_EQ(widen_f16(0x7BFF), 65504.0F);
    EXPECT_EQ(widen_f16(0x0001), 0x1p-24F);
    EXPECT_EQ(widen_f16(0x0400), 0x1p-14F);
    EXPECT_EQ(bits(widen_f16(0x8000)), 0x80000000U);
    EXPECT_TRUE(std::isinf(widen_f16(0x7C00)));
    EXPECT_TRUE(std::isnan(widen_f16(0x7C01)));
}

TEST(HalfPrecision, EveryHalfComesBack) {
    for (std::uint32_t half = 0; half < 0x10000; ++half) {
        const float value = widen_f16(static_cast<std::uint16_t>(half));
        if (!std::isnan(value)) {
            ASSERT_EQ(narrow_f16(value), half);
        }
    }
}

TEST(HalfPrecision, NarrowingTakesTheNearestHalf) {
    EXPECT_EQ(narrow_f16(1.0F + 0x1p-11F), 0x3C00);      // A tie goes to the even one,
    EXPECT_EQ(narrow_f16(1.0F + 3 * 0x1p-11F), 0x3C02);  // upwards too.
    EXPECT_EQ(narrow_f16(1.0F + 0x1p-11F + 0x1p-20F), 0x3C01);
    EXPECT_EQ(narrow_f16(65519.99F), 0x7BFF);
    EXPECT_EQ(narrow_f16(65520.0F), 0x7C00);
    EXPECT_EQ(narrow_f16(0x1p-25F), 0x0000);
    EXPECT_EQ(narrow_f16(0x1.8p-25F), 0x0001);
    EXPECT_EQ(narrow_f16(-0x1.FFFp-15F), 0x8400);
}

TEST(HalfPrecision, ManyAtOnceHaveTheBitsOfEachAlone) {
    std::vector<std::uint16_t> halves(0x10000 + 5);
    for (std::size_t i = 0; i < halves.size(); ++i) {
        halves[i] = static_cast<std::uint16_t>(i);
    }
    std::vector<float> out(halves.size());
    widen_f16(halves, out);
    for (std::size_t i = 0; i < halves.size(); ++i) {
        ASSERT_EQ(bits(out[i]), bits(widen_f16(halves[i]))) << i;
    }
}

TEST(Bf16, IsTheUpperHalfOfAFloat) {
    const std::vector<std::uint16_t> in = {0x3F80, 0xC000, 0x0000};
    std::vector<float> out(3);
    widen_bf16(in, out);
    EXPECT_EQ(out, (std::vector<float>{1.0F, -2.0F, 0.0F}));
}

class Q8Columns : public ::testing::TestWithParam<std::size_t> {};

TEST_P(Q8Columns, RoundTripIsOffByHalfAStepAtMost) {
    const std::size_t columns = GetParam();
    const std::size_t rows = 5;
    Rng rng(7);
    std::vector<float> weights(rows * columns);
    for (float& weight : weights) {
        weight = static_cast<float>(rng.uniform(-0.3, 0.3));
    }

    const Q8Weight packed = quantise_q8_0(weights, columns);
    std::vector<float> out(weights.size());
    widen_q8_0(packed.values, packed.scales, columns, out);

    ASSERT_EQ(packed.scales.size(), rows * q8_blocks(columns));
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const std::size_t block = i / columns * q8_blocks(columns) + i % columns / kQ8BlockSize;
        const float scale = widen_f16(packed.scales[block]);
        // 127 steps of a scale that was rounded down may fall short by 127 * 2^-11 of a step.
        ASSERT_LE(std::fabs(out[i] - weights[i]), scale * (0.5F + 0.0625F)) << i;
        ASSERT_EQ(bits(out[i]), bits(static_cast<float>(packed.values[i]) * scale)) << i;
    }
}

INSTANTIATE_TEST_SUITE_P(Quantised, Q8Columns, ::testing::Values(1, 7, 8, 31, 32, 33, 64, 432));

TEST(Quantised, ABlockOfZerosStaysZero) {
    const std::vector<float> zeros(64, 0.0F);
    const Q8Weight packed = quantise_q8_0(zeros, 64);
    std::vector<float> out(64, 1.0F);
    widen_q8_0(packed.values, packed.scales, 64, out);
    EXPECT_EQ(out, zeros);
}

}  // namespace
}  // namespace hibari::weights
