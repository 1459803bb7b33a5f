// Fourier transforms of real signals, through kissfft.
#pragma once

#include <complex>
#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace hibari::world::sound {

/// Transforms between `size` real samples and size / 2 + 1 complex bins. Not thread-safe: one per
/// user.
class RealFft {
  public:
    /// `size` must be even.
    explicit RealFft(std::size_t size);
    ~RealFft();
    RealFft(const RealFft&) = delete;
    RealFft& operator=(const RealFft&) = delete;

    std::size_t size() const { return size_; }

    std::size_t bins() const { return size_ / 2 + 1; }

    void forward(std::span<const float> time, std::span<std::complex<float>> bins);

    /// Scaled so that it undoes `forward`.
    void inverse(std::span<const std::complex<float>> bins, std::span<float> time);

  private:
    struct Plans;
    std::size_t size_;
    std::unique_ptr<Plans> plans_;
};

/// Power per bin of `samples`, averaged over Hann windows of `size` samples that overlap by half.
std::vector<float> power_spectrum(std::span<const float> samples, std::size_t size = 2048);

/// Centre of gravity of the power spectrum, Hz; 0 for silence.
float spectral_centroid_hz(std::span<const float> samples);

}  // namespace hibari::world::sound
