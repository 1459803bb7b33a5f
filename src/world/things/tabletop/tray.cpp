// A waiter's round tray, 40 cm, of brushed steel with a rim.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kTray{
    .name = "tray",
    .words = {"tray", "platter", "serving tray"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.41F, 0.03F, 0.41F},
    .build =
        [](const Entity& entity, Rng) {
            const Material steel = tinted(brushed());
            Assembly tray(entity, Substance::kSteel);
            tray.part(cylinder(0.004F, 0.195F, 0.003F), {0, 0.004F, 0}, steel);
            tray.detail(torus(0.199F, 0.006F), {0, 0.014F, 0}, chrome());
            tray.mass(0.7F);
            return tray.finish();
        },
};

}  // namespace hibari::world
