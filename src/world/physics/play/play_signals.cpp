#include "world/physics/character/gesture.h"
#include "world/physics/play/aim.h"
#include "world/physics/play/play.h"
#include "world/physics/play/play_parts.h"
#include "world/physics/play/thing_deed.h"
#include "world/physics/stage/roles.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr double kCatchReach = 0.38;  // A ball this near the hands is caught.
constexpr float kDecisive = 1.1F;     // A blow harder than this throws down.

bool is_trick(Verb verb) {
    switch (verb) {
        case Verb::kBackflip:
        case Verb::kFrontFlip:
        case Verb::kCartwheel:
        case Verb::kHandstand:
        case Verb::kPirouette:
        case Verb::kSpin:
        case Verb::kBalance:
        case Verb::kDive:
        case Verb::kOllie:
        case Verb::kKickflip:
        case Verb::kGrind:
        case Verb::kSurf:
        case Verb::kSnowboard:
        case Verb::kJump:
            return true;
        default:
            return false;
    }
}

/// A keeper at a shot.
bool saves(const Cue& cue) {
    return cue.verb == Verb::kDive && cue.object >= 0 && cue.target >= 0;
}

/// Track of the trampoline that an actor stands on, else the ground.
int bounced_on(const Scene& scene, const Actor& actor) {
    const int bed = bed_under(scene, actor);
    return bed < 0 ? kGround : scene.track_of(scene.root(bed));
}

/// Where the hands of a catcher meet what comes from `from`: before the chest.
Vec3 catch_point(const Scene& scene, int catcher, Vec3 from) {
    const Vec3 middle = scene.center_of_mass(catcher);
    const Vec3 towards = normalize(Vec3{from.x - middle.x, 0, from.z - middle.z}, {0, 0, 1});
    const float tall = scene.entity_half_extent(catcher).y;
    return middle + towards * (0.38F * tall) + Vec3{0, 0.28F * tall, 0};
}

/// What an animal is to leap for: over its head, a little before it.
Vec3 leap_point(const Scene& scene, int hunter, Vec3 from) {
    const Vec3 middle = scene.center_of_mass(hunter);
    const Vec3 towards = normalize(Vec3{from.x - middle.x, 0, from.z - middle.z}, {0, 0, 1});
    const Vec3 half = scene.entity_half_extent(hunter);
    return middle + towards * (half.z + 0.2F) + Vec3{0, half.y + 0.35F, 0};
}

/// Where the bat of whoever waits for a pitch meets it.
Vec3 strike_point(const Scene& scene, int batter) {
    const float tall = scene.entity_half_extent(batter).y;
    const Quat heading = scene.entity_pose(batter).rotation;
    const Vec3 front = normalize(rotate(heading, {0, 0, 1}) * Vec3{1, 0, 1}, {0, 0, 1});
    return scene.center_of_mass(batter) + front * (1.17F * tall) + Vec3{0, 0.2F * tall, 0};
}

/// Nets are there to be cleared; whatever else when the script says "up" and over.
bool goes_over(const Scene& scene, int target, const std::optional<Action>& action) {
    const Actor& actor = scene.actor(target);
    return actor.is_fixed() && !mouth_of(scene, target) && !ring_of(scene, target) &&
           (actor.script.kind.ends_with("_net") || (action && action->direction == Direction::kUp));
}

}  // namespace

int bed_under(const Scene& scene, const Actor& actor) {
    for (const Relation& relation : actor.script.relations) {
        const int support = scene.find(relation.target);
        if (relation.kind == RelationKind::kOn && support >= 0 &&
            !scene.actor(support).softs.empty() && scene.anchor(support, "bed")) {
            return support;
        }
    }
    return -1;
}

