// Where a shot is when nobody said: the place its people, verbs, sport, things or weather suggest.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Sets the place of a shot that has none, and notes why.
void choose_place(Story& story, DraftShot& draft);

}  // namespace hibari::world
