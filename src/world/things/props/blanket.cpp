// A checked blanket, 1.9 x 1.5 m, spread on the ground, with a fringe at its ends.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <string>

namespace hibari::world {

const Thing kBlanket{
    .name = "blanket",
    .words = {"blanket", "picnic blanket", "beach towel", "towel", "tablecloth", "picnic rug"},
    .category = Category::kProp,
    .traits = {.surface = true, .indoor = true, .outdoor = true},
    .usual_size = {1.95F, 0.02F, 1.5F},
    .build =
        [](const Entity& entity, Rng rng) {
            const bool is_towel = entity.called.find("towel") != std::string::npos;
            const Material cloth = tinted(
                {.surface = is_towel ? Surface::kStripes : Surface::kChecker,
                 .base = is_towel ? hex(0x2A6AA8) : hex(0xB5262C),
                 .accent = entity.accent.value_or(hex(0xEFE8DA)),
                 .roughness = 0.95F,
                 .scale = is_towel ? 0.18F : 0.15F,
                 .bump = 0.15F}
            );
            Assembly blanket(entity, Substance::kFabric);
            blanket.part(box({0.92F, 0.006F, 0.74F}, 0.005F), {0, 0.006F, 0}, cloth);
            for (const float side : {-1.0F, 1.0F}) {
                for (int i = 0; i < 36; ++i) {
                    const float z = -0.72F + 0.041F * static_cast<float>(i);
                    blanket.thin_rod(
                        {side * 0.915F, 0.005F, z},
                        {side * 0.965F, 0.004F, z + rng.uniform(-0.012F, 0.012F)},
                        0.0035F,
                        fabric(hex(0xEFE8DA))
                    );
                }
            }
            blanket.mass(1.4F);
            blanket.friction(0.9F);
            blanket.restitution(0.05F);
            blanket.anchor("top", {0, 0.012F, 0});
            return blanket.finish();
        },
};

}  // namespace hibari::world
