// A frying pan of 26 cm with a handle, and a cooking pot of 20 cm with two, of steel.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kFryingPan{
    .name = "frying_pan",
    .words = {"frying pan", "pan", "skillet", "wok"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true},
    .usual_size = {0.27F, 0.07F, 0.46F},
    .build =
        [](const Entity& entity, Rng) {
            const Material iron = tinted(metal(hex(0x35373A), 0.45F));
            Assembly pan(entity, Substance::kSteel);
            pan.part(cylinder(0.004F, 0.115F, 0.003F), {0, 0.004F, 0}, iron);
            constexpr int kPieces = 20;
            for (int i = 0; i < kPieces; ++i) {
                const float turn = 360.0F * static_cast<float>(i) / kPieces;
                pan.part(
                    box({0.021F, 0.024F, 0.003F}, 0.0025F),
                    {rotate(turn_y(turn), {0, 0.026F, 0.123F}), turn_y(turn) * turn_x(18)},
                    iron
                );
            }
            pan.detail(torus(0.131F, 0.0035F), {0, 0.049F, 0}, iron);
            pan.part(
                box({0.012F, 0.008F, 0.10F}, 0.007F), {{0, 0.058F, -0.225F}, turn_x(6)}, rubber()
            );
            pan.mass(1.2F);
            pan.anchor("grip", {0, 0.06F, -0.25F});
            return pan.finish();
        },
};

const Thing kCookingPot{
    .name = "cooking_pot",
    .words = {"cooking pot", "saucepan", "stew pot", "cauldron", "casserole"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true},
    .usual_size = {0.30F, 0.15F, 0.22F},
    .build =
        [](const Entity& entity, Rng) {
            const Material steel = tinted(brushed());
            Assembly pot(entity, Substance::kSteel);
            pot.part(cylinder(0.005F, 0.10F, 0.004F), {0, 0.005F, 0}, steel);
            pot.part(tube(0.065F, 0.104F, 0.099F), {0, 0.070F, 0}, steel);
            pot.detail(torus(0.103F, 0.004F), {0, 0.134F, 0}, chrome());
            for (const float x : {-1.0F, 1.0F}) {
                pot.part(torus(0.028F, 0.006F), {{x * 0.118F, 0.105F, 0}, turn_y(0)}, rubber());
            }
            pot.mass(1.3F);
            pot.anchor("grip", {0.13F, 0.105F, 0});
            return pot.finish();
        },
};

}  // namespace hibari::world
