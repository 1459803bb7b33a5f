// A die, 16 cm: a large one, so that its pips read on the screen.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kDie{
    .name = "die",
    .words = {"die", "dice", "casino dice", "gaming die"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.16F, 0.16F, 0.16F},
    .build =
        [](const Entity& entity, Rng) {
            const Material face = tinted(
                {.surface = Surface::kDie,
                 .base = hex(0xF2EFE8),
                 .accent = hex(0x161618),
                 .roughness = 0.2F,
                 .scale = 0.16F}
            );
            Assembly die(entity, Substance::kPlastic);
            die.part(box({0.08F, 0.08F, 0.08F}, 0.016F), {0, 0.08F, 0}, face);
            die.mass(1.2F);
            return die.finish();
        },
};

}  // namespace hibari::world