void Play::take_signal(int performer, const Signal& signal) {
    Scene& scene = hand_.scene;
    Living& who = *living(performer);
    const Actor& actor = scene.actor(performer);
    const auto body_of = [&](int link) {
        return link >= 0 && link < static_cast<int>(actor.links.size())
                   ? actor.links[static_cast<std::size_t>(link)].body
                   : actor.links.front().body;
    };
    switch (signal.kind) {
        case SignalKind::kGrab:
            if (signal.object >= 0) {
                scene.carry(signal.object, signal.detail == kOntoHeld ? who.cue.target : performer);
                if (signal.detail == kOntoHeld || who.cue.verb == Verb::kCatch || saves(who.cue)) {
                    hand_.tell_deed(EventKind::kCaught, performer, signal.object, signal.point);
                }
            }
            return;
        case SignalKind::kRelease:
            return release(performer, signal.object >= 0 ? signal.object : who.cue.object, signal);
        case SignalKind::kStrike:
            return strike(performer, signal.object >= 0 ? signal.object : who.cue.object, signal);
        case SignalKind::kFootDown: {
            const float speed = std::max(0.3F, length(signal.velocity));
            hand_.recorder.add({
                .time_s = hand_.clip_s(),
                .body_a = scene.track_of(body_of(signal.link)),
                .body_b = kGround,
                .point = signal.point,
                .impulse_ns = 0.12F * scene.mass_of(performer) * speed,
                .speed_mps = speed,
                .kind = ContactKind::kFootstep,
            });
            return;
        }
        case SignalKind::kTakeOff:
            hand_.tell(EventKind::kJumped, performer, signal.point);
            pop_board(performer, signal);
            return;
        case SignalKind::kLand:
            if (is_trick(who.cue.verb)) {
                hand_.tell(EventKind::kLanded, performer, signal.point);
            }
            hand_.recorder.add({
                .time_s = hand_.clip_s(),
                .body_a = scene.track_of(body_of(signal.link)),
                .body_b = bounced_on(scene, actor),
                .point = signal.point,
                .impulse_ns = scene.mass_of(performer) * std::max(1.0F, length(signal.velocity)),
                .speed_mps = std::max(1.0F, length(signal.velocity)),
                .kind = bounced_on(scene, actor) == kGround ? ContactKind::kFootstep
                                                            : ContactKind::kImpact,
            });
            return;
        case SignalKind::kLimp: {
            const int ridden = actor.mount;
            let_fall(performer);
            if (ridden >= 0 && signal.detail == kStopped) {
                throw_over(performer, ridden);
            }
            return;
        }
        case SignalKind::kCall: {
            if (signal.detail == "blow") {
                return blow_out(signal.object);
            }
            EventKind kind = EventKind::kAnimalCall;
            if (signal.detail == "laugh") {
                kind = EventKind::kLaugh;
            } else if (signal.detail == "cry") {
                kind = EventKind::kCry;
            } else if (signal.detail == "clap") {
                kind = EventKind::kClap;
            }
            hand_.tell(kind, performer, signal.point, who.cue.intensity, signal.detail);
            return;
        }
        case SignalKind::kDone:
            // Hands that stop holding a ball so as to shoot it have not shot yet.
            who.done = who.done || signal.detail != "gesture" || is_gesture(who.cue.verb);
            return;
    }
}

// A breath at one flame takes those beside it along.
void Play::blow_out(int at) {
    constexpr float kReach_m = 0.4F;
    Scene& scene = hand_.scene;
    if (at < 0) {
        return;
    }
    const Vec3 there = scene.entity_pose(at).position;
    for (Actor& actor : scene.actors()) {
        if (actor.entity == at ||
            distance(scene.entity_pose(actor.entity).position, there) < kReach_m) {
            for (std::size_t i = 0; i < actor.blueprint.links.size(); ++i) {
                if (actor.blueprint.links[i].name == kFlames) {
                    actor.links[i].offset.position = kOutOfSight;
                }
            }
        }
    }
}

// Its body is the solver's from now on.
void Play::let_fall(int performer) {
    Scene& scene = hand_.scene;
    Living& who = *living(performer);
    scene.go_limp(performer);
    for (const Relation& relation : scene.actor(performer).script.relations) {
        // What carried it is in the way of its fall.
        const int under = scene.find(relation.target);
        if (relation.kind == RelationKind::kOn && under >= 0) {
            scene.world().ignore(performer, under, false);
        }
    }
    who.limp_since_s = scene.time_s();
    who.done = true;
    who.told_fall = false;
    for (const Actor& other : scene.actors()) {
        if (other.holder == performer) {
            scene.carry(other.entity, -1);
        }
    }
}

