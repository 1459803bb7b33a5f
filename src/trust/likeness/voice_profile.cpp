#include "trust/likeness/voice_profile.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>
#include <vector>

namespace hibari::trust {
namespace {

constexpr double kRate = 16'000.0;
constexpr std::size_t kWindow = 640;  // 40 ms: two periods of the lowest pitch.
constexpr std::size_t kStep = 160;
constexpr double kPitchMin_hz = 60.0;
constexpr double kPitchMax_hz = 420.0;
// Normalised autocorrelation from which a frame counts as voiced.
constexpr double kVoiced = 0.6;
constexpr std::size_t kVoicedFramesMin = 25;
// Two poles for each kHz and two for the slope.
constexpr std::size_t kPoles = 18;

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return *middle;
}

struct Pitch {
    double hz = 0.0;
    double strength = 0.0;
};

Pitch pitch_of(std::span<const double> frame) {
    Pitch best;
    const auto from = static_cast<std::size_t>(kRate / kPitchMax_hz);
    const auto to = static_cast<std::size_t>(kRate / kPitchMin_hz);
    for (std::size_t lag = from; lag <= to; ++lag) {
        double product = 0.0;
        double early = 1e-9;
        double late = 1e-9;
        for (std::size_t i = 0; i + lag < frame.size(); ++i) {
            product += frame[i] * frame[i + lag];
            early += frame[i] * frame[i];
            late += frame[i + lag] * frame[i + lag];
        }
        const double strength = product / std::sqrt(early * late);
        // Twice the period fits as well: a longer lag must be clearly better.
        if (strength > best.strength + 0.03) {
            best = {kRate / static_cast<double>(lag), strength};
        }
    }
    return best;
}

// Linear prediction by the autocorrelation method (Levinson and Durbin; Makhoul, Proc. IEEE 1975).
std::array<double, kPoles + 1> predict(std::span<const double> frame) {
    std::vector<double> windowed(frame.size());
    for (std::size_t i = 0; i < frame.size(); ++i) {
        const double before = i == 0 ? 0.0 : frame[i - 1];
        const double window = 0.54 - 0.46 * std::cos(
                                                2.0 * std::numbers::pi * static_cast<double>(i) /
                                                static_cast<double>(frame.size() - 1)
                                            );
        windowed[i] = (frame[i] - 0.97 * before) * window;
    }
    std::array<double, kPoles + 1> r{};
    for (std::size_t lag = 0; lag <= kPoles; ++lag) {
        for (std::size_t i = 0; i + lag < windowed.size(); ++i) {
            r[lag] += windowed[i] * windowed[i + lag];
        }
    }
    std::array<double, kPoles + 1> a{1.0};
    double error = r[0] * 1.0001 + 1e-9;
    for (std::size_t i = 1; i <= kPoles; ++i) {
        double sum = r[i];
        for (std::size_t j = 1; j < i; ++j) {
            sum += a[j] * r[i - j];
        }
        const double k = -sum / error;
        std::array<double, kPoles + 1> next = a;
        for (std::size_t j = 1; j < i; ++j) {
            next[j] = a[j] + k * a[i - j];
        }
        next[i] = k;
        a = next;
        error *= 1.0 - k * k;
    }
    return a;
}

// Peaks of the model's spectrum below 5.5 kHz.
std::vector<double> formants_of(std::span<const double> frame) {
    const auto a = predict(frame);
    std::vector<double> formants;
    double last = 0.0;
    double before = 0.0;
    for (double hz = 150.0; hz < 5500.0; hz += 20.0) {
        double real = 0.0;
        double imaginary = 0.0;
        for (std::size_t k = 0; k <= kPoles; ++k) {
            const double angle = 2.0 * std::numbers::pi * hz / kRate * static_cast<double>(k);
            real += a[k] * std::cos(angle);
            imaginary -= a[k] * std::sin(angle);
        }
        const double level = 1.0 / (real * real + imaginary * imaginary + 1e-12);
        if (last > before && last > level) {
            formants.push_back(hz - 20.0);
        }
        before = last;
        last = level;
    }
    return formants;
}

// A tube that is closed at one end resonates at (k - 1/2) c / 2l. The third and fourth formants say
// most about its length, because vowels move them least; 1 kHz apart is a tract of 17.5 cm, an
// adult man's.
std::optional<double> tract_of(const std::vector<double>& formants) {
    if (formants.size() < 4) {
        return std::nullopt;
    }
    return 0.5 * (formants[2] / 2500.0 + formants[3] / 3500.0);
}

// Peaks of loudness that stand 3 dB above the valleys on both sides.
double syllables_per_s(std::span<const float> sound, const SpeechPart& part) {
    const std::vector<double> track =
        loudness_track(sound.subspan(part.begin, part.end - part.begin));
    std::vector<double> level;
    for (std::size_t i = 0; i < track.size(); ++i) {
        double sum = 1e-12;
        int count = 0;
        for (std::size_t j = i < 3 ? 0 : i - 3; j <= std::min(i + 3, track.size() - 1); ++j) {
            sum += track[j];
            ++count;
        }
        level.push_back(10.0 * std::log10(sum / count));
    }
    const double loudest = *std::max_element(level.begin(), level.end());
    int peaks = 0;
    int speaking = 0;
    double valley = level.front();
    double peak = level.front();
    bool rises = true;
    for (const double value : level) {
        speaking += value > loudest - 25.0 ? 1 : 0;
        if (rises) {
            peak = std::max(peak, value);
            if (value < peak - 3.0) {
                peaks += peak > loudest - 20.0 && peak > valley + 3.0 ? 1 : 0;
                rises = false;
                valley = value;
            }
        } else {
            valley = std::min(valley, value);
            if (value > valley + 3.0) {
                rises = true;
                peak = value;
            }
        }
    }
    return std::clamp(peaks / std::max(0.3, speaking * 0.01), 1.0, 12.0);
}

}  // namespace

