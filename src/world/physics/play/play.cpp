#include "world/physics/play/play.h"

#include "base/check.h"
#include "world/physics/play/play_parts.h"
#include "world/physics/play/thing_deed.h"
#include "world/physics/stage/roles.h"
#include "world/script/whole_shot.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

namespace hibari::world {

namespace {

constexpr double kLineGap = 0.22;  // Between lines, clip seconds.
constexpr double kFirstLine = 0.25;
constexpr double kLead = 0.35;         // Before lifeless things begin to move, clip seconds.
constexpr double kQueue = 0.35;        // Between those that go down the same ramp.
constexpr double kShortestStep = 0.5;  // World seconds.
constexpr double kGetUpAfter = 1.4;    // World seconds on the ground before the next deed.

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

// Up to each step and behind the last, the part of the shot that has gone by when it must begin.
std::vector<double> shares_of(const std::vector<int>& steps, const Shot& shot) {
    constexpr double kWithPickingUp = 2.0;
    std::vector<double> shares{0.0};
    for (const int step : steps) {
        const bool picks_up = std::ranges::any_of(shot.actions, [&](const Action& action) {
            return action.step == step && starts_in_hand(action.verb) &&
                   waits_its_turn(shot, action);
        });
        shares.push_back(shares.back() + (picks_up ? kWithPickingUp : 1.0));
    }
    const double all = shares.back();
    for (double& share : shares) {
        share /= all;
    }
    return shares;
}

}  // namespace

Play::Play(Stagehand& hand, std::vector<Utterance> utterances)
    : hand_(hand), utterances_(std::move(utterances)) {
    read_steps();
    take_in_newcomers();
}

void Play::read_steps() {
    std::set<int> numbers;
    for (const Action& action : hand_.shot.actions) {
        numbers.insert(action.step);
    }
    for (const SpokenLine& line : hand_.shot.lines) {
        numbers.insert(line.step);
    }
    steps_.assign(numbers.begin(), numbers.end());
    step_shares_ = shares_of(steps_, hand_.shot);
}

void Play::take_in_newcomers() {
    Scene& scene = hand_.scene;
    const auto first = static_cast<int>(upright_.size());
    for (int entity = first; entity < static_cast<int>(scene.actors().size()); ++entity) {
        const Actor& actor = scene.actor(entity);
        if (actor.is_alive()) {
            auto living = std::make_unique<Living>();
            living->entity = entity;
            living_.push_back(std::move(living));
        }
        const bool stands = !actor.is_fixed() && !actor.is_alive() && !rolls(actor);
        upright_.push_back(
            stands ? std::optional(scene.entity_pose(entity).rotation) : std::nullopt
        );
        wet_.push_back(false);
    }
    prepare_things(first);
    prepare_performers(first);
    fill_hands(first);
}

void Play::go_on(std::vector<Utterance> utterances, const std::vector<Entrance>& entrances) {
    ++part_;
    utterances_ = std::move(utterances);
    waiting_lines_.clear();  // There was no time for them.
    dodging_.clear();
    // A line may still be spoken when the part begins in which it is.
    const double was_s = hand_.clip_s();
    line_free_s_ -= was_s;
    lines_end_s_ -= was_s;
    hand_.began_s = hand_.scene.time_s();
    next_step_ = 0;
    read_steps();
    take_in_newcomers();
    for (const Entrance& entrance : entrances) {
        come_in(entrance);
    }
}

/// On its feet to where it is wanted; what it does there waits.
void Play::come_in(const Entrance& entrance) {
    if (!entrance.spot) {
        return;
    }
    Living& who = *living(entrance.entity);
    const Vec3 here = hand_.scene.entity_pose(entrance.entity).position;
    const Vec3 way = *entrance.spot - here;
    const Actor& actor = hand_.scene.actor(entrance.entity);
    Cue cue;
    cue.verb = entrance.runs ? Verb::kRun : Verb::kWalk;
    for (const Verb verb : {Verb::kWalk, Verb::kSwim, Verb::kFly}) {
        cue.verb = actor.performer->can(cue.verb) ? cue.verb : verb;
    }
    cue.destination = entrance.spot;
    cue.facing = normalize(Vec3{way.x, 0, way.z}, {0, 0, 1});
    who.cue = cue;
    who.action.reset();
    who.done = false;
    who.enters = true;
    hand_.scene.actor(entrance.entity).performer->begin(cue, hand_.scene);
}

/// What it did before gives way to what it does now.
void Play::end_deeds_of(int subject) {
    std::erase_if(running_, [&](const auto& running) { return running->subject == subject; });
}

Play::~Play() = default;

Play::Living* Play::living(int entity) {
    for (const auto& living : living_) {
        if (living->entity == entity) {
            return living.get();
        }
    }
    return nullptr;
}

double Play::deadline_of(int step) const {
    // Every step gets its share of the shot, so that the last one is still seen.
    return hand_.world_duration() * 0.9 * step_shares_[static_cast<std::size_t>(step)];
}

bool Play::step_is_over() const {
    const double now = hand_.now_s();
    if (now - step_began_s_ < kShortestStep * std::min(1.0, hand_.world_duration() / 4.0)) {
        return false;
    }
    if (hand_.clip_s() < lines_end_s_ || !waiting_lines_.empty()) {
        return false;
    }
    // What runs after a thing gets the time to reach it.
    const bool fetches = std::ranges::any_of(living_, [&](const auto& who) {
        return !who->done && who->cue.verb == Verb::kCatch &&
               hand_.scene.actor(who->entity).thing->category == Category::kAnimal;
    });
    if (now >= deadline_of(static_cast<int>(next_step_)) * (fetches ? 1.5 : 1.0)) {
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
    dodging_.clear();
    step_began_s_ = hand_.now_s();
    const int number = part_ * kStepsPerPart + step;
    hand_.tell(EventKind::kStepBegan, -1, {}, 1.0F, std::to_string(number));
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
        if (attack_on(hand_.shot, action) != nullptr) {
            dodging_.push_back(action);
            who.done = false;
            return;
        }
        if (who.rested && who.action && action.verb == who.action->verb) {
            who.rested = false;  // It did before the first picture.
            who.done = true;
            return;
        }
        if (actor.limp || who.enters) {
            who.queue.push_back(action);
            who.done = false;
        } else {
            begin_cue(subject, action);
        }
        return;
    }
    if (next_step_ <= 1 && part_ > 0) {
        end_deeds_of(subject);
    }
    const int target = hand_.scene.find(action.target);
    const Vec3 at = hand_.scene.entity_pose(subject).position;
    const bool afloat = hand_.scene.water_y(at.x, at.z).has_value();
    if (action.verb == Verb::kFloat && afloat) {
        return;
    }
    const bool held = actor.holder >= 0 && !breaks(action);  // What is let fall may break.
    if ((held && !is_let_go(action)) || actor.is_fixed() || is_on_its_way(action)) {
        return;
    }
    auto running = std::make_unique<Running>();
    const bool glides =
        actor.thing->category == Category::kAnimal || actor.thing->category == Category::kPerson;
    const bool vehicle = actor.thing->category == Category::kVehicle && !actor.thing->traits.flies;
    const bool drives =
        (vehicle || glides) && descent_of(subject) < 0 &&
        (action.verb == Verb::kHit || action.verb == Verb::kRoll || action.verb == Verb::kRun ||
         action.verb == Verb::kDrive || action.verb == Verb::kSail || action.verb == Verb::kWalk);
    if (rocks(actor, action)) {
        running->deed = make_rock_deed(subject);
    } else if (part_ > 0 && action.verb == Verb::kStay && vehicle) {
        running->deed = halt(subject);
    } else if (skids(*actor.thing, actor.blueprint, action)) {
        const int met = target >= 0 ? target : hand_.scene.find(met_later(hand_.shot, action));
        const Vec3 to = met >= 0 ? hand_.scene.center_of_mass(met) - at : Vec3{};
        constexpr float kPace = 8.0F;
        running->deed = make_skid_deed(
            subject,
            normalize(Vec3{to.x, 0, to.z}, ground_vector(action.direction, {1, 0, 0})),
            kPace * action.intensity
        );
    } else if (drives) {
        const Vec3 to = target >= 0 ? hand_.scene.center_of_mass(target) - at : Vec3{};
        const Vec3 way = normalize(Vec3{to.x, 0, to.z}, ground_vector(action.direction, {1, 0, 0}));
        const double seconds =
            action.duration_s ? static_cast<double>(*action.duration_s * hand_.shot.speed) : 20.0;
        // Of cars the large ones are driven; toys go at the pace of their size (Froude).
        constexpr float kCarHalf = 1.0F;
        const Vec3 half = hand_.scene.entity_half_extent(subject);
        const float small =
            std::sqrt(std::min(1.0F, std::max({half.x, half.y, half.z}) / kCarHalf));
        const float pace = glides ? 2.0F : (action.verb == Verb::kSail ? 2.5F : 8.0F * small);
        running->deed = make_drive_deed(
            subject, way, pace * action.intensity, seconds, road_of(action, subject, way)
        );
    } else {
        running->deed = make_thing_deed(action, subject, target);
    }
    if (running->deed) {
        running->subject = subject;
        running->held = held ? subject : -1;
        // A look at the quiet scene first.
        const bool first = part_ == 0 && next_step_ <= 1;
        running->begin_s = hand_.scene.time_s() + (first ? lead_s() : 0.0) +
                           kQueue * static_cast<double>(ahead_on_descent(action));
        running_.push_back(std::move(running));
    }
}

/// Of a vehicle that drives on from the part before: it brakes. Null when it stands.
std::unique_ptr<Deed> Play::halt(int vehicle) const {
    constexpr float kStands_mps = 0.5F;
    const Vec3 velocity = hand_.scene.entity_velocity(vehicle);
    const Vec3 flat{velocity.x, 0, velocity.z};
    const float pace = length(flat);
    if (pace < kStands_mps) {
        return nullptr;
    }
    Road road;
    road.stop_m = 0.3F + pace * pace / (2.0F * road.braking_mps2);
    return make_drive_deed(vehicle, flat / pace, pace, 20.0, road);
}

/// Whether it is to stop, and before what; whether it goes around what it drives at.
Road Play::road_of(const Action& action, int vehicle, Vec3 way) const {
    constexpr float kHard = 1.2F;  // From here on wheels lock.
    const Scene& scene = hand_.scene;
    Road road;
    // Half of what it takes up along the way and across it.
    const auto reach = [&](int entity) {
        Vec3 low;
        Vec3 high;
        scene.world_bounds(entity, low, high);
        const Vec3 half = (high - low) * 0.5F;
        return Vec3{
            std::fabs(way.x) * half.x + std::fabs(way.z) * half.z,
            half.y,
            std::fabs(way.z) * half.x + std::fabs(way.x) * half.z
        };
    };
    const auto from_here = [&](int entity) {
        return dot(scene.center_of_mass(entity) - scene.center_of_mass(vehicle), way);
    };
    const int target = scene.find(action.target);
    if (target >= 0 && action.direction == Direction::kAround) {
        const Vec3 own = reach(vehicle);
        // On the far side, so that the camera sees both.
        road.around_m = from_here(target);
        road.clear_m = (way.x >= 0.0F ? -1.0F : 1.0F) * (reach(target).z + own.z + 0.8F);
        road.around_reach_m = std::max(9.0F, 2.0F * own.x + 4.0F);
    }
    const Action* halt = halt_after(hand_.shot, action);
    if (halt != nullptr) {
        const int before = scene.find(halt->target);
        const bool hard = halt->intensity >= kHard;
        const float gap = hard ? 0.5F : 1.0F;
        road.stop_m = before >= 0 ? from_here(before) - reach(before).x - reach(vehicle).x - gap
                                  : run_up_m(action, size_of(hand_, vehicle));
        road.stop_m = std::max(*road.stop_m, 0.3F);
        road.braking_mps2 = hard ? 7.0F : 3.5F;
        road.tail_rad = hard ? (way.x >= 0.0F ? 0.4F : -0.4F) : 0.0F;
    }
    return road;
}

/// Who holds it drops it in the same step: until then it waits.
bool Play::is_let_go(const Action& deed) const {
    return std::ranges::any_of(hand_.shot.actions, [&](const Action& drop) {
        return drop.verb == Verb::kDrop && drop.object == deed.subject && drop.step == deed.step;
    });
}

/// The ramp or the stairs at whose head it stands; -1: it does not.
int Play::descent_of(int entity) const {
    const Scene& scene = hand_.scene;
    for (const Relation& relation : scene.actor(entity).script.relations) {
        const int support = scene.find(relation.target);
        if (relation.kind == RelationKind::kOn && support >= 0 && scene.anchor(support, "top") &&
            (scene.anchor(support, "bottom") || scene.anchor(support, "entry"))) {
            return support;
        }
    }
    return -1;
}

/// What rolls down a ramp, or comes back from a wall, meets the next thing as it is: nothing sends
/// it a second time.
bool Play::is_on_its_way(const Action& action) const {
    if (action.verb != Verb::kHit) {
        return false;
    }
    return std::ranges::any_of(hand_.shot.actions, [&](const Action& before) {
        const int wall = hand_.scene.find(before.target);
        const bool comes_down = descent_of(hand_.scene.find(before.subject)) >= 0;
        const bool comes_back =
            before.verb == Verb::kHit && wall >= 0 && hand_.scene.actor(wall).is_fixed();
        const int one = hand_.scene.find(before.subject);
        const bool comes_skidding =
            one >= 0 &&
            skids(*hand_.scene.actor(one).thing, hand_.scene.actor(one).blueprint, before);
        return before.subject == action.subject && before.step < action.step &&
               (comes_down || comes_back || comes_skidding);
    });
}

/// How many do the same from the head of the same ramp or stairs before it: they start in turn.
int Play::ahead_on_descent(const Action& action) const {
    const auto descent = [&](const std::string& id) { return descent_of(hand_.scene.find(id)); };
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
        const bool due = hand_.scene.time_s() >= running->begin_s &&
                         (running->held < 0 || hand_.scene.actor(running->held).holder < 0);
        if (running->deed && !running->begun && due) {
            running->deed->begin(hand_);
            running->begun = true;
        }
        running->done = running->done || (running->deed && running->deed->arrived());
        if (running->deed && running->begun && !running->deed->step(hand_, dt)) {
            running->done = true;
            running->deed.reset();
        }
    }
    speak_lines();
    dodge();
    step_performers(dt);
    let_go_what_is_met();
}

