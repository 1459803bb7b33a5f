#include "world/physics/stage/layout.h"
#include "world/physics/stage/layout_steps.h"
#include "world/physics/stage/roles.h"
#include "world/physics/stage/waterside.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kFlat_m =
    0.03F;  // People jump into what is no higher, and up in place at the rest.

void shift_with_ridden(Arrangement& plan, Actor& actor, Vec3 shift, Quat turn) {
    actor.origin.position += shift;
    actor.origin.rotation = turn;
    const Action* deed = first_deed(plan.shot, actor.script.id);
    const int ridden = deed != nullptr ? plan.scene.find(deed->object) : -1;
    if (ridden >= 0 && is_riding(deed->verb) && !plan.at(ridden).is_fixed()) {
        const float deck = plan.at(ridden).origin.position.y;
        int support = -1;
        plan.at(ridden).origin = actor.origin;
        if (plan.stands_on(actor.entity, &support) && support == ridden) {
            plan.at(ridden).origin.position.y = deck;
        }
    }
}

/// Whoever jumps over something (animals also onto it) takes a run-up and meets long things on
/// their long side, turned enough for the camera to see them.
void run_up(Arrangement& plan, Actor& actor, const Action& deed) {
    const int target = plan.scene.find(deed.target);
    const bool person = actor.thing->category == Category::kPerson;
    if (target < 0 || plan.at(target).is_alive() || plan.at(target).backdrop ||
        (person && deed.direction == Direction::kUp && 2.0F * plan.half(target).y > kFlat_m) ||
        (!person && actor.thing->category != Category::kAnimal)) {
        return;
    }
    const float side = deed.direction == Direction::kLeft ? -1.0F : 1.0F;
    const Vec3 goal = plan.at(target).origin.position;
    const Vec3 h = plan.half(target);
    float deep = h.x;
    if (deed.direction != Direction::kUp && h.x > 1.5F * h.z) {
        plan.at(target).origin.rotation = facing({1, 0, 0.4F});
        deep = 0.5F * h.x;
    }
    const float away = deep + 2.2F * plan.radius(actor.entity) + h.y + (person ? 2.2F : 0.6F);
    // Nearer to the camera when somebody sends something over it first.
    const bool passed = std::ranges::any_of(plan.shot.actions, [&](const Action& before) {
        return before.target == deed.target && before.subject != deed.subject &&
               before.step < deed.step;
    });
    const Vec3 beside{0, 0, passed ? 0.9F + plan.half(actor.entity).x : 0.0F};
    plan.put(actor.entity, goal - Vec3{side * away, 0, 0} + beside, facing({side, 0, 0}));
    // What it jumps over after that stands farther on.
    constexpr float kBetween_m = 5.0F;
    Vec3 next = goal;
    for (const Action& later : plan.shot.actions) {
        const int other = plan.scene.find(later.target);
        if (later.subject == deed.subject && later.verb == Verb::kJump && other >= 0 &&
            later.step > deed.step && other != target && !plan.at(other).is_alive()) {
            next += Vec3{side * kBetween_m, 0, 0};
            plan.put(other, next, plan.at(target).origin.rotation);
        }
    }
}

/// Metres to where the water is deep; 0 when there is none ahead.
float way_to_water(Arrangement& plan, Vec3 from, Vec3 along) {
    constexpr float kFarthest_m = 25.0F;
    constexpr float kDeep_m = 1.2F;
    const Environment& environment = plan.scene.environment();
    for (float way = 0.0F; environment.water.present && way < kFarthest_m; way += 0.1F) {
        const Vec3 at = from + along * way;
        if (floor_y(environment, at.x, at.z) < environment.water.level_m - kDeep_m) {
            return way;
        }
    }
    return 0.0F;
}

/// Whether something comes to a stop before it first: then it stands in the way.
bool is_stopped_for(const Shot& shot, const Action& deed) {
    return std::ranges::any_of(shot.actions, [&](const Action& halt) {
        return halt.verb == Verb::kStay && halt.target == deed.subject && halt.step < deed.step;
    });
}

