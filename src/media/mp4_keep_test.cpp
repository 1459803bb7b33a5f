#include "base/rng.h"
#include "media/mp4_reader.h"
#include "media/mp4_writer.h"

#include <cstdlib>
#include <gtest/gtest.h>

namespace hibari::media {
namespace {

namespace fs = std::filesystem;

constexpr FrameSize kSmall{96, 64};

/// A bar that moves one step to the right per frame on a ground of noise, which no encoder gives
/// back twice in the same way.
Frame moving_bar(FrameSize size, std::int64_t index) {
    Frame frame(size);
    frame.index = index;
    Rng rng(static_cast<std::uint64_t>(index));
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width * 3; ++x) {
            const bool bar = x / 24 == index % (size.width / 8);
            const float grey = bar ? 220.0F : 64.0F + rng.uniform(-12.0F, 12.0F);
            frame.row(y)[static_cast<std::size_t>(x)] = static_cast<std::uint8_t>(grey);
        }
    }
    return frame;
}

/// Mean difference of two pictures, in steps of 255.
double difference(const Frame& left, const Frame& right) {
    double sum = 0.0;
    for (std::size_t i = 0; i < left.pixels().size(); ++i) {
        sum += std::abs(left.pixels()[i] - right.pixels()[i]);
    }
    return sum / static_cast<double>(left.pixels().size());
}

class Mp4KeepTest : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "hibari-keep-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
    }

    void TearDown() override { fs::remove_all(folder_); }

    /// Writes a clip whose first frames are those of `kept` (if that is named) into `name`, and
    /// takes it apart again.
    Result<MemoryClip> make(
        std::string_view name,
        const ClipFormat& format,
        std::string_view kept = {},
        EncodeQuality quality = EncodeQuality::kStandard
    ) {
        auto writer = HIBARI_TRY(Mp4Writer::create(folder_ / name, {.quality = quality}));
        HIBARI_TRY(writer->begin(format));
        std::int64_t next = 0;
        if (!kept.empty()) {
            next = HIBARI_TRY(read_format(folder_ / kept)).frame_count;
            HIBARI_TRY(writer->keep(folder_ / kept));
        }
        for (; next < format.frame_count; ++next) {
            HIBARI_TRY(writer->push_frame(moving_bar(format.size, next)));
        }
        HIBARI_TRY(writer->finish());
        MemoryClip clip;
        HIBARI_TRY(decode_clip(folder_ / name, clip));
        return clip;
    }

    fs::path folder_;
};

TEST_F(Mp4KeepTest, KeepsPicturesAsTheyAre) {
    const auto source = make("source.mp4", clip_format(kSmall, 30, 2.3));
    const auto whole = make("whole.mp4", clip_format(kSmall, 30, 4.0), "source.mp4");
    ASSERT_TRUE(source);
    ASSERT_TRUE(whole) << to_string(whole.error());
    ASSERT_EQ(whole->frames.size(), 120U);
    for (std::size_t i = 0; i < whole->frames.size(); ++i) {
        if (i < source->frames.size()) {
            ASSERT_EQ(difference(whole->frames[i], source->frames[i]), 0.0) << i;
        }
        const Frame wanted = moving_bar(kSmall, static_cast<std::int64_t>(i));
        ASSERT_LT(difference(whole->frames[i], wanted), 12.0) << i;
    }
    // And a clip that was continued can be continued.
    const auto longer = make("longer.mp4", clip_format(kSmall, 30, 5.0), "whole.mp4");
    ASSERT_TRUE(longer) << to_string(longer.error());
    EXPECT_EQ(difference(longer->frames[119], whole->frames[119]), 0.0);
    EXPECT_EQ(longer->frames.size(), 150U);
}

TEST_F(Mp4KeepTest, EncodesAnewWhatWasEncodedOtherwise) {
    ASSERT_TRUE(make("source.mp4", clip_format(kSmall, 30, 1.0), {}, EncodeQuality::kDraft));
    const auto whole =
        make("whole.mp4", clip_format(kSmall, 30, 2.0), "source.mp4", EncodeQuality::kHigh);
    ASSERT_TRUE(whole) << to_string(whole.error());
    ASSERT_EQ(whole->frames.size(), 60U);
    for (std::size_t i = 0; i < whole->frames.size(); ++i) {
        const Frame wanted = moving_bar(kSmall, static_cast<std::int64_t>(i));
        ASSERT_LT(difference(whole->frames[i], wanted), 12.0) << i;
    }
}

TEST_F(Mp4KeepTest, KeepsNothingThatDoesNotFit) {
    ASSERT_TRUE(make("source.mp4", clip_format(kSmall, 30, 1.0)));
    for (const ClipFormat& format :
         {clip_format({64, 64}, 30, 2.0), clip_format(kSmall, 24, 2.0), clip_format(kSmall, 30, 0.5)
         }) {
        const auto made = make("other.mp4", format, "source.mp4");
        ASSERT_FALSE(made);
        EXPECT_EQ(made.error().code, ErrorCode::kInvalidArgument);
        EXPECT_FALSE(fs::exists(folder_ / "other.mp4"));
    }
}

}  // namespace
}  // namespace hibari::media
