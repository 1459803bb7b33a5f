#include "world/render/tile_shadow.h"

#include "base/rng.h"
#include "world/render/frame_index.h"
#include "world/render/sample_scenes.h"

#include <gtest/gtest.h>

namespace hibari::world {
namespace {

Vec3 somewhere(Rng& rng, float reach) {
    return {rng.uniform(-reach, reach), rng.uniform(-reach, reach), rng.uniform(-reach, reach)};
}

/// A point of each lane anywhere in a ball.
LightPoint points_in(Rng& rng, Vec3 center, float radius) {
    LightPoint point{V3(F(0.0F)), V3(Vec3{0, 1, 0}), I(kHitGround), I(-1), F(0.0F)};
    for (int k = 0; k < kLanes; ++k) {
        const Vec3 at =
            center + normalize(somewhere(rng, 1.0F), {0, 1, 0}) * rng.uniform(0.0F, radius);
        set_lane(point.world.x, k, at.x);
        set_lane(point.world.y, k, at.y);
        set_lane(point.world.z, k, at.z);
    }
    return point;
}

TEST(TileShadow, SaysOfABallOnlyWhatHoldsForEveryPointInIt) {
    const FrameScene scene = busy_scene(300);
    const FrameIndex index(scene, {});
    const SceneView& view = index.view();
    const FrameLamp lamp{.position = {1.5F, 6.0F, -2.0F}, .radius = 0.2F};
    Rng rng(11);
    int free_balls = 0;
    int dark_balls = 0;
    for (int i = 0; i < 4000; ++i) {
        const auto primitive =
            static_cast<int>(rng.uniform(0.0F, 0.999F) * static_cast<float>(view.primitive_count));
        // Every other ball lies right behind what may shade it.
        const Primitive& p = view.primitives[primitive];
        const bool behind = i % 2 == 0;
        const Vec3 away = normalize(p.position - lamp.position, {0, -1, 0});
        const Vec3 center = behind ? p.position + away * (rng.uniform(1.0F, 2.0F) * p.bound_radius)
                                   : somewhere(rng, 5.0F);
        const float radius = behind ? 0.05F * p.bound_radius : rng.uniform(0.01F, 0.4F);
        const LightPoint points = points_in(rng, center, radius);
        PointBalls balls{V3(center), F(radius), I(kHitGround), I(-1), M(true)};
        const LampRay middle = towards(lamp, balls.center);
        const F least = max(middle.distance_m - balls.radius, F(lamp.radius));
        M touched(false);
        M covered(false);
        judge_primitive(
            view,
            primitive,
            balls,
            {middle.direction, F(lamp.radius) / least, middle.distance_m - F(lamp.radius)},
            M(true),
            touched,
            covered
        );
        const LampRay ray = towards(lamp, points.world);
        const F hidden = hidden_by_primitive(
            view,
            primitive,
            points,
            ray.direction,
            F(lamp.radius) / max(ray.distance_m, F(lamp.radius)),
            ray.distance_m - F(lamp.radius),
            M(true)
        );
        for (int k = 0; k < kLanes; ++k) {
            if (none(touched)) {
                EXPECT_LT(lane(hidden, k), 0.02F) << i;
            }
            if (all(covered)) {
                EXPECT_GT(lane(hidden, k), 0.98F) << i;
            }
        }
        free_balls += none(touched) ? 1 : 0;
        dark_balls += all(covered) ? 1 : 0;
    }
    EXPECT_GT(free_balls, 1500);
    EXPECT_GT(dark_balls, 100);
}

}  // namespace
}  // namespace hibari::world
