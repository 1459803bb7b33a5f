#include "trust/likeness/speech_part.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace hibari::trust {
namespace {

constexpr std::size_t kHop = 480;
// -55 dB of full range: quieter than any telephone's noise while somebody speaks.
constexpr double kSilence = 3.2e-6;
constexpr std::size_t kAround = 20;
constexpr double kSpeechSecondsMin = 0.3;
constexpr std::size_t kTaps = 33;

// A low pass at 7.2 kHz (windowed sinc, Hann), before two of three samples are dropped.
std::array<double, kTaps> low_pass() {
    std::array<double, kTaps> taps{};
    double sum = 0.0;
    for (std::size_t i = 0; i < kTaps; ++i) {
        const double t = static_cast<double>(i) - 0.5 * (kTaps - 1);
        const double x = 2.0 * std::numbers::pi * 7200.0 / 48'000.0 * t;
        const double window =
            0.5 -
            0.5 * std::cos(2.0 * std::numbers::pi * (static_cast<double>(i) + 1) / (kTaps + 1));
        taps[i] = (t == 0.0 ? 1.0 : std::sin(x) / x) * window;
        sum += taps[i];
    }
    for (double& tap : taps) {
        tap /= sum;
    }
    return taps;
}

}  // namespace

std::vector<double> loudness_track(std::span<const float> sound) {
    std::vector<double> track(sound.size() / kHop);
    for (std::size_t i = 0; i < track.size(); ++i) {
        double power = 0.0;
        for (const float sample : sound.subspan(i * kHop, kHop)) {
            power += static_cast<double>(sample) * sample;
        }
        track[i] = power / kHop;
    }
    return track;
}

SpeechPart find_speech(std::span<const float> sound) {
    std::vector<double> track = loudness_track(sound);
    if (track.empty()) {
        return {};
    }
    std::vector<double> sorted = track;
    std::sort(sorted.begin(), sorted.end());
    const double floor = sorted[sorted.size() / 10];
    const double loud = sorted[sorted.size() * 97 / 100];
    // 8 dB above the noise, and within 30 dB of the loudest.
    const double threshold = std::max({kSilence, 6.3 * floor, loud * 1e-3});
    // A click is no speech: three of five neighbours must stand out as well.
    std::vector<bool> speaks(track.size());
    for (std::size_t i = 0; i < track.size(); ++i) {
        std::size_t above = 0;
        for (std::size_t j = i < 2 ? 0 : i - 2; j <= std::min(i + 2, track.size() - 1); ++j) {
            above += track[j] > threshold ? 1U : 0U;
        }
        speaks[i] = above >= 3;
    }
    const auto first = std::find(speaks.begin(), speaks.end(), true);
    if (first == speaks.end()) {
        return {};
    }
    const auto last = std::find(speaks.rbegin(), speaks.rend(), true).base();
    const auto begin = static_cast<std::size_t>(first - speaks.begin());
    const auto end = static_cast<std::size_t>(last - speaks.begin());
    if (static_cast<double>(end - begin) * 0.01 < kSpeechSecondsMin) {
        return {};
    }
    return {
        .begin = (begin < kAround ? 0 : begin - kAround) * kHop,
        .end = std::min((end + kAround) * kHop, sound.size()),
    };
}

std::vector<std::int16_t> for_recogniser(std::span<const float> sound, const SpeechPart& part) {
    const std::array<double, kTaps> taps = low_pass();
    std::vector<double> slow;
    for (std::size_t at = part.begin; at < part.end; at += 3) {
        double sum = 0.0;
        for (std::size_t k = 0; k < kTaps; ++k) {
            const std::size_t place = at + k;
            if (place >= kTaps / 2 && place - kTaps / 2 < sound.size()) {
                sum += taps[k] * sound[place - kTaps / 2];
            }
        }
        slow.push_back(sum);
    }
    double peak = 1e-6;
    for (const double sample : slow) {
        peak = std::max(peak, std::abs(sample));
    }
    std::vector<std::int16_t> samples;
    samples.reserve(slow.size());
    for (const double sample : slow) {
        samples.push_back(static_cast<std::int16_t>(std::lround(sample / peak * 16'000.0)));
    }
    return samples;
}

}  // namespace hibari::trust
