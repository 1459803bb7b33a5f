// A peak for the far distance, 320 m high: melted ridges of rock with snow on top.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kMountain{
    .name = "mountain",
    .words = {"mountain", "peak", "volcano", "hill", "mount", "summit", "iceberg"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {700.0F, 320.0F, 600.0F},
    .build =
        [](const Entity& entity, Rng rng) {
            Assembly mountain(entity, Substance::kStone);
            mountain.fix();
            const Material stone = tinted(rock(hex(0x77716B), 40.0F));
            const Material snow{
                .surface = Surface::kSnow,
                .base = hex(0xEEF2F8),
                .accent = hex(0xC4D3E6),
                .roughness = 0.85F,
                .scale = 20.0F,
                .bump = 0.6F
            };
            const auto peak = [&](Vec3 foot, float high, float wide) {
                Part& body = mountain.part(
                    cone(high * 0.5F, wide, wide * 0.04F), foot + Vec3{0, high * 0.5F, 0}, stone
                );
                body.group = 1;
                body.blend = 25.0F;
                const float cap = high * 0.34F;
                Part& white = mountain.detail(
                    cone(cap * 0.5F, wide * 0.38F, wide * 0.045F),
                    foot + Vec3{0, high - cap * 0.5F + 2.0F, 0},
                    snow
                );
                white.group = 2;
                white.blend = 12.0F;
            };
            peak({0, 0, 0}, 320.0F, 230.0F);
            for (int i = 0; i < 7; ++i) {
                Rng one = rng.split(i);
                const float turn =
                    2.0F * kPi * (static_cast<float>(i) + one.uniform(-0.3F, 0.3F)) / 7.0F;
                const float out = one.uniform(110.0F, 200.0F);
                const float high = one.uniform(120.0F, 230.0F);
                peak(
                    {out * std::cos(turn), 0, 0.8F * out * std::sin(turn)},
                    high,
                    high * one.uniform(0.65F, 0.85F)
                );
            }
            return mountain.finish();
        },
};

}  // namespace hibari::world
