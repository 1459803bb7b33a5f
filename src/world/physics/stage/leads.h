// The lines between hands and what is held on them: leashes and halters, the strings of kites.
//
// They weigh nothing and pull nobody; they only show. Drawn when the shot has been played, between
// where the hand and the other end then were.
#pragma once

#include "world/timeline/timeline.h"

namespace hibari::world {

/// Adds a line for every person who holds an animal that goes on its own feet, or flies a kite.
void tie_leads(Timeline& timeline);

}  // namespace hibari::world
