#include "world/physics/stage/scene.h"

#include "base/check.h"
#include "world/physics/stage/pieces.h"
#include "world/things/catalogue.h"
#include "world/things/fire.h"
#include "world/things/ground.h"
#include "world/things/season.h"
#include "world/things/terrain_eval.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace hibari::world {

namespace {

constexpr float kLookDown = 2.4F;  // How far above a performer's ground a step or deck may be.

RigidWorldOptions world_options(const Environment& environment, std::stop_token stop) {
    const SubstanceValues ground = values_of(environment.place->ground);
    return {
        .gravity_mps2 = environment.gravity_mps2,
        .air_density_kg_m3 = environment.place->air_density_kg_m3,
        .terrain = environment.terrain,
        .ground_restitution = ground_restitution(environment.place->ground),
        .ground_friction = ground.friction,
        .stop = std::move(stop),
    };
}

constexpr float kTakenUp_s = 0.6F;  // Until what is mounted is where its rider has it.
constexpr float kTumble = 8.0F;     // Rad per metre that a piece flies off

}  // namespace

Scene::Scene(const Environment& environment, PerformerFactory make_performer, std::stop_token stop)
    : environment_(environment),
      make_performer_(make_performer),
      world_(std::make_unique<RigidWorld>(world_options(environment, std::move(stop)))) {
    HIBARI_CHECK(environment.place != nullptr);
}

Result<int> Scene::add_actor(const Entity& entity, Rng rng, bool backdrop) {
    const Thing* thing = find_thing(entity.kind);
    if (thing == nullptr || thing->build == nullptr) {
        return fail({
            .code = ErrorCode::kInvalidArgument,
            .message = "no thing is called '" + entity.kind + "'",
            .field = "entities[" + std::to_string(actors_.size()) + "].kind",
        });
    }
    Actor actor;
    actor.entity = static_cast<int>(actors_.size());
    actor.script = entity;
    actor.thing = thing;
    actor.backdrop = backdrop;
    actor.blueprint = thing->build(entity, rng.split("build"));
    HIBARI_CHECK(!actor.blueprint.links.empty(), entity.kind);
    if (!entity.color) {
        dress_for(environment_.season, entity.kind, actor.blueprint, rng.split("season"));
    }
    if (entity.burning) {
        set_on_fire(actor.blueprint, rng.split("fire"));
    }
    // Nobody asked for the backdrop: it stands where the place put it.
    actor.blueprint.fixed = actor.blueprint.fixed || backdrop;
    if (make_performer_ != nullptr && !backdrop) {
        actor.performer = make_performer_(entity, *thing, actor.blueprint, rng.split("performer"));
    }
    actors_.push_back(std::move(actor));
    return static_cast<int>(actors_.size()) - 1;
}

void Scene::add_pieces(int whole, Rng rng) {
    const Actor& broken = actor(whole);
    Actor pieces;
    pieces.entity = static_cast<int>(actors_.size());
    pieces.script.id = broken.script.id + "_pieces";
    pieces.script.kind = kPieces.name;
    pieces.thing = &kPieces;
    pieces.backdrop = true;
    pieces.blueprint = pieces_of(broken.blueprint, broken.script.kind, rng);
    pieces.origin.position = kOutOfSight;
    actor(whole).pieces = pieces.entity;
    actors_.push_back(std::move(pieces));
}

Actor& Scene::actor(int entity) {
    HIBARI_CHECK(entity >= 0 && entity < static_cast<int>(actors_.size()), entity);
    return actors_[static_cast<std::size_t>(entity)];
}

const Actor& Scene::actor(int entity) const {
    HIBARI_CHECK(entity >= 0 && entity < static_cast<int>(actors_.size()), entity);
    return actors_[static_cast<std::size_t>(entity)];
}

int Scene::find(std::string_view id) const {
    for (const Actor& actor : actors_) {
        if (!actor.backdrop && actor.script.id == id) {
            return actor.entity;
        }
    }
    return -1;
}

