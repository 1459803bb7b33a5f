#pragma once

// The surroundings of a shot as numbers: sun, sky, fog, wind, gravity, lit lamps, lightning.

#include "base/rng.h"
#include "world/script/shot_script.h"
#include "world/timeline/timeline.h"

#include <vector>

namespace hibari::world {

/// `place` must outlive the result. The water's waves grow with the wind.
Environment make_environment(const Shot& shot, const Place& place, Rng rng);

/// Lightning of a storm: kLightning events by time, with the place of the strike, so that sound can
/// let the thunder arrive late. Empty unless the sky is a storm.
std::vector<Event> make_lightning(const Shot& shot, Rng rng);

}  // namespace hibari::world
