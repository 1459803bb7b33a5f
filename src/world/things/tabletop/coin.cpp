// A gold coin, 8 cm: a large one, so that it reads on the screen; stands on its edge and rolls
// along X.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kCoin{
    .name = "coin",
    .words = {"coin", "gold coin", "medal", "token", "penny", "quarter"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.08F, 0.08F, 0.007F},
    .build =
        [](const Entity& entity, Rng) {
            const Material gold = tinted(metal(hex(0xE8B84A), 0.2F));
            constexpr float kRadius = 0.04F;
            const Quat upright = turn_x(90);
            Assembly coin(entity, Substance::kSteel);
            coin.part(cylinder(0.003F, kRadius, 0.001F), {{0, kRadius, 0}, upright}, gold);
            for (const float side : {-1.0F, 1.0F}) {
                const Vec3 face{0, kRadius, side * 0.003F};
                coin.detail(torus(0.0365F, 0.0012F), {face, upright}, gold);
                coin.detail(torus(0.029F, 0.0006F), {face, upright}, gold);
                // A star in relief.
                for (int i = 0; i < 5; ++i) {
                    const Quat turn = turn_z(72.0F * static_cast<float>(i));
                    coin.detail(
                        round_cone(0.008F, 0.0032F, 0.0008F),
                        along(face, face + rotate(turn, {0, 0.018F, 0})),
                        gold
                    );
                }
            }
            coin.mass(0.12F);
            return coin.finish();
        },
};

}  // namespace hibari::world
