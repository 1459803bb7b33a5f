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
            const auto foam = [&](Part& part) {
                part.group = 1;
                part.blend = 0.06F;
            };
            foam(board.part(ellipsoid({0.275F, 0.045F, 0.98F}), {0, kY, -0.04F}, skin));
            // The nose lifts, the tail is cut a little wider.
            foam(board.part(
                ellipsoid({0.13F, 0.03F, 0.40F}), {{0, kY + 0.014F, 0.66F}, turn_x(-3)}, skin
            ));
            foam(board.part(ellipsoid({0.17F, 0.03F, 0.30F}), {0, kY, -0.72F}, skin));
            board.detail(
                box({0.004F, 0.002F, 0.72F}, 0.001F), {0, kY + 0.046F, -0.12F}, wood(kWalnut)
            );
            for (const float side : {-1.0F, 1.0F}) {
                board.detail(
                    ellipsoid({0.035F, 0.006F, 0.62F}),
                    {{side * 0.12F, kY + 0.0395F, -0.05F}, turn_z(-side * 8)},
                    stripe
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