Pose Scene::joint_change(const Actor& actor, int link) const {
    // Where the thing's rest frame has gone with this link.
    return compose(
        link_pose(actor.entity, link),
        inverse(actor.blueprint.links[static_cast<std::size_t>(link)].rest)
    );
}

Pose Scene::link_pose(int entity, int link) const {
    const LinkBody& place = actor(entity).links[static_cast<std::size_t>(link)];
    return compose(world_->pose(place.body), place.offset);
}

float Scene::mass_of(int entity) const {
    float mass = 0.0F;
    for (const Link& link : actor(entity).blueprint.links) {
        mass += link.mass_kg;
    }
    return std::max(mass, 1e-3F);
}

Vec3 Scene::center_of_mass(int entity) const {
    const Actor& a = actor(entity);
    Vec3 sum{};
    float mass = 0.0F;
    for (std::size_t i = 0; i < a.blueprint.links.size(); ++i) {
        const float share = std::max(a.blueprint.links[i].mass_kg, 1e-6F);
        sum += link_pose(entity, static_cast<int>(i)).position * share;
        mass += share;
    }
    return sum / mass;
}

void Scene::world_bounds(int entity, Vec3& low, Vec3& high) const {
    const Actor& a = actor(entity);
    low = {1e9F, 1e9F, 1e9F};
    high = -low;
    for (std::size_t i = 0; i < a.blueprint.links.size(); ++i) {
        const Pose frame = link_pose(entity, static_cast<int>(i));
        for (const Part& part : a.blueprint.links[i].parts) {
            if (!part.visible) {
                continue;
            }
            const Pose at = compose(frame, part.local);
            const Vec3 half = bounds(part.shape);
            const Vec3 x = rotate(at.rotation, {1, 0, 0}) * half.x;
            const Vec3 y = rotate(at.rotation, {0, 1, 0}) * half.y;
            const Vec3 z = rotate(at.rotation, {0, 0, 1}) * half.z;
            const Vec3 reach{
                std::abs(x.x) + std::abs(y.x) + std::abs(z.x),
                std::abs(x.y) + std::abs(y.y) + std::abs(z.y),
                std::abs(x.z) + std::abs(y.z) + std::abs(z.z)
            };
            low = min(low, at.position - reach);
            high = max(high, at.position + reach);
        }
    }
    if (low.x > high.x) {
        low = high = link_pose(entity, 0).position;
    }
}

void Scene::set_velocity(int entity, Vec3 velocity, Vec3 spin) {
    const Vec3 center = center_of_mass(entity);
    for (const LinkBody& link : actor(entity).links) {
        if (world_->motion(link.body) == Motion::kDynamic) {
            const Vec3 arm = world_->pose(link.body).position - center;
            world_->set_velocity(link.body, velocity + cross(spin, arm), spin);
        }
    }
}

void Scene::move_to(int entity, const Pose& origin) {
    const Actor& a = actor(entity);
    const Pose change = compose(origin, inverse(joint_change(a, 0)));
    std::vector<int> moved;
    for (const LinkBody& link : a.links) {
        if (std::find(moved.begin(), moved.end(), link.body) == moved.end() &&
            world_->motion(link.body) != Motion::kStatic) {
            world_->set_pose(link.body, compose(change, world_->pose(link.body)));
            moved.push_back(link.body);
        }
    }
}

void Scene::snap(int entity) {
    const Actor& a = actor(entity);
    const std::span<const Pose> poses = a.performer->poses();
    HIBARI_CHECK(poses.size() == a.links.size(), poses.size(), a.links.size());
    for (std::size_t i = 0; i < a.links.size(); ++i) {
        world_->set_pose(a.links[i].body, compose(poses[i], inverse(a.links[i].offset)));
    }
    if (const auto driven = a.performer->driven()) {
        const Actor& ridden = actor(driven->entity);
        for (std::size_t i = 0; i < ridden.links.size(); ++i) {
            const Pose inner = inverse(ridden.links[i].offset);
            world_->set_pose(ridden.links[i].body, compose(driven->links[i], inner));
        }
    }
}

