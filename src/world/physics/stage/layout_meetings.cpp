// What is to meet stands where it will.
#include "world/physics/stage/domino_row.h"
#include "world/physics/stage/layout.h"
#include "world/physics/stage/layout_steps.h"
#include "world/physics/stage/roles.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hibari::world {

void catch_falls(Arrangement& plan) {
    constexpr float kRollsOver = 0.9F;  // m/s; see RollDeed.
    constexpr float kTipsOver = 0.35F;
    for (const Action& action : plan.shot.actions) {
        const int faller = plan.scene.find(action.subject);
        const int below = plan.scene.find(action.target);
        int support = -1;
        int unused = -1;
        if (action.verb != Verb::kFall || faller < 0 || below < 0 || plan.at(faller).is_alive() ||
            !plan.stands_on(faller, &support) || below == support ||
            plan.stands_on(below, &unused) || !plan.at(support).thing->traits.surface ||
            plan.scene.gravity() < 0.1F) {
            continue;
        }
        const Action* first = first_deed(plan.shot, action.subject);
        const bool rolls = first->verb == Verb::kRoll || first->verb == Verb::kSlide;
        const Vec3 base = plan.at(support).origin.position;
        const float high = plan.top_of(support) - base.y - 2.0F * plan.half(below).y;
        const float fall_s = std::sqrt(2.0F * std::max(high, 0.05F) / plan.scene.gravity());
        const float side = first->direction == Direction::kLeft ? -1.0F : 1.0F;
        const Vec3 away = rolls
                              ? Vec3{side * (plan.half(support).x + kRollsOver * fall_s), 0, 0}
                              : Vec3{
                                    plan.at(faller).origin.position.x - base.x,
                                    0,
                                    plan.half(support).z + plan.half(faller).y + kTipsOver * fall_s
                                };
        plan.put(below, Vec3{base.x, plan.at(below).origin.position.y, base.z} + away, {});
    }
}

void lay_mats(Arrangement& plan) {
    constexpr float kBeside_m = 0.2F;
    for (const Actor& acrobat : plan.scene.actors()) {
        int support = -1;
        if (acrobat.backdrop || acrobat.thing->category != Category::kPerson ||
            !plan.stands_on(acrobat.entity, &support) ||
            plan.find_anchor(support, "start") == nullptr) {
            continue;
        }
        for (const Actor& mat : plan.scene.actors()) {
            int unused = -1;
            if (mat.backdrop || mat.script.kind != "mat" || !mat.script.relations.empty() ||
                plan.stands_on(mat.entity, &unused)) {
                continue;
            }
            const Pose& beam = plan.at(support).origin;
            const Vec3 off{0, 0, plan.half(mat.entity).z + kBeside_m};
            plan.put(mat.entity, beam.position + rotate(beam.rotation, off), beam.rotation);
        }
    }
}

void line_up_below_ramps(Arrangement& plan) {
    for (const Actor& roller : plan.scene.actors()) {
        int ramp = -1;
        if (roller.backdrop || roller.is_alive() || !plan.stands_on(roller.entity, &ramp)) {
            continue;
        }
        const Anchor* top = plan.find_anchor(ramp, "top");
        const Anchor* foot = plan.find_anchor(ramp, "bottom");
        if (top == nullptr || foot == nullptr) {
            continue;
        }
        const Vec3 low = apply(plan.at(ramp).origin, plan.rest_anchor(ramp, *foot));
        const Vec3 high = apply(plan.at(ramp).origin, plan.rest_anchor(ramp, *top));
        const Vec3 along = normalize(Vec3{low.x - high.x, 0, low.z - high.z});
        float ahead =
            0.4F * plan.half(roller.entity).x;  // Met before the roller can jump off the foot.
        for (const Actor& other : plan.scene.actors()) {
            int support = -1;
            const bool alike = other.script.kind == roller.script.kind;
            const Action* aim = first_aim(plan.shot, other.script.id);
            const bool aimed = aim != nullptr && aim->subject == roller.script.id;
            if (other.entity == roller.entity || other.backdrop || other.is_alive() ||
                other.entity == ramp || !(alike || aimed) ||
                plan.stands_on(other.entity, &support)) {
                continue;
            }
            if (const std::vector<int> row = domino_row(plan, other.entity); !row.empty()) {
                if (row.front() == other.entity) {
                    const float near = plan.half(other.entity).x;
                    put_in_row(plan, row, Vec3{low.x, 0, low.z} + along * (ahead + near), along);
                }
                continue;
            }
            const float r = plan.half(other.entity).x;
            plan.move_with_loads(other.entity, Vec3{low.x, 0, low.z} + along * (ahead + r), {});
            ahead += 2.2F * r;
        }
    }
}

