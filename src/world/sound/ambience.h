// The bed under everything: what a place sounds like when nothing happens, and its weather.
#pragma once

#include "base/rng.h"
#include "world/sound/dsp/signal.h"
#include "world/timeline/timeline.h"

#include <string_view>

namespace hibari::world::sound {

/// A bed of `seconds`; unknown names give a quiet room. Level about 0.02 .. 0.06 root mean square.
Stereo ambience_bed(std::string_view name, double seconds, Rng rng);

/// Rain, wind, snow hush and the night's crickets of an environment.
Stereo weather_bed(const Environment& environment, double seconds, Rng rng);

/// Gusting wind; `strength` 0 .. 1.
Stereo wind_bed(double seconds, float strength, Rng rng);

}  // namespace hibari::world::sound
