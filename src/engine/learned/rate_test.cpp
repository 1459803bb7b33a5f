#include "engine/learned/rate.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

namespace hibari::engine {
namespace {

float tone(std::size_t sample, double rate_hz) {
    return static_cast<float>(
        std::sin(2.0 * std::numbers::pi * 440.0 * static_cast<double>(sample) / rate_hz)
    );
}

TEST(DoubleRate, GivesTheSameToneInPieces) {
    auto rate = DoubleRate::create();
    ASSERT_TRUE(rate);
    media::AudioBuffer all;
    const auto append = [&](const Result<media::AudioBuffer>& piece) {
        ASSERT_TRUE(piece);
        all.left.insert(all.left.end(), piece->left.begin(), piece->left.end());
        all.right.insert(all.right.end(), piece->right.begin(), piece->right.end());
    };
    std::size_t sample = 0;
    for (const std::size_t length : {1000UL, 1UL, 7999UL, 3000UL}) {
        std::vector<float> left;
        for (std::size_t i = 0; i < length; ++i) {
            left.push_back(tone(sample++, 24'000.0));
        }
        append(rate->next(left, std::vector<float>(length, 0.25F), false));
    }
    append(rate->next({}, {}, true));
    ASSERT_EQ(all.size(), 24'000U);
    for (std::size_t i = 2000; i < 22'000; i += 97) {
        EXPECT_NEAR(all.left[i], tone(i, 48'000.0), 1e-3) << i;
        EXPECT_NEAR(all.right[i], 0.25F, 1e-3) << i;
    }
}

TEST(DoubleRate, OfNothingIsNothing) {
    auto rate = DoubleRate::create();
    ASSERT_TRUE(rate);
    const auto nothing = rate->next({}, {}, true);
    ASSERT_TRUE(nothing);
    EXPECT_TRUE(nothing->empty());
}

TEST(HalveRate, KeepsTheTone) {
    media::AudioBuffer sound(48'000);
    for (std::size_t i = 0; i < sound.size(); ++i) {
        sound.left[i] = tone(i, 48'000.0);
    }
    const HalfSound half = halve_rate(sound);
    ASSERT_EQ(half.left.size(), 24'000U);
    for (std::size_t i = 1000; i < 23'000; i += 97) {
        EXPECT_NEAR(half.left[i], tone(i, 24'000.0), 1e-3) << i;
    }
}

}  // namespace
}  // namespace hibari::engine
