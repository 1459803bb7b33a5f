// A fridge-freezer, 0.6 x 1.8 x 0.65 m, 70 kg.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kFridge{
    .name = "fridge",
    .words = {"fridge", "refrigerator", "freezer", "icebox"},
    .category = Category::kProp,
    .traits = {.surface = true, .indoor = true},
    .usual_size = {0.62F, 1.8F, 0.70F},
    .build =
        [](const Entity& entity, Rng) {
            const Material shell = tinted(paint(hex(0xE6E8E8), 0.25F));
            Assembly fridge(entity, Substance::kSteel);
            fridge.part(box({0.30F, 0.885F, 0.30F}, 0.02F), {0, 0.915F, -0.02F}, shell);
            fridge.part(box({0.297F, 0.56F, 0.025F}, 0.015F), {0, 1.235F, 0.305F}, shell);
            fridge.part(box({0.297F, 0.315F, 0.025F}, 0.015F), {0, 0.355F, 0.305F}, shell);
            for (const float y : {1.05F, 0.56F}) {
                fridge.rod(
                    {-0.24F, y - 0.07F, 0.355F}, {-0.24F, y + 0.09F, 0.355F}, 0.012F, chrome()
                );
                fridge.thin_rod(
                    {-0.24F, y - 0.05F, 0.32F}, {-0.24F, y - 0.05F, 0.355F}, 0.010F, chrome()
                );
                fridge.thin_rod(
                    {-0.24F, y + 0.07F, 0.32F}, {-0.24F, y + 0.07F, 0.355F}, 0.010F, chrome()
                );
            }
            fridge.detail(box({0.28F, 0.02F, 0.26F}), {0, 0.02F, -0.02F}, plastic(kCharcoal));
            fridge.detail(box({0.05F, 0.012F, 0.003F}), {0.18F, 1.70F, 0.331F}, chrome());
            fridge.detail(
                box({0.05F, 0.065F, 0.002F}), {{0.08F, 1.42F, 0.331F}, turn_z(4)}, paper()
            );
            fridge.detail(
                cylinder(0.004F, 0.016F), {{0.08F, 1.47F, 0.334F}, turn_x(90)}, plastic(kRed)
            );
            fridge.mass(70.0F);
            return fridge.finish();
        },
};

}  // namespace hibari::world
