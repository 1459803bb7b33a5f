// Official Baseball Rules 3.01: 9-9.25 in around, 5-5.25 oz; e = 0.546 +- 0.032 against a rigid
// wall.
#include "world/things/balls/ball_family.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBaseball{
    .name = "baseball",
    .words = {"baseball", "softball", "cricket ball", "hardball"},
    .category = Category::kBall,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.0736F, 0.0736F, 0.0736F},
    .build =
        [](const Entity& entity, Rng) {
            return build_ball(
                entity,
                {
                    .radius_m = 0.0368F,
                    .mass_kg = 0.145F,
                    .restitution = 0.55F,
                    .friction = 0.5F,
                    .rolling_friction_m = 0.0006F,
                    .substance = Substance::kLeather,
                    .material =
                        {.surface = Surface::kBaseball,
                         .base = hex(0xEFEAE0),
                         .accent = hex(0xB4232A),
                         .roughness = 0.55F,
                         .bump = 0.2F,
                         .tintable = true},
                }
            );
        },
};

}  // namespace hibari::world
