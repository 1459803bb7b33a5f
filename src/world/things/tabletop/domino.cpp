// A large domino, 12 x 24 x 4 cm: the usual proportions 6 : 12 : 2, big enough to film.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kDomino{
    .name = "domino",
    .words = {"domino", "domino tile", "domino piece"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.12F, 0.24F, 0.04F},
    .build =
        [](const Entity& entity, Rng) {
            const Material face{
                .surface = Surface::kDomino,
                .base = hex(0xEEE9DC),
                .accent = hex(0x1A1A1C),
                .roughness = 0.25F,
                .scale = 0.12F,
                .tintable = true,
            };
            Assembly domino(entity, Substance::kPlastic);
            domino.part(box({0.06F, 0.12F, 0.02F}, 0.005F), {0, 0.12F, 0}, face);
            domino.mass(0.9F);
            domino.friction(0.4F);
            return domino.finish();
        },
};

}  // namespace hibari::world
