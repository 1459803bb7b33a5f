#pragma once

// Joints between bodies as Bullet constraints. Private to physics/rigid.

#include "world/physics/rigid/rigid_world.h"

#include <BulletDynamics/ConstraintSolver/btTypedConstraint.h>
#include <memory>

namespace hibari::world {

/// Makes the constraint; null for kFree. `parent` is null for the world.
std::unique_ptr<btTypedConstraint> make_joint(
    const JointSpec& spec, btRigidBody& child, btRigidBody* parent
);

/// How fast a joint pulled apart comes together again, 1/s. Bullet wants shares per step: with
/// those, a joint that lies outside of its limits when a step is cut into many is flung back that
/// many times faster.
inline constexpr btScalar kAnchorRecovery = 96;

/// Readies a joint for a step of `dt`: how far it recovers in it, and what its damping takes.
void ready_joint(const JointSpec& spec, btTypedConstraint& joint, btScalar dt);

}  // namespace hibari::world
