// Lasting and soft contacts: feet on grounds, rolling, sliding, and the noise of things in the air.
#pragma once

#include "base/rng.h"
#include "world/sound/dsp/signal.h"
#include "world/sound/effects/acoustics.h"

#include <span>
#include <vector>

namespace hibari::world::sound {

enum class Foot { kShoe, kSneaker, kBare, kPaw, kHoof };

/// A footstep; `effort` 0.3 sneaking, 1 walking, 2 running or landing.
Samples footstep(Substance ground, Foot foot, float effort, Rng rng);

/// Control values per timeline sample (120 Hz), as in Rub.
struct RubTrack {
    std::span<const float> speed_mps;
    std::span<const float> force_n;
};

Samples rolling(const Resonator& body, const Resonator& under, const RubTrack& track, Rng rng);
Samples sliding(const Resonator& body, const Resonator& under, const RubTrack& track, Rng rng);

/// Air rushing past something of that size, by its speed per timeline sample.
Samples whoosh(std::span<const float> speed_mps, float size_m, Rng rng);

/// Many short grains of noise around `hz` over `seconds`: crunch, rustle, crackle.
struct Crunch {
    float seconds = 0.15F;
    float grains_per_s = 400.0F;
    float hz = 2500.0F;
    float spread = 0.6F;  ///< octaves up and down
    float grain_s = 0.003F;
};

Samples crunch(const Crunch& what, Rng rng);

}  // namespace hibari::world::sound
