#include "trust/mark/sound_spectrum.h"

#include "base/check.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <kiss_fftr.h>
#include <numbers>

namespace hibari::trust {
namespace {

constexpr std::size_t kTaps = 97;
constexpr std::size_t kTapsHalf = kTaps / 2;
constexpr double kCutHz = 7200.0;

constexpr std::size_t kTimeReach = 12;
constexpr std::size_t kBandReach = 3;
constexpr float kOutlier = 1.0F;
// Below this share of its band's mean, and of the mean of all bands, power counts as none.
constexpr float kFloorOfBand = 3e-5F;
constexpr float kFloorOfAll = 1e-6F;

/// Mean of up to `reach` values on either side and the value itself, by running sums.
void subtract_running_mean(std::span<const float> in, std::size_t reach, std::span<float> out) {
    const std::size_t size = in.size();
    double sum = 0.0;
    std::size_t begin = 0;
    std::size_t end = 0;
    for (std::size_t i = 0; i < size; ++i) {
        for (; end < std::min(size, i + reach + 1); ++end) {
            sum += in[end];
        }
        for (; begin + reach < i; ++begin) {
            sum -= in[begin];
        }
        out[i] = in[i] - static_cast<float>(sum / static_cast<double>(end - begin));
    }
}

}  // namespace

LowRate::LowRate() : taps_(kTaps), mixed_(kTapsHalf) {
    double sum = 0.0;
    for (std::size_t i = 0; i < kTaps; ++i) {
        const double x = static_cast<double>(i) - static_cast<double>(kTapsHalf);
        const double cut = 2.0 * kCutHz / media::kSampleRateHz;
        const double sinc =
            x == 0.0 ? cut : std::sin(std::numbers::pi * cut * x) / (std::numbers::pi * x);
        const double window =
            0.5 + 0.5 * std::cos(std::numbers::pi * x / (static_cast<double>(kTapsHalf) + 1.0));
        taps_[i] = static_cast<float>(sinc * window);
        sum += taps_[i];
    }
    for (float& tap : taps_) {
        tap = static_cast<float>(tap / sum);
    }
}

void LowRate::push(const media::AudioBuffer& piece, std::vector<float>& low) {
    for (std::size_t i = 0; i < piece.size(); ++i) {
        const float mixed = 0.5F * (piece.left[i] + piece.right[i]);
        mixed_.push_back(std::isfinite(mixed) ? mixed : 0.0F);
    }
    std::size_t begin = 0;
    for (; begin + kTaps <= mixed_.size(); begin += kLowStep) {
        float sum = 0.0F;
        for (std::size_t k = 0; k < kTaps; ++k) {
            sum += taps_[k] * mixed_[begin + k];
        }
        low.push_back(sum);
    }
    mixed_.erase(mixed_.begin(), mixed_.begin() + static_cast<std::ptrdiff_t>(begin));
}

void LowRate::finish(std::vector<float>& low) {
    push(media::AudioBuffer(kTapsHalf), low);
}

struct FrameSpectrum::Impl {
    kiss_fftr_cfg plan = nullptr;
    std::array<float, kFrameSamples> window = {};
};

FrameSpectrum::FrameSpectrum() : impl_(std::make_unique<Impl>()) {
    impl_->plan = kiss_fftr_alloc(static_cast<int>(kFrameSamples), 0, nullptr, nullptr);
    HIBARI_CHECK(impl_->plan != nullptr);
    for (std::size_t i = 0; i < kFrameSamples; ++i) {
        const double phase = 2.0 * std::numbers::pi * static_cast<double>(i) / kFrameSamples;
        impl_->window[i] = static_cast<float>(0.5 - 0.5 * std::cos(phase));
    }
}

FrameSpectrum::~FrameSpectrum() {
    kiss_fftr_free(impl_->plan);
}

void FrameSpectrum::power(std::span<const float> samples, std::span<float> bins) const {
    HIBARI_DCHECK(samples.size() == kFrameSamples && bins.size() == kFrameBins);
    std::array<float, kFrameSamples> windowed;
    for (std::size_t i = 0; i < kFrameSamples; ++i) {
        windowed[i] = samples[i] * impl_->window[i];
    }
    std::array<kiss_fft_cpx, kFrameSamples / 2 + 1> spectrum;
    kiss_fftr(impl_->plan, windowed.data(), spectrum.data());
    for (std::size_t i = 0; i < kFrameBins; ++i) {
        bins[i] = spectrum[i].r * spectrum[i].r + spectrum[i].i * spectrum[i].i;
    }
}

BandPlane band_power(std::span<const float> power, double pitch) {
    const std::size_t frames = power.size() / kFrameBins;
    BandPlane plane(frames);
    const auto borders = sound_band_borders_hz();
    const auto bin_of = [pitch](float hz) {
        // A bin reaches half its width to either side of its middle.
        return hz * pitch * kFrameSamples / kLowRateHz + 0.5;
    };
    for (std::size_t band = 0; band < kSoundBands; ++band) {
        const double low = bin_of(borders[band]);
        const double high = std::min(bin_of(borders[band + 1]), double{kFrameBins} - 1.0);
        const auto first = static_cast<std::size_t>(low);
        const auto last = std::min(static_cast<std::size_t>(high), kFrameBins - 1);
        const auto first_share = static_cast<float>(low - static_cast<double>(first));
        const auto last_share = static_cast<float>(high - static_cast<double>(last));
        float* out = plane.band(band);
        for (std::size_t frame = 0; frame < frames; ++frame) {
            const float* bins = power.data() + frame * kFrameBins;
            float sum = last_share * bins[last] - first_share * bins[first];
            for (std::size_t bin = first; bin < last; ++bin) {
                sum += bins[bin];
            }
            out[frame] = std::max(0.0F, sum);
        }
    }
    return plane;
}

BandPlane stand_out(const BandPlane& power) {
    const std::size_t frames = power.frames;
    BandPlane plane(frames);
    if (frames == 0) {
        return plane;
    }
    std::array<double, kSoundBands> means{};
    double mean = 0.0;
    for (std::size_t band = 0; band < kSoundBands; ++band) {
        for (std::size_t i = 0; i < frames; ++i) {
            means[band] += power.band(band)[i];
        }
        means[band] /= static_cast<double>(frames);
        mean += means[band] / kSoundBands;
    }
    std::vector<float> logs(frames);
    for (std::size_t band = 0; band < kSoundBands; ++band) {
        const auto floor =
            static_cast<float>(kFloorOfBand * means[band] + kFloorOfAll * mean + 1e-12);
        for (std::size_t i = 0; i < frames; ++i) {
            logs[i] = std::log(power.band(band)[i] + floor);
        }
        subtract_running_mean(logs, kTimeReach, {plane.band(band), frames});
    }
    std::array<float, kSoundBands> column{};
    std::array<float, kSoundBands> flat{};
    for (std::size_t i = 0; i < frames; ++i) {
        for (std::size_t band = 0; band < kSoundBands; ++band) {
            column[band] = plane.band(band)[i];
        }
        subtract_running_mean(column, kBandReach, flat);
        for (std::size_t band = 0; band < kSoundBands; ++band) {
            // Redescending (Hampel): what the sound itself does loudly must not drown the mark.
            const float relative = flat[band] / kOutlier;
            plane.band(band)[i] = flat[band] / (1.0F + relative * relative);
        }
    }
    return plane;
}

}  // namespace hibari::trust
