// The plain cube of physics clips: 30 cm, slightly bevelled, painted wood.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kCube{
    .name = "cube",
    .words =
        {"cube",
         "brick",
         "tile",
         "stone block",
         "concrete block",
         "heavy block",
         "big block",
         "ice block",
         "metal block"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.3F, 0.3F, 0.3F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly cube(entity, Substance::kWood);
            cube.part(
                box({0.15F, 0.15F, 0.15F}, 0.012F), {0, 0.15F, 0}, tinted(paint(kBlue, 0.4F))
            );
            // A hollow toy block: a solid one of this size would weigh 19 kg.
            cube.mass(4.0F);
            return cube.finish();
        },
};

}  // namespace hibari::world
