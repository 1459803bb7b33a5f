#include "world/physics/rigid/rigid_world.h"

#include "base/check.h"
#include "world/physics/rigid/bullet_convert.h"
#include "world/physics/rigid/bullet_shapes.h"
#include "world/physics/rigid/joints.h"
#include "world/physics/rigid/mass.h"
#include "world/physics/rigid/rigid_world_impl.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace hibari::world {

namespace {

// Tall stacks need many rounds, or they tremble and creep; what has settled needs few of them.
constexpr int kSolverIterations = 120;
constexpr float kDragCoefficient = 0.47F;  // A ball; for other shapes near enough.
// Balls that hit each other slip: Alciatore, "The Illustrated Principles of Pool and Billiards",
// TP A.14, measures 0.03 to 0.08. With more, a rolling ball climbs the one it hits.
constexpr float kBallsFriction = 0.03F;
constexpr btScalar kSolvedSpeed = 1e-5;  // m/s: smaller changes end the rounds.

/// Air drag, 1/2 rho c A v^2, as a share of the square of the speed.
float drag_of(Vec3 half, float mass_kg, const RigidWorldOptions& options) {
    if (mass_kg <= 0.0F) {
        return 0.0F;
    }
    const float area_m2 =
        0.79F * 4.0F * std::cbrt(half.x * half.y * half.z * half.x * half.y * half.z);
    return 0.5F * options.air_density_kg_m3 * kDragCoefficient * area_m2 / mass_kg;
}

/// A thin round body: nothing but round parts, together at most a quarter as thick as wide.
Disc disc_of(std::span<const Part> parts) {
    Vec3 half{};
    for (const Part& part : parts) {
        if (!part.collides) {
            continue;
        }
        const bool round =
            part.shape.kind == ShapeKind::kCylinder || part.shape.kind == ShapeKind::kTorus ||
            part.shape.kind == ShapeKind::kTube || part.shape.kind == ShapeKind::kCone ||
            part.shape.kind == ShapeKind::kEllipsoid;
        const bool level = std::abs(rotate(part.local.rotation, {0, 1, 0}).y) > 0.99F;
        if (!round || !level) {
            return {};
        }
        const Vec3 at = part.local.position;
        const Vec3 reach =
            bounds(part.shape) + Vec3{std::abs(at.x), std::abs(at.y), std::abs(at.z)};
        half = max(half, reach);
    }
    const bool flat = half.y < 0.25F * half.x && std::abs(half.x - half.z) < 0.02F * half.x;
    return {flat ? half.x : 0.0F};
}

}  // namespace

Vec3 half_extents(const btRigidBody& body) {
    btVector3 low;
    btVector3 high;
    body.getAabb(low, high);
    return from_bullet((high - low) * btScalar(0.5));
}

void ImpactWorld::solveConstraints(btContactSolverInfo& info) {
    deepest = resolve_impacts(*getDispatcher(), substep, values, *impacts);
    btDiscreteDynamicsWorld::solveConstraints(info);
}

RigidWorld::Impl::Impl(const RigidWorldOptions& options_in)
    : options(options_in),
      configuration(options.terrain),
      dispatcher(&configuration, bodies),
      world(&dispatcher, &broadphase, &solver, &configuration),
      ground_shape(btVector3(0, 1, 0), 0),
      ground(btRigidBody::btRigidBodyConstructionInfo(0, nullptr, &ground_shape)) {
    world.setGravity({0, btScalar(-options.gravity_mps2), 0});
    // What stands still keeps its box; set_pose renews it.
    world.setForceUpdateAllAabbs(false);
    world.impacts = &impacts;
    world.values = [this](int a, int b) { return pair_values(a, b); };
    world.getDispatchInfo().m_deterministicOverlappingPairs = true;
    btContactSolverInfo& info = world.getSolverInfo();
    info.m_numIterations = kSolverIterations;
    info.m_leastSquaresResidualThreshold = kSolvedSpeed * kSolvedSpeed;
    info.m_splitImpulse = 1;
    info.m_splitImpulsePenetrationThreshold = 0;  // Never push out through velocities.
    info.m_erp2 = kRecovery;
    info.m_solverMode |= SOLVER_USE_2_FRICTION_DIRECTIONS;
    ground.setUserIndex(kGround);
    if (options.terrain.kind != TerrainKind::kNone) {
        world.addRigidBody(&ground);
    }
}