// What was ridden stands still at once: the rider goes on about its front, with the angular
// momentum that he has there, over the handlebars.
void Play::throw_over(int rider, int ridden) {
    Scene& scene = hand_.scene;
    RigidWorld& world = scene.world();
    const Vec3 front = rotate(scene.entity_pose(ridden).rotation, {0, 0, 1});
    const Vec3 ahead = normalize(Vec3{front.x, 0, front.z}, {1, 0, 0});
    Vec3 low;
    Vec3 high;
    scene.world_bounds(ridden, low, high);
    Vec3 pivot = (low + high) * 0.5F + ahead * (0.8F * scene.entity_half_extent(ridden).z);
    pivot.y = lerp(low.y, high.y, 0.3F);
    const Vec3 axis = cross(Vec3{0, 1, 0}, ahead);
    float momentum = 0.0F;
    float inertia = 1e-6F;
    for (const LinkBody& link : scene.actor(rider).links) {
        const Vec3 arm = world.pose(link.body).position - pivot;
        const Vec3 across = arm - axis * dot(arm, axis);
        momentum += world.mass(link.body) * dot(axis, cross(arm, world.velocity(link.body)));
        inertia += world.mass(link.body) * dot(across, across);
    }
    const Vec3 spin = axis * (momentum / inertia);
    for (const LinkBody& link : scene.actor(rider).links) {
        const Vec3 arm = world.pose(link.body).position - pivot;
        world.set_velocity(link.body, cross(spin, arm), spin);
    }
}

// A blow at somebody: heard, and a hard one throws down.
void Play::hit_somebody(int performer, int foe, const Signal& signal) {
    Scene& scene = hand_.scene;
    const Living& who = *living(performer);
    if (who.cue.outcome == Outcome::kFailure || scene.actor(foe).limp) {
        return;  // Past him.
    }
    if (who.action && is_dodged(hand_.shot, *who.action)) {
        return;  // Past his head.
    }
    const bool decisive =
        who.cue.intensity > kDecisive || (who.action && who.action->direction == Direction::kDown);
    const float speed = length(signal.velocity);
    hand_.recorder.add({
        .time_s = hand_.clip_s(),
        .body_a = scene.track_of(scene.root(foe)),
        .body_b = scene.track_of(
            scene.actor(performer).links[static_cast<std::size_t>(std::max(signal.link, 0))].body
        ),
        .point = signal.point,
        .normal = normalize(signal.velocity, {0, 0, 1}),
        .impulse_ns = 4.0F * speed,  // An arm weighs about four kilograms.
        .speed_mps = speed,
    });
    hand_.tell_deed(EventKind::kHit, performer, foe, signal.point, who.cue.intensity);
    if (!decisive) {
        return;
    }
    let_fall(foe);
    // The arm that is already where he was must not fling him away.
    scene.world().ignore(foe, performer, true);
    const Vec3 way = normalize(Vec3{signal.velocity.x, 0, signal.velocity.z}, {0, 0, 1});
    for (const LinkBody& link : scene.actor(foe).links) {
        // The higher, the faster: over backwards.
        const float high =
            scene.world().pose(link.body).position.y - scene.actor(foe).origin.position.y;
        scene.world().set_velocity(link.body, way * (0.6F + 1.5F * std::max(high, 0.0F)), {});
    }
}

void Play::pop_board(int performer, const Signal& signal) {
    Scene& scene = hand_.scene;
    const int board = scene.actor(performer).mount;
    if (board < 0 || scene.actor(board).driver >= 0 || scene.actor(board).is_alive() ||
        scene.actor(board).is_fixed() || scene.actor(board).thing->category == Category::kVehicle) {
        return;
    }
    // The rider's feet throw the board up with them; a kickflip turns it once about its length
    // while both are in the air, or not quite when the trick fails.
    const Living& who = *living(performer);
    const Verb verb = who.action ? who.action->verb : who.cue.verb;
    const float up = signal.velocity.y > 0.5F ? signal.velocity.y : 2.2F * who.cue.intensity;
    const float flight_s = 2.0F * up / std::max(scene.gravity(), 0.1F);
    const float turns = who.cue.outcome == Outcome::kSuccess ? 1.0F : 0.62F;
    const Vec3 nose = rotate(scene.entity_pose(board).rotation, {0, 0, 1});
    const Vec3 spin = verb == Verb::kKickflip ? nose * (2.0F * kPi * turns / flight_s) : Vec3{};
    const Vec3 velocity = scene.entity_velocity(board);
    scene.set_velocity(board, {velocity.x, up, velocity.z}, spin);
}

