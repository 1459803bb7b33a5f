#include "worker/clip_recorder.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hibari::worker {
namespace {

TEST(ClipRecorder, KeepsAThumbnailAndASheetOfTheClipItWrites) {
    for (const int frames : {3, 24}) {
        const auto file =
            std::filesystem::path(testing::TempDir()) / ("recorder" + std::to_string(frames));
        int previews = 0;
        auto recorder = ClipRecorder::create(
            file,
            {.quality = media::EncodeQuality::kDraft},
            [&](std::string_view jpeg) { previews += jpeg.starts_with("\xFF\xD8") ? 1 : 0; }
        );
        ASSERT_TRUE(recorder);
        const media::ClipFormat format{.size = {320, 180}, .fps = 24, .frame_count = frames};
        ASSERT_TRUE((*recorder)->begin(format));
        media::Frame frame(format.size);
        for (int i = 0; i < frames; ++i) {
            std::ranges::fill(frame.pixels(), static_cast<std::uint8_t>(8 * i));
            frame.index = i;
            ASSERT_TRUE((*recorder)->push_frame(frame));
        }
        ASSERT_TRUE((*recorder)->finish());
        EXPECT_TRUE(std::filesystem::exists(file));
        EXPECT_TRUE((*recorder)->thumbnail_webp()->starts_with("RIFF"));
        EXPECT_TRUE((*recorder)->spritesheet_jpeg()->starts_with("\xFF\xD8"));
        EXPECT_GE(previews, 1);
        std::filesystem::remove(file);
    }
}

}  // namespace
}  // namespace hibari::worker
