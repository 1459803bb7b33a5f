#include "world/physics/play/aim.h"
#include "world/physics/play/stagehand.h"
#include "world/physics/play/thing_deed.h"
#include "world/physics/stage/roles.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

namespace hibari::world {

namespace {

constexpr float kAtRest = 0.08F;  // m/s

bool is_busy(const Stagehand& hand, int entity) {
    return !hand.scene.actor(entity).waiting && hand.scene.actor(entity).holder < 0 &&
           length(hand.scene.entity_velocity(entity)) > 0.4F;
}

std::vector<std::size_t> hanging_links(const Actor& actor) {
    std::vector<std::size_t> hanging;
    for (std::size_t i = 0; i < actor.blueprint.links.size(); ++i) {
        const Link& link = actor.blueprint.links[i];
        const bool hangs =
            link.joint.kind == JointKind::kHinge || link.joint.kind == JointKind::kBall;
        const auto parent = static_cast<std::size_t>(std::max(link.parent, 0));
        const bool inside = std::ranges::find(hanging, parent) != hanging.end();
        if (hangs && !inside) {
            hanging.push_back(i);  // A clapper hangs in its bell, not in the stand.
        }
    }
    return hanging;
}

/// Falls, drops, bounces: let go, and what follows is physics.
class DropDeed final : public ThingDeed {
  public:
    using ThingDeed::ThingDeed;

    void begin(Stagehand& hand) override {
        mark(hand);
        Scene& scene = hand.scene;
        const Actor& actor = scene.actor(subject_);
        if (actor.waiting) {
            scene.hold_still(subject_, false);
            const float turn = actor.thing->category == Category::kBall ? 0.6F : 1.1F;
            const Vec3 spin{
                hand.rng.uniform(-turn, turn),
                hand.rng.uniform(-turn, turn),
                hand.rng.uniform(-turn, turn)
            };
            // Straight down onto what it is to hit.
            const Vec3 drift = target_ >= 0 ? Vec3{} : direction_of(action_, {}) * 0.8F;
            scene.set_velocity(subject_, drift, spin);
            hand.tell(EventKind::kReleased, subject_, position(hand));
        } else if (!is_busy(hand, subject_) && action_.verb == Verb::kFall && is_up(hand)) {
            go_over_edge(hand);
        } else if (!is_busy(hand, subject_) && action_.verb == Verb::kBounce) {
            scene.set_velocity(
                subject_, Vec3{0, 3.2F * action_.intensity, 0} + way(hand) * 0.5F, {}
            );
        }
    }

    bool step(Stagehand& hand, double /*dt*/) override {
        const bool still = length(hand.scene.entity_velocity(subject_)) < kAtRest &&
                           hand.scene.world().is_touching(hand.scene.root(subject_));
        return age(hand) < 3.5 && !(still && age(hand) > 0.5);
    }

  private:
    /// Not yet down from where it stood.
    bool is_up(const Stagehand& hand) const {
        const Scene& scene = hand.scene;
        const float start = scene.actor(subject_).origin.position.y;
        return scene.entity_pose(subject_).position.y > start - 0.05F;
    }

    /// It stands on something: pushed just hard enough to slide over the nearest edge.
    void go_over_edge(Stagehand& hand) const {
        Scene& scene = hand.scene;
        Vec3 along = direction_of(action_, {0, 0, 1});
        float gap = 0.3F;
        for (const Relation& relation : scene.actor(subject_).script.relations) {
            const int support = scene.find(relation.target);
            if (relation.kind != RelationKind::kOn || support < 0) {
                continue;
            }
            const Vec3 half = scene.entity_half_extent(support);
            const Vec3 off = position(hand) - scene.entity_pose(support).position;
            gap = std::abs(along.x) > 0.5F ? half.x - off.x * along.x : half.z - off.z * along.z;
        }
        const float friction = pair_friction(scene.actor(subject_).blueprint.friction, 0.6F);
        const float reach = std::max(gap, 0.05F) + size_of(hand, subject_);
        const float speed = std::sqrt(2.0F * friction * scene.gravity() * reach) + 0.25F;
        const Vec3 push = along * (speed * std::max(action_.intensity, 0.8F));
        scene.set_velocity(subject_, push, {});
    }
};

/// Rolls or slides along the ground, perhaps into a target.
class RollDeed final : public ThingDeed {
  public:
    using ThingDeed::ThingDeed;

