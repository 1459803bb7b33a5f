// Blows between bodies by modal synthesis: both bodies ring in their own modes, driven by the same
// force (van den Doel and Pai, "The sounds of physical shapes", Presence 7(4), 1998).
#pragma once

#include "base/rng.h"
#include "world/sound/dsp/signal.h"
#include "world/sound/effects/acoustics.h"

#include <span>
#include <vector>

namespace hibari::world::sound {

/// A decaying partial.
struct Mode {
    float hz = 440.0F;
    float t60_s = 0.3F;  ///< time to fall by 60 dB
    float gain = 1.0F;
};

/// The partials of a body; `spot` chooses where it is struck, which weighs them differently.
std::vector<Mode> modes_of(const Resonator& body, Rng spot);

/// How long two bodies stay in contact (Hertz), seconds; inflated balls by their air spring.
float contact_time_s(const Resonator& a, const Resonator& b, float speed_mps);

/// Rings the modes with the force `drive` until they have faded by `depth_db` and adds the sound to
/// `out`, which grows as needed.
void ring(
    std::span<const Mode> modes, std::span<const float> drive, Samples& out, float depth_db = 60.0F
);

/// A blow. `energy_j`: half impulse times speed; it sets the level. Starts at full onset with the
/// first sample and ends when it has faded by `depth_db`.
Samples impact(
    const Resonator& a, const Resonator& b, float speed_mps, float energy_j, float depth_db, Rng rng
);

/// Root mean square level at 1 m of the loudest 30 ms of a blow with that energy.
float impact_level(float energy_j);

}  // namespace hibari::world::sound
