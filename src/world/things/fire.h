// Fire as a state of things: flames on whatever burns, soot on its surfaces, embers in its windows.
//
// The flames are parts like any other, so that light, smoke, sparks and sound, which look for
// flames, need not know that anything burns.
#pragma once

#include "base/rng.h"
#include "world/things/thing.h"

namespace hibari::world {

/// Sets a built thing on fire; what has flames of its own (a campfire, a candle) stays as it is.
/// Adds only parts that are seen: what burns weighs, stands and collides as before.
void set_on_fire(Blueprint& blueprint, Rng rng);

/// Whether anything of it is a flame.
bool has_flames(const Blueprint& blueprint);

}  // namespace hibari::world