    void begin(Stagehand& hand) override {
        mark(hand);
        Scene& scene = hand.scene;
        if (is_busy(hand, subject_)) {
            return;
        }
        scene.hold_still(subject_, false);
        if (roll_down(hand)) {
            return;
        }
        const Vec3 half = scene.entity_half_extent(subject_);
        const float size = size_of(hand, subject_);
        const Vec3 along = way(hand);
        float speed = clamp(1.0F + 4.0F * std::sqrt(size), 0.5F, 3.5F) * action_.intensity;
        if (target_ >= 0) {
            // Fast enough that it arrives with something left.
            const float gap = distance(position(hand), scene.center_of_mass(target_));
            speed = std::max(
                action_.verb == Verb::kHit ? 1.5F * speed : speed,
                1.1F * std::sqrt(2.0F * friction(hand) * scene.gravity() * gap)
            );
        }
        const bool slides = action_.verb == Verb::kSlide || !is_round(hand);
        if (const auto enough = speed_upon_support(hand, along)) {
            speed = *enough * std::max(action_.intensity, 0.8F);
            const Vec3 turning = slides ? Vec3{} : cross(Vec3{0, 1, 0}, along) * (speed / half.y);
            scene.set_velocity(subject_, along * speed, turning);
            return;
        }
        if (slides && target_ < 0) {
            speed = std::max(
                speed, std::sqrt(2.0F * friction(hand) * scene.gravity() * (1.2F + 4.0F * size))
            );
        }
        const float radius = std::max(half.y, 0.005F);
        const Vec3 spin = slides ? Vec3{} : cross(Vec3{0, 1, 0}, along) * (speed / radius);
        Launch launch{along * speed, spin};
        if (target_ >= 0 && action_.verb != Verb::kSlide) {
            const Wish wish{.success = action_.outcome != Outcome::kFailure};
            launch = aim_at_thing(scene, subject_, target_, launch, wish);
        }
        scene.set_velocity(subject_, launch.velocity, launch.spin);
    }

    bool step(Stagehand& hand, double /*dt*/) override {
        return age(hand) < 4.0 &&
               (age(hand) < 0.4 || length(hand.scene.entity_velocity(subject_)) > kAtRest);
    }

  private:
    bool is_round(const Stagehand& hand) const {
        const Blueprint& blueprint = hand.scene.actor(subject_).blueprint;
        return blueprint.links.size() > 1 ||
               std::any_of(
                   blueprint.links[0].parts.begin(),
                   blueprint.links[0].parts.end(),
                   [](const Part& part) {
                       return part.collides && (part.shape.kind == ShapeKind::kSphere ||
                                                part.shape.kind == ShapeKind::kEllipsoid);
                   }
               );
    }

    /// On a table or a shelf: over its edge at a walking child's pace when it is to fall, to a stop
    /// before the edge otherwise. Nothing when it stands on the ground or is aimed at something
    /// that stands beside it.
    std::optional<float> speed_upon_support(const Stagehand& hand, Vec3 along) const {
        constexpr float kOverEdge = 0.9F;  // m/s
        const Scene& scene = hand.scene;
        int support = -1;
        bool beside = false;
        for (const Relation& relation : scene.actor(subject_).script.relations) {
            const int other = scene.find(relation.target);
            if (relation.kind == RelationKind::kOn && other >= 0 &&
                scene.actor(other).thing->traits.surface) {
                support = other;
            }
        }
        if (support < 0) {
            return std::nullopt;
        }
        if (target_ >= 0) {
            for (const Relation& relation : scene.actor(target_).script.relations) {
                beside = beside || scene.find(relation.target) == support;
            }
        }
        const bool falls = std::any_of(
            hand.shot.actions.begin(),
            hand.shot.actions.end(),
            [&](const Action& action) {
                return scene.find(action.subject) == subject_ && action.verb == Verb::kFall;
            }
        );
        if (beside || (target_ >= 0 && !falls && action_.verb == Verb::kHit)) {
            return std::nullopt;
        }
        const Vec3 half = scene.entity_half_extent(support);
        const Vec3 off = position(hand) - scene.entity_pose(support).position;
        const float reach = std::abs(along.x) > 0.5F ? half.x : half.z;
        const float gap = std::max(reach - dot(off, along), 0.05F);
        const bool over = falls || target_ >= 0 || action_.direction == Direction::kOff;
        const float slowing = 2.0F * friction(hand) * scene.gravity();
        return std::sqrt(
            over ? kOverEdge * kOverEdge + slowing * (gap + size_of(hand, subject_))
                 : slowing * 0.7F * gap
        );
    }

