// Size 5 (IFAB Laws of the Game, law 2): 68-70 cm around, 410-450 g.
#include "world/things/balls/ball_family.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kSoccerBall{
    .name = "soccer_ball",
    .words = {"soccer ball", "football", "soccerball", "futsal ball"},
    .category = Category::kBall,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.221F, 0.221F, 0.221F},
    .build =
        [](const Entity& entity, Rng) {
            return build_ball(
                entity,
                {
                    .radius_m = 0.1105F,
                    .mass_kg = 0.43F,
                    .restitution = 0.80F,
                    .friction = 0.6F,
                    .rolling_friction_m = 0.0015F,
                    .substance = Substance::kRubber,
                    .material =
                        {.surface = Surface::kSoccerBall,
                         .base = kWhite,
                         .accent = kBlack,
                         .roughness = 0.35F,
                         .bump = 0.2F,
                         .tintable = true},
                }
            );
        },
};

}  // namespace hibari::world
