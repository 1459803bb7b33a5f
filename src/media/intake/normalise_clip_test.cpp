#include "media/intake/intake.h"
#include "media/intake/testing/clips.h"
#include "media/intake/testing/pictures.h"
#include "media/mp4_reader.h"
#include "media/mp4_writer.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <gtest/gtest.h>

namespace hibari::media {
namespace {

namespace fs = std::filesystem;
using testing::clip_bytes;
using testing::Colour;
using testing::colour_at;

constexpr Colour kRed{220, 20, 20};
constexpr Colour kGreen{20, 200, 20};
constexpr Colour kBlue{20, 20, 220};
constexpr Colour kLight{240, 240, 240};

class NormaliseClip : public ::testing::Test {
  protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "hibari-intake-XXXXXX").string();
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        folder_ = pattern;
        output_ = folder_ / "clip.mp4";
    }

    void TearDown() override { fs::remove_all(folder_); }

    Result<ClipFacts> normalise(std::string_view bytes, const IntakeLimits& limits = kClipLimits) {
        const FileDescriptor upload = HIBARI_TRY(memory_file(bytes));
        return normalise_clip(upload, output_, limits);
    }

    // What became of it.
    MemoryClip normalised(const std::string& bytes) {
        MemoryClip clip;
        const auto facts = normalise(bytes);
        EXPECT_TRUE(facts) << to_string(facts.error());
        const auto decoded = decode_clip(output_, clip);
        EXPECT_TRUE(decoded) << to_string(decoded.error());
        return clip;
    }

    fs::path folder_;
    fs::path output_;
};

void expect_quarters(const Frame& frame, const std::array<Colour, 4>& wanted) {
    // Of 4:2:0 colour twice, at 48x32 pixels.
    constexpr int kTolerance = 14;
    const int x = frame.width() / 4;
    const int y = frame.height() / 4;
    for (std::size_t i = 0; i < 4; ++i) {
        const int right = i % 2 == 0 ? x : 3 * x;
        const Colour got = colour_at(frame, right, i < 2 ? y : 3 * y);
        for (std::size_t channel = 0; channel < 3; ++channel) {
            EXPECT_NEAR(got[channel], wanted[i][channel], kTolerance) << "quarter " << i;
        }
    }
}

float loudest(const AudioBuffer& audio) {
    float most = 0.0F;
    for (const float sample : audio.left) {
        most = std::max(most, std::abs(sample));
    }
    return most;
}

TEST_F(NormaliseClip, MakesOneOfOurClipsOfEveryFormat) {
    for (const char* name :
         {"h264_aac.mp4",
          "index_last.mov",
          "fragments.mp4",
          "vp8_vorbis.webm",
          "vp9_opus.webm",
          "hevc.mp4",
          "av1.mp4",
          "odd.webm",
          "fast.mp4"}) {
        SCOPED_TRACE(name);
        const MemoryClip clip = normalised(clip_bytes(name));
        EXPECT_EQ(clip.format.fps, 30);
        EXPECT_NEAR(static_cast<double>(clip.frames.size()), 15.0, 1.0);
        ASSERT_FALSE(clip.frames.empty());
        expect_quarters(clip.frames.back(), {kRed, kGreen, kBlue, kLight});
    }
}

TEST_F(NormaliseClip, ShowsFilmAsFilm) {
    const MemoryClip clip = normalised(clip_bytes("film.mp4"));  // 13 frames, 25 a second.
    EXPECT_EQ(clip.format.fps, 24);
    EXPECT_EQ(clip.frames.size(), 12U);
}

TEST_F(NormaliseClip, TurnsItUprightAndSquaresItsPixels) {
    const MemoryClip turned = normalised(clip_bytes("turned.mov"));
    ASSERT_FALSE(turned.frames.empty());
    EXPECT_EQ(turned.format.size, (FrameSize{32, 48}));
    expect_quarters(turned.frames.front(), {kGreen, kLight, kRed, kBlue});
    const MemoryClip wide = normalised(clip_bytes("wide_pixels.mp4"));
    ASSERT_FALSE(wide.frames.empty());
    EXPECT_EQ(wide.format.size, (FrameSize{96, 32}));
    expect_quarters(wide.frames.front(), {kRed, kGreen, kBlue, kLight});
}

TEST_F(NormaliseClip, KeepsTheSoundAndNothingElse) {
    const std::string bytes = clip_bytes("h264_aac.mp4");
    ASSERT_NE(bytes.find("private"), std::string::npos);
    const MemoryClip clip = normalised(bytes);
    EXPECT_NEAR(loudest(clip.audio), 0.125F, 0.03F);
    // A tone of 440 Hz crosses zero 880 times a second.
    int crossings = 0;
    for (std::size_t i = 4800; i + 1 < 19'200; ++i) {
        crossings += std::signbit(clip.audio.left[i]) != std::signbit(clip.audio.left[i + 1]);
    }
    EXPECT_NEAR(crossings, 264, 4);
    const std::string written = *read_file(output_, 1U << 20U);
    EXPECT_EQ(written.find("private"), std::string::npos);
    EXPECT_EQ(written.find("secret"), std::string::npos);
    EXPECT_EQ(loudest(normalised(clip_bytes("plain.mp4")).audio), 0.0F);
}

