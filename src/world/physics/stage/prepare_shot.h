#pragma once

// What the stage reads between the lines of a script before anybody takes a place.
//
// Scripts name verbs and things; some only make sense together. Who plays catch with the ball in
// the hand has to throw it; of a row of dominoes one is pushed and the others follow; a cat that
// pushes a vase off a table is on that table. The rules here fill in such targets, relations and
// verbs; what a script says in full is left alone.

#include "world/script/shot_script.h"

namespace hibari::world {

/// The shot as it will be played.
Shot prepare_shot(const Shot& shot);

}  // namespace hibari::world
