// Bodies, joints and soft parts for what the layout has placed.
#include "base/check.h"
#include "world/physics/stage/scene.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hibari::world {

namespace {

/// Turns a joint's angle about its axis out of a relative rotation.
float twist_about(Quat rotation, Vec3 axis) {
    const float along = dot(Vec3{rotation.x, rotation.y, rotation.z}, axis);
    float angle = 2.0F * std::atan2(along, rotation.w);
    if (angle > kPi) {
        angle -= 2.0F * kPi;
    } else if (angle < -kPi) {
        angle += 2.0F * kPi;
    }
    return angle;
}

}  // namespace

void Scene::raise() {
    if (raised_ == 0) {
        raise_place();
    }
    const auto first_body = world_->body_count();
    for (std::size_t i = raised_; i < actors_.size(); ++i) {
        raise_actor(actors_[i]);
    }
    for (const Actor& actor : actors_) {
        if (actor.pieces >= static_cast<int>(raised_)) {
            hold_still(actor.pieces, true);
        }
    }
    wetness_.resize(static_cast<std::size_t>(world_->body_count()));
    for (int body = raised_ == 0 ? 0 : first_body; body < world_->body_count(); ++body) {
        if (world_->motion(body) != Motion::kStatic) {
            soft_guests_.push_back(body);
        }
    }
    raised_ = actors_.size();
    find_pools();
}

void Scene::raise_place() {
    const Place& place = *environment_.place;
    if (place.fixed_parts.empty()) {
        return;
    }
    sources_.push_back({-1, 0});
    for (const Part& part : place.fixed_parts) {
        Part centered = part;
        centered.local = {};
        const std::array<Part, 1> parts{centered};
        if (!part.collides) {
            continue;
        }
        const SubstanceValues values = values_of(Substance::kConcrete);
        place_bodies_.push_back(world_->add_body({
            .parts = parts,
            .pose = part.local,
            .mass_kg = 0.0F,
            .motion = Motion::kStatic,
            .restitution = 1.0F,
            .friction = values.friction,
            .rolling_friction = 0.0F,
            .standable = true,
        }));
        tracks_.push_back(0);
    }
    hulls_.resize(tracks_.size());
}

void Scene::raise_actor(Actor& actor) {
    if (actor.is_fixed()) {
        raise_fixed(actor);
    } else {
        raise_links(actor);
    }
    if (actor.is_alive()) {
        actor.performer->place(actor.origin);
    }
    for (const Soft& soft : actor.blueprint.softs) {
        actor.softs.push_back(static_cast<int>(softs_.size()));
        softs_.emplace_back(actor.entity, soft, actor.origin);
    }
}

/// Feet find the top of a fence only when somebody is said to be on it; who passes one does not
/// step up.
bool Scene::is_stood_on(const Actor& support) const {
    return std::any_of(actors_.begin(), actors_.end(), [&](const Actor& actor) {
        return std::any_of(
            actor.script.relations.begin(),
            actor.script.relations.end(),
            [&](const Relation& relation) {
                return relation.kind == RelationKind::kOn && relation.target == support.script.id &&
                       !support.backdrop;
            }
        );
    });
}

void Scene::raise_fixed(Actor& actor) {
    const Blueprint& blueprint = actor.blueprint;
    for (std::size_t link = 0; link < blueprint.links.size(); ++link) {
        const Pose frame = compose(actor.origin, blueprint.links[link].rest);
        const int track = static_cast<int>(sources_.size());
        sources_.push_back({actor.entity, static_cast<int>(link)});
        // One body per part: a fast ball is watched closely near the rim, not in the whole box of a
        // hoop. The first body stands for the link.
        LinkBody first;
        for (const Part& part : blueprint.links[link].parts) {
            if (!part.collides && first.body >= 0) {
                continue;
            }
            Part centered = part;
            centered.local = {};
            const std::array<Part, 1> parts{centered};
            const int body = world_->add_body({
                .parts = parts,
                .pose = compose(frame, part.local),
                .mass_kg = 0.0F,
                .motion = Motion::kStatic,
                .restitution = blueprint.restitution,
                .friction = blueprint.friction,
                .rolling_friction = blueprint.rolling_friction,
                .entity = actor.entity,
                .standable = actor.thing->traits.surface ||
                             actor.thing->category == Category::kGear || is_stood_on(actor),
            });
            tracks_.push_back(track);
            hulls_.emplace_back();
            if (first.body < 0) {
                first = {body, inverse(part.local)};
            }
        }
        if (first.body < 0) {
            first = {
                world_->add_body({.pose = frame, .motion = Motion::kStatic, .entity = actor.entity}
                ),
                {}
            };
            tracks_.push_back(track);
            hulls_.emplace_back();
        }
        actor.links.push_back(first);
    }
}

