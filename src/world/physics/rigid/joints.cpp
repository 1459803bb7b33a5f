#include "world/physics/rigid/joints.h"

#include "world/physics/rigid/bullet_convert.h"

#include <BulletDynamics/ConstraintSolver/btConeTwistConstraint.h>
#include <BulletDynamics/ConstraintSolver/btFixedConstraint.h>
#include <BulletDynamics/ConstraintSolver/btHingeConstraint.h>
#include <BulletDynamics/ConstraintSolver/btPoint2PointConstraint.h>
#include <BulletDynamics/ConstraintSolver/btSliderConstraint.h>
#include <BulletDynamics/Dynamics/btRigidBody.h>
#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

/// The same for limits, which a performer that goes limp may have overstepped: limbs sink back and
/// are not flung.
constexpr btScalar kLimitRecovery = 8;

/// A frame at the pivot whose X axis is `axis`, in a body's own coordinates.
btTransform frame_at(const btRigidBody* body, Vec3 pivot, Vec3 axis) {
    const Pose world{pivot, rotation_between({1, 0, 0}, axis)};
    return body != nullptr ? body->getCenterOfMassTransform().inverse() * to_bullet(world)
                           : to_bullet(world);
}

btTransform frame_z(const btRigidBody* body, Vec3 pivot, Vec3 axis) {
    const Pose world{pivot, rotation_between({0, 0, 1}, axis)};
    return body != nullptr ? body->getCenterOfMassTransform().inverse() * to_bullet(world)
                           : to_bullet(world);
}

void set_cone(btConeTwistConstraint& cone, const JointSpec& spec, btScalar recovery) {
    const btScalar swing = btScalar(std::max(spec.high, 0.05F));
    cone.setLimit(swing, swing, btScalar(std::max(-spec.low, 0.05F)), 1, recovery, 1);
}

std::unique_ptr<btTypedConstraint> make_hinge(
    const JointSpec& spec, btRigidBody& child, btRigidBody* parent
) {
    const btTransform in_child = frame_z(&child, spec.pivot, spec.axis);
    std::unique_ptr<btHingeConstraint> hinge;
    if (parent != nullptr) {
        hinge = std::make_unique<btHingeConstraint>(
            *parent, child, frame_z(parent, spec.pivot, spec.axis), in_child, true
        );
    } else {
        hinge = std::make_unique<btHingeConstraint>(child, in_child, true);
    }
    if (spec.low <= spec.high) {
        // A lone body is the first of the two for Bullet: its angle has the other sign.
        const bool flipped = parent == nullptr;
        const float low = flipped ? -spec.high : spec.low;
        const float high = flipped ? -spec.low : spec.high;
        hinge->setLimit(
            btScalar(low), btScalar(high), btScalar(0.9), kLimitRecovery / kAnchorRecovery, 0
        );
    }
    return hinge;
}

std::unique_ptr<btTypedConstraint> make_ball(
    const JointSpec& spec, btRigidBody& child, btRigidBody* parent
) {
    if (spec.low <= spec.high) {
        auto cone = parent != nullptr ? std::make_unique<btConeTwistConstraint>(
                                            *parent,
                                            child,
                                            frame_at(parent, spec.pivot, spec.axis),
                                            frame_at(&child, spec.pivot, spec.swing)
                                        )
                                      : std::make_unique<btConeTwistConstraint>(
                                            child, frame_at(&child, spec.pivot, spec.swing)
                                        );
        return cone;
    }
    const btVector3 pivot = to_bullet(spec.pivot);
    const btVector3 in_child = child.getCenterOfMassTransform().inverse() * pivot;
    if (parent == nullptr) {
        return std::make_unique<btPoint2PointConstraint>(child, in_child);
    }
    return std::make_unique<btPoint2PointConstraint>(
        *parent, child, parent->getCenterOfMassTransform().inverse() * pivot, in_child
    );
}

std::unique_ptr<btTypedConstraint> make_slider(
    const JointSpec& spec, btRigidBody& child, btRigidBody* parent
) {
    const btTransform in_child = frame_at(&child, spec.pivot, spec.axis);
    auto slider = parent != nullptr
                      ? std::make_unique<btSliderConstraint>(
                            *parent, child, frame_at(parent, spec.pivot, spec.axis), in_child, true
                        )
                      : std::make_unique<btSliderConstraint>(child, in_child, true);
    slider->setLowerAngLimit(0);
    slider->setUpperAngLimit(0);
    slider->setLowerLinLimit(btScalar(spec.low <= spec.high ? spec.low : 1.0F));
    slider->setUpperLinLimit(btScalar(spec.low <= spec.high ? spec.high : -1.0F));
    return slider;
}

}  // namespace

std::unique_ptr<btTypedConstraint> make_joint(
    const JointSpec& spec, btRigidBody& child, btRigidBody* parent
) {
    switch (spec.kind) {
        case JointKind::kFree:
            return nullptr;
        case JointKind::kFixed: {
            btRigidBody& base = parent != nullptr ? *parent : btTypedConstraint::getFixedBody();
            return std::make_unique<btFixedConstraint>(
                base,
                child,
                frame_at(parent, spec.pivot, {1, 0, 0}),
                frame_at(&child, spec.pivot, {1, 0, 0})
            );
        }
        case JointKind::kHinge:
            return make_hinge(spec, child, parent);
        case JointKind::kBall:
            return make_ball(spec, child, parent);
        case JointKind::kSlider:
            return make_slider(spec, child, parent);
    }
    return nullptr;
}

void ready_joint(const JointSpec& spec, btTypedConstraint& joint, btScalar dt) {
    if (joint.getConstraintType() == CONETWIST_CONSTRAINT_TYPE) {
        auto& cone = static_cast<btConeTwistConstraint&>(joint);
        set_cone(cone, spec, kLimitRecovery * dt);
    }
    if (spec.damping <= 0.0F) {
        return;
    }
    btRigidBody& a = joint.getRigidBodyA();
    btRigidBody& b = joint.getRigidBodyB();
    const btVector3 relative = b.getAngularVelocity() - a.getAngularVelocity();
    const btScalar speed = relative.length();
    if (speed < btScalar(1e-9)) {
        return;
    }
    const btVector3 axis = relative / speed;
    const btScalar give =
        axis.dot(a.getInvInertiaTensorWorld() * axis + b.getInvInertiaTensorWorld() * axis);
    if (give <= 0) {
        return;
    }
    // Never more than stops the motion within the step.
    const btScalar torque =
        std::min(btScalar(spec.damping) * speed, btScalar(0.5) * speed / (give * dt));
    a.applyTorque(axis * torque);
    b.applyTorque(axis * -torque);
}

}  // namespace hibari::world
