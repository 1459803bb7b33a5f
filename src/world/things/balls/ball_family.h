// What all balls share: one round link.
#pragma once

#include "world/things/build.h"

namespace hibari::world {

/// Official sizes of a ball and how it bounces on a rigid floor.
struct BallData {
    float radius_m = 0.1F;
    float mass_kg = 0.4F;
    float restitution = 0.75F;
    float friction = 0.7F;
    float rolling_friction_m = 0.001F;
    Substance substance = Substance::kRubber;
    Material material;
};

/// A sphere that rests on the ground.
Blueprint build_ball(const Entity& entity, const BallData& data);

}  // namespace hibari::world