std::optional<likeness::VoiceProfile> measure_voice(std::span<const float> sound) {
    const SpeechPart part = find_speech(sound);
    if (part.is_empty()) {
        return std::nullopt;
    }
    const std::vector<std::int16_t> samples = for_recogniser(sound, part);
    std::vector<double> slow(samples.begin(), samples.end());
    std::vector<double> pitches;
    std::vector<double> tracts;
    for (std::size_t at = 0; at + kWindow <= slow.size(); at += kStep) {
        const std::span<const double> frame(slow.data() + at, kWindow);
        double power = 0.0;
        for (const double sample : frame) {
            power += sample * sample;
        }
        if (power / kWindow < 400.0 * 400.0) {
            continue;
        }
        const Pitch pitch = pitch_of(frame);
        if (pitch.strength < kVoiced) {
            continue;
        }
        pitches.push_back(pitch.hz);
        if (const auto tract = tract_of(formants_of(frame))) {
            tracts.push_back(*tract);
        }
    }
    if (pitches.size() < kVoicedFramesMin) {
        return std::nullopt;
    }
    likeness::VoiceProfile profile;
    profile.f0_hz = std::clamp(median(pitches), 50.0, 600.0);
    if (!tracts.empty()) {
        profile.formant_scale = std::clamp(median(tracts), 0.6, 1.8);
    }
    profile.syllables_per_s = syllables_per_s(sound, part);
    return profile;
}

media::AudioBuffer clean_voice(std::span<const float> sound, const SpeechPart& part) {
    const auto longest =
        static_cast<std::size_t>(likeness::kVoiceSecondsMax * media::kSampleRateHz);
    const std::size_t count = std::min(part.end - part.begin, longest);
    media::AudioBuffer voice(count);
    double power = 1e-12;
    float peak = 1e-6F;
    for (const float sample : sound.subspan(part.begin, count)) {
        power += static_cast<double>(sample) * sample;
        peak = std::max(peak, std::abs(sample));
    }
    const double level = std::sqrt(power / std::max<double>(1.0, static_cast<double>(count)));
    const auto gain = static_cast<float>(std::min(0.1 / level, 0.97 / peak));
    constexpr std::size_t kFade = 480;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t edge = std::min(i, count - 1 - i);
        const float fade = std::min(1.0F, static_cast<float>(edge) / kFade);
        voice.left[i] = sound[part.begin + i] * gain * fade;
        voice.right[i] = voice.left[i];
    }
    return voice;
}

}  // namespace hibari::trust
