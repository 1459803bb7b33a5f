// A round shield, 72 cm across: planks, an iron rim, a boss and painted quarters. It stands on its
// edge with its face to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kShield{
    .name = "shield",
    .words = {"shield", "round shield", "knight 's shield", "buckler"},
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.74F, 0.74F, 0.14F},
    .build =
        [](const Entity& entity, Rng) {
            constexpr Vec3 kMiddle{0, 0.37F, 0};
            const Quat turn = turn_x(90);
            const Material iron = brushed(hex(0xA9ADB2));
            Assembly shield(entity, Substance::kWood);
            shield.part(
                cylinder(0.012F, 0.35F, 0.005F), {kMiddle, turn}, tinted(paint(hex(0x9C1F24), 0.4F))
            );
            const Material second = paint(entity.accent.value_or(hex(0xE8E2D0)), 0.4F);
            // Two of the four quarters have the second colour.
            for (const float side : {1.0F, -1.0F}) {
                for (int i = 0; i < 5; ++i) {
                    const float x = 0.035F + 0.062F * static_cast<float>(i);
                    const float high = std::sqrt(0.33F * 0.33F - x * x);
                    shield.detail(
                        box({0.031F, 0.5F * high, 0.003F}),
                        kMiddle + Vec3{side * x, side * 0.5F * high, 0.0125F},
                        second
                    );
                }
            }
            shield.part(torus(0.35F, 0.018F), {kMiddle, turn}, iron);
            shield.part(ellipsoid({0.095F, 0.095F, 0.065F}), kMiddle + Vec3{0, 0, 0.02F}, iron);
            shield.detail(torus(0.105F, 0.010F), {kMiddle + Vec3{0, 0, 0.014F}, turn}, iron);
            for (int i = 0; i < 12; ++i) {
                const Quat ray = turn_z(30.0F * static_cast<float>(i));
                shield.detail(
                    sphere(0.012F), kMiddle + rotate(ray, {0.318F, 0, 0}) + Vec3{0, 0, 0.014F}, iron
                );
            }
            shield.thin_rod(
                kMiddle + Vec3{0, -0.09F, -0.05F},
                kMiddle + Vec3{0, 0.09F, -0.05F},
                0.014F,
                leather(hex(0x3A2418))
            );
            shield.mass(4.2F);
            shield.anchor("grip", kMiddle + Vec3{0, 0, -0.05F});
            return shield.finish();
        },
};

}  // namespace hibari::world
