#include "base/rng.h"

#include <array>
#include <cmath>
#include <gtest/gtest.h>
#include <set>

namespace hibari {
namespace {

constexpr int kDraws = 20'000;

TEST(Rng, RepeatsForTheSameSeed) {
    Rng first(7);
    Rng second(7);
    for (int i = 0; i < 100; ++i) {
        EXPECT_EQ(first.bits(), second.bits());
    }
}

TEST(Rng, SplitDoesNotDependOnHowMuchWasDrawn) {
    Rng drawn(7);
    const Rng fresh = drawn.split("camera");
    drawn.bits();
    EXPECT_EQ(drawn.split("camera"), fresh);
    EXPECT_NE(drawn.split("camera"), drawn.split("light"));
}

TEST(Rng, SplitStreamsStartDifferently) {
    const Rng root(1);
    std::set<std::uint64_t> firsts;
    for (int i = 0; i < 1000; ++i) {
        firsts.insert(root.split(i).bits());
    }
    EXPECT_EQ(firsts.size(), 1000U);
}

TEST(Rng, UniformHasTheRightMeanAndVariance) {
    Rng rng(3);
    double sum = 0.0;
    double squares = 0.0;
    for (int i = 0; i < kDraws; ++i) {
        const double value = rng.uniform();
        ASSERT_GE(value, 0.0);
        ASSERT_LT(value, 1.0);
        sum += value;
        squares += value * value;
    }
    const double mean = sum / kDraws;
    EXPECT_NEAR(mean, 0.5, 0.01);
    EXPECT_NEAR(squares / kDraws - mean * mean, 1.0 / 12.0, 0.003);
}

TEST(Rng, NormalHasTheRightMoments) {
    Rng rng(5);
    double sum = 0.0;
    double squares = 0.0;
    double fourth = 0.0;
    for (int i = 0; i < kDraws; ++i) {
        const double value = rng.normal();
        sum += value;
        squares += value * value;
        fourth += value * value * value * value;
    }
    EXPECT_NEAR(sum / kDraws, 0.0, 0.03);
    EXPECT_NEAR(squares / kDraws, 1.0, 0.03);
    EXPECT_NEAR(fourth / kDraws, 3.0, 0.25);
}

TEST(Rng, IntegerCoversBothEndsFairly) {
    Rng rng(11);
    std::array<int, 6> counts{};
    for (int i = 0; i < kDraws; ++i) {
        counts.at(static_cast<std::size_t>(rng.integer(1, 6) - 1)) += 1;
    }
    for (const int count : counts) {
        EXPECT_NEAR(count, kDraws / 6.0, 250.0);
    }
}

TEST(Rng, IntegerTakesTheWholeRange) {
    Rng rng(1);
    const auto low = std::numeric_limits<std::int64_t>::min();
    const auto high = std::numeric_limits<std::int64_t>::max();
    EXPECT_NE(rng.integer(low, high), rng.integer(low, high));
    EXPECT_EQ(rng.integer(high, high), high);
}

TEST(Rng, ChanceIsNeverAtZeroAndAlwaysAtOne) {
    Rng rng(2);
    for (int i = 0; i < 100; ++i) {
        EXPECT_FALSE(rng.chance(0.0));
        EXPECT_TRUE(rng.chance(1.0));
    }
}

}  // namespace
}  // namespace hibari
