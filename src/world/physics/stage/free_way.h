#pragma once

// Room for what was asked for: nothing of the place stands in it, and it stands inside the place.
//
// The backdrop was furnished before anybody knew what would happen there. Who begins inside of a
// lamp or a wall would be thrown out by the solver, and who drives into one by chance tells another
// story than the prompt.

#include "world/physics/stage/layout.h"
#include "world/physics/stage/scene.h"

namespace hibari::world {

/// Moves the asked for into the stage of the place, and its backdrop out of their way. Call when
/// everybody has an origin.
void free_way(Scene& scene, const Layout& layout, const Shot& shot);

}  // namespace hibari::world
