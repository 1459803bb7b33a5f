#pragma once

// One picture: from where, at what and how wide, and where a place lets the camera stand for it.

#include "world/timeline/timeline.h"

namespace hibari::world {

/// Into the part of the place where a camera may stand; `diving` cameras stay under water.
Vec3 confine(const Environment& environment, Vec3 at, bool diving);

/// `distance` away from `aim`; yaw 0 is from +Z, + towards +X.
Vec3 stand_point(float yaw, float elevation, float distance, Vec3 aim);

/// The picture at one moment, before any move of the script.
struct View {
    Vec3 base{};  ///< what the camera keeps its distance from
    Vec3 aim{};   ///< what it looks at
    float yaw = 0.0F;
    float elevation = 0.0F;
    float distance = 5.0F;
    float fov_y = 0.6F;
};

/// Where the camera of a view stands in the place.
Vec3 stand_of(const Environment& environment, const View& view, bool diving);

}  // namespace hibari::world
