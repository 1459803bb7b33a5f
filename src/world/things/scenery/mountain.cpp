// A massif for the far distance, 320 m high: sharp ridges (boxes standing on an edge) run down from
// four peaks around cores of rock; snow lies on the upper parts.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

namespace {

struct Peak {
    float x;
    float z;
    float high;
    int ridges;
};

Material stone() {
    return tinted(rock(hex(0x7B756E), 45.0F));
}

Material snow() {
    return {
        .surface = Surface::kSnow,
        .base = hex(0xEEF2F8),
        .accent = hex(0xC4D3E6),
        .roughness = 0.85F,
        .scale = 25.0F,
        .bump = 0.6F
    };
}

// A box on its edge from `top` to `foot`: its upper edge is a ridge with flanks of 45 degrees.
Shape ridge(Vec3 top, Vec3 foot, float width) {
    return box({width, distance(top, foot) * 0.5F, width});
}

Pose ridge_pose(Vec3 top, Vec3 foot) {
    const Vec3 y = normalize(top - foot);
    const Vec3 x = normalize(cross(y, {0, 1, 0}), {1, 0, 0});
    return {(top + foot) * 0.5F, from_axes(x, y, cross(x, y)) * turn_y(45)};
}

void add_peak(Assembly& mountain, const Peak& peak, Rng rng) {
    const Vec3 foot{peak.x, 0, peak.z};
    const float h = peak.high;
    mountain.part(cone(h * 0.46F, h * 0.78F, h * 0.03F), foot + Vec3{0, h * 0.46F, 0}, stone());
    mountain.detail(cone(h * 0.14F, h * 0.235F, h * 0.03F), foot + Vec3{0, h * 0.79F, 0}, snow());
    for (int i = 0; i < peak.ridges; ++i) {
        Rng one = rng.split(i);
        const float turn = 2.0F * kPi * (static_cast<float>(i) + one.uniform(-0.3F, 0.3F)) /
                           static_cast<float>(peak.ridges);
        const Vec3 way{std::cos(turn), 0, std::sin(turn)};
        const Vec3 top = foot + Vec3{0, h * one.uniform(0.90F, 1.0F), 0} - way * (0.02F * h);
        const Vec3 knee = foot + way * (h * one.uniform(0.34F, 0.44F)) +
                          Vec3{0, h * one.uniform(0.40F, 0.52F), 0};
        const Vec3 aside = cross(way, {0, 1, 0}) * (h * one.uniform(-0.2F, 0.2F));
        const Vec3 end =
            foot + way * (h * one.uniform(0.82F, 1.02F)) + aside - Vec3{0, 0.05F * h, 0};
        const float width = h * one.uniform(0.07F, 0.11F);
        mountain.detail(ridge(top, knee, width), ridge_pose(top, knee), stone());
        mountain.detail(ridge(knee, end, width * 1.25F), ridge_pose(knee, end), stone());
        // A spur branches off at the knee.
        const Vec3 spur = knee + (way * 0.45F - normalize(aside, {0, 0, 1}) * 0.4F) * h -
                          Vec3{0, knee.y + 0.03F * h, 0};
        mountain.detail(ridge(knee, spur, width), ridge_pose(knee, spur), stone());
        const Vec3 line = lerp(top, knee, one.uniform(0.55F, 0.85F));
        const Vec3 lift{0, width * 0.12F, 0};
        mountain.detail(
            ridge(top + lift, line + lift, width), ridge_pose(top + lift, line + lift), snow()
        );
    }
}

}  // namespace

const Thing kMountain{
    .name = "mountain",
    .words = {"mountain", "peak", "hill", "mount", "summit", "iceberg"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {760.0F, 320.0F, 640.0F},
    .build =
        [](const Entity& entity, Rng rng) {
            Assembly mountain(entity, Substance::kStone);
            mountain.fix();
            constexpr Peak kPeaks[] = {
                {0, 0, 318.0F, 7},
                {-165.0F, 45.0F, 205.0F, 6},
                {150.0F, 50.0F, 236.0F, 6},
                {60.0F, -120.0F, 190.0F, 5}
            };
            int index = 0;
            for (const Peak& peak : kPeaks) {
                add_peak(mountain, peak, rng.split(index++));
            }
            return mountain.finish();
        },
};

}  // namespace hibari::world
