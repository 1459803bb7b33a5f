#include "worker/ending_sink.h"

#include "base/ids.h"
#include "media/mp4_reader.h"

#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>

namespace hibari::worker {
namespace {

namespace fs = std::filesystem;

media::Frame grey(std::int64_t index) {
    media::Frame frame({64, 64});
    frame.index = index;
    std::ranges::fill(frame.pixels(), static_cast<std::uint8_t>(40 + 2 * index));
    return frame;
}

class EndingSinkTest : public testing::Test {
  protected:
    void TearDown() override { fs::remove(file_); }

    void write(media::ClipSink& sink, const media::ClipFormat& format, std::int64_t from = 0) {
        for (std::int64_t i = from; i < format.frame_count; ++i) {
            ASSERT_TRUE(sink.push_frame(grey(i)));
        }
        ASSERT_TRUE(sink.finish());
    }

    fs::path file_ = fs::path(testing::TempDir()) / (make_id("ending_") + ".mp4");
    media::MemoryClip all_;
};

TEST_F(EndingSinkTest, KeepsTheLastSecond) {
    const media::ClipFormat format{.size = {64, 64}, .fps = 24, .frame_count = 60};
    EndingSink sink(all_, file_, {}, 7);
    ASSERT_TRUE(sink.begin(format));
    write(sink, format);
    EXPECT_EQ(all_.frames.size(), 60U);
    media::MemoryClip ending;
    ASSERT_TRUE(media::decode_clip(file_, ending));
    ASSERT_EQ(ending.frames.size(), 24U);
    EXPECT_NEAR(ending.frames.front().pixels()[0], 40 + 2 * 36, 6);
    EXPECT_NEAR(ending.frames.back().pixels()[0], 40 + 2 * 59, 6);
}

TEST_F(EndingSinkTest, KeepsWhatThereIsOfABriefExtension) {
    const media::ClipFormat earlier{.size = {64, 64}, .fps = 24, .frame_count = 30};
    const fs::path kept = file_.string() + ".kept.mp4";
    {
        auto writer = media::Mp4Writer::create(kept).value();
        ASSERT_TRUE(writer->begin(earlier));
        write(*writer, earlier);
    }
    const media::ClipFormat format{.size = {64, 64}, .fps = 24, .frame_count = 40};
    EndingSink sink(all_, file_, {}, 7);
    ASSERT_TRUE(sink.begin(format));
    ASSERT_TRUE(sink.keep(kept));
    write(sink, format, 30);
    fs::remove(kept);
    media::MemoryClip ending;
    ASSERT_TRUE(media::decode_clip(file_, ending));
    EXPECT_EQ(ending.frames.size(), 10U);
}

}  // namespace
}  // namespace hibari::worker