void Play::release(int performer, int object, const Signal& signal) {
    Scene& scene = hand_.scene;
    if (object < 0 || scene.actor(object).is_fixed()) {
        return;
    }
    Living& who = *living(performer);
    const Cue& cue = who.cue;
    const Verb verb = who.action ? who.action->verb : cue.verb;
    Wish wish{
        .success = cue.outcome == Outcome::kSuccess,
        .via = who.action ? who.action->via : Via::kNone,
        .intensity = cue.intensity,
    };
    scene.carry(object, -1);
    scene.world().ignore(object, performer, true);
    Rng rng = hand_.rng.split("aim").split(scene.actor(object).script.id);
    const Vec3 from = scene.world().pose(scene.root(object)).position;
    Launch launch{signal.velocity};
    const bool flips =
        is_throwing(verb) && cue.target >= 0 && scene.actor(cue.target).holder == performer;
    if (flips) {
        // Half a turn forwards by the time it is back.
        const Vec3 left =
            cross(Vec3{0, 1, 0}, rotate(scene.entity_pose(performer).rotation, {0, 0, 1}));
        const float flight_s = 2.0F * signal.velocity.y / std::max(scene.gravity(), 0.1F);
        scene.world().ignore(object, cue.target, true);
        scene.set_velocity(object, signal.velocity, left * (kPi / std::max(flight_s, 0.1F)));
        hand_.tell_deed(EventKind::kThrown, performer, object, from, cue.intensity);
        return;
    }
    if (verb == Verb::kDunk && cue.target >= 0 && ring_of(scene, cue.target)) {
        launch = aim_down_at_ring(scene, object, from, cue.target, wish);
    } else if (verb == Verb::kShoot && cue.target >= 0 && ring_of(scene, cue.target)) {
        launch = aim_at_ring(scene, object, from, cue.target, wish, rng);
    } else if (verb == Verb::kBowl) {
        std::vector<int> pins;
        for (const Actor& other : scene.actors()) {
            if (cue.target >= 0 && other.script.kind == scene.actor(cue.target).script.kind &&
                other.entity != object && !other.backdrop && !other.is_fixed() &&
                !other.is_alive()) {
                pins.push_back(other.entity);
            }
        }
        if (!pins.empty()) {
            wish.spared = count_spared(hand_.shot, scene.actor(cue.target).script.kind);
            launch = aim_at_pins(scene, object, from, pins, wish, rng);
        } else {
            launch.velocity = cue.facing * (6.0F * cue.intensity);
        }
    } else if (is_throwing(verb) && cue.target >= 0) {
        if (goes_over(scene, cue.target, who.action)) {
            launch = aim_over(scene, object, from, cue.target, wish);
        } else if (ring_of(scene, cue.target)) {
            launch = aim_at_ring(scene, object, from, cue.target, wish, rng);
        } else if (mouth_of(scene, cue.target)) {
            launch = aim_at_mouth(scene, object, from, cue.target, wish, rng);
        } else {
            Vec3 to = scene.center_of_mass(cue.target);
            const Actor& target = scene.actor(cue.target);
            if (target.thing->category == Category::kAnimal) {
                to = leap_point(scene, cue.target, from);
            } else if (target.is_alive()) {
                to = bats(cue.target) ? strike_point(scene, cue.target)
                                      : catch_point(scene, cue.target, from);
            }
            launch = aim_at_point(scene, object, from, to, wish, rng);
        }
    } else if (is_throwing(verb) && is_fetched(object)) {
        // Far enough for a run, and so high that it is leapt for.
        constexpr float kFar_m = 6.5F;
        constexpr float kHigh_m = 1.2F;
        Vec3 to = from + cue.facing * kFar_m;
        to.y = scene.ground_y(to.x, to.z) + kHigh_m;
        launch = aim_at_point(scene, object, from, to, wish, rng);
    } else if (is_throwing(verb) && length(signal.velocity) < 0.5F) {
        const Vec3 up{0, 4.0F * cue.intensity, 0};
        launch.velocity = cue.facing * (7.0F * cue.intensity) + up;
    }
    if (verb == Verb::kDrop && cue.target >= 0 && scene.anchor(cue.target, "muzzle")) {
        hand_.tell(EventKind::kReleased, object, from);
        return load_gun(hand_, cue.target, object, 0);
    }
    if (launch.turn) {
        scene.world().set_pose(scene.root(object), {from, *launch.turn});
    }
    scene.set_velocity(object, launch.velocity, launch.spin);
    if (is_throwing(verb) || verb == Verb::kBowl) {
        hand_.tell_deed(EventKind::kThrown, performer, object, from, cue.intensity);
        hand_.watches.push_back({
            .ball = object,
            .target = cue.target,
            .shooter = performer,
            .since_s = scene.time_s(),
            .before = from,
        });
    } else if (verb != Verb::kDribble && verb != Verb::kJuggle) {
        hand_.tell(EventKind::kReleased, object, from);
    }
}

