// A shovel, 1.15 m, lying along X with its blade at +X.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kShovel{
    .name = "shovel",
    .words = {"shovel", "spade", "snow shovel"},
    .category = Category::kProp,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {1.16F, 0.09F, 0.22F},
    .build =
        [](const Entity& entity, Rng) {
            constexpr float kY = 0.03F;
            const Material handle = tinted(wood(hex(0xB8814A), 0.08F));
            const Material blade = brushed(hex(0x8C9298));
            Assembly shovel(entity, Substance::kSteel);
            shovel.rod({-0.50F, kY, 0}, {0.30F, kY, 0}, 0.015F, handle);
            // The grip of the shape of a D.
            shovel.rod({-0.58F, kY, -0.055F}, {-0.58F, kY, 0.055F}, 0.015F, handle);
            for (const float z : {-0.055F, 0.055F}) {
                shovel.thin_rod({-0.58F, kY, z}, {-0.49F, kY, 0}, 0.012F, handle);
            }
            shovel.part(box({0.10F, 0.005F, 0.105F}, 0.005F), {0.39F, kY - 0.008F, 0}, blade);
            shovel.part(cylinder(0.005F, 0.105F, 0.004F), {0.48F, kY - 0.008F, 0}, blade);
            for (const float z : {-0.1F, 0.1F}) {
                shovel.detail(box({0.10F, 0.014F, 0.005F}, 0.004F), {0.39F, kY + 0.004F, z}, blade);
            }
            shovel.thin_rod({0.24F, kY, 0}, {0.40F, kY, 0}, 0.020F, blade);
            shovel.mass(1.9F);
            shovel.anchor("grip", {-0.30F, kY, 0}, turn_z(-90));
            shovel.anchor("head", {0.52F, kY, 0});
            return shovel.finish();
        },
};

}  // namespace hibari::world
