#pragma once

// What the rigid world keeps per body and per joint. Private to physics/rigid.

#include "world/physics/rigid/bullet_shapes.h"
#include "world/physics/rigid/disc_flight.h"
#include "world/physics/rigid/rigid_world.h"

#include <BulletDynamics/ConstraintSolver/btTypedConstraint.h>
#include <BulletDynamics/Dynamics/btRigidBody.h>
#include <memory>
#include <vector>

namespace hibari::world {

struct BodyRecord {
    BodyShape shape;
    std::vector<Part> parts;
    std::unique_ptr<btRigidBody> rigid;
    float mass_kg = 0.0F;
    Vec3 inertia{};
    Motion motion = Motion::kStatic;
    float restitution = 0.3F;
    float friction = 0.5F;
    float rolling = 0.0F;
    int entity = -1;
    bool self_collide = true;
    bool standable = false;
    bool is_ball = false;  // One sphere about its own centre.
    bool touching = false;
    float drag_per_m = 0.0F;  // Deceleration by air is this times the square of the speed.
    Disc disc;
    Vec3 force{};
    Vec3 torque{};
    Pose goal;  // Kinematic: at the end of the step.
    Pose start;
    bool has_goal = false;
    int giver = -1;  // Index into the world's givers; -1: gives as a wall does.
};

struct JointRecord {
    JointSpec spec;
    std::unique_ptr<btTypedConstraint> constraint;
};

/// Half of the axis-aligned box as it stood after the last step.
Vec3 half_extents(const btRigidBody& body);

}  // namespace hibari::world
