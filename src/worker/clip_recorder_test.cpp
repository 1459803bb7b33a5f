#include "worker/clip_recorder.h"

#include "media/image.h"

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
            [&](std::string_view jpeg, double time_s) {
                previews += jpeg.starts_with("\xFF\xD8") ? 1 : 0;
                EXPECT_GE(time_s, 0.0);
                EXPECT_LT(time_s, frames / 24.0);
            }
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

TEST(ClipRecorder, ShowsWhatItKeepsOfAnEarlierClip) {
    const auto folder = std::filesystem::path(testing::TempDir());
    const auto write = [&](const char* name, int frames, const char* kept) {
        auto recorder = ClipRecorder::create(folder / name, {}, nullptr);
        EXPECT_TRUE(recorder);
        const media::ClipFormat format{.size = {320, 180}, .fps = 24, .frame_count = frames};
        EXPECT_TRUE((*recorder)->begin(format));
        int next = 0;
        if (kept != nullptr) {
            EXPECT_TRUE((*recorder)->keep(folder / kept));
            next = 24;
        }
        media::Frame frame(format.size);
        for (; next < frames; ++next) {
            std::ranges::fill(frame.pixels(), static_cast<std::uint8_t>(4 * next));
            frame.index = next;
            EXPECT_TRUE((*recorder)->push_frame(frame));
        }
        EXPECT_TRUE((*recorder)->finish());
        return *(*recorder)->spritesheet_jpeg();
    };
    write("source.mp4", 24, nullptr);
    const std::string whole = write("whole.mp4", 48, "source.mp4");
    // The sheet is that of a clip drawn in one go, but for what encoding changed in the first half.
    const auto sheet = media::decode_image(whole);
    const auto wanted = media::decode_image(write("once.mp4", 48, nullptr));
    ASSERT_TRUE(sheet && wanted);
    for (std::size_t i = 0; i < sheet->pixels().size(); ++i) {
        ASSERT_NEAR(sheet->pixels()[i], wanted->pixels()[i], 12) << i;
    }
}

TEST(ClipRecorder, StopsWhileItReadsAnEarlierClip) {
    const auto folder = std::filesystem::path(testing::TempDir());
    const media::ClipFormat format{.size = {320, 180}, .fps = 24, .frame_count = 24};
    auto earlier = *ClipRecorder::create(folder / "long.mp4", {}, nullptr);
    ASSERT_TRUE(earlier->begin(format));
    for (int i = 0; i < 24; ++i) {
        media::Frame frame(format.size);
        frame.index = i;
        ASSERT_TRUE(earlier->push_frame(frame));
    }
    ASSERT_TRUE(earlier->finish());
    std::stop_source stop;
    auto recorder = *ClipRecorder::create(folder / "longer.mp4", {}, nullptr, stop.get_token());
    ASSERT_TRUE(recorder->begin({.size = {320, 180}, .fps = 24, .frame_count = 48}));
    stop.request_stop();
    const auto kept = recorder->keep(folder / "long.mp4");
    ASSERT_FALSE(kept);
    EXPECT_EQ(kept.error().code, ErrorCode::kCancelled);
}

}  // namespace
}  // namespace hibari::worker
