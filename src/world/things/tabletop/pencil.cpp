// A hexagonal pencil, 19 cm, 6 g, lying along Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kPencil{
    .name = "pencil",
    .words = {"pencil", "pen", "crayon", "marker", "paintbrush", "chalk"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .indoor = true},
    .usual_size = {0.0085F, 0.0085F, 0.19F},
    .build =
        [](const Entity& entity, Rng) {
            const Material coat = tinted(paint(hex(0xF0B323), 0.3F));
            Assembly pencil(entity, Substance::kWood);
            pencil.part(cylinder(0.072F, 0.0040F, 0.0008F), {{0, 0.0040F, 0}, turn_x(90)}, coat);
            for (const float roll : {0.0F, 60.0F, 120.0F}) {
                pencil.detail(
                    box({0.0023F, 0.0039F, 0.072F}), {{0, 0.0040F, 0}, turn_z(roll)}, coat
                );
            }
            pencil.part(
                cone(0.010F, 0.0038F, 0.0010F),
                {{0, 0.0040F, 0.082F}, turn_x(90)},
                wood(kPine, 0.02F)
            );
            pencil.detail(
                cone(0.003F, 0.0013F, 0.0002F),
                {{0, 0.0040F, 0.0925F}, turn_x(90)},
                plain(kCharcoal)
            );
            pencil.detail(
                cylinder(0.006F, 0.0040F), {{0, 0.0040F, -0.078F}, turn_x(90)}, metal(kBrass)
            );
            pencil.part(
                cylinder(0.006F, 0.0037F, 0.001F),
                {{0, 0.0040F, -0.090F}, turn_x(90)},
                rubber(hex(0xD9828A))
            );
            pencil.mass(0.006F);
            pencil.anchor("grip", {0, 0.004F, 0.05F});
            return pencil.finish();
        },
};

}  // namespace hibari::world
