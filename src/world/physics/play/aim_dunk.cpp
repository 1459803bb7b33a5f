// A dunk: the hand is above the ring when it lets go, and throws the ball down.
#include "world/physics/play/aim.h"

#include <array>
#include <cmath>

namespace hibari::world {

Launch aim_down_at_ring(const Scene& scene, int ball, Vec3 from, int target, const Wish& wish) {
    const Vec3 center =
        ring_of(scene, target).value_or(Ring{scene.entity_pose(target).position}).center;
    const float radius = ring_of(scene, target).value_or(Ring{}).radius;
    const Vec3 flat = normalize(Vec3{center.x - from.x, 0, center.z - from.z}, {1, 0, 0});
    const Trial trial(scene, ball, {});
    const Pose start{from, scene.world().pose(scene.root(ball)).rotation};
    Trial::Plan plan{.seconds = 1.5};
    plan.inside = [&](Vec3 before, Vec3 now) {
        return falls_through({.center = center, .radius = radius}, before, now);
    };
    // Of a good one the middle is the aim, of a bad one the far side of the rim and beyond.
    constexpr std::array kIn{0.0F, 0.2F, -0.2F, 0.4F};
    constexpr std::array kOut{1.0F, 1.2F, 0.85F, 1.6F};
    Launch launch;
    for (std::size_t i = 0; i < kIn.size(); ++i) {
        const float along = radius * (wish.success ? kIn[i] : kOut[i]);
        for (const float speed : {5.0F, 3.5F, 7.0F}) {
            launch.velocity = normalize(center + flat * along - from, {0, -1, 0}) * speed;
            if (trial.play(start, launch, plan).entered == wish.success) {
                launch.certain = true;
                return launch;
            }
        }
    }
    return launch;
}

}  // namespace hibari::world
