#include "eval/segment.h"

#include "eval/testing_clip.h"

#include <gtest/gtest.h>

namespace hibari::eval {
namespace {

using namespace testing;

constexpr media::FrameSize kSize{120, 80};
constexpr int kFrames = 12;

std::vector<std::vector<Blob>> blobs_of(
    const std::vector<media::Frame>& frames, const SegmentOptions& options = {}
) {
    auto found = find_blobs(frames, options);
    EXPECT_TRUE(found);
    return std::move(*found);
}

TEST(FindBlobs, FindsAMovingDiscToATenthOfAPixel) {
    std::vector<media::Frame> frames;
    for (int i = 0; i < kFrames; ++i) {
        frames.push_back(plain(kSize));
        draw_disc(frames.back(), 20.3 + 6.1 * i, 40.7, 7.5, kRed);
    }
    const auto blobs = blobs_of(frames);
    for (int i = 0; i < kFrames; ++i) {
        const auto& found = blobs[static_cast<std::size_t>(i)];
        ASSERT_EQ(found.size(), 1U) << i;
        EXPECT_NEAR(found[0].x, 20.3 + 6.1 * i, 0.1);
        EXPECT_NEAR(found[0].y, 40.7, 0.1);
        EXPECT_NEAR(found[0].radius(), 7.5, 0.25);
        EXPECT_NEAR(2.0 * found[0].breadth, 7.5, 0.25);
        EXPECT_EQ(colour_names()[found[0].colour], "red");
    }
}

TEST(FindBlobs, FindsADiscThatNeverMoves) {
    std::vector<media::Frame> frames;
    for (int i = 0; i < kFrames; ++i) {
        frames.push_back(plain(kSize));
        draw_disc(frames.back(), 60.0, 40.0, 9.0, kBlue);
    }
    for (const auto& found : blobs_of(frames)) {
        ASSERT_EQ(found.size(), 1U);
        EXPECT_NEAR(found[0].x, 60.0, 0.1);
    }
}

TEST(FindBlobs, AShadowIsNoThing) {
    std::vector<media::Frame> frames;
    for (int i = 0; i < kFrames; ++i) {
        frames.push_back(plain(kSize));
        draw_disc(frames.back(), 20.0 + 5.0 * i, 60.0, 8.0, kShade);
    }
    for (const auto& found : blobs_of(frames)) {
        EXPECT_TRUE(found.empty());
    }
}

TEST(FindBlobs, APictureOfOneGreyHasNoThingsWhateverItsLight) {
    std::vector<media::Frame> frames;
    for (int i = 0; i < kFrames; ++i) {
        const auto grey = static_cast<std::uint8_t>(40 + 13 * i);
        frames.push_back(plain(kSize, {grey, grey, grey}));
    }
    for (const auto& found : blobs_of(frames)) {
        EXPECT_TRUE(found.empty());
    }
}

TEST(FindBlobs, ToldColoursPartThingsThatTouch) {
    std::vector<media::Frame> frames;
    for (int i = 0; i < kFrames; ++i) {
        frames.push_back(plain(kSize));
        draw_disc(frames.back(), 50.0, 40.0, 10.0, kRed);
        draw_disc(frames.back(), 69.0, 40.0, 10.0, kBlue);
    }
    EXPECT_EQ(blobs_of(frames).front().size(), 1U);
    const auto blobs = blobs_of(frames, {.told_colours = {0, 5}});
    ASSERT_EQ(blobs.front().size(), 2U);
    EXPECT_NEAR(blobs.front()[0].x + blobs.front()[1].x, 119.0, 1.0);
}

TEST(FindBlobs, StopsWhenAsked) {
    std::stop_source source;
    source.request_stop();
    const std::vector<media::Frame> frames(3, plain(kSize));
    const auto found = find_blobs(frames, {.stop = source.get_token()});
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, ErrorCode::kCancelled);
}

}  // namespace
}  // namespace hibari::eval
