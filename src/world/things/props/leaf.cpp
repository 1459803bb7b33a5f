// A maple leaf, 14 cm, red and gold: five lobes and a stalk. Lies along Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kLeaf{
    .name = "leaf",
    .words = {"leaf", "autumn leaf", "fallen leaf", "maple leaf", "dead leaf", "dry leaf"},
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.13F, 0.02F, 0.17F},
    .build =
        [](const Entity& entity, Rng rng) {
            constexpr Vec3 kAutumn[] = {hex(0xC8421A), hex(0xE08A1E), hex(0xB5261E), hex(0xD9B02A)};
            const Vec3 color = kAutumn[rng.index(4)];
            const Material blade = tinted(
                {.surface = Surface::kPaper,
                 .base = color,
                 .accent = color * 0.7F,
                 .roughness = 0.7F,
                 .scale = 0.02F,
                 .bump = 0.3F}
            );
            const Material vein = plain(entity.color.value_or(color) * 0.55F, 0.8F);
            Assembly leaf(entity, Substance::kFoam);
            const Vec3 root{0, 0.006F, -0.022F};
            for (int i = -2; i <= 2; ++i) {
                const float turn = 50.0F * static_cast<float>(i);
                const float reach = i == 0 ? 0.088F : std::abs(i) == 1 ? 0.074F : 0.050F;
                const Quat way = turn_y(turn) * turn_x(-10);
                const Vec3 tip = root + rotate(way, Vec3{0, 0, reach});
                leaf.detail(
                    ellipsoid({0.30F * reach, 0.0011F, 0.52F * reach}),
                    {lerp(root, tip, 0.52F), way},
                    blade
                );
                // The points of the lobe.
                for (const float side : {-1.0F, 1.0F}) {
                    const Quat aside = way * turn_y(side * 42.0F);
                    leaf.detail(
                        ellipsoid({0.11F * reach, 0.0010F, 0.24F * reach}),
                        {lerp(root, tip, 0.62F) + rotate(aside, Vec3{0, 0.0003F, 0.17F * reach}),
                         aside},
                        blade
                    );
                }
                leaf.detail(
                    ellipsoid({0.10F * reach, 0.0011F, 0.20F * reach}),
                    {lerp(root, tip, 0.98F), way},
                    blade
                );
                leaf.thin_rod(
                    root + Vec3{0, 0.0012F, 0},
                    lerp(root, tip, 0.95F) + Vec3{0, 0.0012F, 0},
                    0.0008F,
                    vein
                );
            }
            leaf.thin_rod(root, root + Vec3{0.004F, 0.003F, -0.052F}, 0.0013F, vein);
            leaf.part(box({0.045F, 0.0025F, 0.055F}), {0, 0.010F, 0.010F}, blade).visible = false;
            leaf.mass(0.001F);
            return leaf.finish();
        },
};

}  // namespace hibari::world