// An animal is to catch it.
bool Play::is_fetched(int object) const {
    const Scene& scene = hand_.scene;
    return std::ranges::any_of(hand_.shot.actions, [&](const Action& action) {
        const int hunter = scene.find(action.subject);
        return action.verb == Verb::kCatch && scene.find(action.object) == object && hunter >= 0 &&
               scene.actor(hunter).thing->category == Category::kAnimal;
    });
}

// A kick to somebody, unless the script lifts it.
bool Play::passes_on_ground(const Cue& cue, const std::optional<Action>& action) const {
    return action && action->verb == Verb::kKick && cue.target >= 0 &&
           hand_.scene.actor(cue.target).is_alive() && action->direction != Direction::kUp;
}

void Play::strike(int performer, int object, const Signal& signal) {
    Scene& scene = hand_.scene;
    if (object < 0 || scene.actor(object).is_fixed()) {
        return;
    }
    if (scene.actor(object).is_alive()) {
        if (signal.detail == "blow") {
            hit_somebody(performer, object, signal);
        }
        return;
    }
    Living& who = *living(performer);
    const Cue& cue = who.cue;
    const Verb verb = who.action ? who.action->verb : cue.verb;
    const bool success = cue.outcome == Outcome::kSuccess;
    const Wish wish{
        .success = success,
        .via = who.action ? who.action->via : Via::kNone,
        .intensity = cue.intensity,
    };
    scene.hold_still(object, false);
    scene.world().ignore(object, performer, true);
    Rng rng = hand_.rng.split("aim").split(scene.actor(object).script.id);
    const Vec3 from = scene.world().pose(scene.root(object)).position;
    const float mass = scene.mass_of(object);
    Launch launch{signal.velocity};
    ++who.strokes;
    const int rival = verb == Verb::kBat ? returner_of(object, performer) : -1;
    if (rival >= 0) {
        Wish reached = wish;
        reached.success = true;
        launch = aim_at_point(scene, object, from, strike_point(scene, rival), reached, rng);
    } else if (cue.target >= 0 && goes_over(scene, cue.target, who.action)) {
        launch = aim_over(scene, object, from, cue.target, wish);
    } else if (hole_of(scene, cue.target)) {
        launch = aim_at_hole(scene, object, from, cue.target, wish, rng);
    } else if (const int keeper = saver_of(object, performer); keeper >= 0) {
        // Saved shots come within reach of whoever saves them: of a dive to one side, of one who
        // stands to catch into the hands.
        Wish reached = wish;
        reached.success = true;
        reached.intensity = 2.0F;
        Vec3 to = catch_point(scene, keeper, from);
        const Living* saver = living(keeper);
        if (saver != nullptr && saver->action && saver->action->verb == Verb::kDive) {
            const Vec3 way = normalize(Vec3{to.x - from.x, 0, to.z - from.z}, {0, 0, 1});
            const float aside = rng.uniform(1.5F, 1.9F) * (rng.chance(0.5) ? 1.0F : -1.0F);
            to += Vec3{way.z, 0, -way.x} * aside - Vec3{0, 0.25F, 0};
        } else {
            hand_.watches.push_back({
                .ball = object,
                .target = keeper,
                .shooter = performer,
                .since_s = scene.time_s(),
                .before = from,
            });
        }
        launch = aim_at_point(scene, object, from, to, reached, rng);
    } else if (const bool pass = passes_on_ground(cue, who.action); pass) {
        const Vec3 way = scene.center_of_mass(cue.target) - from;
        launch.velocity = normalize(Vec3{way.x, 0, way.z}, cue.facing) * (6.0F * cue.intensity);
    } else if (verb == Verb::kKick && cue.target >= 0) {
        launch =
            mouth_of(scene, cue.target)
                ? aim_at_mouth(scene, object, from, cue.target, wish, rng)
                : aim_at_point(scene, object, from, scene.center_of_mass(cue.target), wish, rng);
    } else if (verb == Verb::kKick) {
        // Light things fly, heavy ones are only pushed.
        const float speed = clamp(13.0F * cue.intensity / (1.0F + mass), 0.2F, 22.0F);
        launch.velocity = cue.facing * speed + Vec3{0, 0.35F * speed, 0};
    } else if (verb == Verb::kBat) {
        // A miss leaves the ball to itself.
        if (!success) {
            return;
        }
    } else if (length(signal.velocity) < 0.1F) {
        launch.velocity = cue.facing * (1.5F * cue.intensity);
    }
    for (Watch& watch : hand_.watches) {
        // Where it was going before does not matter any more.
        watch.settled = watch.settled || (verb == Verb::kBat && watch.ball == object);
    }
    const float change = distance(launch.velocity, scene.entity_velocity(object));
    scene.set_velocity(object, launch.velocity, launch.spin);
    hand_.recorder.add({
        .time_s = hand_.clip_s(),
        .body_a = scene.track_of(scene.root(object)),
        .body_b = scene.track_of(
            scene.actor(performer).links[static_cast<std::size_t>(std::max(signal.link, 0))].body
        ),
        .point = signal.point,
        .normal = normalize(launch.velocity, {0, 1, 0}),
        .impulse_ns = mass * change,
        .speed_mps = change,
    });
    const EventKind kind = verb == Verb::kKick ? EventKind::kKicked : EventKind::kHit;
    hand_.tell_deed(kind, performer, object, from, cue.intensity);
    const bool back = verb == Verb::kBat && cue.target >= 0 && scene.actor(cue.target).is_alive();
    if (cue.target >= 0 && !back && rival < 0) {
        hand_.watches.push_back({
            .ball = object,
            .target = cue.target,
            .shooter = performer,
            .since_s = scene.time_s(),
            .before = from,
            .kicked = passes_on_ground(cue, who.action),
        });
    }
}

