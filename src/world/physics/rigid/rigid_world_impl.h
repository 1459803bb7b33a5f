#pragma once

// The inside of RigidWorld: Bullet's world and the records beside it. Private to physics/rigid,
// whose rigid_world.cpp builds and changes bodies, rigid_step.cpp advances them and
// rigid_queries.cpp asks about them.

#include "world/physics/rigid/body_record.h"
#include "world/physics/rigid/dispatcher.h"
#include "world/physics/rigid/giver.h"
#include "world/physics/rigid/ground_contact.h"
#include "world/physics/rigid/impact.h"

#include <BulletCollision/BroadphaseCollision/btDbvtBroadphase.h>
#include <BulletCollision/CollisionShapes/btEmptyShape.h>
#include <BulletCollision/CollisionShapes/btStaticPlaneShape.h>
#include <BulletDynamics/ConstraintSolver/btSequentialImpulseConstraintSolver.h>
#include <BulletDynamics/Dynamics/btDiscreteDynamicsWorld.h>
#include <functional>
#include <vector>

namespace hibari::world {

/// Bullet's world with our impact pass between contact finding and solving.
class ImpactWorld : public btDiscreteDynamicsWorld {
  public:
    using btDiscreteDynamicsWorld::btDiscreteDynamicsWorld;

    std::function<PairValues(int, int)> values;
    std::vector<Impact>* impacts = nullptr;
    btScalar substep = 0;
    btScalar deepest = 0;  ///< overlap at the last substep

    void solveConstraints(btContactSolverInfo& info) override;
};

struct RigidWorld::Impl {
    explicit Impl(const RigidWorldOptions& options_in);

    ~Impl();

    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    BodyRecord& at(int body);

    bool is_ball(int body) const;
    PairValues pair_values(int a, int b);
    Giver* giver_of(int limb, int thing);
    int find_giver(int entity, float mass_kg);

    int substeps_for(float dt) const;
    btScalar closing_speed(const BodyRecord& ball, const BodyRecord& other, float dt) const;
    void begin_substep(float fraction, float dt);
    void apply_forces(float dt);
    void finish_flight(float dt);
    void collect_touches(float dt);

    RigidWorldOptions options;
    std::vector<BodyRecord> bodies;
    std::vector<JointRecord> joints;
    std::vector<Giver> givers;
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

}  // namespace hibari::world
