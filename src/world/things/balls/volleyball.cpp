// FIVB rules 3.1: 65-67 cm around, 260-280 g.
#include "world/things/balls/ball_family.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kVolleyball{
    .name = "volleyball",
    .words = {"volleyball", "volley ball", "handball", "dodgeball"},
    .category = Category::kBall,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.21F, 0.21F, 0.21F},
    .build =
        [](const Entity& entity, Rng) {
            return build_ball(
                entity,
                {
                    .radius_m = 0.105F,
                    .mass_kg = 0.27F,
                    .restitution = 0.75F,
                    .friction = 0.6F,
                    .rolling_friction_m = 0.0015F,
                    .substance = Substance::kRubber,
                    .material =
                        {.surface = Surface::kVolleyball,
                         .base = kWhite,
                         .accent = hex(0x2657A5),
                         .roughness = 0.45F,
                         .bump = 0.15F,
                         .tintable = true},
                }
            );
        },
};

}  // namespace hibari::world
