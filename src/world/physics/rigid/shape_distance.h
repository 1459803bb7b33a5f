#pragma once

// Distance of a point from a primitive, for cloth against solids and for cameras that must stay
// outside of things.

#include "world/things/thing.h"

namespace hibari::world {

struct SurfacePoint {
    float distance = 1e9F;  ///< negative inside
    Vec3 normal{0, 1, 0};   ///< outwards, in the frame of the query
};

/// The distance alone, a seventh of the work of `distance_to`.
float signed_distance(const Shape& shape, Vec3 point);

/// From `point`, in the shape's own frame. Exact for spheres, capsules, boxes, cylinders, tori and
/// round cones; wedges, tubes, bowls and quarter pipes use their exact outside where it matters.
SurfacePoint distance_to(const Shape& shape, Vec3 point);

/// From `point` in the frame of the part's link.
SurfacePoint distance_to(const Part& part, Vec3 point);

}  // namespace hibari::world
