#include "models/mini/spectra.h"

#include <ATen/TensorOperators.h>
#include <ATen/ops/arange.h>
#include <ATen/ops/sin.h>
#include <gtest/gtest.h>
#include <numbers>

namespace hibari::mini {
namespace {

constexpr SpectraShape kShape{};

at::Tensor tone(std::int64_t samples, double cycles_per_sample) {
    return at::sin(at::arange(samples, at::kFloat) * (2.0 * std::numbers::pi * cycles_per_sample));
}

TEST(Spectra, ComeBackAsTheSound) {
    const at::Tensor sound = tone(2000, 0.013);
    const at::Tensor spectra = spectra_of(sound, kShape);
    EXPECT_EQ(spectra.size(0), 16);
    EXPECT_EQ(spectra.size(1), kShape.bins());
    EXPECT_LT((sound_of(spectra, kShape) - sound).abs().max().item<float>(), 1e-5F);
}

TEST(Spectra, PeakAtTheTone) {
    // Bin 64 of 512 is an eighth of the rate.
    const at::Tensor spectra = spectra_of(tone(2000, 0.125), kShape).abs();
    EXPECT_EQ(spectra[8].argmax().item<std::int64_t>(), 64);
}

}  // namespace
}  // namespace hibari::mini
