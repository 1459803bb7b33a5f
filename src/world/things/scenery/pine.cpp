// A spruce, 8 m: whorls of drooping branches, ever shorter towards the tip.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kPineTree{
    .name = "pine",
    .words = {"pine", "pine tree", "fir", "fir tree", "spruce", "conifer", "evergreen", "cedar"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {3.4F, 8.0F, 3.4F},
    .build =
        [](const Entity& entity, Rng rng) {
            Assembly pine(entity, Substance::kWood);
            pine.fix();
            pine.part(cone(3.8F, 0.20F, 0.03F), {0, 3.8F, 0}, bark(hex(0x5A4636)));
            constexpr int kWhorls = 13;
            for (int i = 0; i < kWhorls; ++i) {
                Rng one = rng.split(i);
                const float t = static_cast<float>(i) / (kWhorls - 1);
                const float y = lerp(1.10F, 7.60F, t) + one.uniform(-0.08F, 0.08F);
                const float reach = lerp(1.65F, 0.20F, t) * one.uniform(0.92F, 1.05F);
                const Vec3 green =
                    lerp(hex(0x33573A), hex(0x56804C), t) * one.uniform(0.92F, 1.08F);
                pine.detail(
                    cone(0.30F, reach * 0.50F, reach * 0.08F),
                    {0, y + 0.20F, 0},
                    tinted(foliage(green * 0.55F, 0.10F))
                );
                const int boughs = 11 - 6 * i / kWhorls;
                for (int k = 0; k < boughs; ++k) {
                    const float turn =
                        360.0F * (static_cast<float>(k) + 0.5F * static_cast<float>(i % 2)) /
                            static_cast<float>(boughs) +
                        one.uniform(-12.0F, 12.0F);
                    const Quat yaw = turn_y(turn);
                    const Quat droop = yaw * turn_z(-20.0F + 14.0F * t + one.uniform(-6.0F, 6.0F));
                    const float length = reach * one.uniform(0.80F, 1.12F);
                    const Vec3 at = rotate(yaw, {length * 0.52F, one.uniform(-0.07F, 0.07F), 0}) +
                                    Vec3{0, y, 0};
                    pine.detail(
                        ellipsoid({length * 0.54F, 0.07F + 0.05F * reach, 0.09F + 0.13F * reach}),
                        {at, droop},
                        tinted(foliage(green * one.uniform(0.85F, 1.2F), 0.10F))
                    );
                }
            }
            pine.detail(
                round_cone(0.22F, 0.08F, 0.01F),
                {0, 7.75F, 0},
                tinted(foliage(hex(0x56804C), 0.08F))
            );
            return pine.finish();
        },
};

}  // namespace hibari::world
