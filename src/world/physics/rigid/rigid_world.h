#pragma once

// The rigid-body world of one shot: bodies, joints, ground, steps of fixed length.
//
// Bullet finds the contacts and keeps joints and resting contacts; hits are resolved by our own
// impact pass (impact.h), because a game solver loses or gains energy when a fast ball meets a
// floor between two steps. Steps in which something fast is about to touch are cut into shorter
// ones, so that nothing enters anything by more than a hundredth of its size. A world is built
// fresh per shot and never restored: that keeps it deterministic. No Bullet type leaves this
// header.

#include "base/vec.h"
#include "world/physics/rigid/disc_flight.h"
#include "world/things/place.h"
#include "world/things/thing.h"

#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <utility>
#include <vector>

namespace hibari::world {

/// Stands for the ground where a body index is expected.
constexpr int kGround = -1;

enum class Motion : std::uint8_t { kStatic, kKinematic, kDynamic };

/// What is needed to make a body.
struct BodySpec {
    std::span<const Part> parts{};
    Pose pose{};
    float mass_kg = 1.0F;
    Motion motion = Motion::kDynamic;
    float restitution = 0.3F;
    float friction = 0.5F;
    float rolling_friction = 0.005F;  ///< metres
    int entity = -1;
    bool self_collide = true;  ///< with other links of the same entity that no joint connects
    bool standable = false;    ///< feet and wheels may stand on it; see cast_down
    /// Mass of the whole performer whose limb this is: while animation moves it, that bounds what
    /// it gives to things (giver.h). 0: it gives as a wall does.
    float performer_kg = 0.0F;
};

/// A joint between two bodies, given in world coordinates at the moment it is made.
struct JointSpec {
    JointKind kind = JointKind::kBall;
    int parent = kGround;  ///< kGround: hangs on the world
    int child = 0;
    Vec3 pivot{};
    Vec3 axis{0, 1, 0};
    float low = 1.0F;
    float high = -1.0F;
    Vec3 swing{0, 1, 0};  ///< ball joints with limits, as in Joint
    float damping = 0.0F;
};

/// A hit: one per pair of bodies and step.
struct Impact {
    int a = 0;
    int b = kGround;
    Vec3 point{};
    Vec3 normal{0, 1, 0};  ///< from b to a
    float impulse_ns = 0.0F;
    float speed_mps = 0.0F;  ///< closing speed just before
};

/// A lasting contact in the last step, summed per pair of bodies.
struct Touch {
    int a = 0;
    int b = kGround;
    Vec3 point{};
    Vec3 normal{0, 1, 0};
    float force_n = 0.0F;
    float slip_mps = 0.0F;   ///< relative speed of the surfaces at the point
    float speed_mps = 0.0F;  ///< how fast the point wanders over b
};

struct RigidWorldOptions {
    float gravity_mps2 = 9.81F;
    float air_density_kg_m3 = 1.2F;
    Terrain terrain{};
    float ground_restitution = 1.0F;
    float ground_friction = 0.7F;
    /// Once it is asked for, steps end at once and change nothing more: what is played on such a
    /// world is thrown away. A step may take half a second when much collides.
    std::stop_token stop{};
};

/// The world. Not copyable; used by one thread.
class RigidWorld {
  public:
    explicit RigidWorld(const RigidWorldOptions& options);
    ~RigidWorld();
    RigidWorld(const RigidWorld&) = delete;
    RigidWorld& operator=(const RigidWorld&) = delete;

    /// Returns the index of the body: 0, 1, 2, ...
    int add_body(const BodySpec& spec);
    /// Returns the index of the joint.
    int add_joint(const JointSpec& spec);
    void remove_joint(int joint);
    int body_count() const;

    Pose pose(int body) const;
    Vec3 velocity(int body) const;
    Vec3 spin(int body) const;  ///< rad/s
    Vec3 velocity_at(int body, Vec3 point) const;
    float mass(int body) const;
    Vec3 inertia(int body) const;  ///< principal moments, kg m^2
    float size(int body) const;    ///< smallest thickness, metres
    Motion motion(int body) const;
    int entity(int body) const;

    /// Moves a body at once, without velocity in between.
    void set_pose(int body, const Pose& pose);
    void set_velocity(int body, Vec3 velocity, Vec3 spin);
    /// Hands a body to the solver (kDynamic) or to animation (kKinematic).
    void set_motion(int body, Motion motion);
    /// Where a kinematic body is at the end of the next step.
    void move_to(int body, const Pose& pose);
    /// Puts every kinematic body where it is told to go, at once and without velocity.
    void arrive();
    /// Adds a force for the next step, at a world point.
    void push(int body, Vec3 force_n, Vec3 point);
    void twist(int body, Vec3 torque_nm);
    /// The torque that gives it this angular acceleration for the next step, whatever its moments
    /// are: what steers by angles and spin stays stable about the axis of a thin rod, too.
    void turn(int body, Vec3 rad_s2);
    /// Changes velocities now, at a world point.
    void kick(int body, Vec3 impulse_ns, Vec3 point);
    void set_friction(int body, float friction);
    void set_damping(int body, float linear, float angular);
    /// Two entities (or two bodies' entities) that pass through each other, e.g. a hand and what it
    /// holds.
    void ignore(int entity_a, int entity_b, bool ignored);

    /// Advances by `dt` world seconds, in as many substeps as the hits need.
    void step(double dt);

    /// Hits of the last step.
    std::span<const Impact> impacts() const;
    /// Lasting contacts of the last step.
    std::span<const Touch> touches() const;
    /// True when the body touched anything in the last step.
    bool is_touching(int body) const;
    /// Pairs of entities that are in each other where they are now, by more than `share` of the
    /// thinner one or by more than `deep_m`.
    std::vector<std::pair<int, int>> find_overlaps(float share, float deep_m);
    /// Deepest overlap seen after the last step, metres (0: none). For tests and the aim solver.
    float deepest_overlap() const;

    /// First hit of the segment with a solid (not the ground), ignoring one entity.
    struct RayHit {
        int body = -1;
        Vec3 point{};
        Vec3 normal{};
        float fraction = 1.0F;
    };

    std::optional<RayHit> cast(Vec3 from, Vec3 to, int ignored_entity = -2) const;
    /// Parts of a body that collide, in the body's frame.
    std::span<const Part> parts(int body) const;
    /// Axis-aligned box of a body, grown by the motion of the next step.
    void bounds_of(int body, Vec3& low, Vec3& high) const;

    /// What a body was made from, at its present pose; spans refer to this world.
    BodySpec spec_of(int body) const;
    const RigidWorldOptions& options() const;
    /// How wide it is as a flying disc; radius 0 for everything else.
    Disc disc(int body) const;
    /// Deceleration by air at speed v is this times v^2, 1/m.
    float drag_per_m(int body) const;

    /// The highest standable surface under a point, if any.
    std::optional<RayHit> cast_down(Vec3 from, float depth_m, int ignored_entity = -2) const;

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace hibari::world
