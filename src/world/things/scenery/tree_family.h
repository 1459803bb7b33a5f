// Crowns for trees and bushes: many roundish clumps of leaves in and around an ellipsoid.
#pragma once

#include "base/rng.h"
#include "world/things/build.h"

namespace hibari::world {

struct Crown {
    Vec3 center{};
    Vec3 half{1, 1, 1};  ///< semi-axes of the whole crown
    int clumps = 24;
    float clump_size = 0.5F;  ///< radius of a clump relative to the crown's smallest semi-axis
    Vec3 color{};
};

/// Adds the clumps to the current link; leaves do not collide.
void add_crown(Assembly& plant, const Crown& crown, Rng rng);

}  // namespace hibari::world
