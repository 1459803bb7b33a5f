#include "world/physics/rigid/rigid_world.h"

#include "base/check.h"
#include "world/physics/rigid/bullet_convert.h"
#include "world/physics/rigid/bullet_shapes.h"
#include "world/physics/rigid/disc_flight.h"
#include "world/physics/rigid/ground_contact.h"
#include "world/physics/rigid/impact.h"
#include "world/physics/rigid/joints.h"
#include "world/physics/rigid/mass.h"
#include "world/physics/rigid/shape_distance.h"

#include <BulletCollision/BroadphaseCollision/btCollisionAlgorithm.h>
#include <BulletCollision/BroadphaseCollision/btDbvtBroadphase.h>
#include <BulletCollision/CollisionDispatch/btCollisionDispatcher.h>
#include <BulletCollision/CollisionShapes/btEmptyShape.h>
#include <BulletCollision/CollisionShapes/btStaticPlaneShape.h>
#include <BulletDynamics/ConstraintSolver/btSequentialImpulseConstraintSolver.h>
#include <BulletDynamics/Dynamics/btDiscreteDynamicsWorld.h>
#include <BulletDynamics/Dynamics/btRigidBody.h>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

namespace hibari::world {

namespace {

// Tall stacks need many rounds, or they tremble and creep; what has settled needs few of them.
constexpr int kSolverIterations = 120;
constexpr btScalar kSolvedSpeed = 1e-5;  // m/s: smaller changes end the rounds.
constexpr int kSubstepsMax = 24;
constexpr float kStepShare = 0.01F;   // Of a body's thickness: how far a hit may move in a substep.
constexpr float kReachShare = 0.02F;  // Contacts are kept while they are closer than this.
constexpr float kDragCoefficient = 0.47F;  // A ball; for other shapes near enough.

struct Body {
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
    bool ghost = false;
    bool touching = false;
    float drag_area_m2 = 0.0F;
    Disc disc;
    Vec3 force{};
    Vec3 torque{};
    Pose goal;  // Kinematic: at the end of the step.
    Pose start;
    bool has_goal = false;
};

struct JointRecord {
    JointSpec spec;
    std::unique_ptr<btTypedConstraint> constraint;
};

/// Asks the world whether a pair may touch, and drops old contacts when it may not.
class Dispatcher : public btCollisionDispatcher {
  public:
    Dispatcher(btCollisionConfiguration* configuration, const std::vector<Body>& bodies)
        : btCollisionDispatcher(configuration), bodies_(bodies) {
        setNearCallback(&Dispatcher::near);
    }

    bool may_touch(int a, int b) const {
        if (a < 0 || b < 0) {
            const int body = std::max(a, b);
            return body >= 0 && !bodies_[static_cast<std::size_t>(body)].ghost;
        }
        const Body& first = bodies_[static_cast<std::size_t>(a)];
        const Body& second = bodies_[static_cast<std::size_t>(b)];
        if (first.ghost || second.ghost) {
            return false;
        }
        if (first.entity >= 0 && first.entity == second.entity &&
            (!first.self_collide || linked.contains(std::minmax(a, b)))) {
            return false;
        }
        return ignored.empty() || !ignored.contains(std::minmax(first.entity, second.entity));
    }

    btPersistentManifold* getNewManifold(const btCollisionObject* a, const btCollisionObject* b)
        override {
        btPersistentManifold* manifold = btCollisionDispatcher::getNewManifold(a, b);
        const auto reach = [&](const btCollisionObject* object) {
            const int index = object->getUserIndex();
            return index < 0 || object->isStaticObject()
                       ? 0.5F
                       : kReachShare * bodies_[static_cast<std::size_t>(index)].shape.size_m;
        };
        const btScalar threshold = btScalar(std::min({reach(a), reach(b), 0.02F}));
        manifold->setContactBreakingThreshold(threshold);
        manifold->setContactProcessingThreshold(threshold);
        return manifold;
    }

    std::set<std::pair<int, int>> ignored;  // Entities.
    std::set<std::pair<int, int>> linked;   // Bodies joined by a joint, or overlapping as built.

  private:
    static void near(
        btBroadphasePair& pair, btCollisionDispatcher& base, const btDispatcherInfo& info
    ) {
        auto& self = static_cast<Dispatcher&>(base);
        const auto* a = static_cast<btCollisionObject*>(pair.m_pProxy0->m_clientObject);
        const auto* b = static_cast<btCollisionObject*>(pair.m_pProxy1->m_clientObject);
        if (self.may_touch(a->getUserIndex(), b->getUserIndex())) {
            defaultNearCallback(pair, base, info);
        } else if (pair.m_algorithm != nullptr) {
            pair.m_algorithm->~btCollisionAlgorithm();
            base.freeCollisionAlgorithm(pair.m_algorithm);
            pair.m_algorithm = nullptr;
        }
    }

    const std::vector<Body>& bodies_;
};

/// Bullet's world with our impact pass between contact finding and solving.
class ImpactWorld : public btDiscreteDynamicsWorld {
  public:
    using btDiscreteDynamicsWorld::btDiscreteDynamicsWorld;

