#include "world/physics/stage/layout_steps.h"
#include "world/physics/stage/roles.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hibari::world {

namespace {

constexpr float kFromEdge_m = 0.07F;    // Between the thing and the edge: a paw's push away.
constexpr float kBesideTable_m = 0.3F;  // Where hips are, of one who reaches over it.
constexpr float kBetween_m = 0.01F;
constexpr float kBreast_m = 1.05F;  // Nobody looks over what is higher.
constexpr float kStepsUp_m = 0.7F;

/// The surface on which a loose thing stands; -1 when it does not.
int surface_under(Arrangement& plan, int entity) {
    int support = -1;
    const bool on = plan.stands_on(entity, &support) && plan.at(support).thing->traits.surface &&
                    !plan.at(entity).is_fixed();
    return on ? support : -1;
}

/// To which end of the table it goes: away from whoever comes jumping up.
float side_of_fall(Arrangement& plan, const Action& push, int pusher, int support) {
    const Vec3 from = rotate(
        inverse(plan.at(support).origin.rotation),
        plan.at(pusher).origin.position - plan.at(support).origin.position
    );
    const bool beyond = std::abs(from.x) > plan.half(support).x;
    if (push.direction == Direction::kNone && beyond &&
        plan.at(pusher).thing->category == Category::kAnimal) {
        return from.x > 0.0F ? -1.0F : 1.0F;
    }
    return push.direction == Direction::kLeft ? -1.0F : 1.0F;
}

void bring_to_edge(
    Arrangement& plan, int object, int support, float side, const std::vector<int>& there
) {
    const Pose& table = plan.at(support).origin;
    Vec3 place = rotate(inverse(table.rotation), plan.at(object).origin.position - table.position);
    place.x = side * (plan.half(support).x - plan.radius(object) - kFromEdge_m);
    place.z = std::clamp(place.z, -0.3F * plan.half(support).z, 0.3F * plan.half(support).z);
    // Beside what stands there already.
    const float r = plan.radius(object);
    for (const int other : there) {
        const Vec3 taken =
            rotate(inverse(table.rotation), plan.at(other).origin.position - table.position);
        const float apart = r + plan.radius(other) + kBetween_m;
        if (std::abs(taken.x - place.x) < apart && std::abs(taken.z - place.z) < apart) {
            place.z = taken.z - apart;
            if (place.z < r - plan.half(support).z) {
                place = {taken.x - side * apart, place.y, 0.3F * plan.half(support).z};
            }
        }
    }
    plan.move_with_loads(object, apply(table, place), plan.at(object).origin.rotation);
}

void come_up_to(Arrangement& plan, int pusher, int object, int support, float side) {
    const Pose& table = plan.at(support).origin;
    const Vec3 along = rotate(table.rotation, {side, 0, 0});
    Actor& actor = plan.at(pusher);
    int under = -1;
    if (plan.stands_on(pusher, &under) && under == support) {
        const float apart = plan.radius(pusher) + plan.radius(object);
        const Vec3 spot = plan.at(object).origin.position - along * apart;
        actor.origin = {{spot.x, actor.origin.position.y, spot.z}, facing(along)};
        return;
    }
    if (actor.thing->category != Category::kPerson) {
        return;
    }
    // Behind the table, so that the camera sees both; before what is as high as a shelf.
    const bool low = 2.0F * plan.half(support).y < kBreast_m;
    const Vec3 out = rotate(table.rotation, {0, 0, low ? -1.0F : 1.0F});
    const Vec3 middle = plan.at(object).origin.position;
    const float away = plan.half(support).z + kBesideTable_m - dot(middle - table.position, out);
    const Vec3 spot = middle + out * away - along * kStepsUp_m;
    plan.put(pusher, {spot.x, 0, spot.z}, facing(along));
}

}  // namespace

void stand_at_edges(Arrangement& plan) {
    std::vector<int> there;  // Objects at an edge so far.
    for (const Action& action : plan.shot.actions) {
        const int pusher = plan.scene.find(action.subject);
        const int pushed = plan.scene.find(action.object);
        if (action.verb != Verb::kPush || pusher < 0 || pushed < 0 || !plan.at(pusher).is_alive() ||
            plan.at(pushed).is_alive()) {
            continue;
        }
        const int object = plan.foot_of(pushed);
        if (const int support = surface_under(plan, object); support >= 0) {
            const float side = side_of_fall(plan, action, pusher, support);
            bring_to_edge(plan, object, support, side, there);
            if (there.empty()) {
                come_up_to(plan, pusher, object, support, side);
            }
            there.push_back(object);
        }
    }
}

}  // namespace hibari::world
