#include "world/physics/character/swipe_act.h"
#include "world/physics/play/aim.h"
#include "world/physics/play/play.h"
#include "world/physics/play/play_parts.h"
#include "world/physics/stage/roles.h"
#include "world/script/names.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

/// What a performer does when it cannot play a verb itself.
Verb nearest_verb(Verb verb) {
    switch (verb) {
        case Verb::kRun:
        case Verb::kSneak:
        case Verb::kCrawl:
        case Verb::kClimb:
        case Verb::kSkate:
        case Verb::kRoll:
        case Verb::kSlide:
        case Verb::kGraze:
        case Verb::kFly:
            return Verb::kWalk;
        case Verb::kSing:
        case Verb::kLaugh:
        case Verb::kCry:
        case Verb::kSmile:
        case Verb::kFrown:
        case Verb::kGasp:
        case Verb::kBark:
        case Verb::kMeow:
        case Verb::kNeigh:
        case Verb::kChirp:
            return Verb::kTalk;
        case Verb::kShoot:
        case Verb::kDunk:
        case Verb::kBowl:
        case Verb::kBat:
            return Verb::kThrow;
        case Verb::kBackflip:
        case Verb::kFrontFlip:
        case Verb::kCartwheel:
        case Verb::kBounce:
        case Verb::kDive:
            return Verb::kJump;
        case Verb::kSpin:
            return Verb::kPirouette;
        case Verb::kEat:
        case Verb::kDrink:
        case Verb::kRead:
        case Verb::kPlayInstrument:
            return Verb::kHold;
        default:
            return Verb::kStand;
    }
}

bool is_aimed(Verb verb) {
    return is_throwing(verb) || verb == Verb::kKick || verb == Verb::kBowl || verb == Verb::kBat ||
           verb == Verb::kCatch;
}

/// Of a small animal that runs: its Froude number by its height is about 1.
float slow_pace(float height_m) {
    return std::sqrt(9.81F * height_m);
}

float pace_of(Verb verb) {
    switch (verb) {
        case Verb::kRun:
            return 3.4F;
        case Verb::kSneak:
        case Verb::kCrawl:
            return 0.7F;
        case Verb::kSwim:
        case Verb::kPaddle:
            return 1.0F;
        case Verb::kCycle:
        case Verb::kRide:
        case Verb::kSnowboard:
            return 4.5F;
        case Verb::kSkate:
        case Verb::kPushBoard:
        case Verb::kOllie:
        case Verb::kKickflip:
        case Verb::kGrind:
        case Verb::kSurf:
            return 3.2F;
        case Verb::kDrive:
            return 8.0F;
        case Verb::kSail:
            return 2.5F;
        default:
            return 1.3F;
    }
}

bool travels(Verb verb) {
    switch (verb) {
        case Verb::kWalk:
        case Verb::kRun:
        case Verb::kSneak:
        case Verb::kCrawl:
        case Verb::kSwim:
        case Verb::kPaddle:
        case Verb::kClimb:
        case Verb::kFly:
            return true;
        default:
            return is_riding(verb);
    }
}

}  // namespace

Vec3 ground_vector(Direction direction, Vec3 fallback) {
    const GroundDirection way = ground_direction(direction);
    return normalize(Vec3{way.x, 0, way.z}, fallback);
}

