// A kick scooter, 0.95 m high, 5 kg. Rolls to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"
#include "world/things/vehicles/wheel_family.h"

namespace hibari::world {

const Thing kKickScooter{
    .name = "kick_scooter",
    .words = {"kick scooter", "push scooter", "electric scooter", "e scooter", "razor scooter"},
    .category = Category::kVehicle,
    .traits = {.rideable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.48F, 0.98F, 0.92F},
    .build =
        [](const Entity& entity, Rng) {
            const Material frame = tinted(metal(hex(0x3B6FB0), 0.3F));
            Assembly scooter(entity, Substance::kSteel);
            const int body = scooter.link("body");
            scooter.part(box({0.065F, 0.015F, 0.26F}, 0.012F), {0, 0.10F, -0.08F}, frame);
            scooter.detail(box({0.058F, 0.003F, 0.22F}), {0, 0.117F, -0.08F}, rubber());
            scooter.rod({0, 0.10F, 0.18F}, {0, 0.24F, 0.30F}, 0.020F, frame);
            scooter.rod({0, 0.10F, 0.345F}, {0, 0.95F, 0.255F}, 0.018F, metal(kSteel, 0.2F));
            scooter.rod(
                {-0.20F, 0.955F, 0.255F}, {0.20F, 0.955F, 0.255F}, 0.013F, metal(kSteel, 0.2F)
            );
            for (const float x : {-0.19F, 0.19F}) {
                scooter.detail(capsule(0.05F, 0.020F), {{x, 0.955F, 0.255F}, turn_z(90)}, rubber());
            }
            scooter.detail(
                box({0.03F, 0.006F, 0.09F}, 0.005F), {{0, 0.185F, -0.39F}, turn_x(14)}, frame
            );
            scooter.mass(4.4F);
            scooter.anchor("deck", {0, 0.12F, -0.08F});
            add_wheels(
                scooter,
                {.radius_m = 0.09F, .width_m = 0.03F, .mass_kg = 0.3F, .spokes = 5, .rim = metal()},
                body,
                {{0, 0.09F, 0.36F}, {0, 0.09F, -0.37F}}
            );
            return scooter.finish();
        },
};

}  // namespace hibari::world