void Scene::hold_still(int entity, bool still) {
    Actor& a = actor(entity);
    if (a.is_fixed() || a.is_alive()) {
        return;
    }
    a.waiting = still;
    for (const LinkBody& link : a.links) {
        world_->set_motion(link.body, still ? Motion::kKinematic : Motion::kDynamic);
        if (still) {
            world_->set_velocity(link.body, {}, {});
        }
    }
}

void Scene::shatter(int whole, Vec3 velocity, float apart_mps) {
    const Pose frame = joint_change(actor(whole), 0);
    const Vec3 middle = center_of_mass(whole);
    carry(whole, -1);
    hold_still(whole, true);
    move_to(whole, {kOutOfSight, {}});
    const int pieces = actor(whole).pieces;
    if (pieces < 0) {
        return;
    }
    hold_still(pieces, false);
    const Actor& all = actor(pieces);
    std::vector<Vec3> outward;
    Vec3 mean{};
    float mass = 0.0F;
    for (const Link& link : all.blueprint.links) {
        const Vec3 at = compose(frame, link.rest).position;
        outward.push_back(normalize(at - middle, {0, 1, 0}));
        mean += outward.back() * link.mass_kg;
        mass += link.mass_kg;
    }
    mean = mean / std::max(mass, 1e-6F);
    for (std::size_t i = 0; i < all.links.size(); ++i) {
        const LinkBody& link = all.links[i];
        const Pose pose = compose(frame, all.blueprint.links[i].rest);
        const Vec3 apart = (outward[i] - mean) * apart_mps;
        world_->set_pose(link.body, compose(pose, inverse(link.offset)));
        world_->set_velocity(
            link.body, velocity + apart, cross(outward[i], {0, 1, 0}) * (kTumble * apart_mps)
        );
    }
}

void Scene::carry(int object, int holder) {
    Actor& thing = actor(object);
    if (thing.is_fixed() || thing.holder == holder) {
        return;
    }
    if (thing.holder >= 0) {
        world_->ignore(object, thing.holder, false);
    }
    thing.holder = holder;
    if (holder >= 0 && !actor(holder).is_alive()) {
        thing.lies = compose(inverse(link_pose(holder, 0)), link_pose(object, 0));
    }
    if (holder < 0) {
        for (const Actor& load : actors_) {
            if (load.holder == object) {
                carry(load.entity, -1);
            }
        }
    }
    if (holder >= 0) {
        hold_still(object, true);
        world_->ignore(object, holder, true);
    } else {
        hold_still(object, false);
    }
}

void Scene::go_limp(int entity) {
    Actor& a = actor(entity);
    if (!a.is_alive() || a.limp) {
        return;
    }
    a.limp = true;
    a.mount = -1;
    for (std::size_t i = 0; i < a.links.size(); ++i) {
        const Vec3 velocity = world_->velocity(a.links[i].body);
        const Vec3 spin = world_->spin(a.links[i].body);
        world_->set_motion(a.links[i].body, Motion::kDynamic);
        const float fast = length(velocity);
        const float turning = length(spin);
        world_->set_velocity(
            a.links[i].body,
            fast > 20.0F ? velocity * (20.0F / fast) : velocity,
            turning > 15.0F ? spin * (15.0F / turning) : spin
        );
        world_->set_damping(a.links[i].body, 0.02F, 0.35F);
    }
    for (std::size_t i = 0; i < a.links.size(); ++i) {
        if (a.blueprint.links[i].joint.kind != JointKind::kFree &&
            a.blueprint.links[i].parent >= 0) {
            a.joints[i] = world_->add_joint(joint_of(a, static_cast<int>(i)));
        }
    }
}