void start_walk(Arrangement& plan, Actor& actor, const Action& deed) {
    if (attack_on(plan.shot, deed) != nullptr) {
        return;  // What it leaps away from comes.
    }
    float pace = 0.0F;
    switch (deed.verb) {
        case Verb::kWalk:
        case Verb::kSneak:
        case Verb::kPush:
        case Verb::kPull:
        case Verb::kCrawl:
            pace = deed.verb == Verb::kWalk ? 1.3F : 0.7F;
            break;
        case Verb::kSlide:
        case Verb::kRun:
        case Verb::kSkate:
        case Verb::kCycle:
        case Verb::kRide:
        case Verb::kSnowboard:
        case Verb::kPushBoard:
        case Verb::kOllie:
        case Verb::kKickflip:
        case Verb::kGrind:
            pace = 3.2F;
            break;
        case Verb::kSwim:
        case Verb::kSurf:
        case Verb::kPaddle:
            pace = 1.2F;
            break;
        case Verb::kJump:
            return run_up(plan, actor, deed);
        default:
            return;
    }
    // What is less than a hand high does not get that far in the time.
    constexpr float kHand_m = 0.2F;
    const float tall = 2.0F * plan.half(actor.entity).y;
    const bool is_small = actor.is_alive() && tall < kHand_m;
    if (is_small) {
        pace = std::min(pace, std::sqrt(9.81F * tall));
    }
    if (plan.scene.find(deed.target) >= 0 && deed.direction == Direction::kNone) {
        // Comes from a side towards its target.
        const Vec3 goal = plan.at(plan.scene.find(deed.target)).origin.position;
        const float away = std::min(pace * 0.6F * plan.shot.duration_s * plan.shot.speed, 6.0F) +
                           (is_small ? 2.0F * tall : 1.0F);
        if (distance(goal, actor.origin.position) < 1.5F) {
            actor.origin.position = goal + Vec3{-away, 0, 0.3F};
        }
        const Quat turn = facing(goal - actor.origin.position);
        shift_with_ridden(plan, actor, {}, turn);
        return;
    }
    GroundDirection way = ground_direction(deed.direction);
    if (way.x == 0.0F && way.z == 0.0F) {
        way = {1.0F, 0.0F};
    }
    const float length_m = std::min(pace * plan.shot.duration_s * plan.shot.speed, 14.0F);
    const Vec3 direction = normalize(Vec3{way.x, 0, way.z});
    if (is_stopped_for(plan.shot, deed)) {
        actor.origin.rotation = facing(direction);
        return;
    }
    Vec3 shift = direction * (-0.5F * length_m);
    if (leaps_after(plan.shot, deed)) {
        // Near enough to be there in time.
        constexpr float kRunUp_mps = 1.15F;
        const float away = way_to_water(plan, actor.origin.position + shift, direction);
        shift += direction * std::max(0.0F, away - kRunUp_mps * plan.shot.duration_s);
    }
    shift_with_ridden(plan, actor, shift, facing(direction));
}

bool steers(const Actor& actor, const Action& deed) {
    return deed.verb == Verb::kDrive || deed.verb == Verb::kSail ||
           actor.thing->category == Category::kVehicle;
}

/// Several that fall on the same thing at the same time do so side by side.
float abreast(Arrangement& plan, const Actor& actor, const Action& deed) {
    int before = 0;
    int all = 0;
    float widest = 0.0F;
    for (const Action& other : plan.shot.actions) {
        const int faller = plan.scene.find(other.subject);
        if (faller < 0 || other.step != deed.step || other.target != deed.target ||
            !starts_aloft(other.verb) || plan.at(faller).is_alive()) {
            continue;
        }
        before += faller < actor.entity ? 1 : 0;
        ++all;
        widest = std::max(widest, plan.half(faller).x);
    }
    return 2.4F * widest *
           (static_cast<float>(before) - 0.5F * static_cast<float>(std::max(all, 1) - 1));
}

