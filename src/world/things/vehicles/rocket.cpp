// A storybook rocket of modern make, 12 m, standing on its fins; flies to +Y.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kRocket{
    .name = "rocket",
    .words = {"rocket", "space shuttle", "missile", "rocket ship", "firework", "satellite"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .flies = true, .outdoor = true},
    .usual_size = {3.2F, 12.0F, 3.2F},
    .build =
        [](const Entity& entity, Rng) {
            const Material hull = tinted(paint(hex(0xE9EBED), 0.15F));
            const Material red = paint(entity.accent.value_or(hex(0xC42A22)), 0.2F);
            const Material dark = metal(kCharcoal, 0.4F);
            Assembly rocket(entity, Substance::kSteel);
            rocket.part(cone(1.2F, 0.78F, 0.95F), {0, 2.4F, 0}, hull);
            rocket.part(cylinder(1.85F, 0.95F, 0.02F), {0, 5.45F, 0}, hull);
            rocket.part(round_cone(1.25F, 0.94F, 0.42F), {0, 8.4F, 0}, hull);
            rocket.part(round_cone(0.75F, 0.52F, 0.08F), {0, 10.2F, 0}, red);
            rocket.thin_rod({0, 10.9F, 0}, {0, 11.95F, 0}, 0.03F, dark);
            rocket.detail(sphere(0.06F), {0, 11.95F, 0}, red);
            rocket.detail(cylinder(0.10F, 0.957F), {0, 7.15F, 0}, red);
            rocket.detail(cylinder(0.06F, 0.953F), {0, 3.8F, 0}, red);
            for (int i = 0; i < 3; ++i) {
                const float y = 7.95F - 1.30F * static_cast<float>(i);
                const float z = i == 0 ? 0.80F : 0.94F;
                rocket.detail(torus(0.27F, 0.05F), {{0, y, z}, turn_x(90)}, metal(kBrass, 0.2F));
                rocket.detail(
                    ellipsoid({0.26F, 0.26F, 0.05F}), {0, y, z}, window_glass(hex(0x3A5A78))
                );
            }
            // Riveted seams.
            for (const float y : {4.7F, 6.0F}) {
                rocket.detail(cylinder(0.012F, 0.956F), {0, y, 0}, paint(kGray, 0.4F));
            }
            rocket.part(cone(0.32F, 0.62F, 0.38F), {0, 0.95F, 0}, dark);
            rocket.detail(cylinder(0.02F, 0.52F), {0, 0.64F, 0}, glow(hex(0xFF9A3C), 0.8F));
            for (int i = 0; i < 4; ++i) {
                const Quat yaw = turn_y(45.0F + 90.0F * static_cast<float>(i));
                const auto at = [&](Vec3 p) { return rotate(yaw, p); };
                rocket.part(
                    box({0.34F, 1.05F, 0.06F}, 0.05F),
                    {at({1.12F, 1.75F, 0}), yaw * turn_z(18)},
                    red
                );
                rocket.part(
                    box({0.20F, 0.55F, 0.065F}, 0.05F),
                    {at({1.40F, 0.66F, 0}), yaw * turn_z(6)},
                    red
                );
                rocket.part(cylinder(0.05F, 0.16F, 0.03F), at({1.45F, 0.05F, 0}), dark);
            }
            rocket.mass(9000.0F);
            rocket.center_of_mass({0, 4.2F, 0});
            rocket.anchor("nozzle", {0, 0.6F, 0}, turn_x(180));
            rocket.anchor("seat", {0, 8.0F, 0});
            return rocket.finish();
        },
};

}  // namespace hibari::world