Cue Play::make_cue(int performer, const Action& action) {
    const Actor& actor = hand_.scene.actor(performer);
    Cue cue;
    cue.verb = action.verb;
    for (int tries = 0; tries < 3 && !actor.performer->can(cue.verb); ++tries) {
        cue.verb = nearest_verb(cue.verb);
    }
    cue.intensity = action.intensity;
    cue.repeat = action.repeat;
    cue.turns = action.turns;
    cue.object = hand_.scene.find(action.object);
    cue.target = hand_.scene.find(action.target);
    cue.outcome = action.outcome;
    if (cue.outcome == Outcome::kNone) {
        // The prompt left it open: aimed shots are a gamble, everything else works.
        const bool misses = is_aimed(action.verb) && action.verb != Verb::kCatch &&
                            cue.target >= 0 &&
                            hand_.rng.split("outcome").split(action.subject).chance(0.35);
        cue.outcome = misses ? Outcome::kFailure : Outcome::kSuccess;
    }
    // Who stands across a board still goes where the board points.
    const Quat heading = actor.mount >= 0 ? hand_.scene.entity_pose(actor.mount).rotation
                                          : actor.performer->poses().front().rotation;
    const Vec3 ahead = rotate(heading, {0, 0, 1});
    cue.facing = normalize(ground_vector(action.direction, {ahead.x, 0, ahead.z}), {0, 0, 1});
    if (action.duration_s) {
        cue.duration_s = static_cast<double>(*action.duration_s * hand_.shot.speed);
    }
    cue.onto = cue.verb == Verb::kJump && cue.target >= 0 && action.direction == Direction::kUp;
    cue.springs = bed_under(hand_.scene, actor) >= 0;
    cue.circles = action.direction == Direction::kAround;
    place_destination(performer, action, cue);
    run_to_the_water(performer, action, cue);
    return cue;
}

/// Whether the target runs away while it is chased, and is so small that it does not get far.
bool Play::flees_slowly(const Action& hunt, int prey) const {
    constexpr float kHand_m = 0.2F;
    const Actor& actor = hand_.scene.actor(prey);
    return hunt.verb == Verb::kRun && actor.is_alive() &&
           2.0F * hand_.scene.entity_half_extent(prey).y < kHand_m &&
           std::ranges::any_of(
               hand_.shot.actions,
               [&](const Action& flight) {
                   return flight.subject == actor.script.id && flight.step == hunt.step &&
                          flight.verb == Verb::kRun && flight.target != hunt.subject;
               }
           );
}

// Who is to swim and stands on land splashes into the nearest water first; that is what is seen.
void Play::run_to_the_water(int performer, const Action& action, Cue& cue) {
    constexpr float kFarthest_m = 40.0F;
    constexpr int kWays = 16;
    const Scene& scene = hand_.scene;
    const Vec3 here = scene.entity_pose(performer).position;
    const auto depth = [&](Vec3 at) {
        const auto surface = scene.water_y(at.x, at.z);
        return surface ? *surface - scene.ground_y(at.x, at.z) : 0.0F;
    };
    const float wanted = 0.5F * scene.entity_half_extent(performer).y;
    if (action.verb != Verb::kSwim || depth(here) >= wanted) {
        return;
    }
    for (float away = 1.0F; away < kFarthest_m; away += 1.0F) {
        for (int way = 0; way < kWays; ++way) {
            const float angle = 2.0F * kPi * static_cast<float>(way) / kWays;
            const Vec3 spot = here + Vec3{std::sin(angle), 0, std::cos(angle)} * away;
            if (depth(spot) >= wanted) {
                cue.verb = Verb::kRun;
                cue.destination = Vec3{spot.x, scene.ground_y(spot.x, spot.z), spot.z};
                cue.facing = normalize(spot - here, cue.facing);
                return;
            }
        }
    }
}

