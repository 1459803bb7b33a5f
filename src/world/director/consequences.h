// What follows from the deeds of a shot: who is chased flees, what is hit falls by itself, what is
// caught was thrown by somebody.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Adds what the deeds of `draft` bring with them, and drops what physics does anyway.
void follow_consequences(Story& story, DraftShot& draft);

}  // namespace hibari::world
