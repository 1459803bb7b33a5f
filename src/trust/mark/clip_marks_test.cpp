// The marks on real clip files: encoded, cut, put together.

#include "media/mp4_reader.h"
#include "media/mp4_writer.h"
#include "trust/mark/marked_sink.h"
#include "trust/mark/picture_mark_reader.h"
#include "trust/mark/sound_mark_reader.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

constexpr std::uint32_t kParent = 0x11112222;
constexpr std::uint32_t kChild = 0xFEDC0123;
const MarkKey kKey{{9, 8, 7}};

media::Frame picture(media::FrameSize size, std::int64_t index) {
    media::Frame frame(size);
    frame.index = index;
    std::uint32_t noise = 1;
    for (std::uint8_t& value : frame.pixels()) {
        noise = noise * 1664525U + 1013904223U;
        value = static_cast<std::uint8_t>(110U + (noise >> 28U));
    }
    return frame;
}

media::AudioBuffer sound(std::size_t samples) {
    media::AudioBuffer buffer;
    std::uint32_t noise = 1;
    for (std::size_t i = 0; i < samples; ++i) {
        noise = noise * 1664525U + 1013904223U;
        buffer.left.push_back(static_cast<float>(noise >> 8U) / 16777216.0F * 0.4F - 0.2F);
    }
    buffer.right = buffer.left;
    return buffer;
}

/// Writes `format` with one id, after what is kept.
void write(
    media::ClipSink& sink,
    std::uint32_t id,
    const media::ClipFormat& format,
    const std::filesystem::path& kept = {},
    std::int64_t kept_frames = 0
) {
    MarkedSink marked(sink, kKey, id);
    ASSERT_TRUE(marked.begin(format));
    if (!kept.empty()) {
        ASSERT_TRUE(marked.keep(kept));
    }
    for (std::int64_t i = kept_frames; i < format.frame_count; ++i) {
        ASSERT_TRUE(marked.push_frame(picture(format.size, i)));
    }
    ASSERT_TRUE(marked.push_audio(sound(static_cast<std::size_t>(format.audio_sample_count()))));
    ASSERT_TRUE(marked.finish());
}

PictureMarkFound read(const media::MemoryClip& clip) {
    PictureMarkReader reader(kKey);
    for (const media::Frame& frame : clip.frames) {
        reader.push(frame, static_cast<double>(frame.index) / clip.format.fps);
    }
    return reader.read();
}

TEST(MarksOfAClip, SurviveOurOwnEncoderAtItsCoarsest) {
    const auto file = std::filesystem::path(testing::TempDir()) / "coarse.mp4";
    const media::ClipFormat format{.size = {320, 192}, .fps = 24, .frame_count = 72};
    auto writer = media::Mp4Writer::create(file, {.quality = media::EncodeQuality::kDraft});
    ASSERT_TRUE(writer);
    write(**writer, kChild, format);
    media::MemoryClip clip;
    ASSERT_TRUE(media::decode_clip(file, clip));
    EXPECT_EQ(read(clip).id, kChild);
    // The last two seconds of every second frame, without the left third and the lowest fifth.
    PictureMarkReader reader(kKey);
    for (std::size_t i = 24; i < clip.frames.size(); i += 2) {
        media::Frame part({212, 152});
        for (int y = 0; y < part.height(); ++y) {
            std::ranges::copy(
                clip.frames[i].row(y).last(static_cast<std::size_t>(part.width()) * 3),
                part.row(y).begin()
            );
        }
        reader.push(part, static_cast<double>(i - 24) / format.fps);
    }
    EXPECT_EQ(reader.read().id, kChild);
}

class KeptClip : public testing::TestWithParam<bool> {};

TEST_P(KeptClip, SaysWhoseItsPartsAre) {
    const bool parent_is_marked = GetParam();
    const auto folder = std::filesystem::path(testing::TempDir());
    const auto parent = folder / (parent_is_marked ? "marked.mp4" : "plain.mp4");
    const auto child = folder / (parent_is_marked ? "child_of_marked.mp4" : "child_of_plain.mp4");
    media::ClipFormat format{.size = {192, 128}, .fps = 24, .frame_count = 72};
    auto writer = media::Mp4Writer::create(parent, {});
    ASSERT_TRUE(writer);
    if (parent_is_marked) {
        write(**writer, kParent, format);
    } else {
        ASSERT_TRUE((*writer)->begin(format));
        for (std::int64_t i = 0; i < format.frame_count; ++i) {
            ASSERT_TRUE((*writer)->push_frame(picture(format.size, i)));
        }
        ASSERT_TRUE((*writer)->finish());
    }
    format.frame_count = 144;
    writer = media::Mp4Writer::create(child, {});
    ASSERT_TRUE(writer);
    write(**writer, kChild, format, parent, 72);
    media::MemoryClip clip;
    ASSERT_TRUE(media::decode_clip(child, clip));
    const PictureMarkFound found = read(clip);
    if (!parent_is_marked) {
        ASSERT_EQ(found.parts.size(), 1U);
        EXPECT_EQ(found.parts[0].id, kChild);
        return;
    }
    ASSERT_EQ(found.parts.size(), 2U);
    EXPECT_EQ(found.parts[0].id, kParent);
    EXPECT_EQ(found.parts[1].id, kChild);
    EXPECT_NEAR(found.parts[1].from_s, 3.0, 1.01);
    SoundMarkReader ear(kKey);
    ear.push(clip.audio);
    EXPECT_EQ(ear.read().id, kChild);
}

INSTANTIATE_TEST_SUITE_P(MarkedSink, KeptClip, testing::Bool());

}  // namespace
}  // namespace hibari::trust