// Who waits for the ball on the other side, to hit it back; -1: nobody.
int Play::returner_of(int ball, int striker) const {
    for (const auto& who : living_) {
        if (who->entity != striker && who->action && who->action->verb == Verb::kBat &&
            !who->done && who->strokes < who->cue.repeat && who->cue.object == ball &&
            !hand_.scene.actor(who->entity).limp) {
            return who->entity;
        }
    }
    return -1;
}

bool Play::bats(int entity) {
    const Living* who = living(entity);
    return who != nullptr && who->action && who->action->verb == Verb::kBat && !who->done;
}

// Who stops what the striker sends at a goal, by the script; -1: nobody.
int Play::saver_of(int ball, int striker) const {
    const Scene& scene = hand_.scene;
    for (const Action& action : hand_.shot.actions) {
        const int keeper = scene.find(action.subject);
        const bool catches = action.verb == Verb::kCatch || action.verb == Verb::kDive;
        if (catches && action.outcome != Outcome::kFailure && scene.find(action.object) == ball &&
            keeper >= 0 && keeper != striker && scene.actor(keeper).is_alive()) {
            return keeper;
        }
    }
    return -1;
}

// Who gets a pass on the ground stops it with the foot.
bool Play::trap(Watch& watch) {
    constexpr float kReach_m = 0.75F;
    Scene& scene = hand_.scene;
    for (const Action& action : hand_.shot.actions) {
        if (action.verb == Verb::kCatch && scene.find(action.object) == watch.ball) {
            return false;  // It goes to somebody's hands.
        }
    }
    const Vec3 to = scene.entity_pose(watch.ball).position - scene.center_of_mass(watch.target);
    if (std::hypot(to.x, to.z) < kReach_m) {
        scene.set_velocity(watch.ball, scene.entity_velocity(watch.ball) * 0.1F, {});
        watch.settled = true;
    }
    return true;
}

void Play::catch_balls() {
    Scene& scene = hand_.scene;
    for (Watch& watch : hand_.watches) {
        if (watch.settled || watch.target < 0 ||
            scene.actor(watch.target).thing->category != Category::kPerson ||
            scene.actor(watch.target).limp || bats(watch.target)) {
            continue;
        }
        if (watch.kicked && trap(watch)) {
            continue;
        }
        const Living* catcher = living(watch.target);
        const bool fumbles = catcher->action && catcher->action->verb == Verb::kCatch &&
                             catcher->cue.outcome == Outcome::kFailure;
        const Vec3 ball = scene.entity_pose(watch.ball).position;
        const Vec3 hands = catch_point(scene, watch.target, ball);
        const double away = static_cast<double>(distance(hands, ball));
        if (away < kCatchReach && !fumbles) {
            scene.carry(watch.ball, watch.target);
            hand_.tell_deed(EventKind::kCaught, watch.target, watch.ball, ball);
            watch.settled = true;
        }
    }
}

}  // namespace hibari::world
