// Who acts on the deck of a ship is seen there: the deck is a place, not a boat far off.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Moves a shot whose people stand, walk, fight or dance on a ship to its deck. Call when the place
/// is known.
void go_aboard(Story& story, DraftShot& draft);

}  // namespace hibari::world
