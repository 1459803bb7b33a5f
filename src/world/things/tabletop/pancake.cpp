// A pancake, 22 cm: golden, browner in the middle, with the pale rim that the pan does not reach.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kPancake{
    .name = "pancake",
    .words = {"pancake", "crepe", "omelette", "omelet", "flapjack"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.20F, 0.016F, 0.20F},
    .build =
        [](const Entity& entity, Rng) {
            const Material batter =
                tinted(with_surface(plain(hex(0xE3B766), 0.8F), Surface::kPlaster, 0.05F));
            const Material brown =
                with_surface(plain(hex(0xA9672A), 0.7F), Surface::kPlaster, 0.04F);
            Assembly pancake(entity, Substance::kFlesh);
            pancake.part(cylinder(0.008F, 0.10F, 0.006F), {0, 0.008F, 0}, batter);
            for (const float y : {0.0007F, 0.0153F}) {
                pancake.detail(cylinder(0.001F, 0.078F), {0, y, 0}, brown);
            }
            pancake.mass(0.12F);
            pancake.restitution(0.05F);
            pancake.friction(0.6F);
            return pancake.finish();
        },
};

}  // namespace hibari::world
