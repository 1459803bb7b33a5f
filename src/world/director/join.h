// Words tell one deed in several clauses; the stage plays each action it is given. This step makes
// the actions of a shot as many as the deeds are: "the pendulum swings and knocks the bottle off"
// is one swing with a target.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Joins and drops actions of the draft that tell the same deed.
void join_actions(Story& story, DraftShot& draft);

}  // namespace hibari::world
