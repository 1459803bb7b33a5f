// A wheelbarrow, 1.4 m: one wheel in front (+Z), a tray, two handles behind.
#include "world/things/build.h"
#include "world/things/thing_list.h"
#include "world/things/vehicles/wheel_family.h"

namespace hibari::world {

const Thing kWheelbarrow{
    .name = "wheelbarrow",
    .words = {"wheelbarrow", "barrow", "garden cart"},
    .category = Category::kProp,
    .traits = {.surface = true, .outdoor = true},
    .usual_size = {0.66F, 0.66F, 1.45F},
    .build =
        [](const Entity& entity, Rng) {
            const Material tray = tinted(paint(hex(0x2E7A3E), 0.35F));
            const Material pole = wood(hex(0xB98A52), 0.1F);
            Assembly barrow(entity, Substance::kSteel);
            const int body = barrow.link("body");
            barrow.part(box({0.22F, 0.012F, 0.30F}, 0.01F), {0, 0.36F, 0.05F}, tray);
            for (const float x : {-1.0F, 1.0F}) {
                barrow.part(
                    box({0.012F, 0.14F, 0.36F}, 0.01F),
                    {{x * 0.275F, 0.48F, 0.05F}, turn_z(x * -24.0F)},
                    tray
                );
                barrow.rod({x * 0.10F, 0.22F, 0.58F}, {x * 0.26F, 0.58F, -0.72F}, 0.018F, pole);
                barrow.thin_rod(
                    {x * 0.245F, 0.555F, -0.60F}, {x * 0.26F, 0.585F, -0.74F}, 0.023F, rubber()
                );
                barrow.rod(
                    {x * 0.20F, 0.40F, -0.20F}, {x * 0.22F, 0.02F, -0.34F}, 0.015F, metal(kCharcoal)
                );
            }
            barrow.part(box({0.31F, 0.14F, 0.012F}, 0.01F), {{0, 0.48F, 0.40F}, turn_x(28)}, tray);
            barrow.part(
                box({0.31F, 0.13F, 0.012F}, 0.01F), {{0, 0.47F, -0.29F}, turn_x(-22)}, tray
            );
            barrow.mass(14.0F);
            barrow.anchor("bed", {0, 0.373F, 0.05F});
            barrow.anchor("top", {0, 0.40F, 0.05F});
            add_wheels(
                barrow,
                {.radius_m = 0.19F,
                 .width_m = 0.085F,
                 .mass_kg = 2.0F,
                 .spokes = 6,
                 .rim = paint(kRed)},
                body,
                {{0, 0.19F, 0.58F}}
            );
            return barrow.finish();
        },
};

}  // namespace hibari::world