    std::function<PairValues(int, int)> values;
    std::vector<Impact>* impacts = nullptr;
    btScalar substep = 0;

    void solveConstraints(btContactSolverInfo& info) override {
        resolve_impacts(*getDispatcher(), substep, values, *impacts);
        btDiscreteDynamicsWorld::solveConstraints(info);
    }
};

std::optional<RigidWorld::RayHit> cast_ray(
    const btCollisionWorld& world, Vec3 from, Vec3 to, const std::function<bool(int body)>& counts
) {
    struct Callback : btCollisionWorld::ClosestRayResultCallback {
        using ClosestRayResultCallback::ClosestRayResultCallback;

        bool needsCollision(btBroadphaseProxy* proxy) const override {
            const int index =
                static_cast<btCollisionObject*>(proxy->m_clientObject)->getUserIndex();
            return index >= 0 && (*counts)(index);
        }

        const std::function<bool(int)>* counts = nullptr;
    };

    Callback callback(to_bullet(from), to_bullet(to));
    callback.counts = &counts;
    world.rayTest(to_bullet(from), to_bullet(to), callback);
    if (!callback.hasHit()) {
        return std::nullopt;
    }
    return RigidWorld::RayHit{
        callback.m_collisionObject->getUserIndex(),
        from_bullet(callback.m_hitPointWorld),
        from_bullet(callback.m_hitNormalWorld),
        static_cast<float>(callback.m_closestHitFraction)
    };
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

Vec3 half_extents(const btRigidBody& body) {
    btVector3 low;
    btVector3 high;
    body.getAabb(low, high);
    return from_bullet((high - low) * btScalar(0.5));
}

}  // namespace

struct RigidWorld::Impl {
    explicit Impl(const RigidWorldOptions& options_in)
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
        info.m_erp2 = btScalar(0.2);
        info.m_erp = btScalar(0.4);
        info.m_solverMode |= SOLVER_USE_2_FRICTION_DIRECTIONS;
        ground.setUserIndex(kGround);
        if (options.terrain.kind != TerrainKind::kNone) {
            world.addRigidBody(&ground);
        }
    }

    ~Impl() {
        for (JointRecord& joint : joints) {
            if (joint.constraint) {
                world.removeConstraint(joint.constraint.get());
            }
        }
        for (Body& body : bodies) {
            world.removeRigidBody(body.rigid.get());
        }
        if (options.terrain.kind != TerrainKind::kNone) {
            world.removeRigidBody(&ground);
        }
    }

    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    Body& at(int body) {
        HIBARI_CHECK(body >= 0 && body < static_cast<int>(bodies.size()), body, bodies.size());
        return bodies[static_cast<std::size_t>(body)];
    }

    PairValues pair_values(int a, int b) const {
        const auto surface = [&](int index, float Body::* member, float ground_value) {
            return index < 0 ? ground_value : bodies[static_cast<std::size_t>(index)].*member;
        };
        const float e = pair_restitution(
            surface(a, &Body::restitution, options.ground_restitution),
            surface(b, &Body::restitution, options.ground_restitution)
        );
        const float mu = pair_friction(
            surface(a, &Body::friction, options.ground_friction),
            surface(b, &Body::friction, options.ground_friction)
        );
        const float rolling =
            std::max(surface(a, &Body::rolling, 0), surface(b, &Body::rolling, 0));
        return {btScalar(e), btScalar(mu), btScalar(rolling)};
    }

    int substeps_for(float dt) const;
    btScalar closing_speed(const Body& ball, const Body& other, float dt) const;
    void begin_substep(float fraction, float dt);
    void apply_forces(float dt);
    void finish_flight(float dt);
    void collect_touches(float dt);