void Scene::raise_links(Actor& actor) {
    const Blueprint& blueprint = actor.blueprint;
    const std::size_t count = blueprint.links.size();
    // Welded links join the body of the link they hang on.
    std::vector<int> roots(count);
    for (std::size_t i = 0; i < count; ++i) {
        const Link& link = blueprint.links[i];
        // A creature that no performer plays stands stiff, like a figurine.
        const bool stiff = actor.thing->category == Category::kAnimal ||
                           actor.thing->category == Category::kPerson;
        const bool welded = !actor.is_alive() && link.parent >= 0 &&
                            (stiff || link.joint.kind == JointKind::kFixed);
        roots[i] = welded ? roots[static_cast<std::size_t>(link.parent)] : static_cast<int>(i);
        HIBARI_CHECK(link.parent < static_cast<int>(i), link.name);
    }
    actor.links.resize(count);
    float whole_kg = 0.0F;
    for (const Link& link : blueprint.links) {
        whole_kg += link.mass_kg;
    }
    for (std::size_t root = 0; root < count; ++root) {
        if (roots[root] != static_cast<int>(root)) {
            continue;
        }
        float mass = 0.0F;
        Vec3 center{};
        for (std::size_t i = root; i < count; ++i) {
            if (roots[i] == static_cast<int>(root)) {
                mass += blueprint.links[i].mass_kg;
                center += blueprint.links[i].rest.position * blueprint.links[i].mass_kg;
            }
        }
        const bool immovable = mass <= 0.0F;
        const Pose frame{
            immovable ? blueprint.links[root].rest.position : center / mass,
            blueprint.links[root].rest.rotation
        };
        std::vector<Part> parts;
        for (std::size_t i = root; i < count; ++i) {
            if (roots[i] != static_cast<int>(root)) {
                continue;
            }
            const Pose offset = compose(inverse(frame), blueprint.links[i].rest);
            for (Part part : blueprint.links[i].parts) {
                part.local = compose(offset, part.local);
                parts.push_back(part);
            }
            actor.links[i].offset = offset;
        }
        const Motion motion = immovable          ? Motion::kStatic
                              : actor.is_alive() ? Motion::kKinematic
                                                 : Motion::kDynamic;
        const int body = world_->add_body({
            .parts = parts,
            .pose = compose(actor.origin, frame),
            .mass_kg = mass,
            .motion = motion,
            .restitution = blueprint.restitution,
            .friction = blueprint.friction,
            .rolling_friction = blueprint.rolling_friction,
            .entity = actor.entity,
            // Wheels run inside what carries them.
            .self_collide = !actor.is_alive() && !actor.thing->traits.rideable,
            .standable = !actor.is_alive() && actor.thing->traits.surface,
            .performer_kg = actor.is_alive() ? whole_kg : 0.0F,
        });
        tracks_.push_back(static_cast<int>(sources_.size() + root));
        hulls_.emplace_back();
        if (has_water() && !immovable) {
            hulls_.back() = hull_of(actor, parts, mass);
            for (const Anchor& anchor : blueprint.anchors) {
                const auto link = static_cast<std::size_t>(anchor.link);
                if (anchor.name == "waterline" && roots[link] == static_cast<int>(root)) {
                    const Pose local = compose(actor.links[link].offset, anchor.local);
                    trim_hull(hulls_.back(), mass, local.position.y);
                }
            }
        }
        for (std::size_t i = root; i < count; ++i) {
            if (roots[i] == static_cast<int>(root)) {
                actor.links[i].body = body;
            }
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        sources_.push_back({actor.entity, static_cast<int>(i)});
    }
    actor.joints.assign(count, -1);
    if (!actor.is_alive()) {
        for (std::size_t i = 0; i < count; ++i) {
            if (roots[i] == static_cast<int>(i) &&
                blueprint.links[i].joint.kind != JointKind::kFree) {
                actor.joints[i] = world_->add_joint(joint_of(actor, static_cast<int>(i)));
            }
        }
    }
}

JointSpec Scene::joint_of(const Actor& actor, int link) const {
    const Link& part = actor.blueprint.links[static_cast<std::size_t>(link)];
    const Pose child = joint_change(actor, link);
    const Pose parent = part.parent >= 0 ? joint_change(actor, part.parent) : actor.origin;
    JointSpec spec{
        .kind = part.joint.kind,
        .parent =
            part.parent >= 0 ? actor.links[static_cast<std::size_t>(part.parent)].body : kGround,
        .child = actor.links[static_cast<std::size_t>(link)].body,
        .pivot = apply(child, part.joint.pivot),
        .axis = normalize(rotate(parent.rotation, part.joint.axis), {0, 1, 0}),
        .low = part.joint.low,
        .high = part.joint.high,
        .swing = normalize(rotate(child.rotation, part.joint.swing), {0, 1, 0}),
        .damping = part.joint.damping,
    };
    if (spec.kind == JointKind::kHinge && spec.low <= spec.high) {
        // Bullet measures from the pose at which the joint is made.
        const Quat relative = inverse(parent.rotation) * child.rotation;
        const float now = twist_about(relative, normalize(part.joint.axis));
        spec.low = std::min(spec.low - now, 0.0F);
        spec.high = std::max(spec.high - now, 0.0F);
    }
    return spec;
}

}  // namespace hibari::world
