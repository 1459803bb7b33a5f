// NFL rule 2: 11-11.25 in long, 21-21.25 in around the short way, 14-15 oz. Lies on its side,
// points along X.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kAmericanFootball{
    .name = "american_football",
    .words = {"american football", "football ball", "pigskin", "rugby ball", "gridiron ball"},
    .category = Category::kBall,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.283F, 0.171F, 0.171F},
    .build =
        [](const Entity& entity, Rng) {
            constexpr float kRadius = 0.0855F;
            const Material hide{
                .surface = Surface::kAmericanFootball,
                .base = hex(0x7A3F22),
                .accent = kWhite,
                .roughness = 0.6F,
                .scale = 0.004F,
                .bump = 0.3F,
                .tintable = true,
            };
            Assembly ball(entity, Substance::kLeather);
            // The long axis of the surface pattern is Y.
            ball.part(ellipsoid({kRadius, 0.1415F, kRadius}), {{0, kRadius, 0}, turn_z(90)}, hide);
            ball.mass(0.41F);
            ball.restitution(0.75F);
            ball.friction(0.6F);
            ball.rolling_friction(0.002F);
            return ball.finish();
        },
};

}  // namespace hibari::world
