#include "engine/learned/picture_fit.h"

#include <ATen/TensorOperators.h>
#include <gtest/gtest.h>

namespace hibari::engine {
namespace {

constexpr LatentGrid kTrained{.rows = 9, .columns = 16};

TEST(FitGrid, TakesTheTrainedOneForItsOwnAspect) {
    EXPECT_EQ(fit_grid({1280, 720}, kTrained), kTrained);
    EXPECT_EQ(fit_grid({512, 288}, kTrained), kTrained);
}

TEST(FitGrid, TurnsForPortraitAndStaysAsLarge) {
    EXPECT_EQ(fit_grid({720, 1280}, kTrained), (LatentGrid{16, 9}));
    EXPECT_EQ(fit_grid({1080, 1080}, kTrained), (LatentGrid{12, 12}));
}

TEST(FitGrid, NeverGrowsMuchBeyondTheTrainedOne) {
    for (const media::FrameSize size : {media::FrameSize{1920, 2}, {2, 1080}, {64, 64}}) {
        const LatentGrid grid = fit_grid(size, kTrained);
        EXPECT_LE(grid.rows * grid.columns, 180);
        EXPECT_GE(grid.rows, 2);
        EXPECT_GE(grid.columns, 2);
    }
}

TEST(FitCut, IsTheMiddleOfThePicture) {
    const Cut all = fit_cut({512, 288}, {1280, 720});
    EXPECT_EQ(all.size, (media::FrameSize{512, 288}));
    const Cut wide = fit_cut({288, 160}, {1280, 720});
    EXPECT_EQ(wide.size, (media::FrameSize{284, 160}));
    EXPECT_EQ(wide.x, 2);
    const Cut sliver = fit_cut({64, 64}, {1920, 2});
    EXPECT_EQ(sliver.size, (media::FrameSize{64, 2}));
}

media::Frame gradient(media::FrameSize size) {
    media::Frame frame(size);
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const auto at = static_cast<std::size_t>(3 * x);
            frame.row(y)[at] = static_cast<std::uint8_t>(255 * x / size.width);
            frame.row(y)[at + 1] = static_cast<std::uint8_t>(255 * y / size.height);
        }
    }
    return frame;
}

TEST(Pictures, ComeBackAsTheFrame) {
    const media::Frame frame = gradient({288, 162});
    const auto picture = to_picture(frame, {5, 9});
    ASSERT_TRUE(picture);
    EXPECT_EQ(picture->size(0), 160);
    EXPECT_EQ(picture->size(1), 288);
    const auto back = to_frame(*picture, {288, 162});
    ASSERT_TRUE(back);
    for (int y = 10; y < 150; y += 20) {
        for (std::size_t x = 10; x < 280; x += 30) {
            EXPECT_NEAR(back->row(y)[3 * x], frame.row(y)[3 * x], 4);
            EXPECT_NEAR(back->row(y)[3 * x + 1], frame.row(y)[3 * x + 1], 4);
        }
    }
}

TEST(Pictures, BeyondTheRangeAreBlackAndWhite) {
    at::Tensor picture = *to_picture(gradient({64, 64}), {2, 2});
    picture = picture * 100.0;
    const auto frame = to_frame(picture, {64, 64});
    ASSERT_TRUE(frame);
    EXPECT_EQ(frame->row(0)[0], 0);
    EXPECT_EQ(frame->row(63)[3 * 63], 255);
}

}  // namespace
}  // namespace hibari::engine
