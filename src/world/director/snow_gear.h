// Who skis wears skis, not the board that the same deed needs of others.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Changes the boards that were fetched for skiers into skis; after all has been fetched.
void put_on_skis(Story& story, DraftShot& draft);

}  // namespace hibari::world