RigidWorld::Impl::~Impl() {
    for (JointRecord& joint : joints) {
        if (joint.constraint) {
            world.removeConstraint(joint.constraint.get());
        }
    }
    for (BodyRecord& body : bodies) {
        world.removeRigidBody(body.rigid.get());
    }
    if (options.terrain.kind != TerrainKind::kNone) {
        world.removeRigidBody(&ground);
    }
}

BodyRecord& RigidWorld::Impl::at(int body) {
    HIBARI_CHECK(body >= 0 && body < static_cast<int>(bodies.size()), body, bodies.size());
    return bodies[static_cast<std::size_t>(body)];
}

bool RigidWorld::Impl::is_ball(int body) const {
    return body >= 0 && bodies[static_cast<std::size_t>(body)].is_ball;
}

/// The limbs of one performer share theirs.
int RigidWorld::Impl::find_giver(int entity, float mass_kg) {
    const auto known = std::ranges::find_if(bodies, [&](const BodyRecord& body) {
        return body.entity == entity && body.giver >= 0;
    });
    if (known != bodies.end()) {
        return known->giver;
    }
    givers.emplace_back(btScalar(mass_kg));
    return static_cast<int>(givers.size()) - 1;
}

/// Who stands behind `limb` when it meets a `thing` that the solver moves.
Giver* RigidWorld::Impl::giver_of(int limb, int thing) {
    if (limb < 0 || thing < 0 || at(limb).giver < 0 || at(limb).motion != Motion::kKinematic ||
        at(thing).motion != Motion::kDynamic) {
        return nullptr;
    }
    return &givers[static_cast<std::size_t>(at(limb).giver)];
}

PairValues RigidWorld::Impl::pair_values(int a, int b) {
    const auto surface = [&](int index, float BodyRecord::* member, float ground_value) {
        return index < 0 ? ground_value : bodies[static_cast<std::size_t>(index)].*member;
    };
    const float e = pair_restitution(
        surface(a, &BodyRecord::restitution, options.ground_restitution),
        surface(b, &BodyRecord::restitution, options.ground_restitution)
    );
    float mu = pair_friction(
        surface(a, &BodyRecord::friction, options.ground_friction),
        surface(b, &BodyRecord::friction, options.ground_friction)
    );
    if (is_ball(a) && is_ball(b)) {
        mu = std::min(mu, kBallsFriction);
    }
    const float rolling =
        std::max(surface(a, &BodyRecord::rolling, 0), surface(b, &BodyRecord::rolling, 0));
    Giver* giver = giver_of(a, b);
    return {
        btScalar(e), btScalar(mu), btScalar(rolling), giver != nullptr ? giver : giver_of(b, a)
    };
}

RigidWorld::RigidWorld(const RigidWorldOptions& options) : impl_(std::make_unique<Impl>(options)) {}

RigidWorld::~RigidWorld() = default;

