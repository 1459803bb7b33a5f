// What a drummer's hands do to the drum: heard when it is seen.
#pragma once

#include "base/vec.h"
#include "world/sound/scene_sound.h"
#include "world/timeline/timeline.h"

#include <vector>

namespace hibari::world::sound {

/// A hand comes down on the skin.
struct Stroke {
    double time_s = 0.0;
    float strength = 1.0F;  ///< 0.3 .. 1
    Vec3 where{};
};

/// Strokes of the player on the drum (both entities), by time: the lowest points of the hands' ways
/// over it.
std::vector<Stroke> drum_strokes(const Timeline& timeline, int player, int drum, Moment when);

}  // namespace hibari::world::sound
