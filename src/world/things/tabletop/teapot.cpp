// A round teapot, 24 cm from spout to handle, 0.9 kg.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kTeapot{
    .name = "teapot",
    .words = {"teapot", "tea pot", "kettle", "coffee pot", "coffeepot", "watering can"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true},
    .usual_size = {0.16F, 0.17F, 0.26F},
    .build =
        [](const Entity& entity, Rng) {
            const Material glaze = tinted(ceramic(hex(0x2F6F9E)));
            Assembly pot(entity, Substance::kCeramic);
            pot.part(ellipsoid({0.075F, 0.060F, 0.075F}), {0, 0.066F, 0}, glaze);
            pot.detail(cylinder(0.006F, 0.045F, 0.003F), {0, 0.007F, 0}, glaze);
            pot.part(ellipsoid({0.045F, 0.016F, 0.045F}), {0, 0.122F, 0}, glaze);
            pot.part(sphere(0.013F), {0, 0.147F, 0}, glaze);
            pot.detail(torus(0.046F, 0.004F), {0, 0.118F, 0}, ceramic(pot.accent_or(kWhite)));
            pot.rod({0, 0.055F, 0.060F}, {0, 0.085F, 0.105F}, 0.017F, glaze);
            pot.rod({0, 0.085F, 0.105F}, {0, 0.125F, 0.125F}, 0.011F, glaze);
            pot.part(torus(0.038F, 0.008F), {{0, 0.072F, -0.085F}, turn_z(90)}, glaze);
            pot.mass(0.9F);
            pot.anchor("grip", {0, 0.07F, -0.12F});
            return pot.finish();
        },
};

}  // namespace hibari::world
