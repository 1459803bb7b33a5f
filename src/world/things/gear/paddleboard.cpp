// A stand-up paddle board, 3.2 x 0.8 m, 15 cm thick, with a deck pad and a fin. The nose points to
// +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kPaddleboard{
    .name = "paddleboard",
    .words = {"paddleboard", "paddle board", "stand-up paddleboard", "sup board", "sup"},
    .category = Category::kGear,
    .traits = {.rideable = true, .floats = true, .surface = true, .outdoor = true},
    .usual_size = {0.80F, 0.30F, 3.2F},
    .build =
        [](const Entity& entity, Rng) {
            const Material skin = tinted(paint(hex(0x2C9BB0), 0.3F));

            const Material pad = with_surface(plain(hex(0x3B4147), 0.95F), Surface::kRubber, 0.01F);
            constexpr float kY = 0.215F;
            Assembly board(entity, Substance::kFoam);
            board.link("deck");
            const auto foam = [&](Part& part) {
                part.group = 1;
                part.blend = 0.08F;
            };
            foam(board.part(box({0.31F, 0.065F, 0.75F}, 0.06F), {0, kY, -0.10F}, skin));
            foam(board.part(ellipsoid({0.36F, 0.07F, 1.55F}), {0, kY, 0.02F}, skin));

            board.detail(torus(0.02F, 0.008F), {{0, kY + 0.055F, 1.48F}, turn_x(90)}, chrome());
            board.detail(box({0.30F, 0.006F, 0.80F}, 0.005F), {0, kY + 0.082F, -0.20F}, pad);
            board.detail(box({0.03F, 0.01F, 0.08F}, 0.008F), {0, kY + 0.094F, 0.0F}, rubber());
            board.detail(
                ellipsoid({0.008F, 0.11F, 0.09F}), {0, kY - 0.11F, -1.30F}, plastic(kBlack)
            );
            for (const float x : {-0.18F, 0.18F}) {
                board.thin_rod({x, kY + 0.075F, 0.75F}, {-x, kY + 0.065F, 1.05F}, 0.006F, rubber());
            }
            board.mass(10.0F);
            board.friction(0.6F);
            board.anchor("deck", {0, kY + 0.088F, -0.1F});
            return board.finish();
        },
};

}  // namespace hibari::world
