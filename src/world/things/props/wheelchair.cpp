// A wheelchair, 0.65 x 0.95 x 1.05 m, 15 kg. Rolls to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"
#include "world/things/vehicles/wheel_family.h"

namespace hibari::world {

const Thing kWheelchair{
    .name = "wheelchair",
    .words = {"wheelchair", "wheel chair"},
    .category = Category::kProp,
    .traits = {.rideable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.66F, 0.98F, 1.05F},
    .build =
        [](const Entity& entity, Rng) {
            const Material frame = metal(hex(0x3A3D42), 0.3F);
            const Material seat = tinted(leather(hex(0x1F2E4A)));
            Assembly chair(entity, Substance::kSteel);
            const int body = chair.link("body");
            chair.part(box({0.22F, 0.025F, 0.22F}, 0.02F), {0, 0.50F, 0}, seat);
            chair.part(
                box({0.21F, 0.22F, 0.018F}, 0.015F), {{0, 0.74F, -0.235F}, turn_x(-6)}, seat
            );
            for (const float x : {-0.235F, 0.235F}) {
                chair.rod({x, 0.30F, -0.20F}, {x, 0.96F, -0.27F}, 0.012F, frame);
                chair.rod({x, 0.96F, -0.27F}, {x, 0.96F, -0.37F}, 0.016F, rubber());
                chair.rod({x, 0.48F, -0.20F}, {x, 0.48F, 0.26F}, 0.012F, frame);
                chair.rod({x, 0.48F, 0.26F}, {x * 0.7F, 0.14F, 0.40F}, 0.012F, frame);
                chair.rod({x, 0.16F, 0.24F}, {x, 0.48F, 0.20F}, 0.012F, frame);
                chair.part(box({0.025F, 0.016F, 0.15F}, 0.012F), {x, 0.70F, -0.02F}, rubber());
                chair.thin_rod({x, 0.50F, 0.08F}, {x, 0.69F, 0.08F}, 0.010F, frame);
                chair.part(
                    box({0.07F, 0.008F, 0.07F}, 0.006F),
                    {{x * 0.55F, 0.13F, 0.44F}, turn_x(-12)},
                    frame
                );
                chair.part(
                    cylinder(0.016F, 0.075F, 0.01F), {{x, 0.075F, 0.25F}, turn_z(90)}, rubber()
                );
            }
            chair.mass(11.0F);
            chair.anchor("seat", {0, 0.53F, 0});
            add_wheels(
                chair,
                {.radius_m = 0.305F,
                 .width_m = 0.03F,
                 .mass_kg = 2.0F,
                 .spokes = 12,
                 .rim = chrome()},
                body,
                {{-0.30F, 0.305F, -0.12F}, {0.30F, 0.305F, -0.12F}}
            );
            return chair.finish();
        },
};

}  // namespace hibari::world
