// How far primitives reach: what the index over a frame's scene is built from.
#pragma once

#include "world/render/scene.h"

namespace hibari::world {

/// Fills `half_bounds` and `bound_radius` of a primitive from its shape.
void set_bounds(Primitive& primitive);

/// Half extents of the world-aligned box around a primitive.
Vec3 world_half_bounds(const Primitive& primitive);

/// Half extent of the primitive along a world direction.
float reach_along(const Primitive& p, const Vec3& direction);

/// Distance from a point to the box around the primitive.
float distance_to_bounds(const Primitive& p, const Vec3& world);

/// The matrix of a unit quaternion.
Rotation to_rotation(const Quat& q);

}  // namespace hibari::world
