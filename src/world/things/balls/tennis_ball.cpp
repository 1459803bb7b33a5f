// ITF Rules of Tennis, appendix I: 6.54-6.86 cm, 56.0-59.4 g, rebounds 135-147 cm from 254 cm on
// concrete.
#include "world/things/balls/ball_family.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kTennisBall{
    .name = "tennis_ball",
    .words = {"tennis ball", "padel ball"},
    .category = Category::kBall,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.067F, 0.067F, 0.067F},
    .build =
        [](const Entity& entity, Rng) {
            return build_ball(
                entity,
                {
                    .radius_m = 0.0335F,
                    .mass_kg = 0.058F,
                    .restitution = 0.74F,
                    .friction = 0.6F,
                    .rolling_friction_m = 0.0008F,
                    .substance = Substance::kRubber,
                    .material =
                        {.surface = Surface::kTennisBall,
                         .base = hex(0xCFE33A),
                         .accent = kWhite,
                         .roughness = 0.95F,
                         .scale = 0.004F,
                         .bump = 0.4F,
                         .tintable = true},
                }
            );
        },
};

}  // namespace hibari::world
