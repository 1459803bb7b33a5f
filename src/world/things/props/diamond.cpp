// A cut gem, 12 cm: crown and pavilion of facets as cones; large, so that it reads on the screen.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kDiamond{
    .name = "diamond",
    .words = {"diamond", "gem", "gemstone", "jewel", "ruby", "emerald", "sapphire", "crystal gem"},
    .category = Category::kProp,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.12F, 0.08F, 0.12F},
    .build =
        [](const Entity& entity, Rng) {
            Material gem = tinted(glass(hex(0xCFEFF7), 0.6F));
            gem.roughness = 0.01F;
            Assembly diamond(entity, Substance::kGlass);
            diamond.part(cone(0.026F, 0.004F, 0.058F), {0, 0.026F, 0}, gem);
            diamond.part(cylinder(0.002F, 0.060F), {0, 0.0535F, 0}, gem);
            diamond.part(cone(0.011F, 0.058F, 0.036F), {0, 0.0665F, 0}, gem);
            // Facet edges catch the light.
            const Material edge = metal(hex(0xE9F7FB), 0.05F);
            for (int i = 0; i < 12; ++i) {
                const Quat yaw = turn_y(30.0F * static_cast<float>(i));
                diamond.thin_rod(
                    rotate(yaw, {0.058F, 0.053F, 0}),
                    rotate(yaw * turn_y(i % 2 == 0 ? 15.0F : -15.0F), {0.036F, 0.0775F, 0}),
                    0.0006F,
                    edge
                );
                if (i % 2 == 0) {
                    diamond.thin_rod(
                        rotate(yaw, {0.058F, 0.052F, 0}), {0, 0.001F, 0}, 0.0006F, edge
                    );
                }
            }
            diamond.mass(0.7F);
            return diamond.finish();
        },
};

}  // namespace hibari::world
