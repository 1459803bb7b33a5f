#include "world/physics/stage/layout.h"
#include "world/physics/stage/layout_steps.h"
#include "world/physics/stage/roles.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kArmsLength_m = 0.86F;  // Between two adults who fight, from middle to middle.
constexpr float kBeforeBeast_m = 0.5F;  // From its snout.
constexpr float kHead_s = 0.4F;         // That what is chased is ahead of its hunter.
constexpr float kWayShown_s = 1.2F;     // Of the way that is run before the middle of the stage.

bool goes(Verb verb) {
    switch (verb) {
        case Verb::kWalk:
        case Verb::kRun:
        case Verb::kSneak:
        case Verb::kCrawl:
        case Verb::kSwim:
        case Verb::kRoll:
        case Verb::kSlide:
        case Verb::kFly:
        case Verb::kBounce:
            return true;
        default:
            return is_riding(verb);
    }
}

/// The action by which `prey` runs away while the hunter goes after it; null when it stays.
const Action* flight_from(Arrangement& plan, const Action& hunt, int prey) {
    const Action* deed = first_deed(plan.shot, plan.at(prey).script.id);
    const bool flees = deed != nullptr && goes(deed->verb) && deed->target != hunt.subject &&
                       deed->step == hunt.step;
    return flees ? deed : nullptr;
}

/// With what it rides.
void move_with_ridden(Arrangement& plan, int entity, Vec3 spot, Quat turn) {
    plan.put(entity, {spot.x, plan.at(entity).origin.position.y, spot.z}, turn);
    const Action* deed = first_deed(plan.shot, plan.at(entity).script.id);
    const int ridden = deed != nullptr ? plan.scene.find(deed->object) : -1;
    if (ridden >= 0 && is_riding(deed->verb) && !plan.at(ridden).is_fixed()) {
        plan.put(ridden, {spot.x, plan.at(ridden).origin.position.y, spot.z}, turn);
    }
}

/// One behind the other, across the picture: what is chased ahead of its hunter.
void line_up_chase(
    Arrangement& plan, const Action& hunt, int hunter, int prey, const Action& flee
) {
    Direction asked = hunt.direction != Direction::kNone ? hunt.direction : flee.direction;
    GroundDirection way = ground_direction(asked);
    if (way.x == 0.0F && way.z == 0.0F) {
        way = {1.0F, 0.0F};
    }
    const Vec3 along = normalize(Vec3{way.x, 0, way.z});
    float pace = is_riding(flee.verb) || flee.verb == Verb::kDrive ? 5.0F : 3.0F;
    if (plan.at(prey).is_alive()) {
        pace = std::min(pace, std::sqrt(2.0F * 9.81F * plan.half(prey).y));  // Small ones are slow.
    }
    const float apart = plan.radius(hunter) + plan.radius(prey) + kHead_s * pace;
    float back = kWayShown_s * pace + 0.5F * apart;
    if (const Place* place = plan.scene.environment().place; place->indoor) {
        const Vec3 room = place->half_extent;
        const float wall = std::abs(along.x) > 0.5F ? room.x : room.z;
        back = std::min(back, wall - plan.radius(hunter) - 0.3F);
    }
    const Vec3 start = along * -back;
    const auto turned = [&](int entity) {
        const bool vehicle = plan.at(entity).thing->category == Category::kVehicle;
        return vehicle ? plan.heading(entity, along) : facing(along);
    };
    move_with_ridden(plan, hunter, start, turned(hunter));
    move_with_ridden(plan, prey, start + along * apart, turned(prey));
}

