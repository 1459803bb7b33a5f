#include "media/clip_sink.h"

#include <gtest/gtest.h>

namespace hibari::media {
namespace {

TEST(ClipFormat, RoundsToWholeFramesAndSamples) {
    const ClipFormat format = clip_format({320, 180}, 24, 1.7);
    EXPECT_EQ(format.frame_count, 41);
    EXPECT_EQ(format.audio_sample_count(), 82'000);
    EXPECT_EQ(clip_format({320, 180}, 30, 0.0).frame_count, 1);
}

TEST(Frame, RowsLieTopToBottomWithoutPadding) {
    Frame frame({4, 2});
    frame.row(1)[0] = 9;
    EXPECT_EQ(frame.pixels()[12], 9);
    EXPECT_EQ(frame.pixels().size(), 24U);
    EXPECT_EQ(to_string(frame.size()), "4x2");
}

TEST(FrameDeathTest, RefusesOddSizes) {
    EXPECT_DEATH(Frame({5, 4}), "size.width = 5");
}

}  // namespace
}  // namespace hibari::media
