// A campfire: a ring of stones, crossed logs, embers and flames.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kCampfire{
    .name = "campfire",
    .words = {"campfire", "fire", "bonfire", "fireplace", "flame", "fire pit", "wildfire"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {1.3F, 1.0F, 1.3F},
    .build =
        [](const Entity& entity, Rng rng) {
            Assembly fire(entity, Substance::kWood);
            fire.fix();
            constexpr int kStones = 11;
            for (int i = 0; i < kStones; ++i) {
                Rng one = rng.split(i);
                const Quat yaw =
                    turn_y(360.0F * static_cast<float>(i) / kStones + one.uniform(-6.0F, 6.0F));
                const float high = one.uniform(0.075F, 0.11F);
                fire.part(
                    ellipsoid({one.uniform(0.10F, 0.13F), high, one.uniform(0.12F, 0.16F)}),
                    {rotate(yaw, {0.56F, high * 0.9F, 0}), yaw},
                    rock(hex(0x7C7870) * one.uniform(0.8F, 1.15F), 0.12F)
                );
            }
            fire.detail(
                ellipsoid({0.46F, 0.05F, 0.46F}),
                {0, 0.03F, 0},
                with_surface(plain(hex(0x1B1715), 0.95F), Surface::kEarth, 0.05F)
            );
            for (int i = 0; i < 6; ++i) {
                const Quat yaw = turn_y(60.0F * static_cast<float>(i) + 10.0F);
                const Vec3 foot = rotate(yaw, {0.42F, 0.06F, 0});
                const Vec3 tip = rotate(yaw, {-0.03F, 0.46F, 0.03F});
                fire.part(
                    cone(distance(foot, tip) * 0.5F, 0.055F, 0.04F),
                    along(foot, tip),
                    bark(hex(0x3B2A20))
                );
            }
            for (int i = 0; i < 7; ++i) {
                const Vec3 out = rotate(turn_y(51.0F * static_cast<float>(i)), {0.20F, 0.06F, 0});
                fire.detail(sphere(0.06F), out, glow(hex(0xFF5A18), 2.5F));
            }
            fire.detail(round_cone(0.28F, 0.18F, 0.03F), {0, 0.47F, 0}, flame(5.0F));
            for (int i = 0; i < 5; ++i) {
                const Vec3 out = rotate(turn_y(72.0F * static_cast<float>(i)), {0.16F, 0, 0});
                fire.detail(
                    round_cone(0.20F, 0.10F, 0.015F),
                    along(
                        out + Vec3{0, 0.16F, 0},
                        out * 0.75F + Vec3{0, 0.58F + 0.05F * static_cast<float>(i % 3), 0}
                    ),
                    flame(4.0F)
                );
            }
            fire.anchor("flame", {0, 0.45F, 0});
            return fire.finish();
        },
};

}  // namespace hibari::world
