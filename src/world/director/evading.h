// Who gets out of the way of what comes at him.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// "A bull charges at a man who jumps out of the way": the leap is aimed at the bull and begins in
/// the same step; the stage lets it wait until the bull is near.
void evade_attacks(Story& story, DraftShot& draft);

}  // namespace hibari::world
