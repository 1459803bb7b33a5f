// A drinking glass, 11 cm tall, half full of water.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kTumbler{
    .name = "tumbler",
    .words = {"glass", "tumbler", "drinking glass", "water glass"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.08F, 0.11F, 0.08F},
    .build =
        [](const Entity& entity, Rng) {
            const Material clear = glass(hex(0xF2F7F7), 0.85F);
            Assembly tumbler(entity, Substance::kGlass);
            tumbler.part(cylinder(0.004F, 0.038F, 0.002F), {0, 0.004F, 0}, clear);
            tumbler.part(tube(0.051F, 0.040F, 0.037F), {0, 0.059F, 0}, clear);
            tumbler.detail(
                cylinder(0.027F, 0.0365F),
                {0, 0.036F, 0},
                glass(entity.accent.value_or(entity.color.value_or(hex(0xB8DCE8))), 0.6F)
            );
            tumbler.mass(0.25F);
            return tumbler.finish();
        },
};

}  // namespace hibari::world
