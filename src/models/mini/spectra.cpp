#include "models/mini/spectra.h"

#include "base/check.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/constant_pad_nd.h>
#include <ATen/ops/fft_irfft.h>
#include <ATen/ops/fft_rfft.h>
#include <ATen/ops/hann_window.h>
#include <ATen/ops/zeros.h>
#include <algorithm>
#include <cmath>

namespace hibari::mini {
namespace {

constexpr double kWeightMin = 1e-8;

at::Tensor window_of(SpectraShape shape) {
    return at::hann_window(shape.window, true, at::kFloat);
}

/// Adds rows of `frames` [J, window], each `hop` further, and divides by the sum of the squared
/// windows at each place.
at::Tensor overlap(const at::Tensor& frames, const at::Tensor& window, SpectraShape shape) {
    const std::int64_t count = frames.size(0);
    const std::int64_t length = (count - 1) * shape.hop + shape.window;
    at::Tensor sum = at::zeros({length}, at::kFloat);
    at::Tensor weight = at::zeros({length}, at::kFloat);
    const at::Tensor rows = frames.contiguous();
    const auto* const in = rows.data_ptr<float>();
    const auto* const hann = window.data_ptr<float>();
    auto* const out = sum.data_ptr<float>();
    auto* const weights = weight.data_ptr<float>();
    for (std::int64_t j = 0; j < count; ++j) {
        for (std::int64_t i = 0; i < shape.window; ++i) {
            out[j * shape.hop + i] += in[j * shape.window + i] * hann[i];
            weights[j * shape.hop + i] += hann[i] * hann[i];
        }
    }
    return sum / weight.clamp_min(kWeightMin);
}

}  // namespace

at::Tensor spectra_of(const at::Tensor& sound, SpectraShape shape) {
    HIBARI_CHECK(sound.dim() == 1 && sound.size(0) % shape.hop == 0, sound.size(0));
    const std::int64_t after = shape.window - shape.hop - shape.before();
    const at::Tensor frames = at::constant_pad_nd(sound, {shape.before(), after})
                                  .unfold(0, shape.window, shape.hop)
                                  .slice(0, 0, sound.size(0) / shape.hop);
    const double scale = 1.0 / std::sqrt(static_cast<double>(shape.window));
    return at::fft_rfft(frames * window_of(shape)) * scale;
}

at::Tensor sound_of(const at::Tensor& spectra, SpectraShape shape) {
    HIBARI_CHECK(spectra.dim() == 2 && spectra.size(1) == shape.bins(), spectra.size(1));
    const double scale = std::sqrt(static_cast<double>(shape.window));
    const at::Tensor frames = at::fft_irfft(spectra * scale, shape.window);
    const at::Tensor sound = overlap(frames, window_of(shape), shape);
    return sound.slice(0, shape.before(), shape.before() + spectra.size(0) * shape.hop);
}

}  // namespace hibari::mini
