#include "world/script/shot_lengths.h"

#include "world/script/script_json.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <numeric>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

namespace hibari::world {
namespace {

double sum(const std::vector<float>& lengths) {
    return std::accumulate(lengths.begin(), lengths.end(), 0.0);
}

TEST(ShotLengths, KeepTheirProportions) {
    std::vector<float> lengths{2.0F, 4.0F, 6.0F};
    share_length(lengths, 6.0);
    EXPECT_FLOAT_EQ(lengths[0], 1.0F);
    EXPECT_FLOAT_EQ(lengths[1], 2.0F);
    EXPECT_FLOAT_EQ(lengths[2], 3.0F);
}

RC_GTEST_PROP(ShotLengths, AddUpToWhatWasAskedWithinTheLimitsOfAShot, ()) {
    const auto shots = *rc::gen::inRange<std::size_t>(1, ScriptLimits::kShotsMax + 1);
    std::vector<float> lengths;
    for (std::size_t i = 0; i < shots; ++i) {
        lengths.push_back(static_cast<float>(*rc::gen::inRange(10, 201)) / 10.0F);
    }
    const double total_s = static_cast<double>(*rc::gen::inRange(
                               static_cast<int>(10 * shots), static_cast<int>(200 * shots) + 1
                           )) /
                           10.0;
    share_length(lengths, total_s);
    RC_ASSERT(std::abs(sum(lengths) - total_s) < 1e-3);
    RC_ASSERT(std::ranges::min(lengths) >= ScriptLimits::kShotSecondsMin);
    RC_ASSERT(std::ranges::max(lengths) <= ScriptLimits::kShotSecondsMax);
}

TEST(ShotLengths, OneShotCannotLastThirtySeconds) {
    EXPECT_TRUE(check_length(1, 20.0));
    const Result<void> refused = check_length(1, 30.0);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().field, "seconds");
    EXPECT_TRUE(check_length(2, 30.0));
    EXPECT_FALSE(check_length(3, 2.0));
}

TEST(ShotLengths, FramesOfManyShotsAddUpToTheFrame) {
    // Each shot alone would round down to 40 frames at 30 fps: 280 instead of 281.
    ClipScript script;
    script.shots.assign(7, Shot{.duration_s = 1.34F});
    const std::vector<std::int64_t> counts = frame_counts(script, 30);
    EXPECT_EQ(
        std::accumulate(counts.begin(), counts.end(), std::int64_t{0}), std::llround(7 * 1.34 * 30)
    );
}

TEST(ShotLengths, ATakeThatIsContinuedKeepsItsFrames) {
    ClipScript script;
    script.shots.assign(2, Shot{.duration_s = 1.34F});
    const std::vector<std::int64_t> before = frame_counts(script, 30);
    script.shots.back().continuations = {{.duration_s = 1.34F}, {.duration_s = 2.02F}};
    const auto parts = part_frame_counts(script, 30);
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_EQ(parts[0], std::vector<std::int64_t>{before[0]});
    ASSERT_EQ(parts[1].size(), 3U);
    EXPECT_EQ(parts[1][0], before[1]);
    const std::vector<std::int64_t> whole = frame_counts(script, 30);
    EXPECT_EQ(whole[0] + whole[1], std::llround((3 * 1.34 + 2.02) * 30));
    EXPECT_NEAR(whole_length_s(script.shots.back()), 2 * 1.34 + 2.02, 1e-6);
}

}  // namespace
}  // namespace hibari::world
