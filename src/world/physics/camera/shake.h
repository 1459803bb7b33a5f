#pragma once

// The unsteadiness of a hand: smooth, band-limited, never a jitter.

#include "base/rng.h"
#include "base/vec.h"

#include <array>

namespace hibari::world {

class Shake {
  public:
    /// `amount` 0 .. 1.
    Shake(float amount, Rng rng);

    /// Turn about x (pitch), y (yaw) and z (roll), radians.
    Vec3 turn(double time_s) const;
    /// Shift in metres for a subject one metre away.
    Vec3 shift(double time_s) const;

  private:
    struct Tone {
        float rate_hz;
        float size;
        float phase;
    };

    static float sum(const std::array<Tone, 4>& tones, double time_s);

    float amount_;
    std::array<std::array<Tone, 4>, 6> tones_{};
};

}  // namespace hibari::world
