#include "media/loudness.h"

#include "base/rng.h"
#include "base/vec.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hibari::media {
namespace {

constexpr double kTolerance_lu = 0.5;

AudioBuffer tone(double seconds, float frequency_hz, float amplitude) {
    AudioBuffer audio(sample_count(seconds));
    for (std::size_t i = 0; i < audio.size(); ++i) {
        const float time_s = static_cast<float>(i) / kSampleRateHz;
        audio.left[i] = amplitude * std::sin(2.0F * kPi * frequency_hz * time_s);
        audio.right[i] = audio.left[i];
    }
    return audio;
}

// Quiet noise with loud clicks: what impacts over a bed look like.
AudioBuffer clicks(double seconds) {
    AudioBuffer audio(sample_count(seconds));
    Rng rng(1);
    for (std::size_t i = 0; i < audio.size(); ++i) {
        const float decay = std::exp(-static_cast<float>(i % 24'000) / 500.0F);
        audio.left[i] = rng.uniform(-1.0F, 1.0F) * (0.02F + decay);
        audio.right[i] = rng.uniform(-1.0F, 1.0F) * (0.02F + decay);
    }
    return audio;
}

TEST(MeasureLoudness, AgreesWithTheReferenceTone) {
    // EBU Tech 3341, case 1: a 1 kHz stereo sine at -23 dBFS measures -23 LUFS.
    const auto loudness = measure_loudness(tone(3.0, 1000.0F, 0.0708F));
    ASSERT_TRUE(loudness);
    EXPECT_NEAR(*loudness->integrated_lufs, -23.0, 0.1);
    EXPECT_NEAR(*loudness->true_peak_dbtp, -23.0, 0.2);
}

TEST(MeasureLoudness, SilenceHasNone) {
    const auto loudness = measure_loudness(AudioBuffer(48'000));
    EXPECT_FALSE(loudness->integrated_lufs);
    EXPECT_FALSE(loudness->true_peak_dbtp);
    EXPECT_TRUE(measure_loudness(AudioBuffer{}));
}

TEST(NormalizeLoudness, ReachesTheTargetWithoutClipping) {
    for (AudioBuffer audio : {tone(2.0, 440.0F, 0.01F), tone(2.0, 440.0F, 1.5F), clicks(3.0)}) {
        const auto loudness = normalize_loudness(audio);
        ASSERT_TRUE(loudness);
        EXPECT_NEAR(*loudness->integrated_lufs, kTargetLoudness_lufs, kTolerance_lu);
        EXPECT_LE(*loudness->true_peak_dbtp, kPeakMax_dbtp);
    }
}

TEST(NormalizeLoudness, LeavesSilenceAlone) {
    AudioBuffer audio(48'000);
    ASSERT_TRUE(normalize_loudness(audio));
    EXPECT_EQ(audio.left, std::vector<float>(48'000, 0.0F));
}

TEST(LimitPeaks, HoldsPeaksBetweenSamples) {
    // A quarter of the sampling rate, 45 degrees off: samples at 0.707 of the true peak.
    AudioBuffer audio(4'800);
    for (std::size_t i = 0; i < audio.size(); ++i) {
        audio.left[i] = 1.2F * std::sin(kPi / 2.0F * static_cast<float>(i) + kPi / 4.0F);
        audio.right[i] = 0.0F;
    }
    limit_peaks(audio, -1.0);
    EXPECT_LE(*measure_loudness(audio)->true_peak_dbtp, -1.0);
}

TEST(LimitPeaks, LeavesWhatIsLowEnoughUntouched) {
    AudioBuffer audio = tone(0.2, 440.0F, 0.5F);
    const AudioBuffer before = audio;
    limit_peaks(audio, -1.0);
    EXPECT_EQ(audio.left, before.left);
}

}  // namespace
}  // namespace hibari::media
