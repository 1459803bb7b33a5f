// A plain cylinder, 24 cm across and 30 cm high.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kCylinder{
    .name = "cylinder",
    .words = {"cylinder", "drum shape", "tube", "pillar", "column", "roller", "pipe"},
    .category = Category::kTabletop,
    .traits = {.floats = true, .surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.24F, 0.3F, 0.24F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly cylinder_(entity, Substance::kWood);
            cylinder_.part(
                cylinder(0.15F, 0.12F, 0.01F), {0, 0.15F, 0}, tinted(paint(kTeal, 0.35F))
            );
            cylinder_.mass(4.0F);
            return cylinder_.finish();
        },
};

}  // namespace hibari::world
