// A roadster, 2.1 m, 190 kg. Rides to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"
#include "world/things/vehicles/wheel_family.h"

namespace hibari::world {

const Thing kMotorcycle{
    .name = "motorcycle",
    .words = {"motorcycle", "motorbike", "scooter", "moped", "chopper", "dirt bike", "vespa"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .outdoor = true},
    .usual_size = {0.8F, 1.15F, 2.1F},
    .build =
        [](const Entity& entity, Rng) {
            const Material coat = tinted(paint(hex(0x9E1B22), 0.08F));
            const Material steel = metal(hex(0x9DA1A6), 0.25F);
            const Material dark = metal(kCharcoal, 0.4F);
            constexpr float kRadius = 0.31F;
            constexpr Vec3 kFront{0, kRadius, 0.72F};
            constexpr Vec3 kRear{0, kRadius, -0.70F};
            Assembly bike(entity, Substance::kSteel);
            const int body = bike.link("frame");
            bike.part(ellipsoid({0.15F, 0.13F, 0.30F}), {{0, 0.82F, 0.18F}, turn_x(8)}, coat);
            bike.part(
                box({0.13F, 0.05F, 0.30F}, 0.045F), {0, 0.78F, -0.32F}, leather(hex(0x1F1B19))
            );
            bike.detail(ellipsoid({0.10F, 0.07F, 0.20F}), {{0, 0.80F, -0.66F}, turn_x(12)}, coat);
            bike.part(box({0.15F, 0.13F, 0.17F}, 0.05F), {0, 0.42F, 0.02F}, dark);
            for (int i = 0; i < 6; ++i) {
                bike.detail(
                    box({0.13F, 0.008F, 0.11F}, 0.005F),
                    {{0, 0.55F + 0.028F * static_cast<float>(i), 0.10F}, turn_x(12)},
                    steel
                );
            }
            bike.rod({0, 0.92F, 0.44F}, {0, 0.60F, -0.30F}, 0.026F, dark);
            bike.rod({0, 0.86F, 0.46F}, {0, 0.34F, 0.20F}, 0.024F, dark);
            for (const float x : {-1.0F, 1.0F}) {
                bike.rod({x * 0.11F, 0.38F, -0.18F}, kRear + Vec3{x * 0.11F, 0, 0}, 0.022F, dark);
                bike.thin_rod(
                    {x * 0.13F, 0.70F, -0.55F}, kRear + Vec3{x * 0.13F, 0.03F, 0}, 0.028F, chrome()
                );
                bike.thin_rod(
                    {x * 0.12F, 0.36F, 0.20F}, {x * 0.17F, 0.27F, -0.2F}, 0.024F, chrome()
                );
                bike.thin_rod(
                    {x * 0.17F, 0.27F, -0.2F}, {x * 0.19F, 0.33F, -0.80F}, 0.042F, chrome()
                );
                bike.thin_rod(
                    {x * 0.16F, 0.33F, -0.10F}, {x * 0.30F, 0.33F, -0.10F}, 0.015F, rubber()
                );
            }
            bike.detail(
                ellipsoid({0.05F, 0.03F, 0.03F}), {0, 0.80F, -0.87F}, glow(hex(0xB51219), 0.5F)
            );
            bike.mass(150.0F);
            bike.anchor("seat", {0, 0.84F, -0.25F});
            const int fork = bike.link(
                "fork",
                body,
                hinge({0, 0.95F, 0.42F}, normalize(Vec3{0, 0.9F, -0.42F}), -35, 35, 1.0F)
            );
            for (const float x : {-1.0F, 1.0F}) {
                bike.rod(
                    {x * 0.10F, 0.98F, 0.42F}, kFront + Vec3{x * 0.10F, 0, 0}, 0.024F, chrome()
                );
                bike.rod({x * 0.10F, 1.02F, 0.40F}, {x * 0.37F, 1.06F, 0.24F}, 0.013F, chrome());
                bike.thin_rod(
                    {x * 0.27F, 1.045F, 0.30F}, {x * 0.39F, 1.065F, 0.23F}, 0.021F, rubber()
                );
                bike.thin_rod({x * 0.25F, 1.05F, 0.31F}, {x * 0.34F, 1.17F, 0.34F}, 0.006F, dark);
                bike.detail(ellipsoid({0.055F, 0.035F, 0.012F}), {x * 0.36F, 1.18F, 0.335F}, dark);
                bike.anchor(x > 0 ? "grip_left" : "grip_right", {x * 0.34F, 1.06F, 0.26F});
            }
            bike.part(sphere(0.09F), {0, 0.93F, 0.54F}, chrome());
            bike.detail(
                cylinder(0.01F, 0.078F, 0.008F),
                {{0, 0.93F, 0.615F}, turn_x(90)},
                glow(hex(0xFFF4DA), 1.0F)
            );
            bike.detail(ellipsoid({0.075F, 0.05F, 0.28F}), kFront + Vec3{0, 0.30F, -0.02F}, coat);
            bike.mass(16.0F);
            const WheelData tyre{
                .radius_m = kRadius,
                .width_m = 0.13F,
                .mass_kg = 12.0F,
                .spokes = 7,
                .rim = metal(hex(0xB9BCC0), 0.2F)
            };
            bike.link("front_wheel", fork, hinge(kFront, {1, 0, 0}));
            add_wheel(bike, tyre, kFront);
            bike.link("rear_wheel", body, hinge(kRear, {1, 0, 0}));
            add_wheel(bike, tyre, kRear);
            bike.friction(0.8F);
            bike.rolling_friction(0.002F);
            bike.restitution(0.2F);
            return bike.finish();
        },
};

}  // namespace hibari::world
