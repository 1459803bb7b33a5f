#pragma once

// What a place's ground does to those who hit it.

#include "world/things/material.h"

namespace hibari::world {

/// What a place's ground counts as in pair_restitution: soft ones take energy, rigid ones are 1.
float ground_restitution(Substance ground);

}  // namespace hibari::world
