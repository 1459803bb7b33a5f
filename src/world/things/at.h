// Where a part goes, written as shortly as a thing file wants it.
#pragma once

#include "base/vec.h"

namespace hibari::world {

inline Quat turn_x(float degrees_) {
    return from_axis_angle({1, 0, 0}, radians(degrees_));
}

inline Quat turn_y(float degrees_) {
    return from_axis_angle({0, 1, 0}, radians(degrees_));
}

inline Quat turn_z(float degrees_) {
    return from_axis_angle({0, 0, 1}, radians(degrees_));
}

/// Where a part goes: `{x, y, z}`, or `{{x, y, z}, turn_z(90)}`, or a pose.
struct At {
    At(float x, float y, float z) : pose{{x, y, z}, {}} {}

    At(Vec3 position) : pose{position, {}} {}  // NOLINT(google-explicit-constructor)

    At(Vec3 position, Quat rotation) : pose{position, rotation} {}

    At(const Pose& given) : pose(given) {}  // NOLINT(google-explicit-constructor)

    Pose pose;
};

}  // namespace hibari::world
