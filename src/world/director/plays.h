// A play is told by its ends: "the keeper saves the penalty", "the batter misses", "two children
// play on a seesaw". Before the draft is completed this step brings in whoever and whatever else
// has to be seen: the striker and the goal, the pitcher, the seats.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Completes the plays of a draft; runs before its actions are joined.
void stage_plays(Story& story, DraftShot& draft);

}  // namespace hibari::world
