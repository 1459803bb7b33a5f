// An arrow, 0.75 m and 25 g, and a spear, 2 m and 0.8 kg like a javelin; both lie along X with the
// point at +X.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kArrow{
    .name = "arrow",
    .words = {"arrow", "dart", "crossbow bolt"},
    .category = Category::kGear,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.76F, 0.06F, 0.06F},
    .build =
        [](const Entity& entity, Rng) {
            constexpr float kY = 0.028F;
            Assembly arrow(entity, Substance::kWood);
            arrow.rod({-0.36F, kY, 0}, {0.34F, kY, 0}, 0.005F, wood(hex(0xB98A50), 0.05F));
            arrow.part(
                cone(0.026F, 0.012F, 0.001F), {{0.36F, kY, 0}, turn_z(-90)}, metal(kSteel, 0.3F)
            );
            for (const float turn : {0.0F, 120.0F, 240.0F}) {
                const Quat about = turn_x(turn);
                for (int i = 0; i < 3; ++i) {
                    arrow.detail(
                        box({0.020F, 0.011F - 0.002F * static_cast<float>(i), 0.0012F}, 0.001F),
                        {Vec3{-0.33F + 0.034F * static_cast<float>(i), kY, 0} +
                             rotate(about, Vec3{0, 0.015F, 0}),
                         about},
                        tinted(plain(kRed, 0.8F))
                    );
                }
            }
            arrow.mass(0.025F);
            arrow.anchor("grip", {-0.1F, kY, 0}, turn_z(-90));
            arrow.anchor("head", {0.36F, kY, 0});
            return arrow.finish();
        },
};

const Thing kSpear{
    .name = "spear",
    .words = {"spear", "javelin", "harpoon", "lance"},
    .category = Category::kGear,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {2.05F, 0.07F, 0.07F},
    .build =
        [](const Entity& entity, Rng) {
            constexpr float kY = 0.03F;
            Assembly spear(entity, Substance::kWood);
            spear.rod({-1.0F, kY, 0}, {0.84F, kY, 0}, 0.014F, tinted(wood(hex(0x8A5E34), 0.08F)));
            spear.part(ellipsoid({0.12F, 0.010F, 0.030F}), {0.92F, kY, 0}, metal(kSteel, 0.25F));
            spear.detail(cylinder(0.05F, 0.019F), {{0.80F, kY, 0}, turn_z(90)}, leather());
            spear.mass(0.8F);
            spear.anchor("grip", {-0.05F, kY, 0}, turn_z(-90));
            spear.anchor("head", {0.95F, kY, 0});
            return spear.finish();
        },
};

}  // namespace hibari::world
