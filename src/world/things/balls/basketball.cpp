// Size 7 (FIBA Official Basketball Rules, equipment): 750-770 mm around, 580-650 g; dropped
// from 1.8 m (bottom) onto the playing floor it comes back to 1.2-1.4 m (top): e = 0.77, which is
// 0.80 times the wooden floor's rebound of 0.95.
#include "world/things/balls/ball_family.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBasketball{
    .name = "basketball",
    .words = {"basketball", "basket ball", "bball"},
    .category = Category::kBall,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.2412F, 0.2412F, 0.2412F},
    .build =
        [](const Entity& entity, Rng) {
            return build_ball(
                entity,
                {
                    .radius_m = 0.1206F,
                    .mass_kg = 0.62F,
                    .restitution = 0.80F,
                    .friction = 0.75F,
                    .rolling_friction_m = 0.0012F,
                    .substance = Substance::kRubber,
                    .material =
                        {.surface = Surface::kBasketball,
                         .base = hex(0xC8622B),
                         .accent = hex(0x1B1513),
                         .roughness = 0.6F,
                         .scale = 0.004F,
                         .bump = 0.3F,
                         .tintable = true},
                }
            );
        },
};

}  // namespace hibari::world
