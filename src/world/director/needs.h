// What goes without saying in an action: the ball of a shot, the board of a kickflip, the pins of a
// strike; and what need not be said because physics does it.
#pragma once

#include "world/director/story.h"

namespace hibari::world {

/// Brings in what the shot's actions need, turns verbs that a thing or an animal cannot do into
/// ones it can, and drops actions that only tell a consequence.
void complete_actions(Story& story, DraftShot& draft);

}  // namespace hibari::world
