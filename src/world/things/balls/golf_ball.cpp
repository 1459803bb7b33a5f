// R&A Equipment Rules: at least 42.67 mm, at most 45.93 g; the initial velocity test bounds e at
// 0.83.
#include "world/things/balls/ball_family.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kGolfBall{
    .name = "golf_ball",
    .words = {"golf ball", "golfball"},
    .category = Category::kBall,
    .traits = {.holdable = true, .floats = false, .indoor = true, .outdoor = true},
    .usual_size = {0.0427F, 0.0427F, 0.0427F},
    .build =
        [](const Entity& entity, Rng) {
            return build_ball(
                entity,
                {
                    .radius_m = 0.02135F,
                    .mass_kg = 0.0459F,
                    .restitution = 0.83F,
                    .friction = 0.4F,
                    .rolling_friction_m = 0.0001F,
                    .substance = Substance::kPlastic,
                    .material =
                        {.surface = Surface::kGolfBall,
                         .base = hex(0xF2F2EF),
                         .accent = kLightGray,
                         .roughness = 0.2F,
                         .scale = 0.0035F,
                         .bump = 0.5F,
                         .tintable = true},
                }
            );
        },
};

}  // namespace hibari::world
