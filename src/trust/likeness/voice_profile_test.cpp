#include "trust/likeness/voice_profile.h"

#include <cmath>
#include <gtest/gtest.h>
#include <numbers>

namespace hibari::trust {
namespace {

// A buzz of that pitch through two-pole resonators at the formants of a uniform tube, in bursts
// with pauses between them.
std::vector<float> voice(double f0_hz, double tract, double bursts_per_s, double seconds) {
    std::vector<float> sound(static_cast<std::size_t>(seconds * 48'000.0));
    double phase = 0.0;
    for (std::size_t i = 0; i < sound.size(); ++i) {
        phase += f0_hz / 48'000.0;
        if (phase >= 1.0) {
            phase -= 1.0;
            sound[i] = 1.0F;
        }
    }
    for (int k = 1; k <= 5; ++k) {
        const double hz = (k - 0.5) * 1000.0 * tract;
        const double r = std::exp(-std::numbers::pi * 90.0 / 48'000.0);
        const double a1 = 2.0 * r * std::cos(2.0 * std::numbers::pi * hz / 48'000.0);
        double y1 = 0.0;
        double y2 = 0.0;
        for (float& sample : sound) {
            const double y =
                static_cast<double>(sample) * (1.0 - a1 + r * r) + a1 * y1 - r * r * y2;
            y2 = y1;
            y1 = y;
            sample = static_cast<float>(y);
        }
    }
    float peak = 1e-9F;
    for (std::size_t i = 0; i < sound.size(); ++i) {
        const double t = static_cast<double>(i) / 48'000.0 * bursts_per_s;
        sound[i] *= static_cast<float>(0.5 - 0.5 * std::cos(2.0 * std::numbers::pi * t));
        peak = std::max(peak, std::abs(sound[i]));
    }
    for (float& sample : sound) {
        sample *= 0.4F / peak;
    }
    return sound;
}

TEST(VoiceProfile, FindsThePitchOfABuzz) {
    for (const double f0_hz : {95.0, 140.0, 210.0, 290.0}) {
        const auto profile = measure_voice(voice(f0_hz, 1.0, 3.0, 3.0));
        ASSERT_TRUE(profile);
        EXPECT_NEAR(profile->f0_hz, f0_hz, 0.03 * f0_hz);
    }
}

TEST(VoiceProfile, FindsTheLengthOfATube) {
    for (const double tract : {0.95, 1.1, 1.2}) {
        const auto profile = measure_voice(voice(110.0, tract, 3.0, 3.0));
        ASSERT_TRUE(profile);
        EXPECT_NEAR(profile->formant_scale, tract, 0.06);
    }
}

TEST(VoiceProfile, CountsBurstsAsSyllables) {
    const auto slow = measure_voice(voice(120.0, 1.0, 2.5, 4.0));
    const auto quick = measure_voice(voice(120.0, 1.0, 5.0, 4.0));
    ASSERT_TRUE(slow && quick);
    EXPECT_GT(quick->syllables_per_s, 1.6 * slow->syllables_per_s);
}

TEST(VoiceProfile, HasNothingToSayOfSilence) {
    EXPECT_FALSE(measure_voice(std::vector<float>(96'000, 0.0F)));
    EXPECT_FALSE(measure_voice({}));
}

TEST(CleanVoice, IsTrimmedAndLevelled) {
    std::vector<float> sound(48'000, 0.0F);
    const auto spoken = voice(120.0, 1.0, 3.0, 2.0);
    for (const float sample : spoken) {
        sound.push_back(0.05F * sample);
    }
    sound.resize(sound.size() + 48'000);
    const SpeechPart part = find_speech(sound);
    const auto clean = clean_voice(sound, part);
    EXPECT_GT(clean.duration_s(), 1.5);
    EXPECT_LT(clean.duration_s(), 2.5);
    double power = 0.0;
    for (const float sample : clean.left) {
        power += static_cast<double>(sample) * sample;
    }
    EXPECT_NEAR(std::sqrt(power / static_cast<double>(clean.size())), 0.1, 0.02);
}

}  // namespace
}  // namespace hibari::trust