    float friction(const Stagehand& hand) const {
        const bool round = is_round(hand) && action_.verb != Verb::kSlide;
        constexpr float kSphere = 0.03F;
        constexpr float kEgg = 0.12F;  // It reels, and that costs.
        const std::vector<Part>& parts = hand.scene.actor(subject_).blueprint.links[0].parts;
        const bool egg = std::any_of(parts.begin(), parts.end(), [](const Part& part) {
            return part.collides && part.shape.kind == ShapeKind::kEllipsoid;
        });
        return round ? (egg ? kEgg : kSphere)
                     : pair_friction(
                           hand.scene.actor(subject_).blueprint.friction,
                           hand.scene.world().options().ground_friction
                       );
    }

    /// True when it stands at the head of a ramp, of stairs or on a slope: gravity does it, stairs
    /// ask for a nudge over their edge.
    bool roll_down(Stagehand& hand) const {
        Scene& scene = hand.scene;
        for (const Relation& relation : scene.actor(subject_).script.relations) {
            const int support = scene.find(relation.target);
            if (relation.kind != RelationKind::kOn || support < 0 ||
                !scene.anchor(support, "top")) {
                continue;
            }
            if (scene.anchor(support, "bottom")) {
                return true;
            }
            if (const auto foot = scene.anchor(support, "entry")) {
                const Vec3 down = foot->position - scene.anchor(support, "top")->position;
                const Vec3 along = normalize(Vec3{down.x, 0, down.z}, {1, 0, 0});
                // Over all steps, against the resistance to rolling.
                const float radius = std::max(scene.entity_half_extent(subject_).y, 0.005F);
                const float slowing = 0.72F * scene.gravity() *
                                      scene.actor(subject_).blueprint.rolling_friction / radius;
                const float speed = (0.5F + std::sqrt(2.0F * slowing * length(down))) *
                                    std::max(action_.intensity, 0.7F);
                const Vec3 spin = cross(Vec3{0, 1, 0}, along) * (speed / radius);
                scene.set_velocity(subject_, along * speed, is_round(hand) ? spin : Vec3{});
                return true;
            }
        }
        return scene.environment().terrain.kind == TerrainKind::kSlope;
    }
};

/// Is pushed at its top edge until it goes over by itself.
class ToppleDeed final : public ThingDeed {
  public:
    using ThingDeed::ThingDeed;

    void begin(Stagehand& hand) override {
        mark(hand);
        hand.scene.hold_still(subject_, false);
        along_ =
            target_ >= 0 || action_.direction != Direction::kNone ? way(hand) : thin_side(hand);
        up_ = rotate(hand.scene.entity_pose(subject_).rotation, {0, 1, 0});
    }

    bool step(Stagehand& hand, double dt) override {
        Scene& scene = hand.scene;
        const int body = scene.root(subject_);
        const Vec3 up = rotate(scene.world().pose(body).rotation, {0, 1, 0});
        const Vec3 half = scene.entity_half_extent(subject_);
        const float tilt = std::acos(clamp(dot(up, up_), -1.0F, 1.0F));
        const float needed = std::atan2(std::min(half.x, half.z), half.y);
        if (tilt < 1.15F * needed + 0.03F && age(hand) < 2.5) {
            const float ramp = clamp(static_cast<float>(age(hand)) / 0.3F, 0.0F, 1.0F);
            const float weight = scene.mass_of(subject_) * scene.gravity();
            const float force = ramp * 1.5F * weight * std::min(half.x, half.z) / half.y *
                                std::max(action_.intensity, 0.6F);
            const Vec3 center = scene.world().pose(body).position;
            scene.world().push(body, along_ * force, center + up * (0.9F * half.y));
            scene.world().push(body, along_ * (-0.5F * force), center - up * (0.9F * half.y));
        }
        (void)dt;
        return age(hand) < 3.0;
    }

