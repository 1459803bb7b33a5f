#include "world/sound/dsp/fft.h"

#include "base/check.h"
#include "base/vec.h"
#include "world/sound/dsp/signal.h"

#include <algorithm>
#include <kiss_fftr.h>

namespace hibari::world::sound {

struct RealFft::Plans {
    kiss_fftr_cfg forward = nullptr;
    kiss_fftr_cfg inverse = nullptr;
    std::vector<kiss_fft_cpx> scratch;
};

RealFft::RealFft(std::size_t size) : size_(size), plans_(std::make_unique<Plans>()) {
    HIBARI_CHECK(size >= 2 && size % 2 == 0, size);
    plans_->forward = kiss_fftr_alloc(static_cast<int>(size), 0, nullptr, nullptr);
    plans_->inverse = kiss_fftr_alloc(static_cast<int>(size), 1, nullptr, nullptr);
    plans_->scratch.resize(bins());
    HIBARI_CHECK(plans_->forward != nullptr && plans_->inverse != nullptr);
}

RealFft::~RealFft() {
    kiss_fftr_free(plans_->forward);
    kiss_fftr_free(plans_->inverse);
}

void RealFft::forward(std::span<const float> time, std::span<std::complex<float>> out) {
    HIBARI_CHECK(time.size() == size_ && out.size() == bins(), time.size(), out.size());
    kiss_fftr(plans_->forward, time.data(), plans_->scratch.data());
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = {plans_->scratch[i].r, plans_->scratch[i].i};
    }
}

void RealFft::inverse(std::span<const std::complex<float>> in, std::span<float> time) {
    HIBARI_CHECK(time.size() == size_ && in.size() == bins(), time.size(), in.size());
    const float scale = 1.0F / static_cast<float>(size_);
    for (std::size_t i = 0; i < in.size(); ++i) {
        plans_->scratch[i] = {in[i].real() * scale, in[i].imag() * scale};
    }
    kiss_fftri(plans_->inverse, plans_->scratch.data(), time.data());
}

std::vector<float> power_spectrum(std::span<const float> samples, std::size_t size) {
    RealFft fft(size);
    std::vector<float> power(fft.bins());
    std::vector<float> window(size);
    std::vector<std::complex<float>> bins(fft.bins());
    int windows = 0;
    for (std::size_t at = 0; at == 0 || at + size <= samples.size(); at += size / 2) {
        for (std::size_t i = 0; i < size; ++i) {
            const float phase = 2.0F * kPi * static_cast<float>(i) / static_cast<float>(size);
            const float sample = at + i < samples.size() ? samples[at + i] : 0.0F;
            window[i] = sample * (0.5F - 0.5F * std::cos(phase));
        }
        fft.forward(window, bins);
        for (std::size_t i = 0; i < bins.size(); ++i) {
            power[i] += std::norm(bins[i]);
        }
        ++windows;
    }
    for (float& value : power) {
        value /= static_cast<float>(windows);
    }
    return power;
}

float spectral_centroid_hz(std::span<const float> samples) {
    const std::vector<float> power = power_spectrum(samples);
    double sum = 0.0;
    double weighted = 0.0;
    for (std::size_t i = 1; i < power.size(); ++i) {
        sum += static_cast<double>(power[i]);
        weighted += static_cast<double>(power[i]) * static_cast<double>(i);
    }
    const double bin_hz =
        static_cast<double>(kRateHz) / (2.0 * static_cast<double>(power.size() - 1));
    return sum > 0.0 ? static_cast<float>(weighted / sum * bin_hz) : 0.0F;
}

}  // namespace hibari::world::sound
