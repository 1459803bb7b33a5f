#pragma once

// How mass is spread in a link: the moments of inertia that the rigid-body solver needs, summed
// over the link's parts by volume. Inflated balls are shells, everything else is solid.

#include "base/vec.h"
#include "world/things/thing.h"

#include <span>

namespace hibari::world {

/// Principal moments of one shape of mass 1 kg about its own centre, kg m^2.
Vec3 unit_inertia(const Shape& shape);

/// Moments of inertia about the link's frame (its centre of mass), kg m^2; the products of inertia
/// are left out, as links are nearly symmetric. Needs mass_kg > 0. Invisible or not, all parts
/// count that collide; when none does, all count.
Vec3 inertia_of(std::span<const Part> parts, float mass_kg);

}  // namespace hibari::world
