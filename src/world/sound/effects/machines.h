// Engines, fire, rockets, sails, wings and wheels: sources that last and follow a control.
#pragma once

#include "base/rng.h"
#include "world/sound/dsp/signal.h"
#include "world/timeline/timeline.h"

namespace hibari::world::sound {

/// What kind of engine by the size of what it drives.
enum class EngineSize { kSmall, kCar, kTruck, kAeroplane };

/// Sound of a Hum over the whole of its level track.
Samples hum_sound(const Hum& hum, EngineSize engine, Rng rng);

/// Level and rate constant for `seconds`; for cues.
Samples steady_hum(HumKind kind, EngineSize engine, double seconds, float rate, Rng rng);

Samples fire_crackle(double seconds, Rng rng);

/// A blast heard nearby; `size` 0.3 firework .. 2 bomb.
Samples explosion(float size, Rng rng);

/// Thunder of a stroke at that distance, beginning when it arrives: a crack when near, rolling
/// when far.
Stereo thunder(float distance_m, Rng rng);

}  // namespace hibari::world::sound
