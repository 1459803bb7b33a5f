#include "trust/mark/marked_sink.h"

#include "media/mp4_reader.h"
#include "trust/mark/picture_mark_reader.h"
#include "trust/mark/sound_mark_reader.h"

#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

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

/// Writes `format` with one id.
void write(media::ClipSink& sink, std::uint32_t id, const media::ClipFormat& format) {
    MarkedSink marked(sink, kKey, id);
    ASSERT_TRUE(marked.begin(format));
    for (std::int64_t i = 0; i < format.frame_count; ++i) {
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

TEST(MarkedSink, MarksPictureAndSoundAlike) {
    media::MemoryClip clip;
    const media::ClipFormat format{.size = {160, 128}, .fps = 24, .frame_count = 72};
    write(clip, kChild, format);
    EXPECT_EQ(read(clip).id, kChild);
    EXPECT_EQ(std::ssize(clip.audio.left), format.audio_sample_count());
    SoundMarkReader ear(kKey);
    ear.push(clip.audio);
    EXPECT_EQ(ear.read().id, kChild);
}

TEST(MarkedSink, PassesWhatIsTooSmallForAMark) {
    media::MemoryClip clip;
    write(clip, kChild, {.size = {8, 8}, .fps = 24, .frame_count = 2});
    EXPECT_EQ(clip.frames.size(), 2U);
}

}  // namespace
}  // namespace hibari::trust
