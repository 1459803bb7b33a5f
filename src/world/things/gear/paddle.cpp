// A canoe or stand-up paddle, 1.9 m; lies along X.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kPaddle{
    .name = "paddle",
    .words = {"paddle", "oar", "canoe paddle"},
    .category = Category::kGear,
    .traits = {.holdable = true, .floats = true, .outdoor = true},
    .usual_size = {1.9F, 0.03F, 0.19F},
    .build =
        [](const Entity& entity, Rng) {
            constexpr float kY = 0.016F;
            Assembly paddle(entity, Substance::kWood);
            paddle.rod({-0.85F, kY, 0}, {0.55F, kY, 0}, 0.015F, tinted(wood(kPine, 0.05F)));
            paddle.part(
                ellipsoid({0.25F, 0.009F, 0.09F}), {0.72F, kY, 0}, tinted(wood(kOak, 0.06F))
            );
            paddle.part(capsule(0.035F, 0.016F), {{-0.87F, kY, 0}, turn_x(90)}, wood(kWalnut));
            paddle.mass(0.9F);
            paddle.anchor("grip", {-0.86F, kY, 0}, turn_z(90));
            paddle.anchor("blade", {0.75F, kY, 0});
            return paddle.finish();
        },
};

}  // namespace hibari::world
