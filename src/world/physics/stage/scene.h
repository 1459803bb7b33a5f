#pragma once

// The scene of one shot while it plays: actors, their bodies, what they hold, water and softs.
//
// An Actor is one entity of the script or of the place's backdrop with its blueprint, its bodies in
// the rigid world and, when alive, its performer. The scene answers what performers ask about the
// world (StageView), keeps animated bodies and carried things in step, and can say where every
// link and anchor is. It decides nothing: the choreography (play/) does.

#include "base/result.h"
#include "base/rng.h"
#include "world/physics/character/performer.h"
#include "world/physics/rigid/rigid_world.h"
#include "world/physics/simulate.h"
#include "world/physics/soft/soft_body.h"
#include "world/physics/water/buoyancy.h"
#include "world/script/shot_script.h"
#include "world/timeline/timeline.h"

#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hibari::world {

/// Where a link lives in the rigid world. Welded links share a body.
struct LinkBody {
    int body = -1;
    Pose offset{};  ///< of the link's frame in the body's frame
};

/// Where things wait that are not there: yet, or any more. Below everything.
constexpr Vec3 kOutOfSight{0, -500.0F, 0};

/// One entity on the stage.
struct Actor {
    int entity = -1;
    Entity script;
    const Thing* thing = nullptr;
    Blueprint blueprint;
    std::unique_ptr<Performer> performer;
    bool backdrop = false;
    Pose origin{};  ///< the thing's frame in the world when the shot begins
    std::vector<LinkBody> links;
    std::vector<int> joints;  ///< in the rigid world; -1 where a link has none
    std::vector<int> softs;   ///< indices into Scene::softs
    bool limp = false;
    int holder = -1;           ///< who carries it, or what carried thing it lies on
    Pose lies{};               ///< on such a thing: of its first link in that one's
    int mount = -1;            ///< entity it rides
    int driver = -1;           ///< rider that moves its links; -1: the solver does
    std::vector<Pose> left{};  ///< links where a rider took it up, while it goes over; else empty
    double taken_s = 0.0;      ///< world time of that
    bool waiting = false;      ///< held still by the stage until its deed begins
    int pieces = -1;           ///< entity that it turns into when it breaks; -1: it cannot
    float flooded = 0.0F;      ///< share of its buoyancy that is lost, 0 .. 1

    bool is_alive() const { return performer != nullptr; }

    bool is_fixed() const { return blueprint.fixed; }
};

class Scene final : public StageView {
  public:
    /// Nothing moves any more once `stop` is requested.
    Scene(const Environment& environment, PerformerFactory make_performer, std::stop_token stop);

    /// Adds an entity; its bodies are made by `raise` once the layout has placed it. Fails when the
    /// catalogue does not know the kind.
    Result<int> add_actor(const Entity& entity, Rng rng, bool backdrop);
    /// Keeps pieces ready for a thing that is to break. Call before `raise`.
    void add_pieces(int whole, Rng rng);
    /// Makes bodies and softs of all actors that have none at their origins, and those of the
    /// place. Called again for those who come later.
    void raise();

    PerformerFactory performer_factory() const { return make_performer_; }

    std::vector<Actor>& actors() { return actors_; }

    const std::vector<Actor>& actors() const { return actors_; }

    Actor& actor(int entity);
    const Actor& actor(int entity) const;
    /// Entity index by id; -1 when there is none.
    int find(std::string_view id) const;

    RigidWorld& world() { return *world_; }

    const RigidWorld& world() const { return *world_; }

    std::vector<SoftBody>& softs() { return softs_; }

    const std::vector<SoftBody>& softs() const { return softs_; }

    const Environment& environment() const { return environment_; }

    int root(int entity) const { return actor(entity).links.front().body; }

    Pose link_pose(int entity, int link) const;
    float mass_of(int entity) const;
    Vec3 center_of_mass(int entity) const;
    /// Box around all links' parts now.
    void world_bounds(int entity, Vec3& low, Vec3& high) const;

