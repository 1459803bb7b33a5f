// A large daisy-like flower, 0.6 m, with petals around a disc and two leaves.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kFlower{
    .name = "flower",
    .words = {"flower", "rose", "daisy", "tulip", "sunflower", "blossom", "lily", "poppy"},
    .category = Category::kScenery,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.24F, 0.62F, 0.24F},
    .build =
        [](const Entity& entity, Rng rng) {
            constexpr Vec3 kPetals[] = {hex(0xF2F0E6), hex(0xE7B92B), hex(0xD64B6A), hex(0x9A5BC0)};
            const Material petal = tinted(plain(kPetals[rng.index(4)], 0.6F));
            const Material leaf = plain(hex(0x4A7F35), 0.6F);
            Assembly flower(entity, Substance::kFoliage);
            flower.part(cylinder(0.27F, 0.007F), {0, 0.27F, 0}, plain(hex(0x47762F), 0.7F));
            const Quat face = turn_x(25);
            const Vec3 head{0, 0.545F, 0.015F};
            flower.part(
                ellipsoid({0.036F, 0.018F, 0.036F}),
                {head, face},
                with_surface(plain(hex(0xB57A1E), 0.9F), Surface::kDots, 0.008F)
            );
            constexpr int kCount = 13;
            for (int i = 0; i < kCount; ++i) {
                const Quat turn =
                    face * turn_y(360.0F * static_cast<float>(i) / kCount) * turn_z(12);
                flower.detail(
                    ellipsoid({0.045F, 0.005F, 0.018F}),
                    {head + rotate(turn, {0.068F, 0.004F, 0}), turn},
                    petal
                );
            }
            for (const float side : {-1.0F, 1.0F}) {
                const Quat turn = turn_y(side * 40.0F) * turn_z(side * 35.0F);
                flower.detail(
                    ellipsoid({0.075F, 0.005F, 0.026F}),
                    {Vec3{0, 0.20F, 0} + rotate(turn, {side * 0.07F, 0, 0}), turn},
                    leaf
                );
            }
            flower.mass(0.05F);
            flower.anchor("grip", {0, 0.15F, 0});
            flower.anchor("head", {0, 0.30F, 0});
            return flower.finish();
        },
};

}  // namespace hibari::world