  private:
    /// Along the row of its like, or along its thinnest side.
    Vec3 thin_side(const Stagehand& hand) const {
        const Actor& self = hand.scene.actor(subject_);
        Vec3 row{};
        for (const Actor& other : hand.scene.actors()) {
            if (other.entity != subject_ && other.script.kind == self.script.kind) {
                row += hand.scene.center_of_mass(other.entity) - position(hand);
            }
        }
        row.y = 0.0F;
        if (length(row) > 1e-3F) {
            return normalize(row);
        }
        const Vec3 half = self.blueprint.half_extent;
        const Vec3 thin = half.x <= half.z ? Vec3{1, 0, 0} : Vec3{0, 0, 1};
        return rotate(hand.scene.entity_pose(subject_).rotation, thin);
    }

    Vec3 along_{1, 0, 0};
    Vec3 up_{0, 1, 0};
};

/// A pendulum or cradle that was lifted: let go.
class SwingDeed final : public ThingDeed {
  public:
    using ThingDeed::ThingDeed;

    void begin(Stagehand& hand) override {
        mark(hand);
        Scene& scene = hand.scene;
        if (!scene.actor(subject_).waiting) {
            return;
        }
        scene.hold_still(subject_, false);
        const std::vector<std::size_t> hanging = hanging_links(scene.actor(subject_));
        if (!hanging.empty() && hanging.front() > 0) {
            // Its stand is screwed down: a light frame would be thrown about by a heavy bob.
            scene.world().set_motion(scene.root(subject_), Motion::kKinematic);
        }
    }

    bool step(Stagehand& hand, double /*dt*/) override { return age(hand) < 3.0; }
};

class SpinDeed final : public ThingDeed {
  public:
    using ThingDeed::ThingDeed;

    void begin(Stagehand& hand) override {
        mark(hand);
        Scene& scene = hand.scene;
        scene.hold_still(subject_, false);
        const Actor& actor = scene.actor(subject_);
        const float rate =
            14.0F * action_.intensity / std::sqrt(1.0F + 4.0F * size_of(hand, subject_));
        for (std::size_t i = 0; i < actor.blueprint.links.size(); ++i) {
            const Joint& joint = actor.blueprint.links[i].joint;
            if (joint.kind == JointKind::kHinge && !actor.is_fixed()) {
                const Vec3 axis = rotate(actor.origin.rotation, joint.axis);
                scene.world().set_velocity(actor.links[i].body, {}, axis * rate);
                return;
            }
        }
        scene.set_velocity(subject_, scene.entity_velocity(subject_), {0.25F, rate, 0});
    }

    bool step(Stagehand& hand, double /*dt*/) override { return age(hand) < 3.0; }
};

class SinkDeed final : public ThingDeed {
  public:
    using ThingDeed::ThingDeed;

    void begin(Stagehand& hand) override {
        mark(hand);
        hand.scene.hold_still(subject_, false);
    }

