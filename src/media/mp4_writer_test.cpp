#include "media/mp4_writer.h"

#include "base/rng.h"
#include "media/loudness.h"
#include "media/mp4_reader.h"

#include <algorithm>
#include <cmath>
#include <csignal>
#include <cstdlib>
#include <gtest/gtest.h>
#include <malloc.h>
#include <sys/resource.h>

namespace hibari::media {
namespace {

namespace fs = std::filesystem;

constexpr FrameSize kSmall{96, 64};
constexpr std::size_t kFileMax = 16U << 20U;

// A bar that moves one step to the right per frame on a grey ground.
Frame moving_bar(FrameSize size, std::int64_t index) {
    Frame frame(size);
    frame.index = index;
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            const bool bar = x / 8 == index % (size.width / 8);
            const auto at = static_cast<std::size_t>(x) * 3;
            frame.row(y)[at] = bar ? 220 : 64;
            frame.row(y)[at + 1] = bar ? 30 : 64;
            frame.row(y)[at + 2] = 64;
        }
    }
    return frame;
}

// Silence with one short burst that begins at `start`.
AudioBuffer click_at(std::int64_t samples, std::int64_t start) {
    AudioBuffer audio(static_cast<std::size_t>(samples));
    for (std::int64_t i = start; i < std::min(samples, start + 480); ++i) {
        const auto at = static_cast<std::size_t>(i);
        audio.left[at] = 0.8F * std::sin(static_cast<float>(i - start) * 0.4F);
        audio.right[at] = audio.left[at];
    }
    return audio;
}

Result<void> write_clip(ClipSink& sink, const ClipFormat& format) {
    HIBARI_TRY(sink.begin(format));
    HIBARI_TRY(sink.push_audio(click_at(format.audio_sample_count(), kSampleRateHz / 2)));
    for (std::int64_t i = 0; i < format.frame_count; ++i) {
        HIBARI_TRY(sink.push_frame(moving_bar(format.size, i)));
    }
    return sink.finish();
}

class Mp4Test : public testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "hibari-mp4-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
        path_ = folder_ / "clip.mp4";
    }

    void TearDown() override { fs::remove_all(folder_); }

    void write(const ClipFormat& format) {
        auto writer = Mp4Writer::create(path_, {.quality = EncodeQuality::kDraft});
        ASSERT_TRUE(writer) << to_string(writer.error());
        const auto written = write_clip(**writer, format);
        ASSERT_TRUE(written) << to_string(written.error());
    }

    fs::path folder_;
    fs::path path_;
};

// Whatever lay in memory before: fresh memory is filled with another pattern each time.
TEST_F(Mp4Test, GivesTheSameBytesForTheSamePictures) {
    const ClipFormat format = clip_format({320, 180}, 30, 2.0);
    std::string first;
    for (const int pattern : {1, 85, 170}) {
        mallopt(M_PERTURB, pattern);
        write(format);
        const std::string bytes = *read_file(path_, kFileMax);
        first = first.empty() ? bytes : first;
        EXPECT_TRUE(first == bytes) << "pattern " << pattern;
    }
    mallopt(M_PERTURB, 0);
}

TEST_F(Mp4Test, GivesBackWhatWentIn) {
    for (const auto& [fps, seconds] : {std::pair(24, 1.0), {30, 0.7}, {24, 1.3}, {30, 1.0 / 30}}) {
        const ClipFormat format = clip_format(kSmall, fps, seconds);
        write(format);
        MemoryClip clip;
        const auto decoded = decode_clip(path_, clip);
        ASSERT_TRUE(decoded) << to_string(decoded.error());
        EXPECT_EQ(clip.format.fps, fps);
        EXPECT_EQ(clip.format.size, kSmall);
        EXPECT_EQ(std::ssize(clip.frames), format.frame_count);
        EXPECT_EQ(static_cast<std::int64_t>(clip.audio.size()), format.audio_sample_count());
    }
}

TEST_F(Mp4Test, PictureAndSoundKeepTheirPlace) {
    write(clip_format(kSmall, 30, 1.0));
    MemoryClip clip;
    ASSERT_TRUE(decode_clip(path_, clip));
    for (std::int64_t i = 0; i < 12; ++i) {
        const auto centre = static_cast<std::size_t>(i * 8 + 4) * 3;
        EXPECT_GT(clip.frames[static_cast<std::size_t>(i)].row(32)[centre], 180) << i;
    }
    // Lossy, but the burst must begin where it was put: within 2 ms.
    const auto loud =
        std::ranges::find_if(clip.audio.left, [](float x) { return std::fabs(x) > 0.2F; });
    EXPECT_NEAR(static_cast<double>(loud - clip.audio.left.begin()), kSampleRateHz / 2.0, 96.0);
}

