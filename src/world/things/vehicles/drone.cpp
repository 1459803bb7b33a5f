// A quadcopter, 0.5 m across, 0.9 kg, with a camera below. Flies to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <string>

namespace hibari::world {

const Thing kDrone{
    .name = "drone",
    .words = {"drone", "quadcopter", "quadrotor"},
    .category = Category::kVehicle,
    .traits = {.flies = true, .indoor = true, .outdoor = true},
    .usual_size = {0.52F, 0.15F, 0.52F},
    .build =
        [](const Entity& entity, Rng) {
            const Material shell = tinted(plastic(hex(0xE6E7E8), 0.3F));
            const Material dark = plastic(hex(0x1C1E21), 0.4F);
            Assembly drone(entity, Substance::kPlastic);
            const int body = drone.link("body");
            drone.part(box({0.055F, 0.030F, 0.085F}, 0.028F), {0, 0.095F, 0}, shell);
            drone.detail(box({0.040F, 0.010F, 0.060F}, 0.009F), {0, 0.125F, -0.01F}, dark);
            drone.part(sphere(0.024F), {0, 0.055F, 0.075F}, dark);
            drone.detail(
                cylinder(0.006F, 0.013F),
                {{0, 0.055F, 0.096F}, turn_x(90)},
                window_glass(hex(0x10203A))
            );
            constexpr float kArm = 0.175F;
            for (const float x : {-1.0F, 1.0F}) {
                for (const float z : {-1.0F, 1.0F}) {
                    drone.rod(
                        {x * 0.04F, 0.10F, z * 0.06F}, {x * kArm, 0.11F, z * kArm}, 0.011F, shell
                    );
                    drone.part(
                        cylinder(0.018F, 0.017F, 0.004F), {x * kArm, 0.118F, z * kArm}, dark
                    );
                    drone.thin_rod(
                        {x * kArm, 0.10F, z * kArm},
                        {x * kArm * 1.04F, 0.012F, z * kArm * 1.04F},
                        0.007F,
                        shell
                    );
                    drone.detail(
                        sphere(0.009F),
                        {x * kArm, 0.098F, z * (kArm + 0.012F)},
                        glow(z > 0 ? hex(0x40E060) : hex(0xFF3020), 2.5F)
                    );
                }
                drone.rod(
                    {x * kArm * 1.04F, 0.010F, -0.18F},
                    {x * kArm * 1.04F, 0.010F, 0.18F},
                    0.009F,
                    dark
                );
            }
            drone.mass(0.82F);
            int rotor = 0;
            for (const float x : {-1.0F, 1.0F}) {
                for (const float z : {-1.0F, 1.0F}) {
                    const Vec3 hub{x * kArm, 0.140F, z * kArm};
                    drone.link("rotor_" + std::to_string(++rotor), body, hinge(hub, {0, 1, 0}));
                    drone.part(cylinder(0.004F, 0.010F), hub, dark);
                    for (const float side : {-1.0F, 1.0F}) {
                        drone.part(
                            box({0.038F, 0.0015F, 0.009F}, 0.001F),
                            {{hub.x + side * 0.045F, hub.y + 0.002F, hub.z}, turn_x(side * 10)},
                            dark
                        );
                    }
                    drone.mass(0.02F);
                }
            }
            return drone.finish();
        },
};

}  // namespace hibari::world
