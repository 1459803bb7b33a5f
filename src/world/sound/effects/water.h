// Water: splashes, bubbles, rain, waves. Drops and bubbles ring at Minnaert's frequency
// (f r = 3.26 m/s), which is what makes water sound wet.
#pragma once

#include "base/rng.h"
#include "world/sound/dsp/signal.h"

#include <span>

namespace hibari::world::sound {

/// Something of `size_m` enters at `speed_mps`.
Samples splash(float size_m, float speed_mps, Rng rng);

/// One rising bubble tone of a bubble with that radius.
Samples bubble(float radius_m, Rng rng);

/// A brook: many small bubbles over a murmur.
Samples stream(double seconds, Rng rng);

/// Bubbles that rise one after the other.
Samples bubbles(double seconds, Rng rng);

/// Strokes and wash of a swimmer or paddle; level and rate per timeline sample, 0 .. 1.
Samples wash(std::span<const float> level, std::span<const float> rate, Rng rng);

/// `amount` 0 .. 1; `roof`: drumming on a roof instead of open ground.
enum class RainOn { kGround, kRoof };
Stereo rain(double seconds, float amount, RainOn on, Rng rng);

/// Breakers on a beach about every 7 s.
Stereo surf(double seconds, float height, Rng rng);

/// Small waves against a shore or hull.
Stereo lapping(double seconds, Rng rng);

}  // namespace hibari::world::sound
