// Several who play a game together, of whom one is singled out: "kids play baseball, the batter
// hits a home run". One of them has the ball; the others are on the field.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Gives a game's deed to who was singled out for it, and takes it from the rest of the team.
void field_the_team(Story& story, DraftShot& draft);

}  // namespace hibari::world
