#include "eval/onsets.h"

#include "base/rng.h"
#include "eval/testing_clip.h"

#include <gtest/gtest.h>

namespace hibari::eval {
namespace {

using testing::knock;

media::AudioBuffer noise(double seconds, float level) {
    media::AudioBuffer audio(media::sample_count(seconds));
    Rng rng(5);
    for (std::size_t i = 0; i < audio.size(); ++i) {
        audio.left[i] = level * static_cast<float>(rng.normal());
        audio.right[i] = audio.left[i];
    }
    return audio;
}

TEST(Onsets, AreFoundWithinThreeMilliseconds) {
    media::AudioBuffer audio = noise(3.0, 0.002F);
    const std::vector<double> times{0.5, 1.1234, 1.31, 2.4};
    for (const double time_s : times) {
        knock(audio, time_s, 0.5F);
    }
    const auto onsets = onsets_of(audio);
    ASSERT_EQ(onsets.size(), times.size());
    for (std::size_t i = 0; i < times.size(); ++i) {
        EXPECT_NEAR(onsets[i].time_s, times[i], 0.003);
    }
}

TEST(Onsets, LouderKnocksAreStronger) {
    media::AudioBuffer audio = noise(2.0, 0.0005F);
    knock(audio, 0.5, 0.1F);
    knock(audio, 1.2, 0.4F);
    const auto onsets = onsets_of(audio);
    ASSERT_EQ(onsets.size(), 2U);
    EXPECT_NEAR(onsets[1].strength_db - onsets[0].strength_db, 12.0, 1.0);
}

TEST(Onsets, SilenceAndEvenNoiseHaveNone) {
    EXPECT_TRUE(onsets_of({}).empty());
    EXPECT_TRUE(onsets_of(media::AudioBuffer(media::sample_count(1.0))).empty());
    EXPECT_LE(onsets_of(noise(3.0, 0.01F)).size(), 1U);  // it begins
}

}  // namespace
}  // namespace hibari::eval
