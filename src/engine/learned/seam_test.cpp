#include "engine/learned/seam.h"

#include "engine/learned/rate.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <numbers>
#include <utility>

namespace hibari::engine {
namespace {

constexpr std::size_t kOld = 48'000;
constexpr std::size_t kNew = 24'000;
constexpr std::size_t kHeard = 4'000;  ///< of the model, at 24 kHz

float tone(std::size_t sample, double rate_hz) {
    return static_cast<float>(
        std::sin(2.0 * std::numbers::pi * 440.0 * static_cast<double>(sample) / rate_hz)
    );
}

/// The tone at 24 kHz, from the moment of that sample at 48 kHz.
std::vector<float> low(std::size_t from_48, std::size_t count) {
    std::vector<float> out;
    for (std::size_t i = 0; i < count; ++i) {
        out.push_back(tone(from_48 / 2 + i, 24'000.0));
    }
    return out;
}

void append(media::AudioBuffer& to, const media::AudioBuffer& more) {
    to.left.insert(to.left.end(), more.left.begin(), more.left.end());
    to.right.insert(to.right.end(), more.right.begin(), more.right.end());
}

TEST(Seam, IsNotHeardInATone) {
    media::AudioBuffer all(kOld);
    for (std::size_t i = 0; i < kOld; ++i) {
        all.left[i] = all.right[i] = tone(i, 48'000.0);
    }
    auto rate = DoubleRate::create();
    ASSERT_TRUE(rate);
    Seam seam(all, 2 * kHeard);
    EXPECT_EQ(all.size(), kOld - Seam::kSamples);
    const auto heard = low(kOld - 2 * kHeard, kHeard);
    append(all, seam.next(*rate->next(heard, heard, false)));
    const auto fresh = low(kOld, kNew);
    append(all, seam.next(*rate->next(fresh, fresh, false)));
    append(all, seam.next(*rate->next({}, {}, true)));
    ASSERT_EQ(all.size(), kOld + 2 * kNew);
    for (std::size_t i = 0; i < all.size() - 2'000; ++i) {
        ASSERT_NEAR(all.left[i], tone(i, 48'000.0), 1e-3) << i;
        ASSERT_EQ(all.left[i], all.right[i]);
    }
}

TEST(Seam, FadesFromOneSoundIntoTheOther) {
    media::AudioBuffer old(1'000);
    std::ranges::fill(old.left, 1.0F);
    Seam seam(old, 2'000);
    std::vector<float> left;
    for (const std::size_t piece : {700UL, 1UL, 900UL, 2'000UL}) {
        const media::AudioBuffer out = seam.next(media::AudioBuffer(piece));
        left.insert(left.end(), out.left.begin(), out.left.end());
    }
    ASSERT_EQ(left.size(), 3'601U - 2'000U + Seam::kSamples);
    EXPECT_TRUE(std::ranges::is_sorted(left, std::ranges::greater{}));
    EXPECT_GT(left.front(), 0.99F);
    EXPECT_LT(left[Seam::kSamples - 1], 0.01F);
    EXPECT_EQ(left[Seam::kSamples], 0.0F);
}

TEST(Seam, OfNothingChangesNothing) {
    media::AudioBuffer sound(3);
    sound.left = {1.0F, 2.0F, 3.0F};
    EXPECT_EQ(Seam().next(sound).left, sound.left);
    media::AudioBuffer old;
    Seam seam(old, Seam::kSamples);
    EXPECT_EQ(seam.next(media::AudioBuffer(500)).size(), 500U - Seam::kSamples);
}

}  // namespace
}  // namespace hibari::engine