void Play::let_go_what_is_met() {
    constexpr float kNear_m = 0.25F;
    Scene& scene = hand_.scene;
    std::erase_if(standing_, [&](int entity) {
        Vec3 low;
        Vec3 high;
        scene.world_bounds(entity, low, high);
        const Vec3 room{kNear_m, kNear_m, kNear_m};
        const bool met = std::ranges::any_of(scene.actors(), [&](const Actor& other) {
            if (other.entity == entity || other.is_fixed() ||
                length(scene.entity_velocity(other.entity)) < 0.3F) {
                return false;
            }
            Vec3 other_low;
            Vec3 other_high;
            scene.world_bounds(other.entity, other_low, other_high);
            const Vec3 gap = max(low - room - other_high, other_low - high - room);
            return std::max({gap.x, gap.y, gap.z}) < 0.0F;
        });
        if (met) {
            scene.hold_still(entity, false);
        }
        return met;
    });
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

bool Play::is_in_deep_water(const Living& who) const {
    constexpr float kNoBottom_m = 1.5F;
    const Vec3 at = hand_.scene.center_of_mass(who.entity);
    const auto surface = hand_.scene.water_y(at.x, at.z);
    return hand_.scene.actor(who.entity).thing->category == Category::kPerson && surface &&
           *surface - hand_.scene.ground_y(at.x, at.z) > kNoBottom_m && at.y < *surface;
}

void Play::step_performers(double dt) {
    for (const auto& who : living_) {
        Actor& actor = hand_.scene.actor(who->entity);
        if (actor.limp) {
            const double lying = hand_.scene.time_s() - who->limp_since_s;
            // Nobody lies in deep water: there one comes up and swims.
            if (lying > kGetUpAfter && who->queue.empty() && is_in_deep_water(*who)) {
                hand_.scene.get_up(who->entity);
            } else if (lying > kGetUpAfter && !who->queue.empty()) {
                hand_.scene.get_up(who->entity);
                const Action action = who->queue.front();
                who->queue.erase(who->queue.begin());
                begin_cue(who->entity, action);
            }
        }
        // Who has just got up is posed at once, or would be for a moment as before the fall.
        if (actor.limp) {
            continue;
        }
        if (who->enters && who->done) {
            who->enters = false;
            for (const Action& action : std::exchange(who->queue, {})) {
                begin_cue(who->entity, action);
            }
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

std::vector<Utterance> Play::finish() {
    // A shot still in the air when the clip ends stays open: nothing is claimed.
    std::stable_sort(hand_.events.begin(), hand_.events.end(), [](const Event& l, const Event& r) {
        return l.time_s < r.time_s;
    });
    return std::move(utterances_);
}

}  // namespace hibari::world
