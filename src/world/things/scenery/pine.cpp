// A spruce, 8 m: whorls of drooping branches, ever shorter towards the tip.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kPineTree{
    .name = "pine",
    .words =
        {"pine",
         "pine tree",
         "fir",
         "fir tree",
         "spruce",
         "christmas tree",
         "conifer",
         "evergreen",
         "cedar",
         "xmas tree"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {3.4F, 8.0F, 3.4F},
    .build =
        [](const Entity& entity, Rng rng) {
            Assembly pine(entity, Substance::kWood);
            pine.fix();
            pine.part(cone(3.8F, 0.20F, 0.03F), {0, 3.8F, 0}, bark(hex(0x4E3B2C)));
            constexpr int kWhorls = 11;
            for (int i = 0; i < kWhorls; ++i) {
                Rng one = rng.split(i);
                const float t = static_cast<float>(i) / (kWhorls - 1);
                const float y = lerp(1.15F, 7.55F, t);
                const float reach = lerp(1.65F, 0.22F, t) * one.uniform(0.94F, 1.06F);
                const Vec3 green = lerp(hex(0x23492C), hex(0x3C6B3A), t) * one.uniform(0.9F, 1.1F);
                pine.detail(
                    cone(0.36F, reach * 0.62F, reach * 0.10F),
                    {0, y + 0.22F, 0},
                    tinted(foliage(green * 0.7F, 0.08F))
                );
                const int boughs = 9 - 4 * i / kWhorls;
                for (int k = 0; k < boughs; ++k) {
                    const float turn =
                        360.0F * (static_cast<float>(k) + 0.5F * static_cast<float>(i % 2)) /
                            static_cast<float>(boughs) +
                        one.uniform(-8.0F, 8.0F);
                    const Quat yaw = turn_y(turn);
                    const Quat droop = yaw * turn_z(-18.0F + 10.0F * t);
                    const float length = reach * one.uniform(0.88F, 1.08F);
                    const Vec3 at = rotate(yaw, {length * 0.52F, 0, 0}) + Vec3{0, y, 0};
                    pine.detail(
                        ellipsoid({length * 0.52F, 0.11F + 0.06F * reach, 0.13F + 0.16F * reach}),
                        {at, droop},
                        tinted(foliage(green * one.uniform(0.9F, 1.15F), 0.07F))
                    );
                }
            }
            pine.detail(
                round_cone(0.22F, 0.09F, 0.01F),
                {0, 7.75F, 0},
                tinted(foliage(hex(0x3C6B3A), 0.06F))
            );
            return pine.finish();
        },
};

}  // namespace hibari::world
