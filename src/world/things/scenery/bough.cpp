// A bough that reaches out from a trunk at the height of a man's eyes: where birds sit.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBough{
    .name = "bough",
    .words = {"branch", "bough", "tree branch", "limb of a tree", "perch"},
    .category = Category::kScenery,
    .traits = {.surface = true, .outdoor = true},
    .usual_size = {2.6F, 3.0F, 0.7F},
    .build =
        [](const Entity& entity, Rng rng) {
            const Material skin = tinted(bark());
            const Material leaf = foliage(hex(0x4F7A2F));
            Assembly tree(entity, Substance::kWood);
            tree.fix();
            constexpr float kY = 1.55F;
            tree.part(round_cone(1.6F, 0.20F, 0.15F), {-1.25F, 1.5F, -0.05F}, skin);
            tree.rod({-1.2F, kY - 0.22F, -0.03F}, {-0.4F, kY - 0.05F, 0}, 0.075F, skin);
            tree.rod({-0.45F, kY - 0.06F, 0}, {0.45F, kY - 0.05F, 0}, 0.055F, skin);
            tree.rod({0.42F, kY - 0.05F, 0}, {1.25F, kY + 0.16F, 0.05F}, 0.04F, skin);
            tree.thin_rod({0.5F, kY - 0.03F, 0}, {0.9F, kY - 0.12F, 0.22F}, 0.018F, skin);
            tree.thin_rod({-0.5F, kY - 0.03F, 0}, {-0.2F, kY + 0.38F, -0.15F}, 0.02F, skin);
            for (int i = 0; i < 14; ++i) {
                const bool far = i % 2 == 0;
                const Vec3 root =
                    far ? Vec3{1.1F, kY + 0.14F, 0.05F} : Vec3{0.85F, kY - 0.1F, 0.2F};
                const Vec3 at = root + Vec3{
                                           rng.uniform(-0.25F, 0.30F),
                                           rng.uniform(-0.12F, 0.16F),
                                           rng.uniform(-0.16F, 0.16F)
                                       };
                tree.detail(
                    ellipsoid({0.075F, 0.016F, 0.04F}),
                    {at, turn_y(rng.uniform(0.0F, 360.0F)) * turn_z(rng.uniform(-35.0F, 35.0F))},
                    leaf
                );
            }
            tree.anchor("top", {0.05F, kY, 0});
            return tree.finish();
        },
};

}  // namespace hibari::world
