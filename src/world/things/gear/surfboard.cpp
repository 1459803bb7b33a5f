// A shortboard-shaped foam board, 2.1 m, thick enough to carry a rider, with three fins. The nose
// points to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kSurfboard{
    .name = "surfboard",
    .words = {"surfboard", "surf board", "longboard surfboard", "bodyboard", "boogie board"},
    .category = Category::kGear,
    .traits = {.rideable = true, .floats = true, .surface = true, .outdoor = true},
    .usual_size = {0.56F, 0.22F, 2.1F},
    .build =
        [](const Entity& entity, Rng) {
            const Material skin = tinted(paint(hex(0xF4EFE2), 0.2F));
            const Material stripe = paint(entity.accent.value_or(hex(0xD9442F)), 0.25F);
            const Material fin = plastic(hex(0x24272C));
            constexpr float kY = 0.155F;
            Assembly board(entity, Substance::kFoam);
            board.link("deck");
            board.part(ellipsoid({0.28F, 0.045F, 1.05F}), {0, kY, 0}, skin);
            // The nose lifts.
            board.detail(
                ellipsoid({0.15F, 0.03F, 0.36F}), {{0, kY + 0.035F, 0.72F}, turn_x(-8)}, skin
            );
            board.detail(ellipsoid({0.02F, 0.0455F, 1.04F}), {0, kY + 0.0006F, 0}, wood(kWalnut));
            for (const float side : {-1.0F, 1.0F}) {
                board.detail(
                    ellipsoid({0.05F, 0.0415F, 0.90F}), {side * 0.10F, kY + 0.0015F, 0.02F}, stripe
                );
                board.detail(
                    ellipsoid({0.006F, 0.06F, 0.05F}),
                    {{side * 0.13F, kY - 0.075F, -0.70F}, turn_z(side * 8)},
                    fin
                );
            }
            board.detail(ellipsoid({0.007F, 0.08F, 0.06F}), {0, kY - 0.075F, -0.86F}, fin);
            board.detail(box({0.09F, 0.006F, 0.14F}, 0.005F), {0, kY + 0.028F, -0.72F}, rubber());
            board.mass(3.4F);
            board.friction(0.5F);
            board.anchor("deck", {0, kY + 0.045F, 0});
            board.anchor("nose", {0, kY + 0.05F, 1.0F});
            return board.finish();
        },
};

}  // namespace hibari::world