    /// All dynamic links get this velocity (rigid motion about the centre of mass).
    void set_velocity(int entity, Vec3 velocity, Vec3 spin);
    /// Moves the whole thing so that its frame is at `origin`.
    void move_to(int entity, const Pose& origin);
    /// Puts the links of a performer and of what it drives where it has them, at once: before the
    /// first picture.
    void snap(int entity);
    /// Freezes a thing where it is, or lets the solver have it.
    void hold_still(int entity, bool still);
    /// Takes a thing away and leaves its pieces where it was: together they move on at `velocity`
    /// and fly apart at `apart_mps`, so that momentum is kept.
    void shatter(int whole, Vec3 velocity, float apart_mps);
    /// Puts `object` into the hands of `holder`, or where it is onto a thing that is carried; -1
    /// lets it go, with what lies on it.
    void carry(int object, int holder);
    /// The solver takes over a performer's links.
    void go_limp(int entity);
    /// The performer takes its links back.
    void get_up(int entity);

    /// Puts performers, mounts and carried things where they begin, before the first step.
    void take_up_poses();
    /// What begins inside something else passes through it until it is out, and is not flung: of
    /// the entities from `first` on. After `take_up_poses`.
    void pass_overlaps(int first = 0);
    /// One step: performers' poses and carried things become goals, forces of water act, the rigid
    /// world and the softs advance.
    void step(double dt);

    // StageView
    float ground_y(float x, float z) const override;
    Vec3 ground_normal(float x, float z) const override;
    std::optional<float> water_y(float x, float z) const override;
    float gravity() const override;
    Pose entity_pose(int entity) const override;
    Vec3 entity_velocity(int entity) const override;
    Vec3 entity_half_extent(int entity) const override;
    std::optional<Pose> anchor(int entity, std::string_view name) const override;
    Vec3 camera_position() const override;
    double time_s() const override;
    float ground_y_without(int entity, float x, float z) const override;
    const Pool* pool_at(float x, float z) const override;
    bool is_free(Vec3 from, Vec3 to) const override;
    const Blueprint* entity_blueprint(int entity) const override;
    std::string_view entity_kind(int entity) const override;

    /// Whether anything can get wet here: open water, or what some thing holds.
    bool has_water() const;
    /// How wet a body is since the last step; zero when there is no water.
    Wetness wetness(int body) const;

    /// Index into Timeline::bodies of a rigid body; kGround for the ground.
    int track_of(int body) const;
    /// Bodies of the timeline, without poses, in the order of `track_of`.
    std::vector<BodyTrack> make_tracks() const;
    /// Appends the present poses to the tracks (and node positions to the softs).
    void record(std::vector<BodyTrack>& tracks) const;

    void set_camera_position(Vec3 position) { camera_position_ = position; }

    /// Entity of a body; -1 for the place and the ground.
    int entity_of(int body) const { return body < 0 ? -1 : world_->entity(body); }

  private:
    void raise_actor(Actor& actor);
    void raise_place();
    void raise_fixed(Actor& actor);
    bool is_stood_on(const Actor& support) const;
    void raise_links(Actor& actor);
    JointSpec joint_of(const Actor& actor, int link) const;
    void drive_performers();
    Pose carried_pose(const Actor& carried) const;
    void drive_mounts();
    void take_up(Actor& ridden, std::span<const Pose> wanted);
    void find_pools();
    static Hull hull_of(const Actor& actor, std::span<const Part> solid, float mass_kg);
    void float_bodies(double dt);
    void step_softs(double dt);

    Pose joint_change(const Actor& actor, int link) const;

    struct TrackSource {
        int entity = -1;
        int link = 0;
    };

    void end_overlaps();

    Environment environment_;
    PerformerFactory make_performer_;
    std::unique_ptr<RigidWorld> world_;
    std::vector<Actor> actors_;
    std::vector<SoftBody> softs_;
    std::vector<int> place_bodies_;
    std::vector<int> tracks_;           // By rigid body.
    std::vector<TrackSource> sources_;  // By track.
    std::vector<Hull> hulls_;           // By rigid body; empty without water.
    std::vector<Wetness> wetness_;
    std::vector<Pool> pools_;                   // Where they are in this step.
    std::vector<std::pair<int, int>> passing_;  // Entities that began in each other.
    std::vector<int> soft_guests_;              // Bodies that may touch softs.
    std::size_t raised_ = 0;                    // Actors that have bodies.
    Vec3 camera_position_{0, 1.5F, 6};
    double time_s_ = 0.0;
};

}  // namespace hibari::world
