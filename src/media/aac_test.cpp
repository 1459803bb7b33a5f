#include "media/aac.h"

#include "base/rng.h"
#include "media/loudness.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hibari::media {
namespace {

// Bursts of noise up to the ceiling in silence, the worst there is for a transform coder.
AudioBuffer hard_clicks(double seconds) {
    AudioBuffer audio(sample_count(seconds));
    Rng rng(3);
    for (std::size_t i = 0; i < audio.size(); ++i) {
        const float decay = std::exp(-static_cast<float>(i % 11'000) / 90.0F);
        audio.left[i] = rng.uniform(-1.0F, 1.0F) * decay;
        audio.right[i] = 0.6F * rng.uniform(-1.0F, 1.0F) * decay;
    }
    limit_peaks(audio, kPeakMax_dbtp);
    return audio;
}

TEST(LeaveHeadroom, TurnsDownOnlyWhatTheEncoderMakesTooHigh) {
    const AudioBuffer before = hard_clicks(2.0);
    AudioBuffer after = before;
    ASSERT_TRUE(leave_headroom(after));
    EXPECT_NE(after.left, before.left);
    double lowest = 1.0;
    for (std::size_t i = 0; i < before.size(); ++i) {
        ASSERT_LE(std::fabs(after.left[i]), std::fabs(before.left[i]) + 1e-7F);
        if (std::fabs(before.left[i]) > 0.1F) {
            lowest = std::min(lowest, static_cast<double>(after.left[i] / before.left[i]));
        }
    }
    // The clicks stay clicks: nobody hears a few decibels off their tips.
    EXPECT_GT(lowest, 0.5);
}

TEST(LeaveHeadroom, LeavesWhatWasWrittenBeforeAlone) {
    const AudioBuffer before = hard_clicks(2.0);
    AudioBuffer after = before;
    const std::size_t from = 48 * 1024;
    ASSERT_TRUE(leave_headroom(after, from));
    for (std::size_t i = 0; i < from; ++i) {
        ASSERT_EQ(after.left[i], before.left[i]) << i;
    }
}

TEST(LeaveHeadroom, LeavesSoftSoundUntouched) {
    AudioBuffer audio(48'000);
    for (std::size_t i = 0; i < audio.size(); ++i) {
        audio.left[i] = audio.right[i] = 0.3F * std::sin(0.05F * static_cast<float>(i));
    }
    const AudioBuffer before = audio;
    ASSERT_TRUE(leave_headroom(audio));
    EXPECT_EQ(audio.left, before.left);
    AudioBuffer nothing;
    EXPECT_TRUE(leave_headroom(nothing));
}

}  // namespace
}  // namespace hibari::media
