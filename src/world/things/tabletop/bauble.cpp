// A Christmas bauble, 8 cm: a mirror of coloured glass with a golden cap and a loop.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBauble{
    .name = "bauble",
    .words =
        {"bauble",
         "ornament",
         "christmas ornament",
         "christmas bauble",
         "christmas ball",
         "tree ornament"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.08F, 0.105F, 0.08F},
    .build =
        [](const Entity& entity, Rng) {
            const Material gold = metal(hex(0xE6BC45), 0.15F);
            Assembly bauble(entity, Substance::kGlass);
            bauble.part(sphere(0.04F), {0, 0.04F, 0}, tinted(metal(hex(0xC8202C), 0.10F)));
            bauble.detail(torus(0.0397F, 0.0016F), {0, 0.04F, 0}, gold);
            for (const float y : {0.024F, 0.056F}) {
                bauble.detail(torus(0.0362F, 0.0012F), {0, y, 0}, gold);
            }
            bauble.detail(cylinder(0.006F, 0.010F, 0.002F), {0, 0.083F, 0}, gold);
            bauble.detail(torus(0.007F, 0.0013F), {{0, 0.095F, 0}, turn_x(90)}, gold);
            bauble.mass(0.025F);
            return bauble.finish();
        },
};

}  // namespace hibari::world
