// A farm tractor, 3.6 m, with big rear wheels and a cab. Drives to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"
#include "world/things/vehicles/wheel_family.h"

#include <string>

namespace hibari::world {

const Thing kTractor{
    .name = "tractor",
    .words = {"tractor", "bulldozer", "harvester", "steamroller", "forklift"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .surface = true, .outdoor = true},
    .usual_size = {2.1F, 2.6F, 3.7F},
    .build =
        [](const Entity& entity, Rng) {
            const Material coat = tinted(paint(hex(0x2F7A38), 0.2F));
            const Material trim = paint(entity.accent.value_or(hex(0xE7C02C)), 0.25F);
            const Material dark = paint(hex(0x1E2022), 0.4F);
            Assembly tractor(entity, Substance::kSteel);
            const int body = tractor.link("body");
            tractor.part(box({0.36F, 0.36F, 0.85F}, 0.10F), {0, 1.15F, 0.95F}, coat);
            tractor.detail(box({0.30F, 0.26F, 0.02F}, 0.02F), {0, 1.12F, 1.80F}, dark);
            for (int i = 0; i < 6; ++i) {
                tractor.detail(
                    box({0.28F, 0.008F, 0.006F}),
                    {0, 0.92F + 0.075F * static_cast<float>(i), 1.822F},
                    metal()
                );
                for (const float x : {-0.362F, 0.362F}) {
                    tractor.detail(
                        box({0.006F, 0.012F, 0.16F}),
                        {x, 1.0F + 0.05F * static_cast<float>(i), 1.25F},
                        dark
                    );
                }
            }
            tractor.part(box({0.22F, 0.16F, 1.55F}, 0.05F), {0, 0.78F, 0.35F}, dark);
            tractor.part(box({0.52F, 0.30F, 0.55F}, 0.08F), {0, 1.10F, -0.55F}, coat);
            tractor.part(box({0.58F, 0.48F, 0.58F}, 0.05F), {0, 1.86F, -0.55F}, window_glass());
            tractor.part(box({0.66F, 0.06F, 0.68F}, 0.05F), {0, 2.40F, -0.55F}, coat);
            for (const float x : {-0.58F, 0.58F}) {
                for (const float z : {-1.11F, 0.01F}) {
                    tractor.detail(box({0.035F, 0.50F, 0.035F}, 0.01F), {x, 1.88F, z}, dark);
                }
                tractor.detail(
                    sphere(0.085F), {x * 0.45F, 1.40F, 1.78F}, glow(hex(0xFFF4DA), 0.9F)
                );
                tractor.part(box({0.26F, 0.035F, 0.55F}, 0.03F), {x * 1.28F, 1.60F, -0.75F}, coat);
                tractor.detail(
                    box({0.26F, 0.20F, 0.03F}, 0.02F),
                    {{x * 1.28F, 1.44F, -0.16F}, turn_x(-30)},
                    coat
                );
                tractor.detail(box({0.01F, 0.03F, 0.8F}, 0.008F), {x * 0.635F, 1.28F, 0.95F}, trim);
            }
            tractor.part(cylinder(0.5F, 0.045F), {0.18F, 1.95F, 1.15F}, metal(kCharcoal, 0.5F));
            tractor.detail(cylinder(0.2F, 0.07F), {0.18F, 1.72F, 1.15F}, metal(kCharcoal, 0.5F));
            tractor.mass(2600.0F);
            tractor.center_of_mass({0, 0.85F, -0.1F});
            tractor.anchor("seat", {0, 1.42F, -0.6F});
            const WheelData rear{
                .radius_m = 0.78F, .width_m = 0.42F, .mass_kg = 160.0F, .spokes = 6, .rim = trim
            };
            const WheelData front{
                .radius_m = 0.46F, .width_m = 0.26F, .mass_kg = 60.0F, .spokes = 6, .rim = trim
            };
            int count = 0;
            for (const float x : {-0.78F, 0.78F}) {
                const Vec3 back_hub{x, 0.78F, -0.72F};
                const Vec3 front_hub{x * 0.88F, 0.46F, 1.30F};
                tractor.link("wheel_" + std::to_string(++count), body, hinge(back_hub, {1, 0, 0}));
                add_wheel(tractor, rear, back_hub);
                // Treads.
                for (int i = 0; i < 18; ++i) {
                    const Quat turn = turn_x(20.0F * static_cast<float>(i));
                    for (const float side : {-1.0F, 1.0F}) {
                        tractor.detail(
                            box({0.11F, 0.03F, 0.035F}, 0.01F),
                            {back_hub + rotate(turn, {side * 0.10F, 0.755F, side * 0.05F}),
                             turn * turn_y(side * 30.0F)},
                            rubber()
                        );
                    }
                }
                tractor.link("wheel_" + std::to_string(++count), body, hinge(front_hub, {1, 0, 0}));
                add_wheel(tractor, front, front_hub);
            }
            tractor.friction(0.8F);
            tractor.rolling_friction(0.006F);
            tractor.restitution(0.2F);
            return tractor.finish();
        },
};

}  // namespace hibari::world
