// A wooden kitchen chair, seat at 45 cm; faces +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kChair{
    .name = "chair",
    .words =
        {"chair", "seat", "wooden chair", "dining chair", "armchair", "throne", "office chair"},
    .category = Category::kProp,
    .traits = {.rideable = true, .floats = true, .surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.44F, 0.90F, 0.48F},
    .build =
        [](const Entity& entity, Rng) {
            const Material oak = tinted(wood(kOak, 0.1F));
            Assembly chair(entity, Substance::kWood);
            chair.part(box({0.21F, 0.016F, 0.205F}, 0.012F), {0, 0.444F, 0.01F}, oak);
            for (const float x : {-0.18F, 0.18F}) {
                chair.part(cone(0.214F, 0.015F, 0.02F), {x, 0.214F, 0.18F}, oak);
                chair.rod({x, 0.018F, -0.19F}, {x, 0.45F, -0.175F}, 0.018F, oak);
                chair.rod({x, 0.45F, -0.175F}, {x, 0.88F, -0.235F}, 0.017F, oak);
                chair.thin_rod({x, 0.20F, 0.18F}, {x, 0.20F, -0.18F}, 0.011F, oak);
            }
            chair.thin_rod({-0.18F, 0.24F, 0.18F}, {0.18F, 0.24F, 0.18F}, 0.011F, oak);
            chair.part(box({0.20F, 0.05F, 0.011F}, 0.01F), {{0, 0.84F, -0.23F}, turn_x(-8)}, oak);
            chair.part(box({0.18F, 0.02F, 0.009F}, 0.006F), {{0, 0.60F, -0.197F}, turn_x(-8)}, oak);
            for (const float x : {-0.105F, -0.035F, 0.035F, 0.105F}) {
                chair.thin_rod({x, 0.61F, -0.197F}, {x, 0.80F, -0.225F}, 0.008F, oak);
            }
            chair.mass(5.5F);
            chair.anchor("seat", {0, 0.46F, 0.02F});
            return chair.finish();
        },
};

}  // namespace hibari::world