void Play::place_destination(int performer, const Action& action, Cue& cue) {
    const Scene& scene = hand_.scene;
    const Vec3 here = scene.entity_pose(performer).position;
    if (cue.target >= 0) {
        const Vec3 there = scene.entity_pose(cue.target).position;
        cue.facing = normalize(Vec3{there.x - here.x, 0, there.z - here.z}, cue.facing);
        if (is_throwing(action.verb) || action.verb == Verb::kKick || action.verb == Verb::kBowl) {
            const std::optional<Pose> rim = scene.anchor(cue.target, "rim");
            cue.destination = rim ? rim->position : there;
            return;
        }
        if (const auto muzzle = scene.anchor(cue.target, "muzzle");
            muzzle && action.verb == Verb::kDrop) {
            cue.destination = muzzle->position;  // Into the mouth of the gun.
            return;
        }
        if (travels(action.verb) || action.verb == Verb::kPush || action.verb == Verb::kPickUp ||
            action.verb == Verb::kHug || action.verb == Verb::kSit) {
            const Vec3 half = scene.entity_half_extent(cue.target);
            const float own = 2.0F * scene.entity_half_extent(performer).y;
            const float room = std::min(0.5F, 3.0F * own);
            const float stop = action.verb == Verb::kSit ? 0.0F : std::max(half.x, half.z) + room;
            Vec3 goal = there - cue.facing * stop;
            if (flees_slowly(action, cue.target)) {
                // Behind it all the way; it would be caught up with at once.
                const double left = hand_.world_duration() - hand_.now_s();
                goal += cue.facing * (slow_pace(2.0F * half.y) * static_cast<float>(left));
                cue.duration_s = left;
            }
            if (travels(action.verb) && is_dodged(hand_.shot, action)) {
                constexpr float kPast_m = 6.0F;
                goal = there + cue.facing * kPast_m;  // It cannot stop there.
            }
            if (travels(action.verb) && action.direction == Direction::kAwayFromCamera) {
                goal = there - Vec3{0, 0, half.z + 0.5F};  // Behind it.
            }
            goal.y = scene.ground_y(goal.x, goal.z);
            cue.destination = goal;
        }
        return;
    }
    if (cue.object >= 0 && (action.verb == Verb::kKick || action.verb == Verb::kPickUp ||
                            action.verb == Verb::kPush || action.verb == Verb::kPull)) {
        const Vec3 there = scene.entity_pose(cue.object).position;
        if (action.direction == Direction::kNone) {
            cue.facing = normalize(Vec3{there.x - here.x, 0, there.z - here.z}, cue.facing);
        }
        if (action.verb != Verb::kKick) {
            cue.destination = there;
            return;
        }
    }
    if (travels(action.verb) || action.verb == Verb::kPush || action.verb == Verb::kPull) {
        const double left = hand_.world_duration() - hand_.now_s();
        const double share =
            left / static_cast<double>(std::max<std::size_t>(1, steps_.size() - next_step_ + 1));
        const double seconds = cue.duration_s > 0.0 ? cue.duration_s : share;
        const bool leaves = action.direction == Direction::kOff;
        const float way = static_cast<float>(seconds) * pace_of(action.verb) * cue.intensity *
                          (leaves ? 2.0F : 1.0F);
        Vec3 goal = here + cue.facing * std::min(way, leaves ? 20.0F : 14.0F);
        const Vec3 room = scene.environment().place->half_extent;
        if (scene.environment().place->indoor) {
            goal.x = clamp(goal.x, -room.x + 0.6F, room.x - 0.6F);
            goal.z = clamp(goal.z, -room.z + 0.6F, room.z - 0.6F);
        }
        if (const auto end = end_of_way(performer, cue.facing)) {
            goal = *end;
        } else if (const auto edge = edge_to_leap_from(here, cue.facing, action)) {
            goal = *edge;
        }
        goal.y = scene.ground_y(goal.x, goal.z);
        cue.destination = goal;
    }
}

// Who runs and then leaps does it from where the deep water begins.
std::optional<Vec3> Play::edge_to_leap_from(Vec3 here, Vec3 facing, const Action& run) const {
    constexpr float kFarthest_m = 25.0F;
    constexpr float kDeep_m = 1.2F;
    constexpr float kToes_m = 0.1F;  // From the goal of the run to the edge; it stops before.
    const bool leaps = leaps_after(hand_.shot, run);
    for (float way = 1.0F; leaps && way < kFarthest_m; way += 0.1F) {
        const Vec3 at = here + facing * way;
        const auto surface = hand_.scene.water_y(at.x, at.z);
        if (surface && *surface - hand_.scene.ground_y(at.x, at.z) > kDeep_m) {
            return here + facing * std::max(way - kToes_m, 0.5F);
        }
    }
    return std::nullopt;
}

constexpr float kSpareOfBeam = 0.3F;

