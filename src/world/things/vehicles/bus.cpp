// A city bus, 10 x 2.5 x 3 m, 11 t. Drives to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"
#include "world/things/vehicles/wheel_family.h"

namespace hibari::world {

const Thing kBus{
    .name = "bus",
    .words = {"bus", "school bus", "double-decker", "minibus", "tram"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .surface = true, .outdoor = true},
    .usual_size = {2.5F, 3.05F, 10.0F},
    .build =
        [](const Entity& entity, Rng) {
            const Material coat = tinted(paint(hex(0xD9A514), 0.15F));
            const Material pane = window_glass();
            const Material black = plastic(hex(0x1E2024), 0.5F);
            constexpr float kRadius = 0.48F;
            Assembly bus(entity, Substance::kSteel);
            const int body = bus.link("body");
            bus.part(box({1.24F, 0.66F, 4.98F}, 0.12F), {0, 1.00F, 0}, coat);
            bus.part(box({1.20F, 0.50F, 4.90F}, 0.14F), {0, 2.15F, 0}, pane);
            bus.part(box({1.22F, 0.19F, 4.94F}, 0.16F), {0, 2.84F, 0}, coat);
            bus.detail(box({0.60F, 0.10F, 1.2F}, 0.06F), {0, 3.04F, -2.0F}, plastic(hex(0xD8D8D4)));
            for (const float x : {-1.21F, 1.21F}) {
                for (int i = -4; i <= 4; ++i) {
                    bus.detail(
                        box({0.02F, 0.52F, 0.05F}, 0.01F),
                        {x, 2.15F, 1.05F * static_cast<float>(i)},
                        coat
                    );
                }
                bus.detail(box({0.035F, 0.52F, 0.10F}, 0.02F), {x * 0.99F, 2.15F, 4.82F}, coat);
                bus.detail(box({0.035F, 0.52F, 0.10F}, 0.02F), {x * 0.99F, 2.15F, -4.82F}, coat);
                bus.detail(
                    box({0.035F, 0.05F, 4.95F}, 0.02F),
                    {x * 1.005F, 1.18F, 0},
                    paint(bus.accent_or(hex(0x22262C)), 0.3F)
                );
                for (const float z : {3.0F, -2.8F}) {
                    add_arch(bus, {x * 1.026F, kRadius + 0.06F, z}, 0.53F, x > 0 ? 1.0F : -1.0F);
                }
                bus.detail(
                    box({0.16F, 0.10F, 0.03F}, 0.03F),
                    {x * 0.74F, 0.85F, 4.97F},
                    glow(hex(0xFFF4DA), 0.8F)
                );
                bus.detail(
                    box({0.10F, 0.16F, 0.03F}, 0.03F),
                    {x * 0.84F, 1.0F, -4.97F},
                    glow(hex(0xB51219), 0.35F)
                );
                bus.thin_rod({x, 2.5F, 4.8F}, {x * 1.18F, 2.45F, 5.05F}, 0.02F, black);
                bus.detail(box({0.07F, 0.20F, 0.05F}, 0.03F), {x * 1.18F, 2.28F, 5.05F}, black);
            }
            // Doors on the right-hand side of the driver.
            for (const float z : {3.95F, -0.4F}) {
                for (const float half : {-0.31F, 0.31F}) {
                    bus.detail(
                        box({0.012F, 1.02F, 0.28F}, 0.02F), {-1.245F, 1.55F, z + half}, black
                    );
                    bus.detail(
                        box({0.014F, 0.90F, 0.22F}, 0.02F), {-1.248F, 1.58F, z + half}, pane
                    );
                }
            }
            bus.detail(box({1.05F, 0.62F, 0.02F}, 0.08F), {0, 2.02F, 4.96F}, pane);
            bus.detail(
                box({0.75F, 0.12F, 0.02F}, 0.02F),
                {0, 2.78F, 4.96F},
                {.surface = Surface::kScreen,
                 .base = hex(0x0D0D0F),
                 .accent = hex(0xFFB02E),
                 .roughness = 0.3F,
                 .emission = 0.7F,
                 .scale = 0.2F}
            );
            bus.part(box({1.20F, 0.12F, 0.08F}, 0.05F), {0, 0.48F, 4.98F}, black);
            bus.part(box({1.20F, 0.12F, 0.08F}, 0.05F), {0, 0.48F, -4.98F}, black);
            bus.mass(10500.0F);
            bus.center_of_mass({0, 1.0F, -0.3F});
            bus.anchor("seat", {0.6F, 1.2F, 4.1F});
            add_wheels(
                bus,
                {.radius_m = kRadius,
                 .width_m = 0.28F,
                 .mass_kg = 80.0F,
                 .spokes = 8,
                 .rim = metal(hex(0xA9ADB2), 0.35F)},
                body,
                {{1.10F, kRadius, 3.0F},
                 {-1.10F, kRadius, 3.0F},
                 {1.10F, kRadius, -2.8F},
                 {-1.10F, kRadius, -2.8F}}
            );
            bus.friction(0.8F);
            bus.rolling_friction(0.003F);
            bus.restitution(0.2F);
            return bus.finish();
        },
};

}  // namespace hibari::world