// The encoder rounds in frequency, which piles up where everything happens in one millisecond.
TEST_F(Mp4Test, HardClicksStayBelowTheCeilingWhenDecoded) {
    const ClipFormat format = clip_format(kSmall, 30, 4.0);
    auto writer = Mp4Writer::create(path_, {.quality = EncodeQuality::kDraft});
    ASSERT_TRUE(writer && (*writer)->begin(format));
    for (std::uint64_t piece = 0; piece < 2; ++piece) {  // two shots
        AudioBuffer audio(sample_count(2.0));
        Rng rng(piece);
        for (std::size_t i = 0; i < audio.size(); ++i) {
            const float decay = std::exp(-static_cast<float>(i % 9'600) / 120.0F);
            audio.left[i] = 2.0F * rng.uniform(-1.0F, 1.0F) * decay;
            audio.right[i] = rng.uniform(-1.0F, 1.0F) * decay;
        }
        limit_peaks(audio, kPeakMax_dbtp);
        ASSERT_TRUE((*writer)->push_audio(audio));
    }
    for (std::int64_t i = 0; i < format.frame_count; ++i) {
        ASSERT_TRUE((*writer)->push_frame(moving_bar(kSmall, i)));
    }
    ASSERT_TRUE((*writer)->finish());
    MemoryClip clip;
    ASSERT_TRUE(decode_clip(path_, clip));
    EXPECT_LE(*measure_loudness(clip.audio)->true_peak_dbtp, kPeakMax_dbtp);
}

TEST_F(Mp4Test, ColoursSurviveWithinAFewSteps) {
    write(clip_format(kSmall, 30, 0.1));
    MemoryClip clip;
    ASSERT_TRUE(decode_clip(path_, clip));
    EXPECT_NEAR(clip.frames[0].row(10)[60 * 3], 64, 4);
    EXPECT_NEAR(clip.frames[0].row(10)[60 * 3 + 2], 64, 4);
}

TEST_F(Mp4Test, HasTheIndexInFrontAndNoTimestampOfItsMaking) {
    write(clip_format(kSmall, 30, 0.5));
    const std::string first = *read_file(path_, kFileMax);
    EXPECT_LT(first.find("moov"), first.find("mdat"));
    write(clip_format(kSmall, 30, 0.5));
    EXPECT_EQ(first, *read_file(path_, kFileMax));
}

TEST_F(Mp4Test, AcceptsSoundInSmallPiecesAfterThePicture) {
    const ClipFormat format = clip_format(kSmall, 24, 1.0);
    auto writer = Mp4Writer::create(path_);
    ASSERT_TRUE((*writer)->begin(format));
    for (std::int64_t i = 0; i < format.frame_count; ++i) {
        ASSERT_TRUE((*writer)->push_frame(moving_bar(kSmall, i)));
    }
    for (int i = 0; i < 100; ++i) {
        ASSERT_TRUE((*writer)->push_audio(AudioBuffer(333)));
    }
    ASSERT_TRUE((*writer)->finish());
    MemoryClip clip;
    ASSERT_TRUE(decode_clip(path_, clip));
    EXPECT_EQ(clip.audio.size(), 48'000U);
}

TEST_F(Mp4Test, KeepsTheOldFileWhenAbandoned) {
    ASSERT_TRUE(write_file(path_, "old", Existing::kReplace));
    {
        auto writer = Mp4Writer::create(path_);
        ASSERT_TRUE((*writer)->begin(clip_format(kSmall, 30, 1.0)));
        ASSERT_TRUE((*writer)->push_frame(moving_bar(kSmall, 0)));
    }
    EXPECT_EQ(*read_file(path_, 100), "old");
    EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(Mp4Test, ReportsAFullDiskAndLeavesNothing) {
    rlimit before{};
    ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
    const rlimit tiny{.rlim_cur = 2000, .rlim_max = before.rlim_max};
    const auto old_handler = std::signal(SIGXFSZ, SIG_IGN);
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &tiny), 0);
    Result<void> written;
    {
        auto writer = Mp4Writer::create(path_);
        written = write_clip(**writer, clip_format(kSmall, 30, 1.0));
    }
    ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
    std::signal(SIGXFSZ, old_handler);
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().code, ErrorCode::kResourceExhausted) << to_string(written.error());
    EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(Mp4Test, RefusesAMissingFolderAtOnce) {
    const auto writer = Mp4Writer::create(folder_ / "none" / "clip.mp4");
    ASSERT_FALSE(writer);
    EXPECT_EQ(writer.error().code, ErrorCode::kNotFound);
}

TEST(DecodeClip, ExplainsWhatIsNoClip) {
    MemoryClip clip;
    EXPECT_EQ(decode_clip("/nonexistent.mp4", clip).error().code, ErrorCode::kNotFound);
    EXPECT_FALSE(decode_clip("/dev/null", clip));
}

}  // namespace
}  // namespace hibari::media