int RigidWorld::add_body(const BodySpec& spec) {
    const int index = static_cast<int>(impl_->bodies.size());
    BodyRecord body;
    body.shape = make_body_shape(spec.parts);
    std::copy_if(
        spec.parts.begin(),
        spec.parts.end(),
        std::back_inserter(body.parts),
        [](const Part& part) { return part.collides; }
    );
    body.mass_kg = spec.motion == Motion::kStatic ? 0.0F : spec.mass_kg;
    body.motion = spec.motion;
    body.restitution = spec.restitution;
    body.friction = spec.friction;
    body.rolling = spec.rolling_friction;
    body.entity = spec.entity;
    body.self_collide = spec.self_collide;
    body.standable = spec.standable;
    body.start = body.goal = spec.pose;
    if (spec.performer_kg > 0.0F) {
        body.giver = impl_->find_giver(spec.entity, spec.performer_kg);
    }
    btCollisionShape* shape = body.shape.root != nullptr ? body.shape.root : &impl_->empty;
    if (body.mass_kg > 0.0F) {
        body.inertia = inertia_of(spec.parts, body.mass_kg);
    }
    const bool dynamic = spec.motion == Motion::kDynamic && body.mass_kg > 0.0F;
    btRigidBody::btRigidBodyConstructionInfo info(
        dynamic ? btScalar(body.mass_kg) : btScalar(0),
        nullptr,
        shape,
        dynamic ? to_bullet(body.inertia) : btVector3(0, 0, 0)
    );
    info.m_startWorldTransform = to_bullet(spec.pose);
    body.rigid = std::make_unique<btRigidBody>(info);
    body.rigid->setUserIndex(index);
    body.rigid->setSleepingThresholds(btScalar(0.01), btScalar(0.05));
    if (spec.motion == Motion::kKinematic) {
        body.rigid->setCollisionFlags(
            body.rigid->getCollisionFlags() | btCollisionObject::CF_KINEMATIC_OBJECT
        );
        body.rigid->setActivationState(DISABLE_DEACTIVATION);
    }
    impl_->world.addRigidBody(body.rigid.get());
    body.drag_per_m = drag_of(half_extents(*body.rigid), body.mass_kg, impl_->options);
    body.disc = disc_of(spec.parts);
    body.is_ball = body.parts.size() == 1 && body.parts[0].shape.kind == ShapeKind::kSphere &&
                   length(body.parts[0].local.position) < 1e-4F;
    impl_->bodies.push_back(std::move(body));
    return index;
}

int RigidWorld::add_joint(const JointSpec& spec) {
    JointRecord record{.spec = spec, .constraint = {}};
    btRigidBody& child = *impl_->at(spec.child).rigid;
    btRigidBody* parent = spec.parent >= 0 ? impl_->at(spec.parent).rigid.get() : nullptr;
    record.constraint = make_joint(spec, child, parent);
    if (record.constraint) {
        impl_->world.addConstraint(record.constraint.get(), false);
        if (spec.parent >= 0) {
            impl_->dispatcher.linked.insert(std::minmax(spec.parent, spec.child));
        }
        child.activate(true);
    }
    impl_->joints.push_back(std::move(record));
    return static_cast<int>(impl_->joints.size()) - 1;
}

void RigidWorld::remove_joint(int joint) {
    JointRecord& record = impl_->joints[static_cast<std::size_t>(joint)];
    if (record.constraint) {
        impl_->world.removeConstraint(record.constraint.get());
        record.constraint.reset();
        if (record.spec.parent >= 0) {
            impl_->dispatcher.linked.erase(std::minmax(record.spec.parent, record.spec.child));
        }
        impl_->at(record.spec.child).rigid->activate(true);
    }
}

int RigidWorld::body_count() const {
    return static_cast<int>(impl_->bodies.size());
}

Pose RigidWorld::pose(int body) const {
    return from_bullet(impl_->at(body).rigid->getWorldTransform());
}

Vec3 RigidWorld::velocity(int body) const {
    return from_bullet(impl_->at(body).rigid->getLinearVelocity());
}

Vec3 RigidWorld::spin(int body) const {
    return from_bullet(impl_->at(body).rigid->getAngularVelocity());
}

Vec3 RigidWorld::velocity_at(int body, Vec3 point) const {
    const btRigidBody& rigid = *impl_->at(body).rigid;
    return from_bullet(
        rigid.getVelocityInLocalPoint(to_bullet(point) - rigid.getCenterOfMassPosition())
    );
}

float RigidWorld::mass(int body) const {
    return impl_->at(body).mass_kg;
}

Vec3 RigidWorld::inertia(int body) const {
    return impl_->at(body).inertia;
}

float RigidWorld::size(int body) const {
    return impl_->at(body).shape.size_m;
}

Motion RigidWorld::motion(int body) const {
    return impl_->at(body).motion;
}

int RigidWorld::entity(int body) const {
    return impl_->at(body).entity;
}

void RigidWorld::set_pose(int body, const Pose& pose) {
    BodyRecord& record = impl_->at(body);
    const btTransform transform = to_bullet(pose);
    record.rigid->setCenterOfMassTransform(transform);
    record.rigid->setInterpolationWorldTransform(transform);
    record.start = record.goal = pose;
    record.has_goal = false;
    record.rigid->activate(true);
    impl_->world.updateSingleAabb(record.rigid.get());
}

