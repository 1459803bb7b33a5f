#include "world/physics/stage/domino_row.h"

#include "world/physics/stage/layout.h"

#include <algorithm>
#include <string>

namespace hibari::world {

namespace {

constexpr float kReached = 1.1F;  // Half heights between neighbours: each hits the next high up.
constexpr float kSpared = 2.6F;   // Further than one can reach when it falls.

/// From the one before it.
float room_before(Arrangement& plan, int domino) {
    const std::string& id = plan.at(domino).script.id;
    const bool stays = std::ranges::any_of(plan.shot.actions, [&](const Action& action) {
        return action.subject == id && (action.verb == Verb::kStay || action.verb == Verb::kStand);
    });
    return (stays ? kSpared : kReached) * plan.half(domino).y;
}

}  // namespace

std::vector<int> domino_row(Arrangement& plan, int domino) {
    std::vector<int> row;
    if (plan.at(domino).script.kind != "domino") {
        return row;
    }
    for (const Actor& actor : plan.scene.actors()) {
        int support = -1;
        if (actor.script.kind == "domino" && !actor.backdrop &&
            !plan.stands_on(actor.entity, &support)) {
            row.push_back(actor.entity);
        }
    }
    return row.size() > 1 ? row : std::vector<int>{};
}

void put_in_row(Arrangement& plan, std::span<const int> row, Vec3 first, Vec3 along) {
    Vec3 at = first;
    for (const int domino : row) {
        at += domino == row.front() ? Vec3{} : along * room_before(plan, domino);
        const Vec3 half = plan.half(domino);
        const Quat broad = facing(along);
        const Quat turn = half.z < half.x ? broad : broad * from_axis_angle({0, 1, 0}, -0.5F * kPi);
        plan.put(domino, at, turn);
    }
}

float length_of_row(Arrangement& plan, std::span<const int> row) {
    float length = 0.0F;
    for (const int domino : row) {
        length += domino == row.front() ? 0.0F : room_before(plan, domino);
    }
    return length;
}

}  // namespace hibari::world