    bool step(Stagehand& hand, double dt) override {
        float& flooded = hand.scene.actor(subject_).flooded;
        flooded = std::min(1.0F, flooded + 0.5F * action_.intensity * static_cast<float>(dt));
        return age(hand) < 4.0;
    }
};

}  // namespace

void Stagehand::tell(
    EventKind kind, int entity, Vec3 position, float strength, std::string detail
) {
    events.push_back({
        .kind = kind,
        .time_s = clip_s(),
        .entity = entity,
        .position = position,
        .strength = strength,
        .detail = std::move(detail),
    });
}

void Stagehand::tell_deed(EventKind kind, int agent, int patient, Vec3 position, float strength) {
    tell(kind, agent, position, strength);
    events.back().patient = patient;
}

void Stagehand::hum(HumKind kind, int body, float level, float rate) {
    hums_now[{kind, body}] = {level, rate};
}

void prepare_thing(Stagehand& hand, int subject, const Action& action) {
    Scene& scene = hand.scene;
    Actor& actor = scene.actor(subject);
    if (action.verb == Verb::kShoot) {
        return load_guns(hand, subject);
    }
    if (action.verb != Verb::kSwing || actor.is_fixed()) {
        return;
    }
    // Lift the hanging links: one of a pendulum, `repeat` of a row.
    std::vector<std::size_t> hanging = hanging_links(actor);
    std::stable_sort(hanging.begin(), hanging.end(), [&](std::size_t l, std::size_t r) {
        return actor.blueprint.links[l].rest.position.x < actor.blueprint.links[r].rest.position.x;
    });
    if (hanging.empty()) {
        return;
    }
    scene.hold_still(subject, true);
    const std::size_t lifted = std::clamp<std::size_t>(
        static_cast<std::size_t>(std::max(action.repeat, 1)),
        1,
        std::max<std::size_t>(hanging.size() - 1, 1)
    );
    float angle = radians(clamp(34.0F * action.intensity, 12.0F, 60.0F));
    if (scene.find(action.target) >= 0) {
        // High enough that it arrives at its target with something left.
        const Hang hang = hang_of(actor.blueprint);
        const float met = std::asin(clamp((hang.reach - hang.bob) / hang.length, 0.0F, 0.8F));
        angle = std::min(std::max(angle, met + radians(32.0F)), radians(75.0F));
    }
    for (std::size_t k = 0; k < lifted; ++k) {
        const Link& link = actor.blueprint.links[hanging[k]];
        const bool ball = link.joint.kind == JointKind::kBall;
        const Vec3 axis = ball ? Vec3{0, 0, 1} : normalize(link.joint.axis, {0, 0, 1});
        const Vec3 pivot = apply(actor.origin, link.joint.pivot);
        // To the left as the camera sees it.
        const Vec3 world_axis = rotate(actor.origin.rotation, axis);
        const Quat lift = from_axis_angle(world_axis, world_axis.z >= 0.0F ? -angle : angle);
        for (std::size_t i = hanging[k]; i < actor.blueprint.links.size(); ++i) {
            const bool self = i == hanging[k];
            const bool child = actor.blueprint.links[i].parent == static_cast<int>(hanging[k]);
            if (self || child) {
                const int body = actor.links[i].body;
                const Pose now = scene.world().pose(body);
                scene.world().set_pose(
                    body, {pivot + rotate(lift, now.position - pivot), lift * now.rotation}
                );
            }
        }
    }
}

std::unique_ptr<Deed> make_thing_deed(const Action& action, int subject, int target) {
    switch (action.verb) {
        case Verb::kFall:
        case Verb::kDrop:
        case Verb::kBounce:
            return std::make_unique<DropDeed>(action, subject, target);
        case Verb::kRoll:
        case Verb::kSlide:
        case Verb::kHit:
        case Verb::kBowl:
        case Verb::kPush:
        case Verb::kRun:
        case Verb::kWalk:
            return std::make_unique<RollDeed>(action, subject, target);
        case Verb::kTopple:
            return std::make_unique<ToppleDeed>(action, subject, target);
        case Verb::kSwing:
            return std::make_unique<SwingDeed>(action, subject, target);
        case Verb::kSpin:
        case Verb::kPirouette:
        case Verb::kDance:
            return std::make_unique<SpinDeed>(action, subject, target);
        case Verb::kSink:
            return std::make_unique<SinkDeed>(action, subject, target);
        case Verb::kFloat:
        case Verb::kFly:
        case Verb::kFlap:
            return make_fly_deed(action, subject, target);
        case Verb::kLaunch:
            return make_launch_deed(action, subject, target);
        case Verb::kShoot:
            return make_fire_deed(action, subject, target);
        case Verb::kExplode:
            if (breaks(action)) {
                return make_shatter_deed(action, subject, target);
            }
            return make_explode_deed(action, subject, target);
        case Verb::kDrive:
        case Verb::kRide:
        case Verb::kCycle:
        case Verb::kSail:
        case Verb::kSurf:
        case Verb::kPaddle:
        case Verb::kSkate: {
            const GroundDirection way = ground_direction(action.direction);
            const Vec3 direction = normalize(Vec3{way.x, 0, way.z}, {1, 0, 0});
            const bool sails = action.verb == Verb::kSail;
            const float pace =
                (action.verb == Verb::kDrive ? 8.0F : (sails ? 2.5F : 3.0F)) * action.intensity;
            const double seconds =
                action.duration_s ? static_cast<double>(*action.duration_s) : 20.0;
            return make_drive_deed(subject, direction, pace, seconds);
        }
        default:
            return nullptr;
    }
}

}  // namespace hibari::world
