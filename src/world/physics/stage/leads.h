// The lines between hands and what is held on them: leashes and halters, the strings of kites.
//
// They weigh nothing and pull nobody; they only show. Drawn when the shot has been played, between
// where the hand and the other end then were.
#pragma once

#include "world/timeline/timeline.h"

#include <vector>

namespace hibari::world {

/// A line between two bodies of the timeline.
struct Lead {
    int hand = -1;
    int end = -1;
    float length_m = 0.0F;  ///< where more is needed it gives way
};

/// Adds a line for every person who holds an animal that goes on its own feet, or flies a kite.
/// `leads` are those of the part before and become those of all so far: they stay in their hands.
void tie_leads(Timeline& timeline, std::vector<Lead>& leads);

}  // namespace hibari::world
