// Dominoes stand in a row, each within reach of the next.
#pragma once

#include "world/physics/stage/arrangement.h"

#include <span>
#include <vector>

namespace hibari::world {

/// The row that a domino belongs to, in the order of the script: those that stand on the ground as
/// it does. Empty for other things, and when it stands alone.
std::vector<int> domino_row(Arrangement& plan, int domino);

/// From `first` along a direction on the ground. One that is to stay up stands out of reach of the
/// one before it.
void put_in_row(Arrangement& plan, std::span<const int> row, Vec3 first, Vec3 along);

/// How far along the row its last one then stands, metres.
float length_of_row(Arrangement& plan, std::span<const int> row);

}  // namespace hibari::world
