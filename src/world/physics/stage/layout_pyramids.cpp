#include "world/physics/stage/layout_steps.h"

#include <vector>

namespace hibari::world {

namespace {

constexpr float kAir = 1.03F;  // Between neighbours of a row, so that they do not push.

std::vector<int> alike_below(Arrangement& plan, int entity) {
    std::vector<int> below;
    for (const Relation& relation : plan.at(entity).script.relations) {
        const int other = plan.scene.find(relation.target);
        if (relation.kind == RelationKind::kOn && other >= 0 && other != entity &&
            plan.at(other).script.kind == plan.at(entity).script.kind) {
            below.push_back(other);
        }
    }
    return below;
}

}  // namespace

void build_by_hand(Arrangement& plan) {
    constexpr float kTurn_rad = 0.14F;
    for (Actor& actor : plan.scene.actors()) {
        const std::vector<int> below = alike_below(plan, actor.entity);
        if (actor.backdrop || below.size() != 1 || !actor.thing->traits.surface ||
            alike_below(plan, below[0]).size() > 1) {
            continue;
        }
        actor.origin.rotation =
            actor.origin.rotation * from_axis_angle({0, 1, 0}, plan.jitter(kTurn_rad));
    }
}

void close_pyramids(Arrangement& plan) {
    // Rows come in the order of the script, the lowest first.
    for (const Actor& actor : plan.scene.actors()) {
        const std::vector<int> below = alike_below(plan, actor.entity);
        if (actor.backdrop || below.size() != 2) {
            continue;
        }
        const int left = below[0];
        const int right = below[1];
        if (alike_below(plan, right).size() != 2) {
            const Vec3 next{2.0F * kAir * plan.half(left).x, 0, 0};
            plan.at(right).origin.position = plan.at(left).origin.position + next;
            plan.at(right).origin.rotation = plan.at(left).origin.rotation;
        }
        Pose& own = plan.at(actor.entity).origin;
        own.position = (plan.at(left).origin.position + plan.at(right).origin.position) * 0.5F +
                       Vec3{0, 2.0F * plan.half(left).y - kPressedIn_m, 0};
        own.rotation = plan.at(left).origin.rotation;
    }
}

}  // namespace hibari::world
