// USBC Equipment Specifications: 8.500-8.595 in across, at most 16 lb; this one has 15 lb.
#include "world/things/balls/ball_family.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBowlingBall{
    .name = "bowling_ball",
    .words = {"bowling ball", "tenpin ball"},
    .category = Category::kBall,
    .traits = {.holdable = true, .floats = false, .indoor = true, .outdoor = false},
    .usual_size = {0.217F, 0.217F, 0.217F},
    .build =
        [](const Entity& entity, Rng) {
            return build_ball(
                entity,
                {
                    .radius_m = 0.1085F,
                    .mass_kg = 6.8F,
                    .restitution = 0.75F,
                    .friction = 0.2F,
                    .rolling_friction_m = 0.0003F,
                    .substance = Substance::kPlastic,
                    .material =
                        {.surface = Surface::kBowlingBall,
                         .base = hex(0x1E2A6B),
                         .accent = hex(0x5C2E8A),
                         .roughness = 0.06F,
                         .scale = 0.06F,
                         .tintable = true},
                }
            );
        },
};

}  // namespace hibari::world
