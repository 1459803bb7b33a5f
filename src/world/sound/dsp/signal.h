// The alphabet of the sound library: mono sample vectors at 48 kHz, a fast seeded noise source and
// a few gains and curves. Everything audible is made from these and the filters of filter.h.
#pragma once

#include "base/rng.h"
#include "media/audio_buffer.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace hibari::world::sound {

/// Samples per second of everything in this library.
inline constexpr int kRateHz = media::kSampleRateHz;
inline constexpr float kRate = static_cast<float>(kRateHz);

/// One channel at 48 kHz.
using Samples = std::vector<float>;

/// Two channels of equal length.
using Stereo = media::AudioBuffer;

inline std::size_t samples_in(double seconds) {
    return seconds <= 0.0 ? 0 : static_cast<std::size_t>(std::llround(seconds * kRateHz));
}

/// Amplitude of a level in decibels.
inline float gain_of_db(float decibels) {
    return std::pow(10.0F, decibels / 20.0F);
}

/// Frequency ratio of an interval in semitones.
inline float ratio_of_semitones(float semitones) {
    return std::exp2(semitones / 12.0F);
}

/// White noise in -1 .. 1 at a few cycles per sample; seeded from an Rng, so that it is as
/// repeatable as the stream it came from (xorshift32; Marsaglia, J. Stat. Soft. 8, 2003).
class Noise {
  public:
    explicit Noise(Rng rng) : state_(static_cast<std::uint32_t>(rng.bits() >> 32U) | 1U) {}

    float next() {
        state_ ^= state_ << 13U;
        state_ ^= state_ >> 17U;
        state_ ^= state_ << 5U;
        return static_cast<float>(static_cast<std::int32_t>(state_)) * 0x1.0p-31F;
    }

    /// Between 0 and 1.
    float unit() { return 0.5F + 0.5F * next(); }

  private:
    std::uint32_t state_;
};

/// A number that wanders smoothly between -1 and 1, about `rate_hz` times a second.
class Wander {
  public:
    Wander(Rng rng, float rate_hz) : noise_(rng), step_(rate_hz / kRate) {
        from_ = noise_.next();
        to_ = noise_.next();
    }

    float next() {
        phase_ += step_;
        if (phase_ >= 1.0F) {
            phase_ -= 1.0F;
            from_ = to_;
            to_ = noise_.next();
        }
        const float t = phase_ * phase_ * (3.0F - 2.0F * phase_);
        return from_ + (to_ - from_) * t;
    }

  private:
    Noise noise_;
    float step_;
    float phase_ = 0.0F;
    float from_ = 0.0F;
    float to_ = 0.0F;
};

/// Adds `gain * source` into `target` from sample `at` on; what lies outside is dropped.
void add_into(Samples& target, const Samples& source, std::ptrdiff_t at, float gain = 1.0F);

/// Adds `gain * part` to `out` from the start on.
void mix_in(Stereo& out, const Stereo& part, float gain = 1.0F);

/// `source` played `rate` times as fast (pitch and length change together); cubic interpolation.
Samples played_at(const Samples& source, float rate);

/// Loudest absolute sample.
float peak_of(const Samples& samples);

/// Root mean square of the loudest stretch of `window` samples.
float loudest_rms(const Samples& samples, std::size_t window);

/// Scales so that the loudest 30 ms have this root mean square; silence stays silent.
void level_to(Samples& samples, float rms);

/// Straightens the ends: raised-cosine fades of that many samples.
void fade_ends(Samples& samples, std::size_t fade_in, std::size_t fade_out);

}  // namespace hibari::world::sound