/// Of those who do the same at the same time: they start side by side.
float largest_with(Arrangement& plan, const Action& deed, float size) {
    for (const Action& other : plan.shot.actions) {
        const int entity = plan.scene.find(other.subject);
        if (entity >= 0 && other.step == deed.step && other.verb == deed.verb &&
            other.target.empty()) {
            const Vec3 half = plan.half(entity);
            size = std::max({size, half.x, half.y, half.z});
        }
    }
    return size;
}

/// What is to land comes from the left, so high that it is down within a few seconds.
void glide_in(Arrangement& plan, Actor& actor, int target, float size) {
    const float away = 1.3F * size + 0.3F;
    actor.origin.position.y = 1.2F * size + 0.8F;
    if (target >= 0 && plan.placed[index(target)]) {
        const Vec3 goal = plan.at(target).origin.position;
        actor.origin.position = {
            goal.x - away, actor.origin.position.y + plan.top_of(target), goal.z
        };
    } else {
        actor.origin.position.x -= away;
    }
    actor.origin.rotation = plan.heading(actor.entity, {1, 0, 0});
}

void start_thing(Arrangement& plan, Actor& actor, const Action& deed) {
    const Vec3 h = actor.blueprint.half_extent;
    const float size = std::max({h.x, h.y, h.z});
    GroundDirection way = ground_direction(deed.direction);
    const bool skidding = skids(*actor.thing, actor.blueprint, deed) && deed.target.empty();
    const int target = plan.scene.find(skidding ? met_later(plan.shot, deed) : deed.target);
    if (starts_aloft(deed.verb)) {
        const bool lifts_off = deed.verb == Verb::kFly && deed.direction == Direction::kUp;
        // Onto a seesaw from no higher than the picture of it.
        const bool tips = target >= 0 && plan.at(target).script.kind == "seesaw";
        const float drop = lifts_off ? 0.02F
                           : tips    ? 0.75F * plan.half(target).x
                                     : clamp(1.2F + 4.0F * size, 0.9F, 9.0F);
        actor.origin.position.y += drop * clamp(deed.intensity, 0.7F, 1.4F);
        plan.layout.hung[index(actor.entity)] = true;
        if (lifts_off) {
            return;
        }
        if (deed.verb == Verb::kFly && deed.direction == Direction::kDown) {
            return glide_in(plan, actor, target, size);
        }
        if (deed.verb == Verb::kFly && way.x == 0.0F && way.z == 0.0F) {
            way.x = 1.0F;
        }
        if (deed.verb == Verb::kFly) {
            actor.origin.position.x -= 2.5F * way.x;
            actor.origin.position.z -= 2.5F * way.z;
        }
        if (target >= 0 && plan.placed[index(target)] && deed.verb != Verb::kFly) {
            Vec3 goal = plan.at(target).origin.position;
            if (const Anchor* end = plan.find_anchor(target, "left");
                end != nullptr && plan.at(target).script.kind == "seesaw") {
                const Vec3 spot = apply(plan.at(target).origin, plan.rest_anchor(target, *end));
                actor.origin.position = {spot.x, actor.origin.position.y + spot.y, spot.z};
                return;
            }
            actor.origin.position.x =
                goal.x + abreast(plan, actor, deed) + plan.jitter(0.1F * plan.half(target).x);
            actor.origin.position.z = goal.z + plan.jitter(0.1F * plan.half(target).z);
            actor.origin.position.y += goal.y + 2.0F * plan.half(target).y;
        }
        return;
    }
    const bool travels = deed.verb == Verb::kRoll || deed.verb == Verb::kSlide ||
                         deed.verb == Verb::kHit || deed.verb == Verb::kDrive ||
                         deed.verb == Verb::kSail;
    if (!travels) {
        return;
    }
    if (target >= 0 && plan.placed[index(target)]) {
        const float side = way.x != 0.0F ? way.x : 1.0F;
        const Vec3 goal = plan.at(target).origin.position;
        // Marbles come from near by: from afar they would be dots.
        const float run_up = std::max(clamp(16.0F * size, 0.35F, 1.2F), 5.0F * size);
        constexpr float kSeenToCome_m = 9.0F;  // What is to be leapt away from.
        const bool sped = deed.verb == Verb::kDrive && is_dodged(plan.shot, deed);
        const float away = plan.half(target).x + size + (sped ? kSeenToCome_m : run_up);
        const Quat turn = actor.origin.rotation;
        plan.put(actor.entity, {goal.x - side * away, goal.y, goal.z}, turn);
        if (steers(actor, deed)) {
            actor.origin.rotation = plan.heading(actor.entity, {side, 0, 0});
        }
        return;
    }
    if (way.x == 0.0F && way.z == 0.0F) {
        way.x = 1.0F;
    }
    const Vec3 direction = normalize(Vec3{way.x, 0, way.z});
    const float back = run_up_m(deed, largest_with(plan, deed, size));
    const Vec3 passed = actor.origin.position;
    actor.origin.position -= direction * back;
    if (steers(actor, deed)) {
        actor.origin.rotation = plan.heading(actor.entity, direction);
    }
    for (const Actor& wet : plan.scene.actors()) {
        // A puddle that is told of lies where somebody drives.
        if (!wet.backdrop && wet.script.kind == "puddle" && deed.verb == Verb::kDrive &&
            first_aim(plan.shot, wet.script.id) == nullptr) {
            plan.put(wet.entity, passed + direction * (0.5F * back), wet.origin.rotation);
        }
    }
}

