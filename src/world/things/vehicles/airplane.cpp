// A single-engine propeller aircraft, 8 m long with a 10 m wing. Flies to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kAirplane{
    .name = "airplane",
    .words =
        {"airplane",
         "aeroplane",
         "plane",
         "aircraft",
         "jet",
         "airliner",
         "propeller plane",
         "biplane"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .flies = true, .outdoor = true},
    .usual_size = {10.4F, 2.7F, 7.8F},
    .build =
        [](const Entity& entity, Rng) {
            const Material coat = tinted(paint(hex(0xEDEFF0), 0.15F));
            const Material trim = paint(entity.accent.value_or(hex(0xB8242B)), 0.2F);
            constexpr float kY = 1.35F;
            Assembly plane(entity, Substance::kSteel);
            const int body = plane.link("body");
            plane.part(round_cone(1.2F, 0.60F, 0.52F), {{0, kY, 1.4F}, turn_x(90)}, coat);
            plane.part(round_cone(2.0F, 0.58F, 0.14F), {{0, kY + 0.08F, -1.9F}, turn_x(-90)}, coat);
            plane.detail(ellipsoid({0.48F, 0.46F, 1.0F}), {0, kY + 0.42F, 0.45F}, window_glass());
            plane.detail(box({0.44F, 0.05F, 0.75F}, 0.05F), {0, kY + 0.84F, 0.1F}, coat);
            for (const float x : {-0.46F, 0.46F}) {
                plane.detail(box({0.03F, 0.26F, 0.03F}, 0.02F), {x, kY + 0.55F, 0.15F}, coat);
                plane.detail(
                    box({0.012F, 0.05F, 2.4F}, 0.01F),
                    {{x * 1.18F, kY + 0.08F, 0.2F}, turn_y(x > 0 ? 2.5F : -2.5F)},
                    trim
                );
            }
            plane.part(box({5.1F, 0.07F, 0.72F}, 0.065F), {0, kY + 0.90F, 0.45F}, coat);
            for (const float x : {-1.0F, 1.0F}) {
                plane.detail(
                    box({0.55F, 0.074F, 0.73F}, 0.065F), {x * 4.6F, kY + 0.90F, 0.45F}, trim
                );
                plane.detail(
                    box({1.3F, 0.072F, 0.004F}), {x * 3.2F, kY + 0.90F, -0.02F}, plain(kCharcoal)
                );
                plane.rod(
                    {x * 0.45F, kY - 0.35F, 0.45F}, {x * 2.3F, kY + 0.84F, 0.45F}, 0.05F, coat
                );
                plane.detail(
                    sphere(0.06F),
                    {x * 5.12F, kY + 0.90F, 0.8F},
                    glow(x > 0 ? hex(0xE02020) : hex(0x20C040), 0.8F)
                );
            }
            plane.part(box({1.6F, 0.04F, 0.42F}, 0.04F), {0, kY + 0.15F, -3.55F}, coat);
            plane.part(
                box({0.05F, 0.62F, 0.42F}, 0.05F), {{0, kY + 0.72F, -3.55F}, turn_x(-14)}, trim
            );
            plane.part(ellipsoid({0.46F, 0.44F, 0.5F}), {0, kY, 2.75F}, trim);
            for (const float x : {-0.22F, 0.22F}) {
                plane.detail(
                    ellipsoid({0.12F, 0.09F, 0.05F}), {x, kY + 0.05F, 3.15F}, plain(kBlack)
                );
            }
            for (const float x : {-1.0F, 1.0F}) {
                plane.rod({x * 0.4F, kY - 0.42F, 0.2F}, {x * 1.05F, 0.28F, 0.2F}, 0.045F, coat);
                plane.part(
                    cylinder(0.08F, 0.24F, 0.05F), {{x * 1.08F, 0.24F, 0.2F}, turn_z(90)}, rubber()
                );
                plane.detail(ellipsoid({0.12F, 0.20F, 0.42F}), {x * 1.08F, 0.34F, 0.2F}, trim);
            }
            plane.rod({0, kY - 0.45F, 2.4F}, {0, 0.25F, 2.4F}, 0.04F, metal());
            plane.part(cylinder(0.07F, 0.20F, 0.05F), {{0, 0.20F, 2.4F}, turn_z(90)}, rubber());
            plane.mass(900.0F);
            plane.center_of_mass({0, kY, 0.5F});
            plane.anchor("seat", {0.25F, kY + 0.1F, 0.3F});
            plane.link("propeller", body, hinge({0, kY, 3.35F}, {0, 0, 1}));
            plane.part(round_cone(0.10F, 0.13F, 0.05F), {{0, kY, 3.36F}, turn_x(90)}, chrome());
            for (const float side : {-1.0F, 1.0F}) {
                plane.part(
                    ellipsoid({0.48F, 0.075F, 0.025F}),
                    {side * 0.50F, kY, 3.30F},
                    paint(hex(0x26282C), 0.3F)
                );
                plane.detail(
                    ellipsoid({0.07F, 0.065F, 0.026F}),
                    {side * 0.93F, kY, 3.30F},
                    paint(hex(0xE7B325), 0.3F)
                );
            }
            plane.mass(15.0F);
            return plane.finish();
        },
};

}  // namespace hibari::world