constexpr float kQueueing_m = 0.8F;  // Between those who stop at the end of the same way.
constexpr float kQueueShare = 0.7F;  // Of the way at most.

bool stands_upon(const Actor& actor, std::string_view support) {
    return std::ranges::any_of(actor.script.relations, [&](const Relation& relation) {
        return relation.kind == RelationKind::kOn && relation.target == support;
    });
}

/// Who walks along a fence or a beam goes as far as it goes.
std::optional<Vec3> Play::end_of_way(int performer, Vec3 facing) const {
    const Scene& scene = hand_.scene;
    for (const Relation& relation : scene.actor(performer).script.relations) {
        const int support = scene.find(relation.target);
        if (relation.kind != RelationKind::kOn || support < 0 || !scene.anchor(support, "end") ||
            !scene.anchor(support, "start")) {
            continue;
        }
        Vec3 start = scene.anchor(support, "start")->position;
        Vec3 end = scene.anchor(support, "end")->position;
        if (scene.actor(performer).thing->category == Category::kPerson) {
            // There is room for what is done at the end of the way.
            const Vec3 spare = (end - start) * kSpareOfBeam;
            start += spare;
            end -= spare;
        }
        const Vec3 here = scene.entity_pose(performer).position;
        if (here.y > start.y - 0.1F) {
            const Vec3 goal = dot(end - start, facing) > 0.0F ? end : start;
            const Vec3 back = (dot(end - start, facing) > 0.0F ? start : end) - goal;
            // There is no room for two at the end: who begins further back stops before the others.
            const auto before = std::ranges::count_if(scene.actors(), [&](const Actor& other) {
                return other.entity != performer && other.is_alive() &&
                       stands_upon(other, relation.target) &&
                       distance(scene.entity_pose(other.entity).position, goal) <
                           distance(here, goal);
            });
            const float queue =
                std::min(kQueueing_m * static_cast<float>(before), kQueueShare * length(back));
            return goal + normalize(back) * queue;
        }
    }
    return std::nullopt;
}

void Play::ride(int performer, const Action& action) {
    Scene& scene = hand_.scene;
    Actor& actor = scene.actor(performer);
    const int ridden = scene.find(action.object);
    if (ridden < 0 || scene.actor(ridden).is_alive() || !is_riding(action.verb)) {
        if (ridden >= 0 && is_riding(action.verb)) {
            if (actor.mount != ridden) {
                actor.performer->mount(ridden, "seat");
                actor.mount = ridden;
                scene.world().ignore(performer, ridden, true);
            }
            if (Living* horse = living(ridden); horse != nullptr && horse->done) {
                Action trot = action;
                trot.subject = scene.actor(ridden).script.id;
                trot.object.clear();
                trot.verb = Verb::kRun;
                begin_cue(ridden, trot);
            }
        }
        return;
    }
    for (const char* name : {"seat", "deck"}) {
        if (scene.anchor(ridden, name)) {
            scene.world().ignore(performer, ridden, true);
            if (actor.mount != ridden) {
                actor.performer->mount(ridden, name);
                actor.mount = ridden;
            }
            break;
        }
    }
    if (actor.performer->drives(*scene.actor(ridden).thing)) {
        if (scene.actor(ridden).driver != performer) {
            scene.hold_still(ridden, false);
        }
        return;
    }
    const Vec3 way = ground_vector(action.direction, rotate(actor.origin.rotation, {0, 0, 1}));
    auto running = std::make_unique<Running>();
    const double seconds =
        action.duration_s ? static_cast<double>(*action.duration_s * hand_.shot.speed) : 30.0;
    running->deed = make_drive_deed(ridden, way, pace_of(action.verb) * action.intensity, seconds);
    running->subject = ridden;
    running->begin_s = hand_.scene.time_s();
    running->done = true;  // The rider's cue says when the step is over.
    running_.push_back(std::move(running));
}

