#include "world/physics/rigid/disc_flight.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

constexpr float kAir = 1.2F;

TEST(DiscFlight, CarriesAFrisbeeAtThrowingSpeed) {
    // A 175 g disc of 27.3 cm that flies level at 14 m/s with its nose 7 degrees up weighs nothing.
    const Vec3 axis{-std::sin(radians(7.0F)), std::cos(radians(7.0F)), 0};
    const Vec3 force = disc_force({0.1365F}, axis, {14, 0, 0}, kAir);
    EXPECT_NEAR(force.y, 0.175F * 9.81F, 0.35F);
    EXPECT_LT(force.x, 0.0F);
    EXPECT_LT(-force.x, 0.7F * force.y);
}

TEST(DiscFlight, LiftDoesNoWorkAndTheAirNeverPushes) {
    for (float angle = -1.5F; angle < 1.5F; angle += 0.1F) {
        const Vec3 axis{-std::sin(angle), std::cos(angle), 0};
        EXPECT_LT(dot(disc_force({0.1F}, axis, {9, 0, 0}, kAir), {9, 0, 0}), 0.0F) << angle;
    }
}

}  // namespace
}  // namespace hibari::world
