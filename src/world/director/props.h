// What the handling of small things brings with it: a cake stands on a table, what is juggled is
// small and of some number, what is flipped lies in a pan that is held, a tray carries glasses.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Adds and mends what the deeds of `draft` say of the things in people's hands and on tables.
void handle_props(Story& story, DraftShot& draft);

}  // namespace hibari::world
