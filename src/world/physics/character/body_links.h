// Which links of a person make up its legs and arms, for the sources of Body.
#pragma once

#include "world/physics/character/body.h"
#include "world/things/person.h"

#include <array>
#include <cstddef>

namespace hibari::world {

constexpr std::size_t at(int index) {
    return static_cast<std::size_t>(index);
}

inline constexpr std::array<std::array<int, 4>, 2> kLegLinks{{
    {kLeftThigh, kLeftShin, kLeftFoot, kLeftToes},
    {kRightThigh, kRightShin, kRightFoot, kRightToes},
}};
inline constexpr std::array<std::array<int, 4>, 2> kArmLinks{{
    {kLeftClavicle, kLeftUpperArm, kLeftForearm, kLeftHand},
    {kRightClavicle, kRightUpperArm, kRightForearm, kRightHand},
}};

/// Where the floats of one leg are within a posture.
inline constexpr std::size_t kLegValues = sizeof(LegPose) / sizeof(float);

constexpr std::size_t leg_values_at(int side) {
    return offsetof(Posture, leg) / sizeof(float) + kLegValues * static_cast<std::size_t>(side);
}

/// + 1 on the left, where x is positive.
inline float sign_of(int side) {
    return side == 0 ? 1.0F : -1.0F;
}

}  // namespace hibari::world
