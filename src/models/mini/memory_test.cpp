#include "models/mini/memory.h"

#include <gtest/gtest.h>

namespace hibari::mini {
namespace {

/// The full model of the recipe.
MiniConfig full() {
    MiniConfig config;
    config.video_vae.encoder_widths = {64, 96, 128, 160};
    config.video_vae.decoder_widths = {192, 160, 128, 64};
    config.video_vae.decoder_blocks = {3, 3, 3, 2};
    return config;
}

TEST(Memory, TheFullModelStaysBelowOneAndAHalfGibibytes) {
    const std::int64_t bytes = peak_bytes(full(), {.frames = 121, .rows = 9, .columns = 16});
    EXPECT_LT(bytes, std::int64_t{1536} << 20U);
    EXPECT_GT(bytes, std::int64_t{300} << 20U);
}

TEST(Memory, GrowsWithThePictureButNotBeyondAWindow) {
    const auto bytes = [](std::int64_t frames, std::int64_t rows) {
        return peak_bytes(full(), {.frames = frames, .rows = rows, .columns = 16});
    };
    EXPECT_GT(bytes(121, 40), bytes(121, 9));
    EXPECT_EQ(bytes(121, 9), bytes(400, 9));
}

TEST(Memory, TheFullModelFitsHere) {
    EXPECT_TRUE(check_memory(full(), {.frames = 121, .rows = 9, .columns = 16}));
}

TEST(Memory, AClipThatCannotFitIsRefused) {
    MiniConfig vast = full();
    vast.frames = 1001;
    vast.denoiser.width = 4096;
    const auto checked = check_memory(vast, {.frames = 1001, .rows = 2000, .columns = 2000});
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, ErrorCode::kResourceExhausted);
    EXPECT_NE(checked.error().message.find("MiB"), std::string::npos);
}

}  // namespace
}  // namespace hibari::mini
