#include "media/loudness.h"

#include "base/check.h"
#include "base/vec.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <ebur128.h>
#include <limits>
#include <memory>
#include <vector>

namespace hibari::media {
namespace {

constexpr double kSilence_lufs = -70.0;  // The absolute gate of BS.1770-4.
constexpr double kShortest_s = 0.4;      // One gating block; shorter sound has no loudness.
constexpr int kRounds = 6;               // Limiting lowers loudness; three rounds settle as a rule.
constexpr double kTolerance_lu = 0.1;
constexpr double kPeakMargin_db = 0.15;  // Between our peak estimate and any other meter's.
constexpr int kOversampling = 4;         // BS.1770-4, annex 2.
constexpr int kTapsPerPhase = 12;

struct MeterDeleter {
    void operator()(ebur128_state* state) const { ebur128_destroy(&state); }
};

using MeterPtr = std::unique_ptr<ebur128_state, MeterDeleter>;

/// A meter that has heard all of `audio`.
Result<MeterPtr> metered(const AudioBuffer& audio, int mode) {
    HIBARI_CHECK(audio.left.size() == audio.right.size());
    MeterPtr meter(ebur128_init(2, kSampleRateHz, mode));
    if (!meter) {
        return fail(ErrorCode::kResourceExhausted, "out of memory for the loudness meter");
    }
    std::vector<float> interleaved(audio.size() * 2);
    for (std::size_t i = 0; i < audio.size(); ++i) {
        interleaved[2 * i] = audio.left[i];
        interleaved[2 * i + 1] = audio.right[i];
    }
    if (ebur128_add_frames_float(meter.get(), interleaved.data(), audio.size()) !=
        EBUR128_SUCCESS) {
        return fail(ErrorCode::kInternal, "the loudness meter failed");
    }
    return meter;
}

std::optional<double> integrated(ebur128_state& meter, const AudioBuffer& audio) {
    double lufs = 0.0;
    if (audio.duration_s() < kShortest_s ||
        ebur128_loudness_global(&meter, &lufs) != EBUR128_SUCCESS || !std::isfinite(lufs) ||
        lufs <= kSilence_lufs) {
        return std::nullopt;
    }
    return lufs;
}

double gain_of(double decibels) {
    return std::pow(10.0, decibels / 20.0);
}

/// Windowed-sinc filters that interpolate at 1/4, 2/4 and 3/4 between samples.
using Interpolator = std::array<std::array<float, kTapsPerPhase>, kOversampling>;

Interpolator make_interpolator() {
    Interpolator filters{};
    for (int phase = 0; phase < kOversampling; ++phase) {
        float sum = 0.0F;
        for (int tap = 0; tap < kTapsPerPhase; ++tap) {
            const float offset = static_cast<float>(tap - kTapsPerPhase / 2 + 1) -
                                 static_cast<float>(phase) / kOversampling;
            const float x = kPi * offset;
            const float sinc = std::fabs(offset) < 1e-6F ? 1.0F : std::sin(x) / x;
            const float window = std::cos(x / kTapsPerPhase);
            filters[static_cast<std::size_t>(phase)][static_cast<std::size_t>(tap)] =
                sinc * window * window;
            sum += sinc * window * window;
        }
        for (float& tap : filters[static_cast<std::size_t>(phase)]) {
            tap /= sum;
        }
    }
    return filters;
}

/// For each sample the smallest of `gains` from `before` samples earlier to `after` samples later.
std::vector<float> window_minimum(const std::vector<float>& gains, std::size_t reach) {
    std::vector<float> smallest(gains.size());
    std::vector<std::size_t> candidates;  // Indices of rising gains; the front is the minimum.
    std::size_t front = 0;
    std::size_t next = 0;
    for (std::size_t i = 0; i < gains.size(); ++i) {
        for (; next < std::min(gains.size(), i + reach + 1); ++next) {
            while (candidates.size() > front && gains[candidates.back()] >= gains[next]) {
                candidates.pop_back();
            }
            candidates.push_back(next);
        }
        while (candidates[front] + reach < i) {
            ++front;
        }
        smallest[i] = gains[candidates[front]];
    }
    return smallest;
}

/// Mean over `reach` samples to both sides; beyond the ends the gain is that of the end.
std::vector<float> window_mean(const std::vector<float>& gains, std::size_t reach) {
    const auto count = static_cast<std::ptrdiff_t>(gains.size());
    const auto side = static_cast<std::ptrdiff_t>(reach);
    const auto at = [&](std::ptrdiff_t i) {
        return static_cast<double>(
            gains[static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(i, 0, count - 1))]
        );
    };
    std::vector<float> mean(gains.size());
    double sum = 0.0;
    for (std::ptrdiff_t i = -side; i <= side; ++i) {
        sum += at(i);
    }
    for (std::ptrdiff_t i = 0; i < count; ++i) {
        mean[static_cast<std::size_t>(i)] =
            static_cast<float>(sum / static_cast<double>(2 * side + 1));
        sum += at(i + side + 1) - at(i - side);
    }
    return mean;
}

void scale(AudioBuffer& audio, double gain) {
    for (std::vector<float>* plane : {&audio.left, &audio.right}) {
        for (float& sample : *plane) {
            sample *= static_cast<float>(gain);
        }
    }
}

}  // namespace