/// What a vehicle carries comes along to where it starts.
void take_along(Arrangement& plan, int vehicle, const Pose& before) {
    const Pose& now = plan.at(vehicle).origin;
    for (Actor& load : plan.scene.actors()) {
        int support = -1;
        if (load.backdrop || load.entity == vehicle || !plan.stands_on(load.entity, &support) ||
            support != vehicle) {
            continue;
        }
        const Quat turn = now.rotation * inverse(before.rotation);
        load.origin.position = now.position + rotate(turn, load.origin.position - before.position);
        load.origin.rotation = turn * load.origin.rotation;
    }
}

}  // namespace

/// Things that move start so that their way crosses the picture.
void start_moves(Arrangement& plan) {
    for (Actor& actor : plan.scene.actors()) {
        int support = -1;
        const Action* deed = actor.backdrop ? nullptr : first_deed(plan.shot, actor.script.id);
        if (deed == nullptr || plan.layout.in_hand[index(actor.entity)] ||
            (plan.stands_on(actor.entity, &support) && deed->verb != Verb::kFall &&
             !(actor.is_alive() && is_riding(deed->verb)))) {
            continue;
        }
        if (actor.is_alive()) {
            start_walk(plan, actor, *deed);
        } else if (!plan.stands_on(actor.entity, &support)) {
            const Pose before = actor.origin;
            start_thing(plan, actor, *deed);
            if (actor.thing->category == Category::kVehicle) {
                take_along(plan, actor.entity, before);
            }
        }
    }
}

/// A rider of a board begins on the platform above the stairs that he is to leap down.
void start_above_stairs(Arrangement& plan) {
    for (Actor& actor : plan.scene.actors()) {
        const Action* deed = actor.backdrop ? nullptr : first_deed(plan.shot, actor.script.id);
        const int stairs = deed != nullptr ? plan.scene.find(deed->target) : -1;
        const int ridden = deed != nullptr ? plan.scene.find(deed->object) : -1;
        const Anchor* start = stairs >= 0 ? plan.find_anchor(stairs, "run_up") : nullptr;
        if (start == nullptr || ridden < 0 || !actor.is_alive()) {
            continue;
        }
        const float side = deed->direction == Direction::kLeft ? -1.0F : 1.0F;
        const Vec3 along = normalize(Vec3{side, 0, 0.25F});
        const Quat turn = rotation_between({1, 0, 0}, along);
        plan.put(stairs, {0, 0, 0}, turn);
        const Vec3 spot = rotate(turn, plan.rest_anchor(stairs, *start));
        plan.put(actor.entity, spot, facing(along));
        plan.put(ridden, spot, facing(along));
    }
}