namespace {

/// What a thing stands on, or the tower of its kind that it is part of; -1: the ground.
int table_under(const Scene& scene, int thing) {
    const std::string& kind = scene.actor(thing).script.kind;
    int under = thing;
    for (std::size_t i = 0; i < scene.actors().size() && under >= 0; ++i) {
        int next = -1;
        for (const Relation& relation : scene.actor(under).script.relations) {
            next = relation.kind == RelationKind::kOn ? scene.find(relation.target) : next;
        }
        under = next;
        if (under >= 0 && scene.actor(under).script.kind != kind) {
            return under;
        }
    }
    return -1;
}

}  // namespace

/// What animated limbs go through: their hits come as signals, not as contacts on the way.
void Play::let_pass(int performer, const Cue& cue) {
    RigidWorld& world = hand_.scene.world();
    const int object = cue.object;
    if (cue.verb == Verb::kJuggle && object >= 0) {
        // What shares a palm leaves it without a push, and what crosses in the air passes.
        for (const Actor& other : hand_.scene.actors()) {
            if (other.holder == performer && other.entity != object) {
                world.ignore(object, other.entity, true);
            }
        }
    }
    const bool paws =
        hand_.scene.actor(performer).thing->category == Category::kAnimal &&
        (cue.verb == Verb::kPush || cue.verb == Verb::kHit || cue.verb == Verb::kTopple ||
         cue.verb == Verb::kPickUp || cue.verb == Verb::kCatch);
    const bool swipes = cue.verb == Verb::kPush && is_for_the_hand(hand_.scene, object);
    if (object >= 0 && (paws || swipes || cue.verb == Verb::kKick || cue.verb == Verb::kBat)) {
        world.ignore(object, performer, true);
        for (const Actor& tool : hand_.scene.actors()) {
            if (tool.holder == performer && tool.entity != object) {
                world.ignore(object, tool.entity, true);
            }
        }
    }
    const bool bends = cue.verb == Verb::kBlow || cue.verb == Verb::kPour;
    if (cue.verb == Verb::kPour && object >= 0 && cue.target >= 0) {
        world.ignore(object, cue.target, true);
        world.ignore(performer, cue.target, true);
    }
    if (const int thing = swipes ? object : bends ? cue.target : -1; thing >= 0) {
        // Nor does an arm that reaches over a table push it, or what is poured from above it.
        if (const int table = table_under(hand_.scene, thing); table >= 0) {
            world.ignore(table, performer, true);
            if (bends && object >= 0) {
                world.ignore(table, object, true);
            }
        }
    }
    const bool leaps =
        cue.verb == Verb::kJump || cue.verb == Verb::kOllie || cue.verb == Verb::kKickflip;
    const bool over = leaps && cue.target >= 0 && !cue.onto;
    if (cue.onto || (over && cue.outcome == Outcome::kSuccess)) {
        // It is to carry the jumper, not to be kicked away by animated feet.
        world.ignore(performer, cue.target, true);
        if (const int mount = hand_.scene.actor(performer).mount; mount >= 0) {
            world.ignore(mount, cue.target, true);
        }
    }
}

void Play::begin_cue(int performer, const Action& action) {
    Living& who = *living(performer);
    Actor& actor = hand_.scene.actor(performer);
    const Cue cue = make_cue(performer, action);
    let_pass(performer, cue);
    if (is_riding(action.verb) || action.verb == Verb::kSit) {
        ride(performer, action);
    }
    who.action = action;
    who.cue = cue;
    who.strokes = 0;
    who.done = false;
    actor.performer->begin(cue, hand_.scene);
    tell_begun(performer, cue.verb, action);
}

void Play::tell_begun(int performer, Verb verb, const Action& action) {
    const int object = hand_.scene.find(action.object);
    hand_.tell(
        EventKind::kDeedBegan,
        performer,
        hand_.scene.center_of_mass(performer),
        action.intensity,
        std::string(enum_name(verb))
    );
    hand_.events.back().patient = object >= 0 ? object : hand_.scene.find(action.target);
}

}  // namespace hibari::world
