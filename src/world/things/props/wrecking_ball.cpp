// A steel ball of 0.8 m and 2.1 t on a chain of 3.3 m, hung from a gantry on a concrete base;
// swings in the XY plane. 7850 kg/m3 of steel; the base of concrete outweighs the ball.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kWreckingBall{
    .name = "wrecking_ball",
    .words = {"wrecking ball", "demolition ball"},
    .category = Category::kProp,
    .traits = {.outdoor = true},
    .usual_size = {3.6F, 5.0F, 3.0F},
    .build =
        [](const Entity& entity, Rng) {
            constexpr Vec3 kPivot{0, 4.55F, 0};
            constexpr float kLength = 3.3F;
            const Material girder = paint(hex(0xE0A21C), 0.35F);
            const Material dark = metal(hex(0x4A4D52), 0.45F);
            Assembly crane(entity, Substance::kSteel);
            const int base = crane.link("stand");
            crane.part(box({1.70F, 0.16F, 0.50F}, 0.03F), {0, 0.16F, -1.0F}, concrete());
            for (const float x : {-1.55F, 1.55F}) {
                crane.part(box({0.11F, 2.30F, 0.11F}, 0.01F), {x, 2.46F, -1.0F}, girder);
                crane.rod({x, 1.3F, -1.0F}, {x * 0.62F, 0.32F, -1.0F}, 0.05F, girder);
                crane.rod({x, 3.6F, -1.0F}, {x * 0.35F, 4.66F, -1.0F}, 0.05F, girder);
            }
            crane.part(box({1.70F, 0.13F, 0.13F}, 0.01F), {0, 4.72F, -1.0F}, girder);
            crane.part(box({0.13F, 0.12F, 0.62F}, 0.01F), {0, 4.72F, -0.45F}, girder);
            crane.rod({0, 3.9F, -1.0F}, {0, 4.62F, -0.1F}, 0.05F, girder);
            crane.detail(cylinder(0.10F, 0.10F), {kPivot, turn_x(90)}, dark);
            crane.mass(9000.0F);
            crane.link("bob", base, hinge(kPivot, {0, 0, 1}, -85, 85, 0.0F));
            crane.part(
                sphere(0.40F), kPivot + Vec3{0, -kLength, 0}, tinted(metal(hex(0x5A5E64), 0.42F))
            );
            crane.detail(
                cylinder(0.05F, 0.14F, 0.02F), kPivot + Vec3{0, -kLength + 0.41F, 0}, dark
            );
            constexpr int kRings = 22;
            for (int i = 0; i < kRings; ++i) {
                const float y =
                    -kLength + 0.50F + (kLength - 0.50F) * (static_cast<float>(i) + 0.5F) / kRings;
                crane.detail(
                    torus(0.058F, 0.017F),
                    {kPivot + Vec3{0, y, 0}, turn_y(i % 2 == 0 ? 0.0F : 90.0F) * turn_x(90)},
                    dark
                );
            }
            crane.mass(2100.0F);
            crane.center_of_mass(kPivot + Vec3{0, -kLength, 0});
            crane.restitution(0.25F);
            crane.anchor("bob", kPivot + Vec3{0, -kLength, 0});
            return crane.finish();
        },
};

}  // namespace hibari::world
