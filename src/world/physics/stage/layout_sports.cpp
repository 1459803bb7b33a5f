#include "world/physics/stage/layout.h"
#include "world/physics/stage/layout_steps.h"

#include <algorithm>
#include <vector>

namespace hibari::world {

namespace {

constexpr float kFreeThrow = 4.5F;   // From the shooter to the point under the rim.
constexpr float kPenalty = 7.5F;     // From the ball to the goal.
constexpr float kLaneLength = 6.4F;  // From the bowler to the head pin.
constexpr float kKickStep = 0.42F;   // From the kicker to the near side of the ball.

float throw_distance(Arrangement& plan, const Action& action, int target) {
    if (const Anchor* rim = plan.find_anchor(target, "rim"); rim != nullptr) {
        return kFreeThrow;
    }
    if (plan.at(target).is_alive()) {
        return action.intensity > 1.3F ? 7.0F : 4.5F;
    }
    return std::max(3.0F, plan.half(target).x + 2.5F);
}

/// Subject on one side, target on the other, their game point `distance` apart.
void face_target(Arrangement& plan, int subject, int target, float way, float apart) {
    Vec3 point{};
    for (const char* name : {"rim", "goal"}) {
        if (const Anchor* anchor = plan.find_anchor(target, name); anchor != nullptr) {
            point = plan.rest_anchor(target, *anchor);
        }
    }
    const Quat turn = facing({-way, 0, 0.12F});
    const Vec3 reach = rotate(turn, {point.x, 0, point.z});
    const Vec3 spot{way * apart * 0.5F, 0, 0};
    plan.put(target, spot - reach, turn);
    plan.put(subject, {-way * apart * 0.5F, 0, 0}, facing({way, 0, 0}));
}

/// The kicker in front with the back half turned to the camera, the goal behind: both large.
void face_goal(Arrangement& plan, int subject, int target, float way) {
    const Vec3 along = normalize(Vec3{0.62F * way, 0, -0.78F});
    Vec3 point{};
    if (const Anchor* mouth = plan.find_anchor(target, "goal"); mouth != nullptr) {
        point = plan.rest_anchor(target, *mouth);
    }
    const Quat turn = facing(normalize(Vec3{-0.25F * way, 0, 1.0F}));
    const Vec3 start = along * (-0.45F * kPenalty);
    plan.put(target, start + along * kPenalty - rotate(turn, {point.x, 0, point.z}), turn);
    plan.put(subject, start, facing(along));
}

/// With a long tool the ball lies before the feet; otherwise it is in the other hand.
void ready_to_strike(Arrangement& plan, int subject, int object) {
    plan.put(subject, {0, 0, -0.4F}, facing({0, 0, 1}));
    if (object < 0 || plan.at(object).is_alive() || plan.at(object).is_fixed()) {
        return;
    }
    const float tall = plan.half(subject).y;
    bool long_tool = false;
    for (const Relation& relation : plan.at(subject).script.relations) {
        const int tool = plan.scene.find(relation.target);
        if (relation.kind == RelationKind::kHolding && tool >= 0) {
            const Anchor* grip = plan.find_anchor(tool, "grip");
            const Anchor* head = plan.find_anchor(tool, "head");
            long_tool =
                grip != nullptr && head != nullptr &&
                distance(plan.rest_anchor(tool, *grip), plan.rest_anchor(tool, *head)) > 0.7F;
        }
    }
    if (long_tool) {
        plan.put(object, {0, 0, -0.4F + 0.80F * tall}, {});
    } else {
        plan.put(object, {0.26F * tall, 0.95F * tall, -0.3F}, {});
        plan.layout.hung[index(object)] = true;
    }
}

void arrange_lane(Arrangement& plan, int subject, int target) {
    // Down the middle lane, away from the camera, which looks past the bowler's shoulder.
    const Vec3 along{0, 0, -1};
    const Vec3 start{-0.3F, 0, 3.0F};
    plan.put(subject, start, facing(along));
    std::vector<int> pins;
    for (const Actor& actor : plan.scene.actors()) {
        if (!actor.backdrop && !actor.is_alive() &&
            (actor.entity == target ||
             (target >= 0 && actor.script.kind == plan.at(target).script.kind))) {
            pins.push_back(actor.entity);
        }
    }
    const Vec3 side{-along.z, 0, along.x};
    const Vec3 head = Vec3{0, 0, start.z} + along * kLaneLength;
    std::size_t next = 0;
    for (int row = 0; next < pins.size(); ++row) {
        for (int column = 0; column <= row && next < pins.size(); ++column) {
            const float spacing = std::max(0.305F, 2.4F * plan.radius(pins[next]));
            const float across = (static_cast<float>(column) - 0.5F * static_cast<float>(row));
            plan.put(
                pins[next],
                head + along * (0.866F * spacing * static_cast<float>(row)) +
                    side * (spacing * across),
                facing(-along)
            );
            ++next;
        }
    }
}

}  // namespace

void arrange_sports(Arrangement& plan) {
    for (const Action& action : plan.shot.actions) {
        const int subject = plan.scene.find(action.subject);
        const int object = plan.scene.find(action.object);
        const int target = plan.scene.find(action.target);
        if (subject < 0 || plan.placed[index(subject)]) {
            continue;
        }
        const float way = action.direction == Direction::kLeft ? -1.0F : 1.0F;
        switch (action.verb) {
            case Verb::kShoot:
            case Verb::kThrow:
            case Verb::kDribble:
                if (target >= 0 && !plan.placed[index(target)]) {
                    face_target(plan, subject, target, way, throw_distance(plan, action, target));
                }
                break;
            case Verb::kKick:
                if (target >= 0 && !plan.placed[index(target)]) {
                    const bool goal = !plan.at(target).is_alive() && plan.half(target).x > 1.0F;
                    if (goal) {
                        face_goal(plan, subject, target, way);
                    } else {
                        face_target(plan, subject, target, way, 4.0F);
                    }
                } else {
                    plan.put(subject, {-1.2F * way, 0, 0}, facing({way, 0, 0.25F}));
                }
                if (object >= 0 && !plan.placed[index(object)]) {
                    plan.lay_before(object, subject, kKickStep);
                }
                break;
            case Verb::kBowl:
                arrange_lane(plan, subject, target);
                break;
            case Verb::kBat:
                ready_to_strike(plan, subject, object);
                break;
            default:
                break;
        }
    }
}

}  // namespace hibari::world
