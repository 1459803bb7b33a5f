#include "models/mini/positions.h"

#include "models/mini/config.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

namespace hibari::mini {
namespace {

constexpr TokenCounts kCounts{
    .registers = 4, .text = 48, .frames = 3, .audio = 17, .rows = 2, .columns = 3
};

float cosine(const Rotations& all, std::int64_t token, std::int64_t pair) {
    return all.cosines[static_cast<std::size_t>(token * kPairs + pair)];
}

TEST(TokenCounts, AddUpInTheOrderOfTheSequence) {
    EXPECT_EQ(kCounts.state(), 24);
    EXPECT_EQ(kCounts.state_from(), 52);
    EXPECT_EQ(kCounts.audio_from(), 76);
    EXPECT_EQ(kCounts.video_from(), 93);
    EXPECT_EQ(kCounts.total(), 93 + 18);
}

TEST(Rotations, AreOfEveryToken) {
    const Rotations all = rotations(kCounts);
    EXPECT_EQ(all.cosines.size(), static_cast<std::size_t>(kCounts.total() * kPairs));
    EXPECT_EQ(all.sines.size(), all.cosines.size());
}

TEST(Rotations, LeaveTextWhereItIs) {
    const Rotations all = rotations(kCounts, 3.0);
    for (std::int64_t pair = 0; pair < kPairs; ++pair) {
        EXPECT_EQ(cosine(all, 10, pair), 1.0F);
    }
}

TEST(Rotations, OfASoundAndItsFrameAgreeInTime) {
    // Token 4 is in the middle of frames 1 .. 8, which latent 1 holds: (8 - 3.5) / 24 s.
    const Rotations all = rotations(kCounts);
    const std::int64_t audio = kCounts.audio_from() + 4;
    const std::int64_t video = kCounts.video_from() + kCounts.rows * kCounts.columns;
    EXPECT_DOUBLE_EQ(latent_time_s(1), 4.5 / kFps);
    for (std::int64_t pair = 0; pair < kTimePairs; ++pair) {
        EXPECT_EQ(cosine(all, audio, pair), cosine(all, video, pair)) << pair;
    }
}

TEST(Rotations, TurnOnceInThePeriod) {
    // The first pair turns once in a quarter of a second: six audio tokens.
    const Rotations all = rotations(kCounts);
    const std::int64_t audio = kCounts.audio_from();
    EXPECT_NEAR(cosine(all, audio, 0), cosine(all, audio + 6, 0), 1e-5);
}

TEST(Rotations, MeasureThePictureByItsHeight) {
    // The middle of the left half is as far from the middle in a picture twice as fine.
    TokenCounts fine = kCounts;
    fine.rows = 6;
    fine.columns = 9;
    const Rotations coarse = rotations(kCounts);
    const Rotations all = rotations(fine);
    for (std::int64_t pair = kTimePairs; pair < kPairs; ++pair) {
        // Row 0 of 2 is centred where row 1 of 6 is, column 0 of 3 where column 1 of 9 is.
        EXPECT_NEAR(
            cosine(coarse, kCounts.video_from(), pair),
            cosine(all, fine.video_from() + fine.columns + 1, pair),
            1e-6
        );
    }
}

}  // namespace
}  // namespace hibari::mini
