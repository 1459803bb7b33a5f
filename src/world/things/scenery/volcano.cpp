// A volcano, 26 m, with a glowing crater, streams of lava and a column of ash.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kVolcano{
    .name = "volcano",
    .words = {"volcano", "erupting volcano", "lava mountain"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {40.0F, 34.0F, 40.0F},
    .build =
        [](const Entity& entity, Rng rng) {
            const Material slope = tinted(rock(hex(0x4A423D), 2.0F));
            Assembly volcano(entity, Substance::kStone);
            volcano.fix();
            constexpr float kHeights[] = {0.0F, 6.0F, 13.0F, 20.0F, 26.0F};
            constexpr float kRadii[] = {20.0F, 13.4F, 8.4F, 5.0F, 3.1F};
            for (int i = 0; i < 4; ++i) {
                volcano.part(
                    cone(0.5F * (kHeights[i + 1] - kHeights[i]), kRadii[i], kRadii[i + 1]),
                    {0, 0.5F * (kHeights[i] + kHeights[i + 1]), 0},
                    slope
                );
            }
            for (int i = 0; i < 26; ++i) {
                Rng one = rng.split(i);
                const float t = one.uniform(0.02F, 0.9F);
                const float radius = lerp(19.0F, 3.4F, std::sqrt(t));
                volcano.detail(
                    ellipsoid(Vec3{1.0F, 0.8F, 1.0F} * one.uniform(0.7F, 2.2F) * (1.2F - t)),
                    {rotate(turn_y(137.5F * static_cast<float>(i)), {radius, 25.0F * t, 0}),
                     turn_y(one.uniform(0.0F, 90.0F))},
                    slope
                );
            }
            volcano.detail(torus(2.9F, 0.55F), {0, 25.9F, 0}, slope);
            volcano.detail(cylinder(0.15F, 2.7F), {0, 26.2F, 0}, glow(hex(0xFF6A1E), 3.0F));
            for (int i = 0; i < 5; ++i) {
                const Quat yaw = turn_y(-60.0F + 31.0F * static_cast<float>(i));
                const float reach = i % 2 == 0 ? 3.0F : 2.0F;
                for (int k = 3; k >= 4 - static_cast<int>(reach); --k) {
                    const Vec3 from =
                        rotate(yaw, {0, kHeights[k + 1] + 0.1F, kRadii[k + 1] + 0.05F});
                    const Vec3 to =
                        rotate(yaw * turn_y(4), {0, kHeights[k] + 0.1F, kRadii[k] + 0.05F});
                    volcano.thin_rod(from, to, 0.42F, glow(hex(0xFF5A18), 2.2F));
                }
            }
            for (int i = 0; i < 16; ++i) {
                Rng one = rng.split(100 + i);
                const float up = 27.0F + 0.45F * static_cast<float>(i);
                const float wide = 1.3F + 0.14F * static_cast<float>(i);
                volcano.detail(
                    sphere(wide),
                    {one.uniform(-0.8F, 0.8F) + 0.02F * static_cast<float>(i * i),
                     up,
                     one.uniform(-1.0F, 1.0F)},
                    plain(hex(0x6E6A66) * one.uniform(0.7F, 1.1F), 1.0F)
                );
            }
            return volcano.finish();
        },
};

}  // namespace hibari::world
