// A playground ball: 22 cm, 350 g.
#include "world/things/balls/ball_family.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBall{
    .name = "ball",
    .words =
        {"ball",
         "sphere",
         "orb",
         "bouncy ball",
         "rubber ball",
         "toy ball",
         "kickball",
         "playground ball"},
    .category = Category::kBall,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.22F, 0.22F, 0.22F},
    .build =
        [](const Entity& entity, Rng) {
            return build_ball(
                entity,
                {
                    .radius_m = 0.11F,
                    .mass_kg = 0.35F,
                    .restitution = 0.80F,
                    .friction = 0.7F,
                    .rolling_friction_m = 0.0012F,
                    .substance = Substance::kRubber,
                    .material =
                        {.surface = Surface::kRubber,
                         .base = kRed,
                         .accent = kWhite,
                         .roughness = 0.35F,
                         .tintable = true},
                }
            );
        },
};

}  // namespace hibari::world
