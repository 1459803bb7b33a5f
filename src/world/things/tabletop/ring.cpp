// A ring, 40 cm across, standing upright on its edge so that it can roll along X.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kRing{
    .name = "ring",
    .words = {"ring", "torus", "hula hoop", "rubber ring", "swim ring"},
    .category = Category::kTabletop,
    .traits = {.floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.4F, 0.4F, 0.1F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly ring(entity, Substance::kPlastic);
            ring.part(
                torus(0.15F, 0.05F),
                {{0, 0.20F, 0}, turn_x(90)},
                tinted(plastic(hex(0xE0A526), 0.25F))
            );
            ring.mass(1.8F);
            return ring.finish();
        },
};

}  // namespace hibari::world
