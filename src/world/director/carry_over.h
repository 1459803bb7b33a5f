// What goes on from one shot to the next without being said again: what somebody holds, and what
// he rides as long as nothing else is told of him.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Gives those of `now` what they had in hand, or rode, at the end of the shot before.
void carry_over(const Story& story, const DraftShot& before, DraftShot& now);

}  // namespace hibari::world
