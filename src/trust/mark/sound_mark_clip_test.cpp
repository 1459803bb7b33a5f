// The mark in the sound of a clip file, through the encoder that all our clips go through.

#include "base/rng.h"
#include "media/mp4_reader.h"
#include "media/mp4_writer.h"
#include "trust/mark/sound_mark.h"
#include "trust/mark/sound_mark_reader.h"

#include <cmath>
#include <filesystem>
#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

using namespace hibari::media;

/// Something like speech: a buzz whose vowel changes five times a second, over a little noise.
AudioBuffer babble(std::size_t samples) {
    AudioBuffer audio(samples);
    Rng rng(8);
    double pitch_hz = 120.0;
    double formant_hz = 800.0;
    double phase = 0.0;
    for (std::size_t i = 0; i < samples; ++i) {
        if (i % 9600 == 0) {
            pitch_hz = rng.uniform(90.0, 180.0);
            formant_hz = rng.uniform(500.0, 2500.0);
        }
        phase += pitch_hz / kSampleRateHz;
        double sum = 0.05 * rng.normal();
        for (int partial = 1; partial <= 30; ++partial) {
            const double away = (partial * pitch_hz - formant_hz) / 400.0;
            const double loud = 1.0 / (1.0 + away * away) + 0.1 / partial;
            sum += loud * std::sin(6.283185307179586 * partial * phase);
        }
        audio.left[i] = static_cast<float>(0.1 * sum);
        audio.right[i] = audio.left[i];
    }
    return audio;
}

TEST(SoundMarkInAClip, ComesBackFromTheFile) {
    const auto path = std::filesystem::path(testing::TempDir()) / "sound_mark.mp4";
    const ClipFormat format = clip_format({64, 64}, 24, 6.0);
    const MarkKey key{.bytes = {1, 2, 3}};
    auto writer = Mp4Writer::create(path);
    ASSERT_TRUE(writer) << to_string(writer.error());
    ASSERT_TRUE((*writer)->begin(format));
    AudioBuffer sound = babble(static_cast<std::size_t>(format.audio_sample_count()));
    SoundMark mark(key, 0x12345678, format.audio_sample_count());
    mark.apply(sound);
    ASSERT_TRUE((*writer)->push_audio(sound));
    for (std::int64_t i = 0; i < format.frame_count; ++i) {
        Frame frame(format.size);
        frame.index = i;
        ASSERT_TRUE((*writer)->push_frame(frame));
    }
    ASSERT_TRUE((*writer)->finish());

    MemoryClip clip;
    ASSERT_TRUE(decode_clip(path, clip));
    std::filesystem::remove(path);
    SoundMarkReader reader(key);
    reader.push(clip.audio);
    EXPECT_EQ(reader.read().id, 0x12345678U);
}

}  // namespace
}  // namespace hibari::trust