    RigidWorldOptions options;
    std::vector<Body> bodies;
    std::vector<JointRecord> joints;
    std::vector<Impact> impacts;
    std::vector<Touch> touch_list;
    CollisionConfiguration configuration;
    Dispatcher dispatcher;
    btDbvtBroadphase broadphase;
    btSequentialImpulseConstraintSolver solver;
    ImpactWorld world;
    btStaticPlaneShape ground_shape;
    btRigidBody ground;
    btEmptyShape empty;
};

RigidWorld::RigidWorld(const RigidWorldOptions& options) : impl_(std::make_unique<Impl>(options)) {}

RigidWorld::~RigidWorld() = default;

int RigidWorld::add_body(const BodySpec& spec) {
    const int index = static_cast<int>(impl_->bodies.size());
    Body body;
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
    const Vec3 half = half_extents(*body.rigid);
    body.drag_area_m2 =
        0.79F * 4.0F * std::cbrt(half.x * half.y * half.z * half.x * half.y * half.z);
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
    Body& record = impl_->at(body);
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
    Body& record = impl_->at(body);
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
    Body& record = impl_->at(body);
    HIBARI_DCHECK(record.motion == Motion::kKinematic);
    record.goal = pose;
    record.has_goal = true;
}

void RigidWorld::push(int body, Vec3 force_n, Vec3 point) {
    Body& record = impl_->at(body);
    const Vec3 center = from_bullet(record.rigid->getCenterOfMassPosition());
    record.force += force_n;
    record.torque += cross(point - center, force_n);
    record.rigid->activate(true);
}

void RigidWorld::twist(int body, Vec3 torque_nm) {
    Body& record = impl_->at(body);
    record.torque += torque_nm;
    record.rigid->activate(true);
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

void RigidWorld::set_ghost(int body, bool ghost) {
    impl_->at(body).ghost = ghost;
}

/// How fast a ball comes nearer to the parts of another body that it can reach in two steps. A ball
/// that rolls along a lane is fast, and still hits nothing.
btScalar RigidWorld::Impl::closing_speed(const Body& ball, const Body& other, float dt) const {
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
        const Body& body = bodies[i];
        if (body.motion != Motion::kDynamic || !body.rigid->isActive() || body.ghost ||
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
            const Body& other = bodies[j];
            if (j == i || other.shape.root == nullptr || other.ghost ||
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
            // Two moving bodies give way to each other: half the closing speed each.
            const float size = other.motion == Motion::kDynamic
                                   ? 2.0F * std::min(body.shape.size_m, other.shape.size_m)
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
    for (Body& body : bodies) {
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
    for (Body& body : bodies) {
        if (body.motion != Motion::kDynamic || !body.rigid->isActive()) {
            continue;
        }
        // Air drag, 1/2 rho c A v^2, for what is fast and light enough to notice.
        const btVector3 velocity = body.rigid->getLinearVelocity();
        const btScalar speed = velocity.length();
        if (speed > 1 && options.air_density_kg_m3 > 0.0F) {
            const btScalar drag =
                btScalar(0.5F * options.air_density_kg_m3 * kDragCoefficient * body.drag_area_m2) *
                speed;
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
            body.rigid->applyCentralForce(velocity * -std::min(drag, limit));
        }
    }
    for (const JointRecord& joint : joints) {
        if (joint.constraint) {
            damp_joint(joint.spec, *joint.constraint, btScalar(dt));
        }
    }
}

void RigidWorld::Impl::finish_flight(float dt) {
    for (Body& body : bodies) {
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
    for (Body& body : bodies) {
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
    for (int i = 1; i <= count; ++i) {
        impl.begin_substep(static_cast<float>(i) / static_cast<float>(count), part);
        impl.world.stepSimulation(btScalar(part), 0);
        impl.finish_flight(part);
    }
    impl.collect_touches(part);
    for (Body& body : impl.bodies) {
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

std::span<const Impact> RigidWorld::impacts() const {
    return impl_->impacts;
}

std::span<const Touch> RigidWorld::touches() const {
    return impl_->touch_list;
}

bool RigidWorld::is_touching(int body) const {
    return impl_->at(body).touching;
}

float RigidWorld::deepest_overlap() const {
    btScalar deepest = 0;
    for (int i = 0; i < impl_->dispatcher.getNumManifolds(); ++i) {
        const btPersistentManifold* manifold = impl_->dispatcher.getManifoldByIndexInternal(i);
        for (int k = 0; k < manifold->getNumContacts(); ++k) {
            deepest = std::min(deepest, manifold->getContactPoint(k).getDistance());
        }
    }
    return static_cast<float>(-deepest);
}

std::optional<RigidWorld::RayHit> RigidWorld::cast(Vec3 from, Vec3 to, int ignored_entity) const {
    return cast_ray(impl_->world, from, to, [&](int index) {
        const Body& body = impl_->at(index);
        return body.entity != ignored_entity && !body.ghost;
    });
}

std::optional<RigidWorld::RayHit> RigidWorld::cast_down(
    Vec3 from, float depth_m, int ignored_entity
) const {
    return cast_ray(impl_->world, from, from - Vec3{0, depth_m, 0}, [&](int index) {
        return impl_->at(index).standable && impl_->at(index).entity != ignored_entity;
    });
}

std::span<const Part> RigidWorld::parts(int body) const {
    return impl_->at(body).parts;
}

void RigidWorld::bounds_of(int body, Vec3& low, Vec3& high) const {
    btVector3 from;
    btVector3 to;
    impl_->at(body).rigid->getAabb(from, to);
    low = from_bullet(from);
    high = from_bullet(to);
}

BodySpec RigidWorld::spec_of(int body) const {
    const Body& record = impl_->at(body);
    return {
        .parts = record.parts,
        .pose = pose(body),
        .mass_kg = record.mass_kg,
        .motion = record.motion,
        .restitution = record.restitution,
        .friction = record.friction,
        .rolling_friction = record.rolling,
        .entity = record.entity,
        .self_collide = record.self_collide,
        .standable = record.standable,
    };
}

const RigidWorldOptions& RigidWorld::options() const {
    return impl_->options;
}

Disc RigidWorld::disc(int body) const {
    return impl_->at(body).disc;
}

float RigidWorld::drag_per_m(int body) const {
    const Body& record = impl_->at(body);
    if (record.mass_kg <= 0.0F) {
        return 0.0F;
    }
    return 0.5F * impl_->options.air_density_kg_m3 * kDragCoefficient * record.drag_area_m2 /
           record.mass_kg;
}

}  // namespace hibari::world
