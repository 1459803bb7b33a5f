#include "world/physics/play/play.h"

#include "base/check.h"
#include "world/physics/play/aim.h"
#include "world/physics/stage/roles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace hibari::world {

namespace {

constexpr double kLineGap = 0.22;  // Between lines, clip seconds.
constexpr double kFirstLine = 0.25;
constexpr double kLead = 0.35;          // Before lifeless things begin to move, clip seconds.
constexpr double kQueue = 0.35;         // Between those that go down the same ramp.
constexpr double kShortestStep = 0.5;   // World seconds.
constexpr double kCatchReach = 0.38;    // A ball this near the hands is caught.
constexpr double kGetUpAfter = 1.4;     // World seconds on the ground before the next deed.
constexpr float kToppleCosine = 0.64F;  // 50 degrees.

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
        case Verb::kBark:
        case Verb::kMeow:
        case Verb::kNeigh:
        case Verb::kChirp:
            return Verb::kTalk;
        case Verb::kShoot:
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

bool is_aimed(Verb verb) {
    return is_throwing(verb) || verb == Verb::kKick || verb == Verb::kBowl || verb == Verb::kBat ||
           verb == Verb::kCatch;
}

Vec3 ground_vector(Direction direction, Vec3 fallback) {
    const GroundDirection way = ground_direction(direction);
    return normalize(Vec3{way.x, 0, way.z}, fallback);
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

/// Round things turn over all the time; that is no fall.
bool rolls(const Actor& actor) {
    const std::vector<Part>& parts = actor.blueprint.links.front().parts;
    return std::any_of(parts.begin(), parts.end(), [&](const Part& part) {
        const bool round =
            part.shape.kind == ShapeKind::kSphere || part.shape.kind == ShapeKind::kEllipsoid;
        return part.collides && round &&
               bounds(part.shape).x > 0.7F * actor.blueprint.half_extent.x;
    });
}

/// Track of the trampoline that an actor stands on, else the ground.
int bounced_on(const Scene& scene, const Actor& actor) {
    for (const Relation& relation : actor.script.relations) {
        const int support = scene.find(relation.target);
        if (relation.kind == RelationKind::kOn && support >= 0 && scene.anchor(support, "bed")) {
            return scene.track_of(scene.root(support));
        }
    }
    return kGround;
}

/// Where the hands of a catcher meet what comes from `from`: before the chest.
Vec3 catch_point(const Scene& scene, int catcher, Vec3 from) {
    const Vec3 middle = scene.center_of_mass(catcher);
    const Vec3 towards = normalize(Vec3{from.x - middle.x, 0, from.z - middle.z}, {0, 0, 1});
    const float tall = scene.entity_half_extent(catcher).y;
    return middle + towards * (0.38F * tall) + Vec3{0, 0.28F * tall, 0};
}

/// Nets are there to be cleared; whatever else when the script says "up" and over.
bool goes_over(const Scene& scene, int target, const std::optional<Action>& action) {
    const Actor& actor = scene.actor(target);
    return actor.is_fixed() && !mouth_of(scene, target) && !ring_of(scene, target) &&
           (actor.script.kind.ends_with("_net") || (action && action->direction == Direction::kUp));
}

}  // namespace

/// An action of a lifeless subject under way.
struct Play::Running {
    std::unique_ptr<Deed> deed;
    double begin_s = 0.0;  ///< world time
    bool begun = false;
    bool done = false;
};

/// A performer and the cue it plays.
struct Play::Living {
    int entity = -1;
    std::optional<Action> action;
    Cue cue;
    bool done = true;
    double limp_since_s = -1.0;
    bool told_fall = false;
    std::vector<Action> queue;  ///< begun when it is on its feet again
    std::vector<Signal> signals;
};

Play::Play(Stagehand& hand, std::vector<Utterance> utterances)
    : hand_(hand), utterances_(std::move(utterances)) {
    std::set<int> numbers;
    for (const Action& action : hand.shot.actions) {
        numbers.insert(action.step);
    }
    for (const SpokenLine& line : hand.shot.lines) {
        numbers.insert(line.step);
    }
    steps_.assign(numbers.begin(), numbers.end());
    Scene& scene = hand.scene;
    for (Actor& actor : scene.actors()) {
        if (actor.is_alive()) {
            auto living = std::make_unique<Living>();
            living->entity = actor.entity;
            living_.push_back(std::move(living));
        }
        const bool stands = !actor.is_fixed() && !actor.is_alive() && !rolls(actor);
        upright_.push_back(
            stands ? std::optional(scene.entity_pose(actor.entity).rotation) : std::nullopt
        );
        wet_.push_back(false);
    }
    for (Actor& actor : scene.actors()) {
        const auto index = static_cast<std::size_t>(actor.entity);
        if (actor.backdrop || actor.is_alive()) {
            continue;
        }
        const Action* deed = first_deed(hand.shot, actor.script.id);
        if (hand.layout.hung[index]) {
            scene.hold_still(actor.entity, true);
        }
        if (deed != nullptr) {
            prepare_thing(hand, actor.entity, *deed);
            const bool rocket = deed->verb == Verb::kLaunch;
            if (rocket) {
                scene.hold_still(actor.entity, true);
            }
        }
    }
    for (Actor& actor : scene.actors()) {
        if (actor.is_alive() && !actor.backdrop) {
            for (const Relation& relation : actor.script.relations) {
                const int under = scene.find(relation.target);
                if (relation.kind == RelationKind::kOn && under >= 0 && under != actor.entity) {
                    // What it stands on carries it; its animated feet must not kick it away.
                    scene.world().ignore(actor.entity, under, true);
                }
            }
            if (actor.thing->category == Category::kAnimal) {
                // Fish find their depth, birds their branch, before the first picture.
                std::vector<Signal> unheard;
                actor.performer->step(1e-4, scene, unheard);
                scene.snap(actor.entity);
            }
            mount_at_start(actor);
            swim_at_start(actor);
        }
    }
    // Hands are full from the start.
    for (const Actor& actor : scene.actors()) {
        const int carrier = hand.layout.carrier[static_cast<std::size_t>(actor.entity)];
        if (carrier >= 0) {
            Cue cue;
            const Action* use = first_use(hand_.shot, actor.script.id);
            const bool plays = use != nullptr && use->verb == Verb::kPlayInstrument;
            cue.verb = plays ? Verb::kPlayInstrument : Verb::kHold;
            cue.object = actor.entity;
            cue.facing = rotate(scene.actor(carrier).origin.rotation, {0, 0, 1});
            Performer& performer = *scene.actor(carrier).performer;
            // Before the chest, where hands find it; the performer grips it from there.
            const Vec3 chest{0, 1.16F * scene.entity_half_extent(carrier).y, 0.36F};
            const Vec3 low{0, scene.entity_half_extent(actor.entity).y, 0};
            const Pose& origin = scene.actor(carrier).origin;
            scene.move_to(actor.entity, {apply(origin, chest) - low, origin.rotation});
            if (performer.can(Verb::kHold)) {
                performer.begin(cue, scene);
            }
            scene.carry(actor.entity, carrier);
            // The hands close on it before the first picture.
            std::vector<Signal> unheard;
            for (int i = 0; i < kStepHz; ++i) {
                performer.step(1.0 / kStepHz, scene, unheard);
            }
            scene.snap(carrier);
            const Pose held = performer.carry_pose(actor.entity, scene);
            scene.move_to(actor.entity, compose(held, inverse(actor.blueprint.links.front().rest)));
        }
    }
}

Play::~Play() = default;

// Who rides something from the start is on it in the first picture.
void Play::mount_at_start(Actor& actor) {
    Scene& scene = hand_.scene;
    int ridden = -1;
    for (const Relation& relation : actor.script.relations) {
        const int other = scene.find(relation.target);
        if (other < 0 || other == actor.entity) {
            continue;
        }
        const bool drives = actor.performer->drives(*scene.actor(other).thing);
        if (relation.kind == RelationKind::kRiding ||
            (relation.kind == RelationKind::kOn && drives)) {
            ridden = other;
        }
    }
    const Action* deed = first_deed(hand_.shot, actor.script.id);
    if (ridden < 0 && deed != nullptr && is_riding(deed->verb)) {
        ridden = scene.find(deed->object);
    }
    if (ridden < 0 || ridden == actor.entity || scene.actor(ridden).is_fixed()) {
        return;
    }
    const char* place = scene.anchor(ridden, "seat") ? "seat" : "deck";
    if (!scene.anchor(ridden, place)) {
        return;
    }
    actor.performer->mount(ridden, place);
    actor.mount = ridden;
    scene.world().ignore(actor.entity, ridden, true);
    constexpr int kSteps = 200;  // Enough to come to rest in the saddle.
    std::vector<Signal> unheard;
    for (int i = 0; i < kSteps; ++i) {
        actor.performer->step(1.0 / kStepHz, scene, unheard);
    }
    scene.snap(actor.entity);
}

// Who is in the water from the start treads or swims in the first picture, and does not sink into
// it.
void Play::swim_at_start(Actor& actor) {
    Scene& scene = hand_.scene;
    const Vec3 at = actor.origin.position;
    const auto surface = scene.water_y(at.x, at.z);
    if (actor.thing->category != Category::kPerson || actor.mount >= 0 || !surface ||
        scene.ground_y(at.x, at.z) > *surface - scene.entity_half_extent(actor.entity).y) {
        return;
    }
    const Action* deed = first_deed(hand_.shot, actor.script.id);
    if (deed != nullptr && deed->verb == Verb::kSwim) {
        actor.performer->begin(make_cue(actor.entity, *deed), scene);
    }
    constexpr int kSteps = 240;  // Until the strokes are regular.
    std::vector<Signal> unheard;
    for (int i = 0; i < kSteps; ++i) {
        actor.performer->step(1.0 / kStepHz, scene, unheard);
    }
    scene.snap(actor.entity);
}

Play::Living* Play::living(int entity) {
    for (const auto& living : living_) {
        if (living->entity == entity) {
            return living.get();
        }
    }
    return nullptr;
}

double Play::deadline_of(int step) const {
    // Every step gets a fair share of the shot, so that the last one is still seen.
    const double share = static_cast<double>(step) / static_cast<double>(steps_.size());
    return hand_.world_duration() * 0.9 * share;
}

bool Play::step_is_over() const {
    const double now = hand_.scene.time_s();
    if (now - step_began_s_ < kShortestStep * std::min(1.0, hand_.world_duration() / 4.0)) {
        return false;
    }
    if (hand_.clip_s() < lines_end_s_ || !waiting_lines_.empty()) {
        return false;
    }
    if (now >= deadline_of(static_cast<int>(next_step_))) {
        return true;
    }
    const bool things = std::all_of(running_.begin(), running_.end(), [](const auto& running) {
        return running->done;
    });
    const bool performers = std::all_of(living_.begin(), living_.end(), [](const auto& living) {
        return living->done;
    });
    return things && performers;
}

void Play::begin_step(int step) {
    step_began_s_ = hand_.scene.time_s();
    hand_.tell(EventKind::kStepBegan, -1, {}, 1.0F, std::to_string(step));
    for (const Action& action : hand_.shot.actions) {
        if (action.step == step) {
            begin_action(action);
        }
    }
    for (std::size_t i = 0; i < utterances_.size(); ++i) {
        const int line = utterances_[i].line;
        HIBARI_CHECK(line >= 0 && line < static_cast<int>(hand_.shot.lines.size()), line);
        if (hand_.shot.lines[static_cast<std::size_t>(line)].step == step) {
            waiting_lines_.push_back(i);
        }
    }
    line_free_s_ = std::max(line_free_s_, hand_.clip_s() + kFirstLine);
}

void Play::begin_action(const Action& action) {
    const int subject = hand_.scene.find(action.subject);
    if (subject < 0) {
        return;
    }
    const Actor& actor = hand_.scene.actor(subject);
    if (actor.is_alive()) {
        Living& who = *living(subject);
        if (actor.limp && action.verb == Verb::kFall) {
            return;  // It has.
        }
        if (actor.limp) {
            who.queue.push_back(action);
            who.done = false;
        } else {
            begin_cue(subject, action);
        }
        return;
    }
    const int target = hand_.scene.find(action.target);
    const Vec3 at = hand_.scene.entity_pose(subject).position;
    const bool afloat = hand_.scene.water_y(at.x, at.z).has_value();
    if (action.verb == Verb::kFloat && afloat) {
        return;
    }
    if (actor.holder >= 0 || actor.is_fixed()) {
        return;
    }
    auto running = std::make_unique<Running>();
    const bool glides =
        actor.thing->category == Category::kAnimal || actor.thing->category == Category::kPerson;
    const bool vehicle = actor.thing->category == Category::kVehicle && !actor.thing->traits.flies;
    const bool drives =
        (vehicle || glides) &&
        (action.verb == Verb::kHit || action.verb == Verb::kRoll || action.verb == Verb::kRun ||
         action.verb == Verb::kDrive || action.verb == Verb::kSail || action.verb == Verb::kWalk);
    if (drives) {
        const Vec3 to = target >= 0 ? hand_.scene.center_of_mass(target) - at : Vec3{};
        const Vec3 way = normalize(Vec3{to.x, 0, to.z}, ground_vector(action.direction, {1, 0, 0}));
        const double seconds =
            action.duration_s ? static_cast<double>(*action.duration_s * hand_.shot.speed) : 20.0;
        const float pace = glides ? 2.0F : (action.verb == Verb::kSail ? 2.5F : 8.0F);
        running->deed = make_drive_deed(subject, way, pace * action.intensity, seconds);
    } else {
        running->deed = make_thing_deed(action, subject, target);
    }
    if (running->deed) {
        // A look at the quiet scene first.
        running->begin_s = hand_.scene.time_s() + (next_step_ <= 1 ? lead_s() : 0.0) +
                           kQueue * static_cast<double>(ahead_on_descent(action));
        running_.push_back(std::move(running));
    }
}

/// How many do the same from the head of the same ramp or stairs before it: they start in turn.
int Play::ahead_on_descent(const Action& action) const {
    const Scene& scene = hand_.scene;
    const auto descent = [&](const std::string& id) {
        const int entity = scene.find(id);
        for (const Relation& relation : scene.actor(entity).script.relations) {
            const int support = scene.find(relation.target);
            if (relation.kind == RelationKind::kOn && support >= 0 &&
                scene.anchor(support, "top") &&
                (scene.anchor(support, "bottom") || scene.anchor(support, "entry"))) {
                return support;
            }
        }
        return -1;
    };
    const int mine = descent(action.subject);
    if (mine < 0) {
        return 0;
    }
    int ahead = 0;
    for (const Action& other : hand_.shot.actions) {
        if (other.subject == action.subject) {
            break;
        }
        if (other.step == action.step && other.verb == action.verb &&
            descent(other.subject) == mine) {
            ++ahead;
        }
    }
    return ahead;
}

double Play::lead_s() const {
    return std::min(kLead, 0.08 * static_cast<double>(hand_.shot.duration_s)) *
           static_cast<double>(hand_.shot.speed);
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
    place_destination(performer, action, cue);
    return cue;
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
        if (travels(action.verb) || action.verb == Verb::kPush || action.verb == Verb::kPickUp ||
            action.verb == Verb::kHug || action.verb == Verb::kSit) {
            const Vec3 half = scene.entity_half_extent(cue.target);
            const float stop = action.verb == Verb::kSit ? 0.0F : std::max(half.x, half.z) + 0.5F;
            Vec3 goal = there - cue.facing * stop;
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
        const double left = hand_.world_duration() - scene.time_s();
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
        goal.y = scene.ground_y(goal.x, goal.z);
        cue.destination = goal;
    }
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
        scene.hold_still(ridden, false);
        return;
    }
    const Vec3 way = ground_vector(action.direction, rotate(actor.origin.rotation, {0, 0, 1}));
    auto running = std::make_unique<Running>();
    const double seconds =
        action.duration_s ? static_cast<double>(*action.duration_s * hand_.shot.speed) : 30.0;
    running->deed = make_drive_deed(ridden, way, pace_of(action.verb) * action.intensity, seconds);
    running->begin_s = hand_.scene.time_s();
    running->done = true;  // The rider's cue says when the step is over.
    running_.push_back(std::move(running));
}