Result<Loudness> measure_loudness(const AudioBuffer& audio) {
    const MeterPtr meter = HIBARI_TRY(metered(audio, EBUR128_MODE_I | EBUR128_MODE_TRUE_PEAK));
    Loudness loudness{.integrated_lufs = integrated(*meter, audio)};
    double peak = 0.0;
    for (unsigned channel = 0; channel < 2; ++channel) {
        double one = 0.0;
        if (ebur128_true_peak(meter.get(), channel, &one) == EBUR128_SUCCESS) {
            peak = std::max(peak, one);
        }
    }
    if (peak > 0.0) {
        loudness.true_peak_dbtp = 20.0 * std::log10(peak);
    }
    return loudness;
}

Result<std::optional<double>> integrated_loudness(const AudioBuffer& audio) {
    const MeterPtr meter = HIBARI_TRY(metered(audio, EBUR128_MODE_I));
    return integrated(*meter, audio);
}

std::vector<float> true_peaks(const AudioBuffer& audio) {
    const Interpolator filters = make_interpolator();
    std::vector<float> peaks(audio.size(), 0.0F);
    const auto count = static_cast<std::ptrdiff_t>(audio.size());
    for (const std::vector<float>* plane : {&audio.left, &audio.right}) {
        for (std::ptrdiff_t i = 0; i < count; ++i) {
            float largest = std::fabs((*plane)[static_cast<std::size_t>(i)]);
            const std::ptrdiff_t first = i - kTapsPerPhase / 2 + 1;
            for (std::size_t phase = 1; phase < kOversampling; ++phase) {
                float value = 0.0F;
                for (std::ptrdiff_t tap = 0; tap < kTapsPerPhase; ++tap) {
                    const std::ptrdiff_t at = first + tap;
                    if (at >= 0 && at < count) {
                        value += filters[phase][static_cast<std::size_t>(tap)] *
                                 (*plane)[static_cast<std::size_t>(at)];
                    }
                }
                largest = std::max(largest, std::fabs(value));
            }
            float& peak = peaks[static_cast<std::size_t>(i)];
            peak = std::max(peak, largest);
        }
    }
    return peaks;
}

// The gain each sample needs is spread over the reach by a minimum and then averaged over the
// same width, which never exceeds what any sample allows and has no corners; after a peak it comes
// back exponentially.
void turn_down(
    AudioBuffer& audio, std::vector<float> gains, const GainShape& shape, std::size_t from
) {
    HIBARI_CHECK(gains.size() == audio.size(), gains.size(), audio.size());
    gains = window_minimum(gains, shape.reach);
    const float keep = std::exp(-1.0F / (shape.release_s * kSampleRateHz));
    float released = 1.0F;
    for (float& gain : gains) {
        released = std::min(gain, 1.0F - (1.0F - released) * keep);
        gain = released;
    }
    gains = window_mean(gains, shape.reach);
    for (std::size_t i = from; i < gains.size(); ++i) {
        audio.left[i] *= gains[i];
        audio.right[i] *= gains[i];
    }
}

void limit_peaks(AudioBuffer& audio, double peak_max_dbtp) {
    const auto ceiling = static_cast<float>(gain_of(peak_max_dbtp - kPeakMargin_db));
    std::vector<float> gains = true_peaks(audio);
    bool any = false;
    for (float& gain : gains) {
        any = any || gain > ceiling;
        gain = gain > ceiling ? ceiling / gain : 1.0F;
    }
    if (any) {
        turn_down(audio, std::move(gains));
    }
}

Result<Loudness> normalize_loudness(AudioBuffer& audio, const LoudnessTarget& target) {
    const auto before = HIBARI_TRY(integrated_loudness(audio));
    if (!before) {
        limit_peaks(audio, target.peak_max_dbtp);
        return measure_loudness(audio);
    }
    const AudioBuffer original = audio;
    AudioBuffer nearest = audio;
    double nearest_lu = std::numeric_limits<double>::infinity();
    double gain_db = std::min(target.integrated_lufs - *before, target.gain_max_db);
    for (int round = 0; round < kRounds; ++round) {
        audio = original;
        scale(audio, gain_of(gain_db));
        limit_peaks(audio, target.peak_max_dbtp);
        const auto lufs = HIBARI_TRY(integrated_loudness(audio));
        const double missing = target.integrated_lufs - lufs.value_or(0.0);
        if (std::fabs(missing) < nearest_lu) {
            nearest = audio;
            nearest_lu = std::fabs(missing);
        }
        const double next = std::clamp(gain_db + missing, -target.gain_max_db, target.gain_max_db);
        if (std::fabs(missing) < kTolerance_lu || next == gain_db) {
            break;
        }
        gain_db = next;
    }
    // The gate of the measure makes loudness jump with the gain; the last round need not be best.
    audio = std::move(nearest);
    return measure_loudness(audio);
}

}  // namespace hibari::media