void Scene::get_up(int entity) {
    Actor& a = actor(entity);
    if (!a.limp) {
        return;
    }
    a.limp = false;
    std::vector<Pose> poses;
    for (std::size_t i = 0; i < a.links.size(); ++i) {
        if (a.joints[i] >= 0) {
            world_->remove_joint(a.joints[i]);
            a.joints[i] = -1;
        }
        world_->set_motion(a.links[i].body, Motion::kKinematic);
        poses.push_back(link_pose(entity, static_cast<int>(i)));
    }
    a.performer->rise(poses);
}

void Scene::drive_performers() {
    for (Actor& a : actors_) {
        if (!a.is_alive() || a.limp) {
            continue;
        }
        const std::span<const Pose> poses = a.performer->poses();
        HIBARI_CHECK(poses.size() == a.links.size(), poses.size(), a.links.size());
        for (std::size_t i = 0; i < a.links.size(); ++i) {
            world_->move_to(a.links[i].body, compose(poses[i], inverse(a.links[i].offset)));
        }
    }
    drive_mounts();
    for (Actor& a : actors_) {
        if (a.holder < 0 || actor(a.holder).limp) {
            continue;
        }
        const Pose carried = carried_pose(a);
        const Pose change = compose(carried, inverse(link_pose(a.entity, 0)));
        const Actor& holder = actor(a.holder);
        const float drawn_m = holder.is_alive() ? holder.performer->drawn_m(a.entity) : 0.0F;
        std::vector<int> moved;
        for (std::size_t i = 0; i < a.links.size(); ++i) {
            const LinkBody& link = a.links[i];
            const Link& drawn = a.blueprint.links[i];
            if (drawn.joint.kind == JointKind::kSlider) {
                const Pose whole = compose(carried, inverse(a.blueprint.links.front().rest));
                const Vec3 way = drawn.joint.axis * drawn_m;
                const Pose there = compose(whole, {drawn.rest.position + way, drawn.rest.rotation});
                world_->move_to(link.body, compose(there, inverse(link.offset)));
                continue;
            }
            if (std::find(moved.begin(), moved.end(), link.body) == moved.end() &&
                world_->motion(link.body) == Motion::kKinematic) {
                world_->move_to(link.body, compose(change, world_->pose(link.body)));
                moved.push_back(link.body);
            }
        }
    }
}

/// Of the first link of what is carried, in a hand or on what is in a hand.
Pose Scene::carried_pose(const Actor& carried) const {
    const Actor& holder = actor(carried.holder);
    if (holder.is_alive()) {
        return holder.performer->carry_pose(carried.entity, *this);
    }
    const bool held = holder.holder >= 0 && !actor(holder.holder).limp;
    return compose(held ? carried_pose(holder) : link_pose(holder.entity, 0), carried.lies);
}

// Riders move what they drive; what they let go of goes to the solver as fast as it is.
void Scene::drive_mounts() {
    for (Actor& a : actors_) {
        if (a.driver >= 0) {
            const Actor& rider = actor(a.driver);
            const auto driven = rider.limp ? std::nullopt : rider.performer->driven();
            if (!driven || driven->entity != a.entity) {
                for (const LinkBody& link : a.links) {
                    world_->set_motion(link.body, Motion::kDynamic);
                }
                // They still overlap: let them part without a blow.
                a.driver = -1;
            }
        }
    }
    for (const Actor& rider : actors_) {
        if (!rider.is_alive() || rider.limp) {
            continue;
        }
        const auto driven = rider.performer->driven();
        if (!driven || actor(driven->entity).is_fixed()) {
            continue;
        }
        Actor& a = actor(driven->entity);
        HIBARI_CHECK(driven->links.size() == a.links.size(), driven->links.size(), a.links.size());
        if (a.driver != rider.entity) {
            a.driver = rider.entity;
            world_->ignore(a.entity, rider.entity, true);
            take_up(a, driven->links);
            for (const LinkBody& link : a.links) {
                world_->set_motion(link.body, Motion::kKinematic);
            }
        }
        const auto gone_s = static_cast<float>(time_s_ - a.taken_s);
        if (gone_s > kTakenUp_s) {
            a.left.clear();
        }
        for (std::size_t i = 0; i < a.links.size(); ++i) {
            Pose goal = driven->links[i];
            if (!a.left.empty()) {
                goal = interpolate(a.left[i], goal, smoothstep(0.0F, kTakenUp_s, gone_s));
            }
            world_->move_to(a.links[i].body, compose(goal, inverse(a.links[i].offset)));
        }
    }
}

