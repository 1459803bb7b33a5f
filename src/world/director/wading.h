// Who goes through water on foot does it where it is shallow: the same word, "river" or "sea", is
// deep for boats and swimmers and a ford or the edge of the beach for runners.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Moves a shot in which somebody wades to the shallow part of its place, and makes of splashing
/// there what can be done in ankle-deep water. Call when the place is known.
void go_wading(Story& story, DraftShot& draft);

}  // namespace hibari::world
