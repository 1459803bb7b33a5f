// A decorated fir, 2.2 m: tiers of green, baubles, lights and a star, in a pot, with gifts below.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kChristmasTree{
    .name = "christmas_tree",
    .words = {"christmas tree", "xmas tree", "decorated tree"},
    .category = Category::kScenery,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {1.4F, 2.35F, 1.4F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly tree(entity, Substance::kFoliage);
            tree.fix();
            tree.part(cone(0.13F, 0.14F, 0.19F), {0, 0.13F, 0}, plastic(hex(0x8C1F24)));
            tree.part(cylinder(0.14F, 0.045F), {0, 0.38F, 0}, bark());
            constexpr int kTiers = 6;
            constexpr Vec3 kBaubles[] = {
                hex(0xC8202C), hex(0xE0B030), hex(0x2E6FC4), hex(0xD8DCE0)
            };
            int bauble = 0;
            for (int i = 0; i < kTiers; ++i) {
                const float t = static_cast<float>(i) / (kTiers - 1);
                const float radius = lerp(0.66F, 0.17F, t);
                const float y = lerp(0.42F, 1.74F, t);
                const Material needles =
                    tinted(foliage(lerp(hex(0x23512E), hex(0x32703C), t), 0.05F));
                tree.part(cone(0.22F, radius * 0.86F, radius * 0.16F), {0, y + 0.22F, 0}, needles);
                const int boughs = 16 - 2 * i;
                for (int k = 0; k < boughs; ++k) {
                    const Quat yaw = turn_y(
                        360.0F * (static_cast<float>(k) + 0.5F * static_cast<float>(i % 2)) /
                        static_cast<float>(boughs)
                    );
                    tree.detail(
                        ellipsoid({0.36F * radius, 0.045F, 0.10F}),
                        {rotate(yaw, {0.70F * radius, y + 0.07F, 0}), yaw * turn_z(-24)},
                        needles
                    );
                    const Vec3 tip = rotate(yaw, {1.03F * radius, y - 0.06F, 0});
                    if (k % 2 == 0) {
                        tree.detail(sphere(0.035F), tip, metal(kBaubles[bauble++ % 4], 0.12F));
                    } else {
                        tree.detail(
                            sphere(0.014F), tip + Vec3{0, 0.08F, 0}, glow(hex(0xFFD890), 3.0F)
                        );
                    }
                }
            }
            for (int i = 0; i < 5; ++i) {
                tree.detail(
                    cone(0.075F, 0.035F, 0.002F),
                    {Vec3{0, 2.24F, 0} +
                         rotate(turn_z(72.0F * static_cast<float>(i)), {0, 0.06F, 0}),
                     turn_z(72.0F * static_cast<float>(i))},
                    glow(hex(0xFFC83C), 1.6F)
                );
            }
            return tree.finish();
        },
};

}  // namespace hibari::world
