// A fish tank, 0.9 x 0.4 x 0.5 m, of glass panes in a dark frame, with gravel, weed and water.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kAquarium{
    .name = "aquarium",
    .words = {"aquarium", "fish tank", "fishtank", "glass tank", "water tank", "tank of water"},
    .category = Category::kProp,
    .traits = {.vessel = true, .indoor = true, .outdoor = true},
    .usual_size = {0.9F, 0.5F, 0.4F},
    .build =
        [](const Entity& entity, Rng rng) {
            const Material pane = glass(hex(0xF2FAFA), 0.92F);
            const Material frame = tinted(plastic(hex(0x1B1D20)));
            const Material gravel{
                .surface = Surface::kSand,
                .base = hex(0xC9B48A),
                .roughness = 0.95F,
                .scale = 0.03F,
                .bump = 0.5F
            };
            Assembly tank(entity, Substance::kGlass);
            tank.part(box({0.45F, 0.012F, 0.20F}), {0, 0.012F, 0}, frame);
            for (const float side : {-1.0F, 1.0F}) {
                tank.part(box({0.45F, 0.235F, 0.003F}), {0, 0.255F, side * 0.197F}, pane);
                tank.part(box({0.003F, 0.235F, 0.194F}), {side * 0.447F, 0.255F, 0}, pane);
                tank.detail(box({0.45F, 0.008F, 0.006F}), {0, 0.49F, side * 0.197F}, frame);
                tank.detail(box({0.006F, 0.008F, 0.20F}), {side * 0.447F, 0.49F, 0}, frame);
                for (const float end : {-1.0F, 1.0F}) {
                    tank.thin_rod(
                        {side * 0.447F, 0.02F, end * 0.197F},
                        {side * 0.447F, 0.49F, end * 0.197F},
                        0.006F,
                        frame
                    );
                }
            }
            tank.part(box({0.442F, 0.018F, 0.192F}, 0.01F), {0, 0.042F, 0}, gravel);
            for (int i = 0; i < 9; ++i) {
                // Weed at the back, where it hides nothing.
                const auto x = static_cast<float>(rng.uniform(-0.40, 0.40));
                const auto high = static_cast<float>(rng.uniform(0.10, 0.24));
                const auto lean = static_cast<float>(rng.uniform(-0.04, 0.04));
                tank.thin_rod(
                    {x, 0.06F, -0.15F},
                    {x + lean, 0.06F + high, -0.14F},
                    0.006F,
                    plain(hex(0x3C8A3E), 0.7F)
                );
            }
            tank.detail(box({0.443F, 0.002F, 0.193F}), {0, 0.432F, 0}, glass(hex(0xA9D8E4), 0.6F));
            tank.basin({.surface = {0, 0.434F, 0}, .half = {0.44F, 0.19F}, .depth_m = 0.374F});
            tank.mass(140.0F);
            return tank.finish();
        },
};

}  // namespace hibari::world