/// What a ride is to end at lies across its way, as far off as is ridden in a second and a half.
void lie_in_the_way(Arrangement& plan, const Action& ride, int rider, int obstacle) {
    const float run_m = ride.verb == Verb::kCycle ? 8.0F : 5.5F;
    if (plan.at(obstacle).is_alive() || plan.find_anchor(obstacle, "lip") != nullptr ||
        plan.find_anchor(obstacle, "start") != nullptr) {
        return;
    }
    const GroundDirection way = ground_direction(ride.direction);
    const Vec3 along =
        way.x != 0.0F || way.z != 0.0F ? normalize(Vec3{way.x, 0, way.z}) : Vec3{1, 0, 0};
    const Vec3 half = plan.half(obstacle);
    const Vec3 spot = plan.at(obstacle).origin.position;
    if (!plan.at(obstacle).is_fixed() && half.x > 1.3F * half.z) {
        plan.at(obstacle).origin.rotation = facing(along);
    }
    move_with_ridden(plan, rider, spot - along * (run_m + std::min(half.x, half.z)), facing(along));
}

bool strikes(const Action& action) {
    return action.verb == Verb::kHit || (action.verb == Verb::kKick && action.object.empty());
}

/// Two who fight stand at arm's length, one left and one right, on whatever carries them.
void face_off(Arrangement& plan, int one, int other) {
    Vec3 middle = (plan.at(one).origin.position + plan.at(other).origin.position) * 0.5F;
    int support = -1;
    Vec3 along{1, 0, 0};
    if (plan.stands_on(one, &support)) {
        middle = plan.at(support).origin.position;
        middle.y = plan.at(one).origin.position.y;
        const Vec3 half = plan.half(support);
        along = rotate(
            plan.at(support).origin.rotation, half.x >= half.z ? Vec3{1, 0, 0} : Vec3{0, 0, 1}
        );
        along = normalize(Vec3{along.x, 0, along.z}, {1, 0, 0});
    }
    const float tall = 0.5F * (plan.half(one).y + plan.half(other).y) / 0.88F;
    float apart = kArmsLength_m * tall;
    for (const int fighter : {one, other}) {
        for (const Relation& relation : plan.at(fighter).script.relations) {
            const int tool = plan.scene.find(relation.target);
            if (relation.kind == RelationKind::kHolding && tool >= 0) {
                const Vec3 half = plan.half(tool);
                apart = std::max(
                    apart, kArmsLength_m * tall + 0.8F * std::max({half.x, half.y, half.z})
                );
            }
        }
    }
    for (const int fighter : {one, other}) {
        if (plan.at(fighter).thing->category != Category::kPerson) {
            apart = std::max(apart, plan.half(one).z + plan.half(other).z + kBeforeBeast_m);
        }
    }
    plan.put(one, middle - along * (0.5F * apart), facing(along));
    plan.put(other, middle + along * (0.5F * apart), facing(-along));
}

}  // namespace

void pair_up(Arrangement& plan) {
    std::vector<int> fighting;
    for (const Action& action : plan.shot.actions) {
        const int subject = plan.scene.find(action.subject);
        const bool fetches = action.verb == Verb::kCatch &&
                             plan.at(std::max(subject, 0)).thing->category == Category::kAnimal;
        const int target = plan.scene.find(fetches ? action.object : action.target);
        if (subject < 0 || target < 0 || subject == target || plan.at(target).backdrop) {
            continue;
        }
        const bool over = action.verb == Verb::kOllie || action.verb == Verb::kKickflip;
        const bool against = is_riding(action.verb) && action.outcome == Outcome::kFailure;
        if ((over || against) && plan.at(subject).is_alive()) {
            lie_in_the_way(plan, action, subject, target);
            continue;
        }
        if ((goes(action.verb) || fetches) && first_deed(plan.shot, action.subject) == &action) {
            if (const Action* flee = flight_from(plan, action, target)) {
                line_up_chase(plan, action, subject, target, *flee);
            }
            continue;
        }
        const bool people = plan.at(subject).thing->category == Category::kPerson &&
                            plan.at(target).thing->category == Category::kPerson;
        const bool beast = plan.at(subject).is_alive() && plan.at(target).is_alive() && !people;
        const auto is_taken = [&](int entity) {
            return std::find(fighting.begin(), fighting.end(), entity) != fighting.end();
        };
        if (strikes(action) && (people || beast) && !is_taken(subject) && !is_taken(target)) {
            fighting.insert(fighting.end(), {subject, target});
            face_off(plan, subject, target);
        }
    }
}

}  // namespace hibari::world
