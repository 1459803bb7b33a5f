#pragma once

// Short-time spectra of a sound, and the sound that has them. Spectrum j is centred at sample
// hop * j + hop / 2 (rounded down) and windowed with a periodic Hann window.

#include <ATen/core/Tensor.h>
#include <cstdint>

namespace hibari::mini {

struct SpectraShape {
    std::int64_t window = 512;
    std::int64_t hop = 125;

    std::int64_t bins() const { return window / 2 + 1; }

    /// Samples of the first window that lie before the sound begins.
    std::int64_t before() const { return window / 2 - hop / 2; }
};

/// One channel [S], S a multiple of the hop, to complex spectra [S / hop, bins].
at::Tensor spectra_of(const at::Tensor& sound, SpectraShape shape);

/// The sound [J * hop] whose spectra are nearest to the complex `spectra` [J, bins] (Griffin and
/// Lim 1984, equation 6).
at::Tensor sound_of(const at::Tensor& spectra, SpectraShape shape);

}  // namespace hibari::mini
