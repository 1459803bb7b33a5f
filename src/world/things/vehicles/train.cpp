// A steam locomotive, 9 m, on its own piece of track. Drives to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"
#include "world/things/vehicles/wheel_family.h"

#include <cmath>

namespace hibari::world {

const Thing kTrain{
    .name = "train",
    .words = {"train", "locomotive", "steam train", "railway", "steam engine", "subway"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .surface = true, .outdoor = true},
    .usual_size = {2.7F, 4.1F, 9.2F},
    .build =
        [](const Entity& entity, Rng) {
            const Material coat = tinted(paint(hex(0x1F4A36), 0.2F));
            const Material iron = paint(hex(0x1B1C1F), 0.35F);
            const Material red = paint(entity.accent.value_or(hex(0xA31F22)), 0.3F);
            const Material brass = metal(kBrass, 0.15F);
            Assembly train(entity, Substance::kSteel);
            const int body = train.link("body");
            train.part(box({0.95F, 0.14F, 4.3F}, 0.03F), {0, 1.25F, 0}, iron);
            train.part(cylinder(2.55F, 0.82F, 0.04F), {{0, 2.30F, 1.40F}, turn_x(90)}, coat);
            train.part(cylinder(0.45F, 0.86F, 0.03F), {{0, 2.30F, 3.75F}, turn_x(90)}, iron);
            train.detail(cylinder(0.02F, 0.62F, 0.01F), {{0, 2.30F, 4.22F}, turn_x(90)}, iron);
            train.detail(sphere(0.06F), {0, 2.30F, 4.25F}, brass);
            for (const float z : {-0.4F, 0.9F, 2.2F}) {
                train.detail(cylinder(0.025F, 0.832F), {{0, 2.30F, z}, turn_x(90)}, brass);
            }
            train.part(cone(0.50F, 0.20F, 0.26F), {0, 3.50F, 3.70F}, iron);
            train.detail(torus(0.27F, 0.045F), {0, 4.0F, 3.70F}, brass);
            train.part(ellipsoid({0.34F, 0.36F, 0.34F}), {0, 3.15F, 1.9F}, brass);
            train.part(ellipsoid({0.28F, 0.30F, 0.28F}), {0, 3.12F, 0.5F}, coat);
            train.part(box({1.25F, 1.05F, 1.0F}, 0.04F), {0, 2.40F, -2.20F}, coat);
            train.part(box({1.36F, 0.06F, 1.25F}, 0.05F), {0, 3.52F, -2.25F}, iron);
            for (const float x : {-1.0F, 1.0F}) {
                train.detail(
                    box({0.012F, 0.34F, 0.30F}, 0.01F), {x * 1.25F, 2.80F, -1.80F}, window_glass()
                );
                train.detail(
                    box({0.012F, 0.34F, 0.30F}, 0.01F), {x * 1.25F, 2.80F, -2.65F}, window_glass()
                );
                train.detail(box({0.015F, 0.02F, 0.92F}), {x * 1.255F, 2.36F, -2.2F}, brass);
                train.part(box({0.10F, 0.05F, 3.1F}, 0.02F), {x * 1.05F, 1.62F, 1.2F}, red);
                train.part(
                    cylinder(0.42F, 0.26F, 0.04F), {{x * 1.0F, 0.95F, 3.35F}, turn_x(90)}, iron
                );
                train.detail(
                    box({0.04F, 0.05F, 2.0F}, 0.02F), {x * 1.10F, 0.78F, 0.75F}, brushed()
                );
                train.detail(
                    cylinder(0.06F, 0.16F, 0.02F), {{x * 0.68F, 1.20F, 4.42F}, turn_x(90)}, iron
                );
            }
            train.detail(sphere(0.17F), {0, 3.28F, 4.0F}, iron);
            train.detail(
                cylinder(0.03F, 0.15F), {{0, 3.28F, 4.15F}, turn_x(90)}, glow(hex(0xFFF2CC), 1.2F)
            );
            train.part(box({1.15F, 0.16F, 0.06F}, 0.03F), {0, 1.15F, 4.35F}, red);
            for (int i = -3; i <= 3; ++i) {
                const float x = 0.16F * static_cast<float>(i);
                train.detail(
                    cone(0.36F, 0.035F, 0.035F),
                    along(
                        {x, 1.05F, 4.4F},
                        {x * 2.1F, 0.40F, 4.55F - 0.05F * std::fabs(static_cast<float>(i))}
                    ),
                    red
                );
            }
            train.part(box({1.15F, 0.62F, 0.75F}, 0.04F), {0, 1.95F, -3.85F}, coat);
            train.detail(
                ellipsoid({0.95F, 0.35F, 0.65F}), {0, 2.50F, -3.85F}, rock(hex(0x1A1A1C), 0.12F)
            );
            // Track underneath.
            for (const float x : {-0.72F, 0.72F}) {
                train.detail(
                    box({0.035F, 0.07F, 4.6F}, 0.01F), {x, 0.17F, 0}, brushed(hex(0x8A8580))
                );
            }
            for (int i = -6; i <= 6; ++i) {
                train.detail(
                    box({1.3F, 0.06F, 0.13F}, 0.02F),
                    {0, 0.06F, 0.72F * static_cast<float>(i)},
                    wood(hex(0x4A3626), 0.2F)
                );
            }
            train.mass(40000.0F);
            train.center_of_mass({0, 1.5F, 0});
            train.anchor("seat", {0.5F, 1.9F, -2.2F});
            const WheelData driver{
                .radius_m = 0.62F, .width_m = 0.12F, .mass_kg = 500.0F, .spokes = 12, .rim = red
            };
            constexpr float kX = 0.78F;
            constexpr float kY = 0.62F + 0.24F;
            add_wheels(
                train,
                driver,
                body,
                {{kX, kY, 2.1F},
                 {-kX, kY, 2.1F},
                 {kX, kY, 0.7F},
                 {-kX, kY, 0.7F},
                 {kX, kY, -0.7F},
                 {-kX, kY, -0.7F}}
            );
            train.restitution(0.2F);
            return train.finish();
        },
};

}  // namespace hibari::world
