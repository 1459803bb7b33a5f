// A 20 inch vinyl ball (measured flat) is about 38 cm across when inflated and weighs 90 g.
#include "world/things/balls/ball_family.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBeachBall{
    .name = "beach_ball",
    .words = {"beach ball", "inflatable ball", "beachball", "exercise ball", "yoga ball"},
    .category = Category::kBall,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.38F, 0.38F, 0.38F},
    .build =
        [](const Entity& entity, Rng) {
            return build_ball(
                entity,
                {
                    .radius_m = 0.19F,
                    .mass_kg = 0.09F,
                    .restitution = 0.70F,
                    .friction = 0.6F,
                    .rolling_friction_m = 0.003F,
                    .substance = Substance::kPlastic,
                    .material =
                        {.surface = Surface::kBeachBall,
                         .base = hex(0xE2382F),
                         .accent = hex(0xF6F4EE),
                         .roughness = 0.2F,
                         .tintable = true},
                }
            );
        },
};

}  // namespace hibari::world
