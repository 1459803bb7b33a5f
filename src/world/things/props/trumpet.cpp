// A trumpet, 0.5 m of brass, 1.1 kg.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kTrumpet{
    .name = "trumpet",
    .words = {"trumpet", "cornet", "bugle", "trombone", "horn", "tuba"},
    .category = Category::kProp,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.13F, 0.18F, 0.55F},
    .build =
        [](const Entity& entity, Rng) {
            const Material brass = tinted(metal(kBrass, 0.15F));
            Assembly horn(entity, Substance::kSteel);
            horn.rod({0, 0.14F, -0.26F}, {0, 0.14F, 0.06F}, 0.008F, brass);
            horn.part(cone(0.06F, 0.009F, 0.020F), {{0, 0.14F, 0.12F}, turn_x(90)}, brass);
            horn.part(cone(0.040F, 0.020F, 0.062F), {{0, 0.14F, 0.22F}, turn_x(90)}, brass);
            horn.detail(torus(0.061F, 0.004F), {{0, 0.14F, 0.26F}, turn_x(90)}, brass);
            horn.detail(cone(0.014F, 0.006F, 0.013F), {{0, 0.14F, -0.272F}, turn_x(-90)}, chrome());
            horn.part(box({0.006F, 0.006F, 0.13F}, 0.006F), {0, 0.06F, -0.02F}, brass);
            for (const float z : {-0.15F, 0.11F}) {
                horn.rod({0, 0.06F, z}, {0, 0.14F, z}, 0.007F, brass);
            }
            for (int i = 0; i < 3; ++i) {
                const float z = -0.05F + 0.032F * static_cast<float>(i);
                horn.part(cylinder(0.060F, 0.013F, 0.003F), {0, 0.10F, z}, brass);
                horn.thin_rod({0, 0.16F, z}, {0, 0.178F, z}, 0.003F, chrome());
                horn.detail(cylinder(0.003F, 0.009F), {0, 0.180F, z}, ceramic());
            }
            horn.detail(cylinder(0.02F, 0.01F), {0, 0.021F, -0.018F}, brass);
            horn.mass(1.1F);
            horn.anchor("blow", {0, 0.14F, -0.285F}, turn_x(-4));
            horn.anchor("grip", {0, 0.10F, -0.02F});
            horn.anchor("left_hand", {0.022F, 0.09F, -0.05F});
            horn.anchor("right_hand", {-0.022F, 0.12F, -0.02F});
            return horn.finish();
        },
};

}  // namespace hibari::world
