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

/// Takes turning speed out of a joint for a step of `dt`, by the joint's damping.
void damp_joint(const JointSpec& spec, btTypedConstraint& joint, btScalar dt);

}  // namespace hibari::world