namespace {

/// The rest of a row stand behind its first, touching: the blow goes through all of them.
void close_ranks(Arrangement& plan, int first) {
    constexpr float kTouch = 2.02F;
    Vec3 spot = plan.at(first).origin.position;
    const std::string kind = plan.at(first).script.kind;
    for (const Actor& other : plan.scene.actors()) {
        int unused = -1;
        if (other.backdrop || other.entity == first || other.is_alive() || other.is_fixed() ||
            other.script.kind != kind || plan.stands_on(other.entity, &unused) ||
            first_deed(plan.shot, other.script.id) != nullptr) {
            continue;
        }
        spot.x += kTouch * plan.half(other.entity).x;
        plan.move_with_loads(
            other.entity, {spot.x, plan.at(other.entity).origin.position.y, spot.z}, {}
        );
    }
}

}  // namespace

void meet_swings(Arrangement& plan) {
    for (const Action& action : plan.shot.actions) {
        const int subject = plan.scene.find(action.subject);
        const int target = plan.scene.find(action.target);
        if (action.verb != Verb::kSwing || subject < 0 || target < 0 || subject == target ||
            plan.at(subject).is_alive()) {
            continue;
        }
        const Hang hang = hang_of(plan.at(subject).blueprint);
        if (hang.link < 0) {
            continue;
        }
        plan.at(subject).origin.rotation = {};
        // A wall is met on its broad side.
        const Vec3 h = plan.half(target);
        const bool broad = h.x > 1.5F * h.z;
        const Vec3 pivot = apply(plan.at(subject).origin, hang.pivot);
        // A tower comes along with its lowest block.
        plan.move_with_loads(
            target,
            {pivot.x + hang.reach + (broad ? h.z : h.x), plan.at(target).origin.position.y, pivot.z
            },
            broad ? facing({-1, 0, 0}) : Quat{}
        );
        close_ranks(plan, target);
    }
}

namespace {

/// The whole wall or pyramid of which `one` is a part, so that it comes to stand at `spot`.
void move_heap(Arrangement& plan, int one, Vec3 spot) {
    constexpr float kNear_m = 3.0F;  // Farther off it is another one.
    const std::string kind = plan.at(one).script.kind;
    const Vec3 from = plan.at(one).origin.position;
    for (const Actor& other : plan.scene.actors()) {
        int unused = -1;
        const Vec3 off = other.origin.position - from;
        const bool alike = other.script.kind == kind && std::hypot(off.x, off.z) < kNear_m &&
                           !other.is_alive() && !other.backdrop &&
                           !plan.layout.in_hand[index(other.entity)];
        const bool part = other.entity == one || alike;
        if (part && !plan.stands_on(other.entity, &unused)) {
            const Vec3 to = other.origin.position + spot - Vec3{from.x, 0, from.z};
            plan.move_with_loads(other.entity, to, other.origin.rotation);
        }
    }
}

/// Who loads a gun stands at its mouth, who only fires it beside the breech, out of the recoil.
void serve(Arrangement& plan, int gun, const Actor& gunner) {
    constexpr Vec3 kBreech{-0.6F, 0, -1.0F};
    constexpr float kArm_m = 0.6F;     // He holds the ball out, a little
    constexpr float kAside_m = 0.25F;  // to his right.
    const Pose& stand = plan.at(gun).origin;
    const Action* deed = first_deed(plan.shot, gunner.script.id);
    const Anchor* muzzle = plan.find_anchor(gun, "muzzle");
    Vec3 spot = kBreech;
    if (deed != nullptr && deed->verb == Verb::kDrop && muzzle != nullptr &&
        plan.scene.find(deed->target) == gun) {
        spot = {kArm_m, 0, plan.rest_anchor(gun, *muzzle).z + kAside_m};
    }
    plan.put(gunner.entity, stand.position + rotate(stand.rotation, spot), stand.rotation);
}

}  // namespace

