// A dinner plate, 27 cm, with a blue rim.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kPlate{
    .name = "plate",
    .words = {"plate", "dish", "saucer", "dinner plate"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.27F, 0.025F, 0.27F},
    .build =
        [](const Entity& entity, Rng) {
            const Material glaze = tinted(ceramic(hex(0xF3F1EA)));
            Assembly plate(entity, Substance::kCeramic);
            plate.part(cone(0.005F, 0.075F, 0.090F), {0, 0.005F, 0}, glaze);
            plate.part(cone(0.006F, 0.090F, 0.133F), {0, 0.016F, 0}, glaze);
            plate.detail(
                torus(0.1325F, 0.0025F),
                {0, 0.0225F, 0},
                paint(entity.accent.value_or(hex(0x274C8C)), 0.15F)
            );
            plate.detail(
                torus(0.092F, 0.0018F),
                {0, 0.0215F, 0},
                paint(entity.accent.value_or(hex(0x274C8C)), 0.15F)
            );
            plate.detail(cylinder(0.0005F, 0.091F), {0, 0.0222F, 0}, ceramic(hex(0xE8E5DC)));
            plate.mass(0.65F);
            return plate.finish();
        },
};

}  // namespace hibari::world
