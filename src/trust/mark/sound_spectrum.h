#pragma once

// How loud the sound is in each band and frame, told so that a mark stands out from it. Writer and
// reader of the mark look at the sound through these same functions: both channels mixed, 16 kHz,
// spectra of 64 ms every 10 ms.

#include "media/audio_buffer.h"
#include "trust/mark/sound_pattern.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace hibari::trust {

inline constexpr int kLowRateHz = 16'000;
/// Samples at 48 kHz for one at 16 kHz.
inline constexpr std::size_t kLowStep = 3;
/// At 16 kHz: the samples of a spectrum, and from one to the next.
inline constexpr std::size_t kFrameSamples = 1024;
inline constexpr std::size_t kFrameStep = 160;
/// Bins of a spectrum that are kept: up to 6.5 kHz, the highest band at 1.27 times the speed.
inline constexpr std::size_t kFrameBins = 418;

/// Mixes both channels and goes from 48 to 16 kHz, piece by piece. The n-th sample is the filtered
/// sound at sample 3 n.
class LowRate {
  public:
    LowRate();

    /// Appends to `low` what is known after this piece.
    void push(const media::AudioBuffer& piece, std::vector<float>& low);

    /// Appends the rest, as if silence followed.
    void finish(std::vector<float>& low);

  private:
    std::vector<float> taps_;
    std::vector<float> mixed_;
};

/// Turns kFrameSamples samples into the power in kFrameBins bins.
class FrameSpectrum {
  public:
    FrameSpectrum();
    ~FrameSpectrum();
    FrameSpectrum(const FrameSpectrum&) = delete;
    FrameSpectrum& operator=(const FrameSpectrum&) = delete;

    void power(std::span<const float> samples, std::span<float> bins) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// One value per band and frame; the frames of band 0 first.
struct BandPlane {
    std::size_t frames = 0;
    std::vector<float> values = {};

    BandPlane() = default;

    explicit BandPlane(std::size_t frame_count)
        : frames(frame_count), values(frame_count * kSoundBands) {}

    float* band(std::size_t index) { return values.data() + index * frames; }

    const float* band(std::size_t index) const { return values.data() + index * frames; }
};

/// Power per band and frame; `power` holds kFrameBins bins per frame. The borders of the bands are
/// those of the pattern times `pitch` (0.7..1.27).
BandPlane band_power(std::span<const float> power, double pitch);

/// What stands out: the logarithm of the power, less its mean over the neighbours in time (0.25 s)
/// and over the bands beside it; what stands out by more than 1 counts less and less. Steady tones,
/// beats and slopes of the spectrum vanish. What is far below the clip's mean counts as constant,
/// so silence gives 0.
BandPlane stand_out(const BandPlane& power);

}  // namespace hibari::trust
