// A round stone tower, 14 m, with battlements, arrow slits, a door and a pointed roof.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kTower{
    .name = "tower",
    .words = {"tower", "watchtower", "bell tower", "clock tower", "silo", "water tower", "minaret"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {5.6F, 15.5F, 5.6F},
    .build =
        [](const Entity& entity, Rng) {
            const Material stone = tinted(
                {.surface = Surface::kBrick,
                 .base = hex(0xA39A8A),
                 .accent = hex(0x7C7466),
                 .roughness = 0.9F,
                 .scale = 0.6F,
                 .bump = 0.6F}
            );
            const Material dark = plain(hex(0x141210), 0.9F);
            Assembly tower(entity, Substance::kStone);
            tower.fix();
            tower.part(cone(0.5F, 2.6F, 2.35F), {0, 0.5F, 0}, stone);
            tower.part(cone(4.6F, 2.35F, 2.05F), {0, 5.6F, 0}, stone);
            tower.part(cone(0.35F, 2.05F, 2.5F), {0, 10.5F, 0}, stone);
            tower.part(cylinder(0.35F, 2.5F), {0, 11.2F, 0}, stone);
            constexpr int kTeeth = 10;
            for (int i = 0; i < kTeeth; ++i) {
                const Quat yaw = turn_y(360.0F * static_cast<float>(i) / kTeeth);
                tower.part(
                    box({0.20F, 0.38F, 0.42F}, 0.03F), {rotate(yaw, {2.30F, 11.92F, 0}), yaw}, stone
                );
                tower.detail(
                    box({0.25F, 0.18F, 0.16F}, 0.03F),
                    {rotate(yaw * turn_y(18), {2.22F, 10.25F, 0}), yaw * turn_y(18)},
                    stone
                );
            }
            tower.part(cylinder(0.9F, 1.6F), {0, 12.0F, 0}, stone);
            tower.part(cone(1.5F, 1.95F, 0.04F), {0, 14.35F, 0}, roof_tiles(hex(0x7B3B2E)));
            tower.detail(sphere(0.09F), {0, 15.9F, 0}, metal(kBrass, 0.2F));
            tower.thin_rod({0, 15.8F, 0}, {0, 16.7F, 0}, 0.03F, metal(kCharcoal));
            // Arrow slits wind up around the wall.
            for (int i = 0; i < 8; ++i) {
                const Quat yaw = turn_y(-90.0F + 100.0F * static_cast<float>(i));
                const float y = 3.4F + 0.85F * static_cast<float>(i);
                const float radius = lerp(2.35F, 2.05F, (y - 1.0F) / 9.2F);
                tower.detail(
                    box({0.06F, 0.48F, 0.09F}), {rotate(yaw, {radius - 0.02F, y, 0}), yaw}, dark
                );
                tower.detail(
                    box({0.05F, 0.06F, 0.22F}, 0.02F),
                    {rotate(yaw, {radius + 0.01F, y - 0.54F, 0}), yaw},
                    rock(hex(0xB5AD9D), 0.3F)
                );
            }
            for (int i = 0; i < 4; ++i) {
                const Quat yaw = turn_y(45.0F + 90.0F * static_cast<float>(i));
                tower.detail(
                    box({0.05F, 0.35F, 0.22F}),
                    {rotate(yaw, {1.58F, 12.4F, 0}), yaw},
                    glow(hex(0xFFCE7A), 0.5F)
                );
            }
            // Door under a round arch, with hinges and a step.
            tower.detail(
                box({0.62F, 1.0F, 0.2F}, 0.02F), {0, 1.15F, 2.32F}, wood(hex(0x5B3B22), 0.2F)
            );
            tower.detail(
                cylinder(0.2F, 0.62F), {{0, 2.15F, 2.32F}, turn_x(90)}, wood(hex(0x5B3B22), 0.2F)
            );
            for (int i = 0; i < 9; ++i) {
                const float turn = kPi * static_cast<float>(i) / 8.0F;
                tower.detail(
                    box({0.13F, 0.12F, 0.24F}, 0.03F),
                    {{0.76F * std::cos(turn), 2.15F + 0.76F * std::sin(turn), 2.32F},
                     from_axis_angle({0, 0, 1}, turn)},
                    rock(hex(0xB5AD9D), 0.3F)
                );
            }
            for (const float y : {0.7F, 1.7F}) {
                tower.detail(box({0.5F, 0.05F, 0.012F}), {0, y, 2.53F}, metal(kCharcoal, 0.6F));
            }
            tower.detail(
                torus(0.08F, 0.018F), {{0.38F, 1.2F, 2.54F}, turn_x(90)}, metal(kCharcoal, 0.5F)
            );
            tower.part(
                box({0.9F, 0.10F, 0.4F}, 0.03F), {0, 0.10F, 2.85F}, rock(hex(0xB5AD9D), 0.3F)
            );
            return tower.finish();
        },
};

}  // namespace hibari::world