/// What stands otherwise than its rider wants it is turned to him, and does not jump.
void Scene::take_up(Actor& ridden, std::span<const Pose> wanted) {
    constexpr float kOff_m = 0.03F;
    ridden.left.clear();
    bool off = false;
    for (std::size_t i = 0; i < ridden.links.size(); ++i) {
        ridden.left.push_back(link_pose(ridden.entity, static_cast<int>(i)));
        off = off || distance(ridden.left[i].position, wanted[i].position) > kOff_m;
    }
    ridden.taken_s = time_s_;
    if (!off) {
        ridden.left.clear();
    }
}

void Scene::step_softs(double dt) {
    for (SoftBody& soft : softs_) {
        const Actor& a = actor(soft.entity());
        const Pose change = joint_change(a, soft.soft().link);
        Vec3 wind = environment_.wind_mps;
        const Vec3 at = change.position;
        const SoftSurroundings surroundings{
            environment_.gravity_mps2, wind, terrain_height(environment_.terrain, at.x, at.z)
        };
        soft.step(dt, change, surroundings, *world_, soft_guests_);
    }
}

void Scene::take_up_poses() {
    drive_performers();
    world_->arrive();
}

void Scene::pass_overlaps(int first) {
    constexpr float kShare = 0.15F;
    constexpr float kDeep_m = 0.03F;
    for (const std::pair<int, int>& pair : world_->find_overlaps(kShare, kDeep_m)) {
        const bool begins = std::max(pair.first, pair.second) >= first;
        // What waits for its deed is let go by that, as a ball in a gun.
        if (begins && !actor(pair.first).waiting && !actor(pair.second).waiting) {
            passing_.push_back(pair);
            world_->ignore(pair.first, pair.second, true);
        }
    }
}

void Scene::end_overlaps() {
    std::erase_if(passing_, [&](const std::pair<int, int>& pair) {
        Vec3 low;
        Vec3 high;
        Vec3 other_low;
        Vec3 other_high;
        world_bounds(pair.first, low, high);
        world_bounds(pair.second, other_low, other_high);
        const bool apart = low.x > other_high.x || other_low.x > high.x || low.y > other_high.y ||
                           other_low.y > high.y || low.z > other_high.z || other_low.z > high.z;
        if (apart) {
            world_->ignore(pair.first, pair.second, false);
        }
        return apart;
    });
}

void Scene::step(double dt) {
    end_overlaps();
    drive_performers();
    float_bodies(dt);
    step_softs(dt);
    world_->step(dt);
    time_s_ += dt;
}

float Scene::ground_y(float x, float z) const {
    const float ground = terrain_height(environment_.terrain, x, z);
    // Over water what floats there is looked for, not only what stands on the bottom.
    const float base = std::max(ground, water_y(x, z).value_or(ground));
    if (const Pool* pool = pool_at(x, z)) {
        return pool->bottom_y();
    }
    const auto hit = world_->cast_down({x, base + kLookDown, z}, base - ground + kLookDown);
    float height = hit ? std::max(ground, hit->point.y) : ground;
    for (const Actor& actor : actors_) {
        // A bed is a membrane and not in the solid world.
        for (const Anchor& anchor : actor.blueprint.anchors) {
            if (anchor.name != "bed" || actor.links.empty()) {
                continue;
            }
            const Vec3 middle =
                compose(link_pose(actor.entity, anchor.link), anchor.local).position;
            const float reach =
                0.8F * std::min(actor.blueprint.half_extent.x, actor.blueprint.half_extent.z);
            if (std::hypot(x - middle.x, z - middle.z) < reach) {
                height = std::max(height, middle.y);
            }
        }
    }
    return height;
}

