// Who crosses a bridge is on it, and a bridge for trains and cars is a large one.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Turns a way "over a bridge", "across a tightrope" into standing on it and going along.
void cross_bridges(Story& story, DraftShot& draft);

/// "kicks a ball over a fence and a dog runs after it": the dog leaps the fence first.
void leap_barriers(Story& story, DraftShot& draft);

}  // namespace hibari::world
