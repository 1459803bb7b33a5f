#include "trust/visible/visible_sink.h"

#include "base/ids.h"
#include "media/mp4_writer.h"

#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

constexpr media::ClipFormat kFormat{.size = {320, 180}, .fps = 24, .frame_count = 6};

/// Counts what it gets.
class Counter final : public media::ClipSink {
  public:
    Result<void> begin(const media::ClipFormat& /*format*/) override { return {}; }

    Result<void> keep(const std::filesystem::path& /*clip*/) override {
        ++kept;
        return {};
    }

    Result<void> push_frame(const media::Frame& frame) override {
        ++frames;
        const auto [low, high] = std::ranges::minmax(frame.pixels());
        marked += high - low > 100 ? 1 : 0;
        return {};
    }

    Result<void> push_audio(const media::AudioBuffer& /*audio*/) override { return {}; }

    Result<void> finish() override {
        ++finished;
        return {};
    }

    int kept = 0;
    int frames = 0;
    int marked = 0;
    int finished = 0;
};

media::Frame grey(media::FrameSize size) {
    media::Frame frame(size);
    std::ranges::fill(frame.pixels(), 90);
    return frame;
}

VisibleMarkOptions options(KeptPictures kept) {
    return {.handle = "maker", .key = {}, .clip = 3, .kept = kept};
}

/// A clip of three grey frames, removed at the end.
class Earlier {
  public:
    Earlier() {
        auto writer = media::Mp4Writer::create(path_).value();
        EXPECT_TRUE(writer->begin({.size = kFormat.size, .fps = 24, .frame_count = 3}));
        for (std::int64_t i = 0; i < 3; ++i) {
            media::Frame frame = grey(kFormat.size);
            frame.index = i;
            EXPECT_TRUE(writer->push_frame(frame));
        }
        EXPECT_TRUE(writer->finish());
    }

    ~Earlier() { std::filesystem::remove(path_); }

    Earlier(const Earlier&) = delete;
    Earlier& operator=(const Earlier&) = delete;

    const std::filesystem::path& path() const { return path_; }

  private:
    std::filesystem::path path_ =
        std::filesystem::path(::testing::TempDir()) / (make_id("clip_") + ".mp4");
};

TEST(VisibleSink, MarksEveryFrame) {
    Counter counter;
    VisibleSink sink(counter, options(KeptPictures::kUnmarked));
    ASSERT_TRUE(sink.begin(kFormat));
    for (std::int64_t i = 0; i < kFormat.frame_count; ++i) {
        media::Frame frame = grey(kFormat.size);
        frame.index = i;
        ASSERT_TRUE(sink.push_frame(frame));
    }
    ASSERT_TRUE(sink.finish());
    EXPECT_EQ(counter.marked, kFormat.frame_count);
    EXPECT_EQ(counter.finished, 1);
}

TEST(VisibleSink, MarksWhatIsKeptOfAClipThatHasNone) {
    const Earlier earlier;
    Counter counter;
    VisibleSink sink(counter, options(KeptPictures::kUnmarked));
    ASSERT_TRUE(sink.begin(kFormat));
    ASSERT_TRUE(sink.keep(earlier.path()));
    EXPECT_EQ(counter.kept, 0);
    EXPECT_EQ(counter.marked, 3);
}

TEST(VisibleSink, LeavesWhatIsMarkedAlreadyAsItIs) {
    const Earlier earlier;
    Counter counter;
    VisibleSink sink(counter, options(KeptPictures::kMarked));
    ASSERT_TRUE(sink.begin(kFormat));
    ASSERT_TRUE(sink.keep(earlier.path()));
    EXPECT_EQ(counter.kept, 1);
    EXPECT_EQ(counter.frames, 0);
}

TEST(VisibleSink, PassesPicturesThatAreTooSmallForLetters) {
    Counter counter;
    VisibleSink sink(counter, options(KeptPictures::kUnmarked));
    ASSERT_TRUE(sink.begin({.size = {64, 64}, .fps = 24, .frame_count = 1}));
    ASSERT_TRUE(sink.push_frame(grey({64, 64})));
    EXPECT_EQ(counter.frames, 1);
    EXPECT_EQ(counter.marked, 0);
}

TEST(VisibleSink, SaysWhenAHandleCannotBeShown) {
    Counter counter;
    VisibleSink sink(counter, {.handle = "\xF0\x9F\xA6\x84", .key = {}, .clip = 3});
    EXPECT_FALSE(sink.begin(kFormat));
}

}  // namespace
}  // namespace hibari::trust