void Play::begin_cue(int performer, const Action& action) {
    Living& who = *living(performer);
    Actor& actor = hand_.scene.actor(performer);
    const Cue cue = make_cue(performer, action);
    const int object = cue.object;
    const bool paws =
        actor.thing->category == Category::kAnimal &&
        (action.verb == Verb::kPush || action.verb == Verb::kHit || action.verb == Verb::kTopple ||
         action.verb == Verb::kPickUp || action.verb == Verb::kCatch);
    if (object >= 0 && (paws || action.verb == Verb::kKick || action.verb == Verb::kBat)) {
        // The foot's swing is animation: its hit comes as a signal, not as a contact on the way.
        hand_.scene.world().ignore(object, performer, true);
        for (const Actor& tool : hand_.scene.actors()) {
            if (tool.holder == performer && tool.entity != object) {
                hand_.scene.world().ignore(object, tool.entity, true);
            }
        }
    }
    if (is_riding(action.verb) || action.verb == Verb::kSit) {
        ride(performer, action);
    }
    who.action = action;
    who.cue = cue;
    who.done = false;
    actor.performer->begin(cue, hand_.scene);
}

void Play::step(double dt) {
    hand_.hums_now.clear();
    while (next_step_ < steps_.size()) {
        const int number = steps_[next_step_];
        const auto timed = std::find_if(
            hand_.shot.actions.begin(),
            hand_.shot.actions.end(),
            [&](const Action& action) { return action.step == number && action.start_s; }
        );
        const bool by_clock = timed != hand_.shot.actions.end();
        const bool due = by_clock ? hand_.clip_s() >= static_cast<double>(*timed->start_s)
                                  : (next_step_ == 0 || step_is_over());
        if (!due) {
            break;
        }
        ++next_step_;
        begin_step(number);
    }
    for (const auto& running : running_) {
        if (running->deed && !running->begun && hand_.scene.time_s() >= running->begin_s) {
            running->deed->begin(hand_);
            running->begun = true;
        }
        if (running->deed && running->begun && !running->deed->step(hand_, dt)) {
            running->done = true;
            running->deed.reset();
        }
    }
    speak_lines();
    step_performers(dt);
}

