// One step of the rigid world: as many substeps as the hits need, forces, flights, touches.

#include "base/check.h"
#include "world/physics/rigid/bullet_convert.h"
#include "world/physics/rigid/disc_flight.h"
#include "world/physics/rigid/joints.h"
#include "world/physics/rigid/rigid_world_impl.h"
#include "world/physics/rigid/shape_distance.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr int kSubstepsMax = 24;
constexpr float kStepShare = 0.01F;  // Of a body's thickness: how far a hit may move in a substep.

}  // namespace

/// How fast a ball comes nearer to the parts of another body that it can reach in two steps. A ball
/// that rolls along a lane is fast, and still hits nothing.
btScalar RigidWorld::Impl::closing_speed(const BodyRecord& ball, const BodyRecord& other, float dt)
    const {
    const Pose frame = from_bullet(other.rigid->getWorldTransform());
    const Pose inner = inverse(frame);
    const Vec3 center = apply(inner, from_bullet(ball.rigid->getCenterOfMassPosition()));
    const Vec3 relative = rotate(
        inner.rotation,
        from_bullet(ball.rigid->getLinearVelocity() - other.rigid->getLinearVelocity())
    );
    const float radius = 0.5F * ball.shape.size_m;
    float fastest = 0.0F;
    for (const Part& part : other.parts) {
        const SurfacePoint near = distance_to(part, center);
        const float closing = -dot(relative, near.normal);
        if (closing > fastest && near.distance - radius < 2.0F * closing * dt + 0.01F * radius) {
            fastest = closing;
        }
    }
    return btScalar(fastest);
}

int RigidWorld::Impl::substeps_for(float dt) const {
    const float gravity_drop = options.gravity_mps2 * dt;
    int needed = 1;
    for (std::size_t i = 0; i < bodies.size(); ++i) {
        const BodyRecord& body = bodies[i];
        if (body.motion != Motion::kDynamic || !body.rigid->isActive() ||
            body.shape.root == nullptr) {
            continue;
        }
        const btVector3 velocity = body.rigid->getLinearVelocity();
        const Vec3 half = half_extents(*body.rigid);
        const btScalar reach = btScalar(length(half));
        const btVector3 center = body.rigid->getCenterOfMassPosition();
        const auto need = [&](btScalar speed, float size) {
            const float way = (static_cast<float>(speed) + gravity_drop) * dt;
            needed = std::max(needed, static_cast<int>(std::ceil(way / (kStepShare * size))));
        };
        const btScalar turning =
            body.rigid->getAngularVelocity().length() * btScalar(body.shape.size_m) / 2;
        if (options.terrain.kind != TerrainKind::kNone) {
            const GroundSample floor = sample_ground(
                options.terrain, static_cast<float>(center.x()), static_cast<float>(center.z())
            );
            const btScalar sinking = -velocity.dot(to_bullet(floor.normal));
            const btScalar gap = center.y() - btScalar(floor.height) - reach;
            if (sinking > btScalar(0.2) && gap < sinking * btScalar(dt) * 2) {
                need(sinking, body.shape.size_m);
            }
        }
        btVector3 low;
        btVector3 high;
        body.rigid->getAabb(low, high);
        for (std::size_t j = 0; j < bodies.size(); ++j) {
            const BodyRecord& other = bodies[j];
            if (j == i || other.shape.root == nullptr ||
                (other.motion == Motion::kDynamic && other.rigid->isActive() && j < i)) {
                continue;
            }
            const btVector3 relative = velocity - other.rigid->getLinearVelocity();
            btScalar speed = relative.length() + turning;
            if (speed < btScalar(0.2)) {
                continue;
            }
            const btScalar pad = speed * btScalar(dt);
            btVector3 other_low;
            btVector3 other_high;
            other.rigid->getAabb(other_low, other_high);
            if (low.x() - pad > other_high.x() || other_low.x() - pad > high.x() ||
                low.y() - pad > other_high.y() || other_low.y() - pad > high.y() ||
                low.z() - pad > other_high.z() || other_low.z() - pad > high.z() ||
                !dispatcher.may_touch(static_cast<int>(i), static_cast<int>(j))) {
                continue;
            }
            if (body.is_ball && other.rigid->getAngularVelocity().length2() < btScalar(1e-6)) {
                speed = closing_speed(body, other, dt);
                if (speed < btScalar(0.2)) {
                    continue;
                }
            }
            // Two moving bodies give way to each other, though not each by half: the lighter one
            // does so by more.
            const float size = other.motion == Motion::kDynamic
                                   ? 1.4F * std::min(body.shape.size_m, other.shape.size_m)
                                   : body.shape.size_m;
            need(speed, size);
        }
        if (needed >= kSubstepsMax) {
            return kSubstepsMax;
        }
    }
    return needed;
}

void RigidWorld::Impl::begin_substep(float fraction, float dt) {
    for (Giver& giver : givers) {
        giver.begin_substep(btScalar(dt));
    }
    for (BodyRecord& body : bodies) {
        if (body.motion == Motion::kKinematic) {
            if (body.has_goal) {
                body.rigid->setWorldTransform(to_bullet(interpolate(body.start, body.goal, fraction)
                ));
            }
            // Without a goal the body stands still: Bullet derives its velocity from poses.
            continue;
        }
        if (body.motion == Motion::kDynamic) {
            body.rigid->applyCentralForce(to_bullet(body.force));
            body.rigid->applyTorque(to_bullet(body.torque));
        }
    }
    apply_forces(dt);
}

