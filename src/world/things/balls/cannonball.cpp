// A round shot of iron for the bundled cannon: 16 cm, solid.
#include "world/things/balls/ball_family.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kCannonball{
    .name = "cannonball",
    .words = {"cannonball", "cannon ball"},
    .category = Category::kBall,
    .traits = {.holdable = true, .floats = false, .outdoor = true},
    .usual_size = {0.16F, 0.16F, 0.16F},
    .build =
        [](const Entity& entity, Rng) {
            return build_ball(
                entity,
                {
                    .radius_m = 0.08F,
                    .mass_kg = 15.4F,  // 7200 kg/m3
                    .restitution = 0.25F,
                    .friction = 0.5F,
                    .rolling_friction_m = 0.001F,
                    .substance = Substance::kSteel,
                    .material = tinted(metal(hex(0x26272A), 0.55F)),
                }
            );
        },
};

}  // namespace hibari::world
