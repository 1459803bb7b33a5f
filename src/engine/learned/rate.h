#pragma once

// Sound between the model's 24 kHz and the 48 kHz of media::AudioBuffer.

#include "base/result.h"
#include "media/audio_buffer.h"

#include <memory>
#include <vector>

namespace hibari::engine {

/// Doubles the rate of a sound that comes piece by piece (soxr, high quality); a twentieth of a
/// second behind.
class DoubleRate {
  public:
    static Result<DoubleRate> create();

    /// The next samples, and whether they are the last. All pieces together are twice as long as
    /// what went in, to the sample.
    Result<media::AudioBuffer> next(
        const std::vector<float>& left, const std::vector<float>& right, bool last
    );

  private:
    struct Closer {
        void operator()(void* resampler) const;
    };

    std::unique_ptr<void, Closer> resampler_;
    std::size_t in_ = 0;
    std::size_t out_ = 0;
};

/// Two planes at 24 kHz, half as many samples, rounded down: with the filter through which the
/// model heard everything that it learned from (world/tap/half_rate.h).
struct HalfSound {
    std::vector<float> left;
    std::vector<float> right;
};

HalfSound halve_rate(const media::AudioBuffer& sound);

}  // namespace hibari::engine
