#include "world/physics/character/skate_pop.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kHighest_m = 1.05F;    // The record is 1.2 m.
constexpr float kAnkleDrop_m = 0.25F;  // The body lands this much lower than it takes off.

}  // namespace

std::optional<BoardObstacle> board_obstacle(const StageView& view, const Cue& cue, Vec3 from) {
    const bool leaps =
        cue.verb == Verb::kOllie || cue.verb == Verb::kKickflip || cue.verb == Verb::kJump;
    if (!leaps || cue.target < 0 || view.anchor(cue.target, "start") ||
        view.anchor(cue.target, "lip")) {
        return std::nullopt;
    }
    const auto edge = view.anchor(cue.target, "edge");
    const auto landing = view.anchor(cue.target, "landing");
    if (edge && landing) {
        const Vec3 down = landing->position - edge->position;
        return BoardObstacle{
            .entity = cue.target,
            .middle = edge->position + down * 0.5F,
            .half_m = 0.5F * std::hypot(down.x, down.z),
            .height_m = 0.0F,
            .drop_m = -down.y,
        };
    }
    const Vec3 half = view.entity_half_extent(cue.target);
    const Pose pose = view.entity_pose(cue.target);
    if (2.0F * half.y > kHighest_m) {
        return std::nullopt;
    }
    const Vec3 way = normalize(Vec3{pose.position.x - from.x, 0, pose.position.z - from.z});
    const Vec3 local = rotate(inverse(pose.rotation), way);
    return BoardObstacle{
        .entity = cue.target,
        .middle = pose.position,
        .half_m = std::fabs(local.x) * half.x + std::fabs(local.z) * half.z,
        .height_m = 2.0F * half.y,
    };
}

Pop plan_pop(float rise_m, float onto_m, float scale, float gravity) {
    const float up = std::sqrt(2.0F * gravity * rise_m);
    Pop pop;
    pop.drop_m = kAnkleDrop_m * scale;
    pop.air_s = up / gravity + std::sqrt(2.0F * std::max(0.02F, rise_m - onto_m) / gravity);
    pop.rider_up_mps = 0.5F * gravity * pop.air_s + (onto_m - pop.drop_m) / pop.air_s;
    pop.spring_m = 0.30F * scale;
    pop.spring_s = 2.0F * pop.spring_m / std::max(pop.rider_up_mps, 0.8F);
    return pop;
}

}  // namespace hibari::world