/// To whom something comes down a flight of stairs waits at their foot.
void wait_below_stairs(Arrangement& plan) {
    constexpr float kAway_m = 2.0F;  // Beyond the first step.
    for (const Actor& comer : plan.scene.actors()) {
        const Action* deed = comer.backdrop ? nullptr : first_deed(plan.shot, comer.script.id);
        const int stairs = deed != nullptr ? plan.scene.find(deed->target) : -1;
        const Anchor* foot = stairs >= 0 ? plan.find_anchor(stairs, "entry") : nullptr;
        const Anchor* top = stairs >= 0 ? plan.find_anchor(stairs, "top") : nullptr;
        if (foot == nullptr || top == nullptr || comer.is_alive() ||
            deed->direction != Direction::kDown) {
            continue;
        }
        const Pose& frame = plan.at(stairs).origin;
        const Vec3 low = apply(frame, plan.rest_anchor(stairs, *foot));
        const Vec3 high = apply(frame, plan.rest_anchor(stairs, *top));
        const Vec3 up = normalize(Vec3{high.x - low.x, 0, high.z - low.z}, {1, 0, 0});
        for (const Actor& waiter : plan.scene.actors()) {
            const bool beside =
                std::ranges::any_of(waiter.script.relations, [&](const Relation& relation) {
                    return relation.kind == RelationKind::kBeside &&
                           plan.scene.find(relation.target) == stairs;
                });
            const Action* use = first_use(plan.shot, comer.script.id);
            const bool takes = use != nullptr && use->verb == Verb::kPickUp &&
                               plan.scene.find(use->subject) == waiter.entity;
            if ((beside || takes) && waiter.is_alive()) {
                plan.put(waiter.entity, Vec3{low.x, 0, low.z} - up * kAway_m, facing(up));
            }
        }
    }
}

/// A rider comes at a kicker from far enough away; down the slope where there is one.
void line_up_kickers(Arrangement& plan) {
    constexpr float kRunUp = 5.5F;  // Metres to its foot.
    for (Actor& actor : plan.scene.actors()) {
        const Action* deed = actor.backdrop ? nullptr : first_deed(plan.shot, actor.script.id);
        const int kicker = deed != nullptr ? plan.scene.find(deed->target) : -1;
        const int ridden = deed != nullptr ? plan.scene.find(deed->object) : -1;
        if (kicker < 0 || ridden < 0 || !actor.is_alive()) {
            continue;
        }
        const Anchor* entry = plan.find_anchor(kicker, "entry");
        const Anchor* lip = plan.find_anchor(kicker, "lip");
        if (entry == nullptr || lip == nullptr) {
            continue;
        }
        const bool slope = plan.scene.environment().terrain.kind == TerrainKind::kSlope;
        GroundDirection way = slope ? GroundDirection{} : ground_direction(deed->direction);
        if (way.x == 0.0F && way.z == 0.0F) {
            way = {1.0F, 0.0F};  // Where slopes fall to.
        }
        const Vec3 along = normalize(Vec3{way.x, 0, way.z});
        const Vec3 from = plan.rest_anchor(kicker, *entry);
        const Vec3 to = plan.rest_anchor(kicker, *lip);
        const Quat turn = rotation_between(normalize(Vec3{to.x - from.x, 0, to.z - from.z}), along);
        plan.put(kicker, {0, 0, 0}, turn);
        const Vec3 foot = rotate(turn, Vec3{from.x, 0, from.z});
        plan.put(actor.entity, foot - along * kRunUp, facing(along));
        plan.put(ridden, foot - along * kRunUp, facing(along));
    }
}

}  // namespace hibari::world
