// Small builders that cues are put together from.
#pragma once

#include "base/rng.h"
#include "base/vec.h"
#include "world/sound/dsp/signal.h"
#include "world/sound/effects/modal.h"

#include <array>
#include <utility>
#include <vector>

namespace hibari::world::sound {

/// A tone that glides from one pitch to the other; `partials` are the levels of its harmonics.
Samples tone(double seconds, float from_hz, float to_hz, std::array<float, 4> partials);

/// Modes set ringing by one blow that lasts `hardness_s`.
Samples struck(std::vector<Mode> modes, float hardness_s);

/// A steel bell that wide.
Samples bell(float size_m, Rng rng);

/// Noise about `hz` that dies away with the time constant `fall_s`.
Samples noise_burst(double seconds, float hz, float q, float fall_s, Rng rng);

/// A board or block; mass 0: part of something heavy.
Resonator box_of(Substance substance, Vec3 size, float mass_kg);

/// Copies of one-shots at given times.
Samples sequence(double seconds, const std::vector<std::pair<double, Samples>>& parts);

}  // namespace hibari::world::sound
