// An ice cube from a tray, 4 cm: clear at the edges, clouded in the middle.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kIceCube{
    .name = "ice_cube",
    .words = {"ice cube", "cube of ice"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.042F, 0.042F, 0.042F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly cube(entity, Substance::kIce);
            cube.part(
                box({0.021F, 0.021F, 0.021F}, 0.005F),
                {0, 0.021F, 0},
                tinted(glass(hex(0xCFE6F2), 0.55F))
            );
            cube.detail(
                ellipsoid({0.011F, 0.010F, 0.012F}), {0.001F, 0.019F, 0}, plain(hex(0xEAF4FA), 0.4F)
            );
            cube.mass(0.066F);  // 917 kg/m^3
            cube.friction(0.05F);
            return cube.finish();
        },
};

}  // namespace hibari::world