void RigidWorld::Impl::apply_forces(float dt) {
    for (BodyRecord& body : bodies) {
        if (body.motion != Motion::kDynamic || !body.rigid->isActive()) {
            continue;
        }
        const btVector3 velocity = body.rigid->getLinearVelocity();
        const btScalar speed = velocity.length();
        if (speed <= 1 || options.air_density_kg_m3 <= 0.0F) {
            continue;
        }
        // Never more than halves the speed within the step.
        const btScalar limit = btScalar(0.5F * body.mass_kg / dt);
        if (body.disc.radius > 0.0F) {
            const btVector3 axis = body.rigid->getWorldTransform().getBasis().getColumn(1);
            const btVector3 force = to_bullet(disc_force(
                body.disc, from_bullet(axis), from_bullet(velocity), options.air_density_kg_m3
            ));
            const btScalar size = force.length();
            body.rigid->applyCentralForce(
                size > limit * speed ? force * (limit * speed / size) : force
            );
            continue;
        }
        const btScalar drag = btScalar(body.drag_per_m * body.mass_kg) * speed;
        body.rigid->applyCentralForce(velocity * -std::min(drag, limit));
    }
    world.getSolverInfo().m_erp = kAnchorRecovery * btScalar(dt);
    for (const JointRecord& joint : joints) {
        if (joint.constraint) {
            ready_joint(joint.spec, *joint.constraint, btScalar(dt));
        }
    }
}

void RigidWorld::Impl::finish_flight(float dt) {
    for (BodyRecord& body : bodies) {
        body.touching = false;
    }
    for (int i = 0; i < dispatcher.getNumManifolds(); ++i) {
        const btPersistentManifold* manifold = dispatcher.getManifoldByIndexInternal(i);
        for (int k = 0; k < manifold->getNumContacts(); ++k) {
            const btManifoldPoint& contact = manifold->getContactPoint(k);
            if (contact.getAppliedImpulse() > 0 || contact.getDistance() <= 0) {
                for (const btCollisionObject* object :
                     {manifold->getBody0(), manifold->getBody1()}) {
                    if (object->getUserIndex() >= 0) {
                        bodies[static_cast<std::size_t>(object->getUserIndex())].touching = true;
                    }
                }
            }
        }
    }
    // The solver's semi-implicit step drops a falling body g dt^2 / 2 too far; flights are exact
    // parabolas with this correction.
    const btVector3 correction(0, btScalar(0.5F * options.gravity_mps2 * dt * dt), 0);
    for (BodyRecord& body : bodies) {
        if (body.motion == Motion::kDynamic && !body.touching && body.rigid->isActive() &&
            body.rigid->getNumConstraintRefs() == 0) {
            btTransform transform = body.rigid->getWorldTransform();
            transform.setOrigin(transform.getOrigin() + correction);
            body.rigid->setWorldTransform(transform);
            body.rigid->setInterpolationWorldTransform(transform);
        }
    }
}

void RigidWorld::Impl::collect_touches(float dt) {
    touch_list.clear();
    for (int i = 0; i < dispatcher.getNumManifolds(); ++i) {
        const btPersistentManifold* manifold = dispatcher.getManifoldByIndexInternal(i);
        btScalar impulse = 0;
        btVector3 at(0, 0, 0);
        btVector3 normal(0, 0, 0);
        for (int k = 0; k < manifold->getNumContacts(); ++k) {
            const btManifoldPoint& contact = manifold->getContactPoint(k);
            impulse += contact.getAppliedImpulse();
            at += contact.getPositionWorldOnB() * contact.getAppliedImpulse();
            normal += contact.m_normalWorldOnB * contact.getAppliedImpulse();
        }
        if (impulse <= 0) {
            continue;
        }
        at /= impulse;
        const auto* a = btRigidBody::upcast(manifold->getBody0());
        const auto* b = btRigidBody::upcast(manifold->getBody1());
        const btVector3 va = a->getVelocityInLocalPoint(at - a->getCenterOfMassPosition());
        const btVector3 vb = b->getVelocityInLocalPoint(at - b->getCenterOfMassPosition());
        const btVector3 unit = normal.normalized();
        const btVector3 relative = va - vb;
        const btVector3 wander = a->getLinearVelocity() - vb;
        Touch touch{
            .a = a->getUserIndex(),
            .b = b->getUserIndex(),
            .point = from_bullet(at),
            .normal = from_bullet(unit),
            .force_n = static_cast<float>(impulse) / dt,
            .slip_mps = static_cast<float>((relative - unit * relative.dot(unit)).length()),
            .speed_mps = static_cast<float>((wander - unit * wander.dot(unit)).length()),
        };
        if (touch.a < 0) {
            std::swap(touch.a, touch.b);
            touch.normal = -touch.normal;
        }
        touch_list.push_back(touch);
    }
}

void RigidWorld::step(double dt) {
    HIBARI_CHECK(dt > 0.0 && dt < 0.1, dt);
    Impl& impl = *impl_;
    impl.impacts.clear();
    const int count = impl.substeps_for(static_cast<float>(dt));
    const float part = static_cast<float>(dt) / static_cast<float>(count);
    impl.world.substep = btScalar(part);
    for (int i = 1; i <= count && !impl.options.stop.stop_requested(); ++i) {
        impl.begin_substep(static_cast<float>(i) / static_cast<float>(count), part);
        impl.world.stepSimulation(btScalar(part), 0);
        impl.finish_flight(part);
    }
    impl.collect_touches(part);
    for (BodyRecord& body : impl.bodies) {
        body.force = body.torque = {};
        if (body.has_goal) {
            body.start = body.goal;
            body.has_goal = false;
        }
    }
    for (Impact& impact : impl.impacts) {
        if (impact.a < 0) {
            std::swap(impact.a, impact.b);
            impact.normal = -impact.normal;
        }
        for (const int body : {impact.a, impact.b}) {
            if (body >= 0) {
                impl.at(body).touching = true;
            }
        }
    }
}

}  // namespace hibari::world