float Scene::ground_y_without(int entity, float x, float z) const {
    const float ground = terrain_height(environment_.terrain, x, z);
    const auto hit = world_->cast_down({x, ground + kLookDown, z}, kLookDown, entity);
    return hit ? std::max(ground, hit->point.y) : ground;
}

bool Scene::is_free(Vec3 from, Vec3 to) const {
    const auto hit = world_->cast(from, to);
    return !hit || world_->motion(hit->body) != Motion::kStatic;
}

const Blueprint* Scene::entity_blueprint(int entity) const {
    return &actor(entity).blueprint;
}

std::string_view Scene::entity_kind(int entity) const {
    return actor(entity).thing->name;
}

Vec3 Scene::ground_normal(float x, float z) const {
    const float ground = terrain_height(environment_.terrain, x, z);
    const auto hit = world_->cast_down({x, ground + kLookDown, z}, kLookDown);
    if (hit && hit->point.y > ground) {
        return hit->normal;
    }
    const SurfaceNormal<float> normal = terrain_normal(environment_.terrain, x, z);
    return {normal.x, normal.y, normal.z};
}

float Scene::gravity() const {
    return environment_.gravity_mps2;
}

Pose Scene::entity_pose(int entity) const {
    return link_pose(entity, 0);
}

Vec3 Scene::entity_velocity(int entity) const {
    return world_->velocity(root(entity));
}

Vec3 Scene::entity_half_extent(int entity) const {
    return actor(entity).blueprint.half_extent;
}

std::optional<Pose> Scene::anchor(int entity, std::string_view name) const {
    for (const Anchor& anchor : actor(entity).blueprint.anchors) {
        if (anchor.name == name) {
            return compose(link_pose(entity, anchor.link), anchor.local);
        }
    }
    return std::nullopt;
}

Vec3 Scene::camera_position() const {
    return camera_position_;
}

double Scene::time_s() const {
    return time_s_;
}

Wetness Scene::wetness(int body) const {
    return wetness_[static_cast<std::size_t>(body)];
}

int Scene::track_of(int body) const {
    return body < 0 ? kGround : tracks_[static_cast<std::size_t>(body)];
}

std::vector<BodyTrack> Scene::make_tracks() const {
    std::vector<BodyTrack> tracks;
    for (const TrackSource& source : sources_) {
        BodyTrack track;
        track.entity = source.entity;
        track.link = source.link;
        if (source.entity < 0) {
            track.name = "place";
            track.parts = environment_.place->fixed_parts;
            track.substance = Substance::kConcrete;
            track.restitution = 1.0F;
            track.friction = values_of(Substance::kConcrete).friction;
        } else {
            const Actor& a = actor(source.entity);
            const Link& link = a.blueprint.links[static_cast<std::size_t>(source.link)];
            const std::string id = a.script.id.empty() ? a.script.kind : a.script.id;
            track.name = a.blueprint.links.size() == 1 ? id : id + "." + link.name;
            track.parts = link.parts;
            track.mass_kg = a.is_fixed() ? 0.0F : link.mass_kg;
            track.substance = a.blueprint.substance;
            track.restitution = a.blueprint.restitution;
            track.friction = a.blueprint.friction;
        }
        tracks.push_back(std::move(track));
    }
    return tracks;
}

void Scene::record(std::vector<BodyTrack>& tracks) const {
    HIBARI_CHECK(tracks.size() == sources_.size());
    for (std::size_t i = 0; i < tracks.size(); ++i) {
        const TrackSource& source = sources_[i];
        const bool still = source.entity < 0 || actor(source.entity).is_fixed();
        if (still && !tracks[i].poses.empty()) {
            continue;
        }
        tracks[i].poses.push_back(
            source.entity < 0 ? Pose{} : link_pose(source.entity, source.link)
        );
    }
}

}  // namespace hibari::world
