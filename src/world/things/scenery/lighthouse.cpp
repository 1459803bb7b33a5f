// A lighthouse, 18 m: striped tower, gallery, lantern and red dome, keeper's house.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kLighthouse{
    .name = "lighthouse",
    .words = {"lighthouse", "lighthouse beam", "beacon", "control tower"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {10.0F, 18.5F, 6.0F},
    .build =
        [](const Entity& entity, Rng) {
            const Material white = paint(hex(0xECEAE2), 0.5F);
            const Material red = tinted(paint(hex(0xB3282A), 0.4F));
            const Material iron = paint(hex(0x26282B), 0.4F);
            Assembly tower(entity, Substance::kStone);
            tower.fix();
            tower.part(cylinder(0.4F, 3.0F, 0.1F), {0, 0.4F, 0}, rock(hex(0x8C857A), 0.5F));
            constexpr int kBands = 6;
            for (int i = 0; i < kBands; ++i) {
                const float low = lerp(2.3F, 1.5F, static_cast<float>(i) / kBands);
                const float high = lerp(2.3F, 1.5F, static_cast<float>(i + 1) / kBands);
                tower.part(
                    cone(1.05F, low, high),
                    {0, 1.85F + 2.1F * static_cast<float>(i), 0},
                    i % 2 == 0 ? white : red
                );
            }
            tower.part(cylinder(0.15F, 2.2F, 0.05F), {0, 13.55F, 0}, iron);
            for (int i = 0; i < 20; ++i) {
                const Vec3 out = rotate(turn_y(18.0F * static_cast<float>(i)), {2.1F, 0, 0});
                tower.thin_rod(out + Vec3{0, 13.7F, 0}, out + Vec3{0, 14.6F, 0}, 0.03F, iron);
            }
            for (const float y : {14.15F, 14.6F}) {
                tower.detail(torus(2.1F, 0.035F), {0, y, 0}, iron);
            }
            tower.part(cylinder(1.1F, 1.15F), {0, 14.8F, 0}, glow(hex(0xFFF1C4), 1.6F));
            for (int i = 0; i < 8; ++i) {
                const Vec3 out = rotate(turn_y(45.0F * static_cast<float>(i)), {1.17F, 0, 0});
                tower.thin_rod(out + Vec3{0, 13.7F, 0}, out + Vec3{0, 15.9F, 0}, 0.05F, iron);
            }
            tower.part(cylinder(0.12F, 1.5F, 0.05F), {0, 16.0F, 0}, red);
            tower.part(ellipsoid({1.3F, 1.1F, 1.3F}), {0, 16.1F, 0}, red);
            tower.detail(sphere(0.22F), {0, 17.3F, 0}, iron);
            tower.thin_rod({0, 17.3F, 0}, {0, 18.4F, 0}, 0.04F, iron);
            for (int i = 0; i < 4; ++i) {
                const float y = 4.0F + 2.6F * static_cast<float>(i);
                const float radius = lerp(2.3F, 1.5F, (y - 0.8F) / 12.6F);
                tower.detail(
                    box({0.30F, 0.45F, 0.1F}, 0.02F), {0, y, radius - 0.02F}, window_glass()
                );
                tower.detail(box({0.38F, 0.06F, 0.16F}, 0.02F), {0, y - 0.5F, radius}, white);
            }
            tower.detail(box({0.5F, 1.0F, 0.12F}, 0.02F), {0, 1.8F, 2.25F}, red);
            // Keeper's house.
            tower.part(box({1.8F, 1.3F, 1.6F}), {4.2F, 1.3F, 0}, white);
            for (const float side : {-1.0F, 1.0F}) {
                tower.part(
                    box({2.0F, 0.07F, 1.15F}, 0.02F),
                    {{4.2F, 3.0F, side * 0.85F}, turn_x(side * 36)},
                    roof_tiles(hex(0xA34A34))
                );
                tower.part(
                    wedge({1.8F, 0.55F, 0.8F}),
                    {{4.2F, 3.1F, side * 0.8F}, turn_y(side > 0 ? 180.0F : 0.0F)},
                    white
                );
                tower.detail(
                    box({0.35F, 0.4F, 0.05F}, 0.02F),
                    {4.2F + side * 0.95F, 1.5F, 1.6F},
                    window_glass()
                );
            }
            tower.detail(box({0.42F, 0.95F, 0.05F}, 0.02F), {4.2F, 0.95F, 1.6F}, red);
            tower.anchor("light", {0, 14.8F, 0});
            return tower.finish();
        },
};

}  // namespace hibari::world
