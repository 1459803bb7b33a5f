// A long sword, 1.1 m, lying along X with the point at +X.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kSword{
    .name = "sword",
    .words = {"sword", "blade", "katana", "dagger", "lightsaber"},
    .category = Category::kProp,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {1.12F, 0.05F, 0.24F},
    .build =
        [](const Entity& entity, Rng) {
            constexpr float kY = 0.026F;
            Assembly sword(entity, Substance::kSteel);
            sword.part(
                box({0.40F, 0.004F, 0.024F}, 0.0035F),
                {0.10F, kY, 0},
                tinted(metal(hex(0xCDD1D6), 0.12F))
            );
            sword.detail(
                box({0.34F, 0.005F, 0.005F}, 0.002F), {0.04F, kY, 0}, metal(hex(0x9DA2A8), 0.25F)
            );
            sword.detail(
                box({0.0172F, 0.004F, 0.0172F}, 0.003F),
                {{0.50F, kY, 0}, turn_y(45)},
                tinted(metal(hex(0xCDD1D6), 0.12F))
            );
            sword.part(box({0.016F, 0.016F, 0.12F}, 0.014F), {-0.315F, kY, 0}, metal(kBrass, 0.2F));
            sword.part(
                capsule(0.085F, 0.016F), {{-0.425F, kY, 0}, turn_z(90)}, leather(hex(0x3A2418))
            );
            for (int i = 0; i < 6; ++i) {
                sword.detail(
                    torus(0.0155F, 0.0025F),
                    {{-0.365F - 0.024F * static_cast<float>(i), kY, 0}, turn_z(90)},
                    metal(kBrass, 0.3F)
                );
            }
            sword.part(sphere(0.026F), {-0.545F, kY, 0}, metal(kBrass, 0.15F));
            sword.mass(1.4F);
            sword.anchor("grip", {-0.42F, kY, 0}, turn_z(-90));
            sword.anchor("head", {0.3F, kY, 0});
            return sword.finish();
        },
};

}  // namespace hibari::world
