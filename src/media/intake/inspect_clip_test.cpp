#include "media/intake/intake.h"
#include "media/intake/testing/clips.h"
#include "media/intake/testing/pictures.h"

#include <chrono>
#include <gtest/gtest.h>

namespace hibari::media {
namespace {

using namespace std::chrono_literals;
using namespace std::string_literals;
using testing::clip_bytes;
using testing::inspect;

std::string reason_of(const Result<ClipFacts>& result) {
    return result ? "decoded" : result.error().reason;
}

struct Clip {
    const char* name;
    FrameSize size;
    std::int64_t frames;
    int audio_rate_hz;
};

class EveryClip : public ::testing::TestWithParam<Clip> {};

TEST_P(EveryClip, IsWhatItWasMadeAs) {
    const Clip& clip = GetParam();
    const auto facts = inspect(clip_bytes(clip.name));
    ASSERT_TRUE(facts) << to_string(facts.error());
    EXPECT_EQ(facts->size, clip.size);
    EXPECT_EQ(facts->frame_count, clip.frames);
    EXPECT_NEAR(facts->seconds, 0.5, 0.04);
    EXPECT_NEAR(facts->fps, static_cast<double>(clip.frames) / 0.5, 1.0);
    EXPECT_EQ(facts->has_audio, clip.audio_rate_hz > 0);
    EXPECT_EQ(facts->audio_rate_hz, clip.audio_rate_hz);
}

INSTANTIATE_TEST_SUITE_P(
    InspectClip,
    EveryClip,
    ::testing::Values(
        Clip{"h264_aac.mp4", {48, 32}, 15, 44'100},
        Clip{"index_last.mov", {48, 32}, 15, 44'100},
        Clip{"fragments.mp4", {48, 32}, 15, 44'100},
        Clip{"plain.mp4", {48, 32}, 15, 0},
        Clip{"hevc.mp4", {48, 32}, 15, 0},
        Clip{"av1.mp4", {48, 32}, 15, 0},
        Clip{"fast.mp4", {48, 32}, 25, 0},
        Clip{"vp8_vorbis.webm", {48, 32}, 15, 44'100},
        Clip{"vp9_opus.webm", {48, 32}, 15, 48'000},
        Clip{"odd.webm", {47, 31}, 15, 0},
        Clip{"turned.mov", {32, 48}, 15, 0},
        Clip{"wide_pixels.mp4", {96, 32}, 15, 0}
    ),
    [](const auto& test) {
        const std::string name = test.param.name;
        return name.substr(0, name.find('.'));
    }
);

TEST(InspectClip, RefusesWhatIsNoClip) {
    EXPECT_EQ(reason_of(inspect(clip_bytes("mpeg4.avi"))), "not_a_clip");
    EXPECT_EQ(reason_of(inspect(testing::picture_bytes("odd.png"))), "not_a_clip");
    EXPECT_EQ(reason_of(inspect(testing::picture_bytes("animated.gif"))), "not_a_clip");
    for (const std::string& bytes :
         {"#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n"s,
          "ffconcat version 1.0\nfile /etc/passwd\n"s,
          "ID3\x04\0\0\0\0\0\0"s,
          "x"s}) {
        EXPECT_EQ(reason_of(inspect(bytes)), "not_a_clip") << bytes.substr(0, 8);
    }
    EXPECT_EQ(reason_of(inspect("")), "broken_file");
}

TEST(InspectClip, RefusesSoundAlone) {
    EXPECT_EQ(reason_of(inspect(clip_bytes("sound_only.m4a"))), "no_picture");
}

TEST(InspectClip, RefusesHdr) {
    EXPECT_EQ(reason_of(inspect(clip_bytes("hdr.mp4"))), "unsupported_clip");
}

TEST(InspectClip, KeepsToItsLimits) {
    const std::string bytes = clip_bytes("h264_aac.mp4");
    IntakeLimits limits = kClipLimits;
    limits.seconds_max = 0.3;
    const auto long_clip = inspect(bytes, limits);
    ASSERT_FALSE(long_clip);
    EXPECT_EQ(long_clip.error().reason, "too_long");
    EXPECT_EQ(long_clip.error().message, "too long: 0.5 s, at most 0.3 s");
    limits = kClipLimits;
    limits.side_max = 40;
    EXPECT_EQ(reason_of(inspect(bytes, limits)), "too_large");
    limits = kClipLimits;
    limits.bytes_max = bytes.size() - 1;
    EXPECT_EQ(reason_of(inspect(bytes, limits)), "file_too_large");
    limits = kClipLimits;
    limits.time_max = 0s;
    EXPECT_EQ(reason_of(inspect(bytes, limits)), "took_too_long");
}

// The number in the box of that name, `skip` bytes after it.
void overwrite(std::string& bytes, const std::string& box, std::size_t skip, std::uint32_t value) {
    const std::size_t at = bytes.find(box);
    ASSERT_NE(at, std::string::npos);
    for (std::size_t i = 0; i < 4; ++i) {
        bytes[at + 4 + skip + i] = static_cast<char>(value >> (24 - 8 * i));
    }
}

// ISO/IEC 14496-12, 8.7: stsz is version, one size for all, count, sizes; stco version, count,
// places.
TEST(InspectClip, BelievesNoIndexThatLies) {
    const std::string whole = clip_bytes("plain.mp4");
    for (const std::uint32_t value : {0U, 1U, 1000U, 0x7FFFFFFFU, 0xFFFFFFFFU}) {
        for (const auto& [box, skip] :
             {std::pair("stsz", 4U),
              {"stsz", 8U},
              {"stsz", 12U},
              {"stco", 4U},
              {"stco", 8U},
              {"stts", 4U},
              {"stts", 8U},
              {"stsc", 4U},
              {"stsc", 12U},
              {"avc1", 24U}}) {
            std::string bytes = whole;
            overwrite(bytes, box, skip, value);
            const auto facts = inspect(bytes);
            if (!facts) {
                EXPECT_EQ(facts.error().code, ErrorCode::kInvalidArgument)
                    << box << skip << " = " << value << ": " << to_string(facts.error());
            }
        }
    }
    std::string many = whole;
    overwrite(many, "stsz", 8, 0xFFFFFFF0U);
    EXPECT_NE(reason_of(inspect(many)), "decoded");
    std::string none = whole;
    overwrite(none, "stsz", 8, 0);
    EXPECT_EQ(reason_of(inspect(none)), "broken_file");
    std::string elsewhere = whole;
    overwrite(elsewhere, "stco", 8, 0x7FFFFFF0U);
    EXPECT_EQ(reason_of(inspect(elsewhere)), "broken_file");
}

}  // namespace
}  // namespace hibari::media
