// A diving board: 4 m plank on a stand, tip at +Z, 1.2 m above the deck.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kSpringboard{
    .name = "springboard",
    .words =
        {"springboard",
         "diving board",
         "high board",
         "diving platform",
         "vault springboard",
         "spring board"},
    .category = Category::kGear,
    .traits = {.surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.9F, 2.1F, 4.1F},
    .build =
        [](const Entity& entity, Rng) {
            const Material top = tinted(paint(hex(0x3BA7C4), 0.6F));
            const Material steel = chrome();
            Assembly board(entity, Substance::kSteel);
            board.fix();
            board.part(box({0.25F, 0.03F, 2.0F}, 0.015F), {0, 1.17F, 0.0F}, top);
            board.detail(
                box({0.22F, 0.004F, 1.7F}),
                {0, 1.20F, 0.25F},
                with_surface(plain(hex(0xE9EEF0), 0.95F), Surface::kRubber, 0.02F)
            );
            board.part(cylinder(0.27F, 0.06F, 0.02F), {{0, 1.08F, -0.2F}, turn_z(90)}, rubber());
            board.part(
                box({0.30F, 0.51F, 0.10F}, 0.02F), {0, 0.51F, -0.2F}, concrete(hex(0xD8DCDD))
            );
            board.part(
                box({0.30F, 0.56F, 0.12F}, 0.02F), {0, 0.56F, -1.8F}, concrete(hex(0xD8DCDD))
            );
            for (const float x : {-0.36F, 0.36F}) {
                board.rod({x, 0.03F, -1.95F}, {x, 2.05F, -1.75F}, 0.02F, steel);
                board.rod({x, 2.05F, -1.75F}, {x, 2.0F, -0.2F}, 0.02F, steel);
                board.rod({x, 2.0F, -0.2F}, {x, 0.9F, -0.2F}, 0.02F, steel);
            }
            for (const float y : {0.25F, 0.55F, 0.85F}) {
                board.rod({-0.36F, y, -1.94F}, {0.36F, y, -1.94F}, 0.018F, steel);
            }
            board.anchor("tip", {0, 1.2F, 1.9F});
            board.anchor("top", {0, 1.2F, 0});
            return board.finish();
        },
};

}  // namespace hibari::world
