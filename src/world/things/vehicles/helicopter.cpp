// A light helicopter, 8 m with its tail, rotor 7.4 m across. Flies to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kHelicopter{
    .name = "helicopter",
    .words = {"helicopter", "chopper helicopter", "copter", "rescue helicopter"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .flies = true, .outdoor = true},
    .usual_size = {7.4F, 2.9F, 8.6F},
    .build =
        [](const Entity& entity, Rng) {
            const Material coat = tinted(paint(hex(0xC43A2A), 0.12F));
            const Material dark = metal(kCharcoal, 0.4F);
            constexpr float kY = 1.35F;
            Assembly heli(entity, Substance::kSteel);
            const int body = heli.link("body");
            const auto skin = [&](const Shape& shape, const At& at) {
                Part& part = heli.part(shape, at, coat);
                part.group = 1;
                part.blend = 0.18F;
            };
            skin(ellipsoid({0.78F, 0.72F, 1.35F}), {0, kY, 0.45F});
            skin(round_cone(1.9F, 0.42F, 0.13F), {{0, kY + 0.28F, -2.3F}, turn_x(-90)});
            skin(ellipsoid({0.48F, 0.30F, 0.9F}), {0, kY + 0.72F, 0.0F});
            heli.detail(ellipsoid({0.74F, 0.62F, 0.95F}), {0, kY + 0.06F, 0.95F}, window_glass());
            heli.detail(
                box({0.03F, 0.62F, 0.05F}, 0.02F), {{0, kY + 0.25F, 1.62F}, turn_x(-32)}, coat
            );
            for (const float x : {-1.0F, 1.0F}) {
                heli.detail(
                    box({0.02F, 0.55F, 0.03F}, 0.01F),
                    {{x * 0.735F, kY, 0.35F}, turn_z(x * -4)},
                    coat
                );
                heli.detail(
                    box({0.012F, 0.02F, 0.08F}, 0.01F), {x * 0.79F, kY - 0.1F, 0.15F}, chrome()
                );
                heli.rod({x * 0.92F, 0.05F, -1.0F}, {x * 0.92F, 0.05F, 1.6F}, 0.05F, dark);
                heli.thin_rod({x * 0.92F, 0.05F, 1.6F}, {x * 0.92F, 0.25F, 1.9F}, 0.05F, dark);
                for (const float z : {-0.35F, 0.95F}) {
                    heli.rod({x * 0.92F, 0.06F, z}, {x * 0.45F, kY - 0.55F, z}, 0.035F, dark);
                }
            }
            heli.part(box({0.55F, 0.025F, 0.16F}, 0.02F), {0, kY + 0.3F, -3.6F}, coat);
            heli.part(
                box({0.03F, 0.50F, 0.20F}, 0.03F),
                {{0, kY + 0.65F, -4.1F}, turn_x(-25)},
                paint(heli.accent_or(kWhite), 0.2F)
            );
            heli.detail(cylinder(0.24F, 0.10F, 0.03F), {0, kY + 1.15F, 0}, dark);
            heli.detail(sphere(0.05F), {0, kY - 0.72F, 0.6F}, glow(hex(0xFF3020), 1.0F));
            heli.mass(1100.0F);
            heli.center_of_mass({0, kY + 0.1F, 0});
            heli.anchor("seat", {0.3F, kY - 0.1F, 0.6F});
            heli.link("rotor", body, hinge({0, kY + 1.42F, 0}, {0, 1, 0}));
            heli.part(cylinder(0.05F, 0.16F, 0.02F), {0, kY + 1.42F, 0}, metal());
            for (int i = 0; i < 4; ++i) {
                const Quat yaw = turn_y(45.0F + 90.0F * static_cast<float>(i));
                heli.part(
                    box({1.75F, 0.015F, 0.10F}, 0.012F),
                    {rotate(yaw, {1.9F, kY + 1.44F, 0}), yaw},
                    plain(hex(0x2A2C30), 0.5F)
                );
                heli.detail(
                    box({0.12F, 0.016F, 0.10F}, 0.012F),
                    {rotate(yaw, {3.55F, kY + 1.44F, 0}), yaw},
                    plain(hex(0xE7B325), 0.5F)
                );
            }
            heli.mass(60.0F);
            heli.link("tail_rotor", body, hinge({0.2F, kY + 0.65F, -4.15F}, {1, 0, 0}));
            heli.part(cylinder(0.03F, 0.06F), {{0.2F, kY + 0.65F, -4.15F}, turn_z(90)}, metal());
            for (const float side : {-1.0F, 1.0F}) {
                heli.part(
                    box({0.01F, 0.28F, 0.05F}, 0.008F),
                    {0.2F, kY + 0.65F + side * 0.32F, -4.15F},
                    plain(hex(0x2A2C30), 0.5F)
                );
            }
            heli.mass(4.0F);
            return heli.finish();
        },
};

}  // namespace hibari::world
