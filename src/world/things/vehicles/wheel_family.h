// Wheels for everything that drives.
#pragma once

#include "world/things/build.h"

#include <initializer_list>

namespace hibari::world {

struct WheelData {
    float radius_m = 0.32F;
    float width_m = 0.2F;
    float mass_kg = 18.0F;
    int spokes = 5;
    Material rim{};
};

/// A wheel turning about X, added to the current link.
void add_wheel(Assembly& vehicle, const WheelData& wheel, Vec3 hub);

/// Links "wheel_1", "wheel_2", ... on hinges of link `body`.
void add_wheels(
    Assembly& vehicle, const WheelData& wheel, int body, std::initializer_list<Vec3> hubs
);

/// A wheel arch in the flank of a body: a dark recess and a lip over its upper half. `center` lies
/// on the flank; `side` is +1 for the flank at +X.
void add_arch(Assembly& vehicle, Vec3 center, float radius, float side);

}  // namespace hibari::world
