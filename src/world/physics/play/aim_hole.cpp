// A putt: the ball rolls over the ground and stays in a hole hardly larger than itself.
#include "world/physics/play/aim.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hibari::world {

std::optional<Vec3> hole_of(const Scene& scene, int target) {
    const std::optional<Pose> cup = target >= 0 ? scene.anchor(target, "goal") : std::nullopt;
    const bool small = cup && scene.entity_half_extent(target).x < 0.5F;
    return small ? std::optional(cup->position) : std::nullopt;
}

bool falls_into(Vec3 hole, Vec3 ball) {
    constexpr float kCup = 0.054F;  // R&A rules, definition of "hole": 108 mm across.
    return std::hypot(ball.x - hole.x, ball.z - hole.z) < kCup && ball.y < hole.y + 0.03F;
}

Launch aim_at_hole(const Scene& scene, int ball, Vec3 from, int target, const Wish& wish, Rng rng) {
    const Vec3 hole = hole_of(scene, target).value_or(scene.entity_pose(target).position);
    const Vec3 way = normalize(Vec3{hole.x - from.x, 0, hole.z - from.z}, {1, 0, 0});
    const Vec3 side{-way.z, 0, way.x};
    const float run = std::hypot(hole.x - from.x, hole.z - from.z);
    const float size = 0.5F * scene.world().size(scene.root(ball));
    const auto roll = [&](float speed, float aside) {
        const Vec3 line = normalize(way + side * aside);
        return Launch{
            .velocity = line * speed, .spin = cross(Vec3{0, 1, 0}, line) * (speed / size)
        };
    };
    if (!wish.success) {
        // Past its edge, fast enough to leave no doubt.
        const float aside = (rng.chance(0.5) ? 1.0F : -1.0F) * 0.30F / run;
        return roll(1.6F + 0.5F * run, aside);
    }
    const Trial trial(scene, ball, {});
    const Pose start{from, scene.world().pose(scene.root(ball)).rotation};
    Trial::Plan plan{.seconds = 3.5};
    plan.inside = [&](Vec3 /*before*/, Vec3 now) { return falls_into(hole, now); };
    Launch best = roll(1.0F + 0.4F * run, 0.0F);
    // As slow as arrives: faster balls jump the cup.
    for (float speed = 1.0F; speed < 5.0F; speed += 0.2F) {
        const Launch launch = roll(speed, 0.0F);
        if (trial.play(start, launch, plan).entered) {
            best = launch;
            best.certain = true;
            break;
        }
    }
    return best;
}

}  // namespace hibari::world