void aim_guns(Arrangement& plan) {
    constexpr float kRange_m = 6.0F;  // From the muzzle to what is fired at.
    for (const Action& action : plan.shot.actions) {
        const int gun = plan.scene.find(action.subject);
        const int target = plan.scene.find(action.target);
        int support = -1;
        if (action.verb != Verb::kShoot || gun < 0 || plan.at(gun).is_alive()) {
            continue;
        }
        Pose& stand = plan.at(gun).origin;
        const bool aboard = plan.stands_on(gun, &support);
        const bool duel =
            target >= 0 && std::ranges::any_of(plan.shot.actions, [&](const Action& other) {
                return other.verb == Verb::kShoot && plan.scene.find(other.subject) == target &&
                       plan.scene.find(other.target) == gun;
            });
        if (duel) {
            // Each on its side, the first one to the left.
            const float side = gun < target ? -1.0F : 1.0F;
            plan.put(
                gun,
                {side * (plan.half(gun).z + 0.5F * kRange_m), stand.position.y, 0},
                facing({-side, 0, 0})
            );
        } else if (target >= 0 && !aboard) {
            const float apart = plan.half(gun).z + kRange_m + plan.radius(target);
            plan.put(gun, {-0.5F * apart, stand.position.y, 0}, facing({1, 0, 0}));
            move_heap(plan, target, Vec3{0.5F * apart, 0, 0});
        } else if (target >= 0) {
            stand.rotation = facing(plan.at(target).origin.position - stand.position);
        } else {
            stand.rotation = facing({1, 0, 0});
        }
        for (Actor& gunner : plan.scene.actors()) {
            const bool serves =
                std::ranges::any_of(gunner.script.relations, [&](const Relation& relation) {
                    return relation.kind == RelationKind::kBehind &&
                           plan.scene.find(relation.target) == gun;
                });
            if (serves && gunner.is_alive()) {
                serve(plan, gun, gunner);
            }
        }
    }
}

void meet_rebounds(Arrangement& plan) {
    for (const Action& first : plan.shot.actions) {
        const int mover = plan.scene.find(first.subject);
        const int wall = plan.scene.find(first.target);
        if (first.verb != Verb::kHit || mover < 0 || wall < 0 || plan.at(mover).is_alive() ||
            !plan.at(wall).is_fixed()) {
            continue;
        }
        for (const Action& then : plan.shot.actions) {
            const int met = plan.scene.find(then.target);
            if (then.verb != Verb::kHit || then.subject != first.subject ||
                then.step <= first.step || met < 0 || met == wall || plan.at(met).is_fixed()) {
                continue;
            }
            // Behind where it starts, in its line.
            const Vec3 start = plan.at(mover).origin.position;
            const Vec3 off = start - plan.at(wall).origin.position;
            const Vec3 back = normalize(Vec3{off.x, 0, off.z}, {-1, 0, 0});
            const float away = 1.5F * plan.radius(mover) + plan.radius(met);
            const Vec3 spot = start + back * away;
            plan.move_with_loads(
                met, {spot.x, plan.at(met).origin.position.y, spot.z}, plan.at(met).origin.rotation
            );
        }
    }
}

}  // namespace hibari::world