void RigidWorld::set_velocity(int body, Vec3 velocity, Vec3 spin) {
    btRigidBody& rigid = *impl_->at(body).rigid;
    rigid.setLinearVelocity(to_bullet(velocity));
    rigid.setAngularVelocity(to_bullet(spin));
    rigid.activate(true);
}

void RigidWorld::set_motion(int body, Motion motion) {
    BodyRecord& record = impl_->at(body);
    if (record.motion == motion || record.motion == Motion::kStatic) {
        return;
    }
    btRigidBody& rigid = *record.rigid;
    const btVector3 velocity = rigid.getLinearVelocity();
    const btVector3 spin = rigid.getAngularVelocity();
    // Removed and added again, so that the broadphase gives it the other group's pairs.
    impl_->world.removeRigidBody(&rigid);
    record.motion = motion;
    record.start = record.goal = from_bullet(rigid.getWorldTransform());
    record.has_goal = false;
    if (motion == Motion::kDynamic) {
        rigid.setCollisionFlags(
            rigid.getCollisionFlags() & ~btCollisionObject::CF_KINEMATIC_OBJECT
        );
        rigid.setMassProps(btScalar(record.mass_kg), to_bullet(record.inertia));
        rigid.forceActivationState(ACTIVE_TAG);
    } else {
        rigid.setMassProps(0, {0, 0, 0});
        rigid.setCollisionFlags(
            (rigid.getCollisionFlags() & ~btCollisionObject::CF_STATIC_OBJECT) |
            btCollisionObject::CF_KINEMATIC_OBJECT
        );
        rigid.forceActivationState(DISABLE_DEACTIVATION);
    }
    rigid.updateInertiaTensor();
    rigid.setInterpolationWorldTransform(rigid.getWorldTransform());
    impl_->world.addRigidBody(&rigid);
    rigid.setLinearVelocity(velocity);
    rigid.setAngularVelocity(spin);
}

void RigidWorld::move_to(int body, const Pose& pose) {
    BodyRecord& record = impl_->at(body);
    HIBARI_DCHECK(record.motion == Motion::kKinematic);
    record.goal = pose;
    record.has_goal = true;
}

void RigidWorld::arrive() {
    for (int body = 0; body < body_count(); ++body) {
        if (const BodyRecord& record = impl_->at(body); record.has_goal) {
            set_pose(body, Pose{record.goal});
        }
    }
}

void RigidWorld::push(int body, Vec3 force_n, Vec3 point) {
    BodyRecord& record = impl_->at(body);
    const Vec3 center = from_bullet(record.rigid->getCenterOfMassPosition());
    record.force += force_n;
    record.torque += cross(point - center, force_n);
    record.rigid->activate(true);
}

void RigidWorld::twist(int body, Vec3 torque_nm) {
    BodyRecord& record = impl_->at(body);
    record.torque += torque_nm;
    record.rigid->activate(true);
}

void RigidWorld::turn(int body, Vec3 rad_s2) {
    const BodyRecord& record = impl_->at(body);
    const Quat frame = from_bullet(record.rigid->getWorldTransform()).rotation;
    const Vec3 own = rotate(inverse(frame), rad_s2);
    twist(body, rotate(frame, own * record.inertia));
}

void RigidWorld::kick(int body, Vec3 impulse_ns, Vec3 point) {
    btRigidBody& rigid = *impl_->at(body).rigid;
    if (rigid.getInvMass() > 0) {
        rigid.activate(true);
        rigid.applyImpulse(
            to_bullet(impulse_ns), to_bullet(point) - rigid.getCenterOfMassPosition()
        );
    }
}

void RigidWorld::set_friction(int body, float friction) {
    impl_->at(body).friction = friction;
}

void RigidWorld::set_damping(int body, float linear, float angular) {
    impl_->at(body).rigid->setDamping(btScalar(linear), btScalar(angular));
}

void RigidWorld::ignore(int entity_a, int entity_b, bool ignored) {
    const std::pair<int, int> key = std::minmax(entity_a, entity_b);
    if (ignored) {
        impl_->dispatcher.ignored.insert(key);
    } else {
        impl_->dispatcher.ignored.erase(key);
    }
}

}  // namespace hibari::world