void Play::speak_lines() {
    const double now = hand_.clip_s();
    while (!waiting_lines_.empty() && now >= line_free_s_) {
        Utterance& line = utterances_[waiting_lines_.front()];
        waiting_lines_.erase(waiting_lines_.begin());
        if (now + line.duration_s > static_cast<double>(hand_.shot.duration_s) + 0.05) {
            line.start_s = -1.0;
            continue;
        }
        line.start_s = now;
        line_free_s_ = now + line.duration_s + kLineGap;
        lines_end_s_ = now + line.duration_s;
        if (line.entity >= 0 && hand_.scene.actor(line.entity).is_alive()) {
            Utterance spoken = line;
            // Performers live in world time; the mouth follows the clip's.
            for (MouthKey& key : spoken.mouth) {
                key.time_s *= static_cast<double>(hand_.shot.speed);
            }
            spoken.duration_s *= static_cast<double>(hand_.shot.speed);
            hand_.scene.actor(line.entity).performer->speak(spoken);
        }
    }
}

void Play::step_performers(double dt) {
    for (const auto& who : living_) {
        Actor& actor = hand_.scene.actor(who->entity);
        if (actor.limp) {
            const double lying = hand_.scene.time_s() - who->limp_since_s;
            if (!who->queue.empty() && lying > kGetUpAfter) {
                hand_.scene.get_up(who->entity);
                const Action action = who->queue.front();
                who->queue.erase(who->queue.begin());
                begin_cue(who->entity, action);
            }
            continue;
        }
        who->signals.clear();
        actor.performer->step(dt, hand_.scene, who->signals);
        hum_of_ride(who->entity);
        const std::vector<Signal> signals = who->signals;
        for (const Signal& signal : signals) {
            take_signal(who->entity, signal);
        }
    }
    catch_balls();
}

