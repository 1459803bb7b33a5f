#pragma once

// What one to eight simple objects do: drop, bounce, roll, slide, topple, collide, stay.

#include "world/tap/draw.h"

namespace hibari::world::tap {

/// Adds `count` (1 .. 8) objects and their deeds. Up to three have a deed each, or two of them
/// meet; more are alike and do the same. Names the family of the scene when it has no name yet.
void add_simple_events(Drawer& draw, float duration_s, int count);

}  // namespace hibari::world::tap
