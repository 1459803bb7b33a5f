#include "world/sound/music/composer.h"

#include "world/sound/dsp/fft.h"
#include "world/sound/music/instruments.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hibari::world::sound {
namespace {

TEST(Composer, EveryMoodFillsItsClipAndEnds) {
    for (const char* mood :
         {"calm",
          "happy",
          "sad",
          "epic",
          "tense",
          "funky",
          "lofi",
          "jazz",
          "rock",
          "electronic",
          "festive",
          "spooky",
          "unheard of"}) {
        const Stereo music = compose_music({.mood = mood}, {.seconds = 3.0, .clip_s = 3.0}, Rng(1));
        ASSERT_EQ(music.size(), 144000U);
        const Samples middle(music.left.begin() + 48000, music.left.begin() + 96000);
        const Samples end(music.left.end() - 480, music.left.end());
        EXPECT_GT(loudest_rms(middle, 4800), 0.01F) << mood;
        EXPECT_LT(peak_of(end), 0.01F) << mood;
        EXPECT_LT(peak_of(music.left), 1.2F) << mood;
    }
}

TEST(Composer, APartIsTheSameAsThatPartOfTheWhole) {
    const Music music{.mood = "calm"};
    const Stereo whole = compose_music(music, {.seconds = 8.0, .clip_s = 8.0}, Rng(1));
    const Stereo part =
        compose_music(music, {.from_s = 4.0, .seconds = 4.0, .clip_s = 8.0}, Rng(1));
    // Levels are set per part and the hall starts empty, so the waveforms agree up to a factor.
    double ab = 0.0;
    double aa = 0.0;
    double bb = 0.0;
    for (std::size_t i = 48000; i < 150000; ++i) {
        const double a = static_cast<double>(whole.left[192000 + i]);
        const double b = static_cast<double>(part.left[i]);
        ab += a * b;
        aa += a * a;
        bb += b * b;
    }
    EXPECT_GT(ab / std::sqrt(aa * bb), 0.9);
}

TEST(Instruments, PlayTheirPitch) {
    for (const Instrument instrument :
         {Instrument::kPiano,
          Instrument::kGuitar,
          Instrument::kFlute,
          Instrument::kOrgan,
          Instrument::kStrings,
          Instrument::kSynth,
          Instrument::kBass}) {
        const Samples sound = play_note(instrument, {.hz = 220.0F, .seconds = 0.8F}, Rng(2));
        const Samples steady(sound.begin() + 9600, sound.begin() + 9600 + 16384);
        const std::vector<float> power = power_spectrum(steady, 16384);
        // Energy at the harmonics of 220 Hz (and of its octave below) against all of it.
        double on = 0.0;
        double all = 0.0;
        for (std::size_t bin = 20; bin < 2000; ++bin) {
            const double hz = static_cast<double>(bin) * 48000.0 / 16384.0;
            const double harmonic = hz / 110.0;
            const double off = std::fabs(harmonic - std::round(harmonic)) * 110.0;
            all += static_cast<double>(power[bin]);
            on += off < 12.0 ? static_cast<double>(power[bin]) : 0.0;
        }
        EXPECT_GT(on / all, 0.9) << static_cast<int>(instrument);
    }
}

}  // namespace
}  // namespace hibari::world::sound
