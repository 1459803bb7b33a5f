// A gravestone, 0.6 x 1.0 m, with a cross and lines of writing.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kTombstone{
    .name = "tombstone",
    .words = {"tombstone", "gravestone", "grave", "headstone"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {0.74F, 1.0F, 0.30F},
    .build =
        [](const Entity& entity, Rng) {
            const Material stone = tinted(rock(hex(0x8A8C88), 0.2F));
            Assembly grave(entity, Substance::kStone);
            grave.fix();
            grave.part(box({0.36F, 0.07F, 0.14F}, 0.02F), {0, 0.07F, 0}, stone);
            grave.part(box({0.29F, 0.29F, 0.065F}, 0.015F), {0, 0.42F, 0}, stone);
            grave.part(cylinder(0.065F, 0.29F, 0.015F), {{0, 0.70F, 0}, turn_x(90)}, stone);
            const Material carved = plain(hex(0x3A3C3A), 0.9F);
            grave.detail(box({0.020F, 0.10F, 0.004F}), {0, 0.76F, 0.066F}, carved);
            grave.detail(box({0.065F, 0.020F, 0.004F}), {0, 0.79F, 0.066F}, carved);
            for (int i = 0; i < 3; ++i) {
                grave.detail(
                    box({0.19F - 0.045F * static_cast<float>(i), 0.014F, 0.004F}),
                    {0, 0.55F - 0.075F * static_cast<float>(i), 0.066F},
                    carved
                );
            }
            return grave.finish();
        },
};

}  // namespace hibari::world
