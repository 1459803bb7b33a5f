#include "eval/features.h"

#include "eval/testing_clip.h"

#include <gtest/gtest.h>

namespace hibari::eval {
namespace {

TEST(FeaturesOf, AreEightyNumbersAndSeeMotion) {
    media::MemoryClip still;
    still.format = {.size = {64, 48}, .fps = 24, .frame_count = 12};
    still.frames.assign(12, testing::plain({64, 48}));
    media::MemoryClip moving = still;
    for (std::size_t i = 0; i < moving.frames.size(); ++i) {
        testing::draw_disc(
            moving.frames[i], 8.0 + 4.0 * static_cast<double>(i), 24.0, 6.0, testing::kRed
        );
    }
    const auto one = features_of(still);
    EXPECT_EQ(one.size(), 80U);
    EXPECT_EQ(one, features_of(still));
    EXPECT_NE(one, features_of(moving));
}

}  // namespace
}  // namespace hibari::eval