// A white flash and a click at the same time must stay together, and the clip its length.
TEST_F(NormaliseClip, KeepsPictureAndSoundTogether) {
    const ClipFormat format = clip_format({64, 48}, 24, 2.0);
    constexpr std::int64_t kFlash = 30;
    {
        const auto writer = Mp4Writer::create(output_, {.quality = EncodeQuality::kDraft});
        ASSERT_TRUE((*writer)->begin(format));
        AudioBuffer audio(static_cast<std::size_t>(format.audio_sample_count()));
        for (std::size_t i = kFlash * 2000; i < kFlash * 2000 + 480; ++i) {
            audio.left[i] = audio.right[i] = 0.7F * std::sin(static_cast<float>(i) * 0.4F);
        }
        ASSERT_TRUE((*writer)->push_audio(audio));
        for (std::int64_t i = 0; i < format.frame_count; ++i) {
            Frame frame(format.size);
            std::ranges::fill(frame.pixels(), std::uint8_t(i == kFlash ? 250 : 30));
            ASSERT_TRUE((*writer)->push_frame(frame));
        }
        ASSERT_TRUE((*writer)->finish());
    }
    const MemoryClip clip = normalised(*read_file(output_, 1U << 20U));
    EXPECT_EQ(clip.format.fps, 24);
    ASSERT_EQ(std::ssize(clip.frames), format.frame_count);
    for (std::int64_t i = 0; i < format.frame_count; ++i) {
        const int value = colour_at(clip.frames[static_cast<std::size_t>(i)], 30, 20)[1];
        EXPECT_EQ(value > 200, i == kFlash) << i;
    }
    const auto loud = std::ranges::find_if(clip.audio.left, [](float x) { return x > 0.2F; });
    EXPECT_NEAR(static_cast<double>(loud - clip.audio.left.begin()), kFlash * 2000.0, 100.0);
}

TEST_F(NormaliseClip, LeavesNothingOfWhatItRefuses) {
    const std::string whole = clip_bytes("h264_aac.mp4");
    EXPECT_FALSE(normalise(whole.substr(0, whole.size() / 2)));
    IntakeLimits limits = kClipLimits;
    limits.seconds_max = 0.1;
    EXPECT_FALSE(normalise(whole, limits));
    EXPECT_TRUE(fs::is_empty(folder_));
}

TEST_F(NormaliseClip, TellsWhyItCannotWrite) {
    const auto upload = memory_file(clip_bytes("plain.mp4"));
    const auto result = normalise_clip(*upload, folder_ / "none" / "clip.mp4");
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::kNotFound);
}

TEST(DecodeClipUpload, HandsFramesAndSoundToASink) {
    MemoryClip clip;
    const auto upload = memory_file(clip_bytes("h264_aac.mp4"));
    ASSERT_TRUE(upload);
    const auto facts = decode_clip_upload(*upload, clip, {.side_max = 24});
    ASSERT_TRUE(facts) << to_string(facts.error());
    EXPECT_TRUE(clip.finished);
    EXPECT_EQ(std::max(clip.format.size.width, clip.format.size.height), 24);
    EXPECT_EQ(static_cast<std::int64_t>(clip.frames.size()), clip.format.frame_count);
    EXPECT_EQ(static_cast<std::int64_t>(clip.audio.size()), clip.format.audio_sample_count());
    EXPECT_NEAR(clip.format.duration_s(), facts->seconds, 0.05);
    EXPECT_GT(loudest(clip.audio), 0.01F);
}

TEST(DecodeClipUpload, ScalesBeforeItTurns) {
    MemoryClip whole;
    MemoryClip small;
    const auto upload = memory_file(clip_bytes("turned.mov"));
    ASSERT_TRUE(upload);
    ASSERT_TRUE(decode_clip_upload(*upload, whole));
    ASSERT_TRUE(decode_clip_upload(*upload, small, {.side_max = 24}));
    ASSERT_EQ(small.format.size.height, 24);
    ASSERT_LT(small.format.size.width, 24);
    for (const auto& [x, y] :
         {std::pair(1, 1), std::pair(3, 1), std::pair(1, 3), std::pair(3, 3)}) {
        const auto quarter = [&](const Frame& frame) {
            return colour_at(frame, x * frame.width() / 4, y * frame.height() / 4);
        };
        const Colour wanted = quarter(whole.frames.front());
        const Colour got = quarter(small.frames.front());
        for (std::size_t channel = 0; channel < 3; ++channel) {
            EXPECT_NEAR(got[channel], wanted[channel], 24) << x << " " << y;
        }
    }
}

TEST(DecodeClipUpload, BeginsNothingForWhatIsNoClip) {
    MemoryClip clip;
    const auto upload = memory_file("no clip at all");
    ASSERT_TRUE(upload);
    EXPECT_FALSE(decode_clip_upload(*upload, clip));
    EXPECT_EQ(clip.format.frame_count, 0);
}

}  // namespace
}  // namespace hibari::media
