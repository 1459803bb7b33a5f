#include "world/physics/stage/layout.h"
#include "world/physics/stage/layout_steps.h"
#include "world/physics/stage/roles.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

/// Before a house one stands so far away that it is seen behind.
float lookout(Vec3 mine, Vec3 theirs) {
    constexpr float kMost_m = 7.0F;
    return theirs.y > kTowers * mine.y ? std::min(1.6F * (theirs.y - mine.y), kMost_m) : 0.0F;
}

void follow(Arrangement& plan, Actor& actor, RelationKind kind, int target) {
    const Vec3 base = plan.at(target).origin.position;
    const Vec3 mine = plan.half(actor.entity);
    const Vec3 theirs = plan.half(target);
    const float room = kGap + 0.25F * std::min(plan.radius(actor.entity), plan.radius(target)) +
                       (actor.is_alive() && plan.at(target).is_alive() ? 0.35F : 0.0F);
    const Quat turn =
        plan.placed[index(actor.entity)] ? actor.origin.rotation : plan.front_of(actor.entity);
    switch (kind) {
        case RelationKind::kLeftOf:
            return plan.put(actor.entity, base - Vec3{mine.x + theirs.x + room, 0, 0}, turn);
        case RelationKind::kRightOf:
            return plan.put(actor.entity, base + Vec3{mine.x + theirs.x + room, 0, 0}, turn);
        case RelationKind::kBehind:
            return plan.put(
                actor.entity, base + Vec3{plan.jitter(0.1F), 0, -(mine.z + theirs.z + room)}, turn
            );
        case RelationKind::kInFrontOf:
            if (plan.is_backcloth(target)) {
                return;  // It has been put behind.
            }
            return plan.put(
                actor.entity,
                base + Vec3{plan.jitter(0.1F), 0, mine.z + theirs.z + room + lookout(mine, theirs)},
                turn
            );
        case RelationKind::kFarFrom:
            return plan.put(actor.entity, base + Vec3{2.5F, 0, -(8.0F + 3.0F * theirs.x)}, turn);
        case RelationKind::kFacing:
            if (plan.placed[index(actor.entity)]) {
                actor.origin.rotation = facing(base - actor.origin.position);
            }
            return;
        case RelationKind::kHolding:
            return;
        case RelationKind::kBeside:
            if (!plan.placed[index(actor.entity)]) {
                const float side =
                    target == plan.layout.main || plan.rng.chance(0.5) ? 1.0F : -1.0F;
                plan.put(actor.entity, base + Vec3{side * (mine.x + theirs.x + room), 0, 0}, turn);
            }
            return;
        default:
            if (!plan.placed[index(actor.entity)]) {
                plan.put(actor.entity, base, turn);
            }
            return;
    }
}

bool is_ridden(Arrangement& plan, const Actor& actor) {
    const Action* use = first_use(plan.shot, actor.script.id);
    return use != nullptr && is_riding(use->verb);
}

bool shares_ground(Arrangement& plan, const Actor& actor) {
    int support = -1;
    return plan.placed[index(actor.entity)] && !plan.layout.in_hand[index(actor.entity)] &&
           !(plan.stands_on(actor.entity, &support) && !actor.backdrop) && !is_ridden(plan, actor);
}

Vec3 turned_half(const Actor& actor) {
    const Vec3 h = actor.blueprint.half_extent;
    const Vec3 x = rotate(actor.origin.rotation, {h.x, 0, 0});
    const Vec3 z = rotate(actor.origin.rotation, {0, 0, h.z});
    return {std::abs(x.x) + std::abs(z.x), h.y, std::abs(x.z) + std::abs(z.z)};
}

bool part(Arrangement& plan, Actor& a, Actor& b) {
    if (!shares_ground(plan, a) || !shares_ground(plan, b) || (a.backdrop && b.backdrop)) {
        return false;
    }
    const Vec3 ha = turned_half(a);
    const Vec3 hb = turned_half(b);
    const Vec3 d = b.origin.position - a.origin.position;
    const float over_x = ha.x + hb.x + 0.01F - std::abs(d.x);
    const float over_z = ha.z + hb.z + 0.01F - std::abs(d.z);
    if (over_x <= 0.0F || over_z <= 0.0F) {
        return false;
    }
    if (a.script.kind == "domino" && b.script.kind == "domino") {
        return false;
    }
    Vec3 push{};
    if (over_x < over_z) {
        push.x = d.x >= 0.0F ? over_x : -over_x;
    } else {
        push.z = d.z > 0.0F ? over_z : -over_z;
    }
    const bool a_stays = a.backdrop || a.is_fixed() || a.entity == plan.layout.main;
    const bool b_stays = b.backdrop || (b.is_fixed() && !a_stays) || b.entity == plan.layout.main;
    if (a_stays && b_stays) {
        return false;
    }
    const float share = a_stays ? 1.0F : (b_stays ? 0.0F : 0.5F);
    b.origin.position += push * share;
    a.origin.position -= push * (1.0F - share);
    return true;
}

}  // namespace

void follow_relations(Arrangement& plan) {
    for (Actor& actor : plan.scene.actors()) {
        if (actor.backdrop) {
            continue;
        }
        for (const Relation& relation : actor.script.relations) {
            const int target = plan.scene.find(relation.target);
            if (target >= 0 && target != actor.entity && plan.placed[index(target)] &&
                !plan.layout.in_hand[index(actor.entity)]) {
                follow(plan, actor, relation.kind, target);
            }
        }
        const Action* deed = first_deed(plan.shot, actor.script.id);
        const int ridden =
            deed != nullptr && is_riding(deed->verb) ? plan.scene.find(deed->object) : -1;
        if (ridden >= 0 && plan.placed[index(actor.entity)]) {
            plan.put(ridden, actor.origin.position, actor.origin.rotation);
        }
        if (!plan.placed[index(actor.entity)] && !plan.layout.in_hand[index(actor.entity)]) {
            const Action* use = first_use(plan.shot, actor.script.id);
            const int user = use != nullptr ? plan.scene.find(use->subject) : -1;
            if (user >= 0 && plan.placed[index(user)]) {
                plan.lay_before(actor.entity, user, 0.5F);
            }
        }
    }
}

void separate(Arrangement& plan) {
    for (int round = 0; round < 24; ++round) {
        bool moved = false;
        for (Actor& a : plan.scene.actors()) {
            for (Actor& b : plan.scene.actors()) {
                if (a.entity < b.entity && part(plan, a, b)) {
                    moved = true;
                }
            }
        }
        if (!moved) {
            return;
        }
    }
}

}  // namespace hibari::world
