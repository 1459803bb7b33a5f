#pragma once

// The air's grip on a thin round body: a frisbee, a plate, a coin.
//
// Lift and drag of a flying disc depend on the angle between its plane and the stream. The
// coefficients are those of V. R. Morrison, "The Physics of Frisbees" (2005), fitted to wind tunnel
// data: C_L = 0.1 + 1.4 a, C_D = 0.08 + 2.72 (a + 4 deg)^2. The pitching moment is left out: a
// spinning disc keeps its axis, and so does ours.

#include "base/vec.h"

namespace hibari::world {

struct Disc {
    float radius = 0.0F;  ///< 0: not a disc
};

/// Force in newtons on a disc that moves with `velocity`; `axis` is its unit normal.
Vec3 disc_force(const Disc& disc, Vec3 axis, Vec3 velocity, float air_density_kg_m3);

}  // namespace hibari::world