// Wheels that a rider turns touch the road without rolling in the solver: they are heard from
// here.
void Play::hum_of_ride(int performer) {
    const auto driven = hand_.scene.actor(performer).performer->driven();
    if (!driven) {
        return;
    }
    const Actor& ridden = hand_.scene.actor(driven->entity);
    const int body = hand_.scene.root(driven->entity);
    const Vec3 velocity = hand_.scene.entity_velocity(driven->entity);
    const float speed = std::sqrt(velocity.x * velocity.x + velocity.z * velocity.z);
    if (ridden.thing->category == Category::kVehicle) {
        const float rate = clamp(speed / 14.0F, 0.0F, 1.0F);
        hand_.hum(HumKind::kEngine, body, 0.35F + 0.3F * rate, 0.2F + 0.8F * rate);
    } else if (ridden.links.size() > 1 && std::fabs(velocity.y) < 0.4F) {
        hand_.hum(
            HumKind::kWheels,
            body,
            clamp(speed / 4.0F, 0.0F, 0.8F),
            clamp(speed / 14.0F, 0.0F, 1.0F)
        );
    }
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
                scene.carry(signal.object, performer);
                if (who.cue.verb == Verb::kCatch) {
                    hand_.tell(EventKind::kCaught, performer, signal.point);
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
        case SignalKind::kLimp:
            scene.go_limp(performer);
            for (const Relation& relation : actor.script.relations) {
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
            return;
        case SignalKind::kCall: {
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
            who.done = true;
            return;
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
    const Wish wish{
        .success = cue.outcome == Outcome::kSuccess,
        .via = who.action ? who.action->via : Via::kNone,
        .intensity = cue.intensity,
    };
    scene.carry(object, -1);
    scene.world().ignore(object, performer, true);
    Rng rng = hand_.rng.split("aim").split(scene.actor(object).script.id);
    const Vec3 from = scene.world().pose(scene.root(object)).position;
    Launch launch{signal.velocity};
    if (verb == Verb::kShoot && cue.target >= 0 && ring_of(scene, cue.target)) {
        launch = aim_at_ring(scene, object, from, cue.target, wish, rng);
    } else if (verb == Verb::kBowl) {
        std::vector<int> pins;
        for (const Actor& other : scene.actors()) {
            if (cue.target >= 0 && other.script.kind == scene.actor(cue.target).script.kind &&
                !other.backdrop && !other.is_fixed() && !other.is_alive()) {
                pins.push_back(other.entity);
            }
        }
        if (!pins.empty()) {
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
            if (target.is_alive()) {
                to = catch_point(scene, cue.target, from);
            }
            launch = aim_at_point(scene, object, from, to, wish, rng);
        }
    } else if (is_throwing(verb) && length(signal.velocity) < 0.5F) {
        const Vec3 up{0, 4.0F * cue.intensity, 0};
        launch.velocity = cue.facing * (7.0F * cue.intensity) + up;
    }
    if (launch.turn) {
        scene.world().set_pose(scene.root(object), {from, *launch.turn});
    }
    scene.set_velocity(object, launch.velocity, launch.spin);
    if (is_throwing(verb) || verb == Verb::kBowl) {
        hand_.tell(EventKind::kThrown, performer, from, cue.intensity);
        hand_.watches.push_back({
            .ball = object,
            .target = cue.target,
            .shooter = performer,
            .since_s = scene.time_s(),
            .before = from,
        });
    } else if (verb != Verb::kDribble) {
        hand_.tell(EventKind::kReleased, object, from);
    }
}

void Play::strike(int performer, int object, const Signal& signal) {
    Scene& scene = hand_.scene;
    if (object < 0 || scene.actor(object).is_fixed() || scene.actor(object).is_alive()) {
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
    if (cue.target >= 0 && goes_over(scene, cue.target, who.action)) {
        launch = aim_over(scene, object, from, cue.target, wish);
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
    hand_.tell(
        verb == Verb::kKick ? EventKind::kKicked : EventKind::kHit, performer, from, cue.intensity
    );
    if (cue.target >= 0) {
        hand_.watches.push_back({
            .ball = object,
            .target = cue.target,
            .shooter = performer,
            .since_s = scene.time_s(),
            .before = from,
        });
    }
}

void Play::catch_balls() {
    Scene& scene = hand_.scene;
    for (Watch& watch : hand_.watches) {
        if (watch.settled || watch.target < 0 || !scene.actor(watch.target).is_alive() ||
            scene.actor(watch.target).limp) {
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
            hand_.tell(EventKind::kCaught, watch.target, ball);
            watch.settled = true;
        }
    }
}

void Play::observe() {
    watch_balls();
    watch_falls();
    watch_hits();
}

void Play::watch_balls() {
    Scene& scene = hand_.scene;
    for (Watch& watch : hand_.watches) {
        if (watch.settled) {
            continue;
        }
        const Vec3 now = scene.world().pose(scene.root(watch.ball)).position;
        const double age = scene.time_s() - watch.since_s;
        const std::optional<Ring> ring = ring_of(scene, watch.target);
        const std::optional<Mouth> mouth = ring ? std::nullopt : mouth_of(scene, watch.target);
        if (ring) {
            if (falls_through(*ring, watch.before, now)) {
                hand_.tell(EventKind::kScored, watch.shooter, ring->center);
                watch.settled = true;
            } else if (age > 0.4 && now.y < ring->center.y - 0.35F && now.y < watch.before.y) {
                hand_.tell(EventKind::kMissed, watch.shooter, now);
                watch.settled = true;
            }
        } else if (mouth) {
            if (enters(*mouth, watch.before, now)) {
                hand_.tell(EventKind::kScored, watch.shooter, now);
                watch.settled = true;
            } else if (apply(inverse(mouth->frame), now).z < -0.5F || age > 2.5) {
                hand_.tell(EventKind::kMissed, watch.shooter, now);
                watch.settled = true;
            }
        } else if (age > 3.0) {
            const bool toppled =
                watch.target >= 0 && !upright_[static_cast<std::size_t>(watch.target)].has_value();
            if (watch.target >= 0 && !toppled) {
                hand_.tell(EventKind::kMissed, watch.shooter, now);
            }
            watch.settled = true;
        }
        watch.before = now;
    }
}

void Play::watch_falls() {
    Scene& scene = hand_.scene;
    for (const auto& who : living_) {
        const Actor& actor = scene.actor(who->entity);
        if (!actor.limp || who->told_fall) {
            continue;
        }
        const bool down =
            std::any_of(actor.links.begin(), actor.links.end(), [&](const LinkBody& link) {
                return scene.world().is_touching(link.body);
            });
        if (down && scene.time_s() - who->limp_since_s > 0.1) {
            who->told_fall = true;
            hand_.tell(EventKind::kFell, who->entity, scene.center_of_mass(who->entity));
        }
    }
    for (std::size_t i = 0; i < upright_.size(); ++i) {
        const int entity = static_cast<int>(i);
        const Actor& actor = scene.actor(entity);
        const bool watched = upright_[i] && actor.holder < 0 && !actor.waiting && !actor.backdrop &&
                             actor.thing->category != Category::kBall;
        if (!watched) {
            continue;
        }
        const Vec3 was = rotate(*upright_[i], {0, 1, 0});
        const Vec3 now = rotate(scene.entity_pose(entity).rotation, {0, 1, 0});
        if (dot(was, now) < kToppleCosine) {
            upright_[i].reset();
            hand_.tell(EventKind::kToppled, entity, scene.center_of_mass(entity));
        }
    }
    for (std::size_t i = 0; i < wet_.size(); ++i) {
        const int entity = static_cast<int>(i);
        const Actor& actor = scene.actor(entity);
        if (!scene.environment().water.present || actor.is_fixed() || actor.backdrop) {
            continue;
        }
        const int body = scene.root(entity);
        const Wetness wet = scene.wetness(body);
        const bool in = wet.submerged > 0.05F;
        const float down = -scene.world().velocity(body).y;
        if (in && !wet_[i] && down > 0.8F && scene.time_s() > 0.1) {
            const Vec3 at = scene.world().pose(body).position;
            const Vec3 point{at.x, wet.surface_y, at.z};
            hand_.recorder.add({
                .time_s = hand_.clip_s(),
                .body_a = scene.track_of(body),
                .body_b = -2,
                .point = point,
                .impulse_ns = scene.mass_of(entity) * down,
                .speed_mps = down,
                .kind = ContactKind::kSplash,
            });
            hand_.tell(EventKind::kSplashed, entity, point, clamp(0.25F * down, 0.2F, 2.0F));
        }
        wet_[i] = in;
    }
}

void Play::watch_hits() {
    const Scene& scene = hand_.scene;
    for (const Impact& impact : scene.world().impacts()) {
        const int a = scene.entity_of(impact.a);
        const int b = scene.entity_of(impact.b);
        if (impact.speed_mps < 0.8F || a < 0 || b < 0 || a == b) {
            continue;
        }
        const bool told =
            std::any_of(hand_.events.rbegin(), hand_.events.rend(), [&](const Event& event) {
                return event.kind == EventKind::kHit && event.entity == a &&
                       hand_.clip_s() - event.time_s < 0.4;
            });
        if (!told && hand_.events.size() < 400) {
            hand_.tell(
                EventKind::kHit,
                a,
                impact.point,
                clamp(0.3F * impact.speed_mps, 0.2F, 2.0F),
                scene.actor(b).script.id
            );
        }
    }
}

std::vector<Utterance> Play::finish() {
    // A shot still in the air when the clip ends stays open: nothing is claimed.
    std::stable_sort(hand_.events.begin(), hand_.events.end(), [](const Event& l, const Event& r) {
        return l.time_s < r.time_s;
    });
    return std::move(utterances_);
}

}  // namespace hibari::world
