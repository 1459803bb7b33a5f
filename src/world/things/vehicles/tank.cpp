// A battle tank, 7 m with its gun, 3.4 m wide, 45 t. Drives to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kTank{
    .name = "tank",
    .words = {"tank", "battle tank", "army tank", "panzer"},
    .category = Category::kVehicle,
    .traits = {.outdoor = true},
    .usual_size = {3.4F, 2.5F, 8.2F},
    .build =
        [](const Entity& entity, Rng) {
            const Material armor = tinted(paint(hex(0x55603A), 0.6F));
            const Material dark = metal(hex(0x2A2C28), 0.55F);
            Assembly tank(entity, Substance::kSteel);
            const int hull = tank.link("hull");
            tank.part(box({1.15F, 0.42F, 2.9F}, 0.06F), {0, 0.98F, 0}, armor);
            tank.part(wedge({1.15F, 0.36F, 0.55F}), {{0, 1.02F, 3.3F}, turn_y(180)}, armor);
            for (const float side : {-1.0F, 1.0F}) {
                const float x = side * 1.42F;
                tank.part(box({0.28F, 0.06F, 3.35F}, 0.03F), {x, 1.24F, 0}, armor);
                tank.part(box({0.26F, 0.06F, 2.6F}, 0.03F), {x, 0.06F, 0}, rubber());
                tank.detail(box({0.26F, 0.05F, 2.9F}, 0.03F), {x, 0.98F, 0}, rubber());
                for (int i = 0; i < 7; ++i) {
                    const float z = -3.0F + 1.0F * static_cast<float>(i);
                    const bool end = i == 0 || i == 6;
                    const float radius = end ? 0.34F : 0.42F;
                    const float y = end ? 0.66F : 0.48F;
                    tank.part(cylinder(0.22F, radius, 0.04F), {{x, y, z}, turn_z(90)}, armor);
                    tank.detail(
                        cylinder(0.24F, radius * 0.45F, 0.03F), {{x, y, z}, turn_z(90)}, dark
                    );
                }
                for (const float z : {-1.0F, 1.0F}) {
                    const Vec3 low{x, 0.10F, z * 2.55F};
                    const Vec3 middle{x, 0.45F, z * 3.28F};
                    const Vec3 high{x, 0.98F, z * 3.05F};
                    tank.detail(
                        box({0.26F, 0.05F, distance(low, middle) * 0.5F}, 0.02F),
                        {lerp(low, middle, 0.5F), turn_x(z * -25)},
                        rubber()
                    );
                    tank.detail(
                        box({0.26F, distance(middle, high) * 0.5F, 0.05F}, 0.02F),
                        {lerp(middle, high, 0.5F), turn_x(z * -24)},
                        rubber()
                    );
                }
                for (int i = 0; i < 26; ++i) {
                    tank.detail(
                        box({0.27F, 0.016F, 0.03F}),
                        {x, 1.035F, -2.85F + 0.228F * static_cast<float>(i)},
                        dark
                    );
                }
            }
            tank.mass(33000.0F);
            tank.link("turret", hull, hinge({0, 1.45F, -0.2F}, {0, 1, 0}, 1.0F, -1.0F, 20000.0F));
            tank.detail(cylinder(0.14F, 0.92F, 0.02F), {0, 1.48F, -0.3F}, armor);
            tank.part(box({0.98F, 0.34F, 1.25F}, 0.22F), {0, 1.72F, -0.3F}, armor);
            tank.part(box({0.42F, 0.22F, 0.25F}, 0.10F), {0, 1.72F, 1.02F}, armor);
            tank.part(cylinder(1.55F, 0.085F), {{0, 1.74F, 2.6F}, turn_x(90)}, armor);
            tank.detail(cylinder(0.22F, 0.12F, 0.02F), {{0, 1.74F, 3.6F}, turn_x(90)}, dark);
            tank.part(cylinder(0.10F, 0.30F, 0.03F), {-0.35F, 2.12F, -0.5F}, armor);
            tank.thin_rod({0.7F, 2.0F, -1.2F}, {0.7F, 2.5F, -1.3F}, 0.015F, dark);
            tank.detail(
                cylinder(0.003F, 0.16F), {{0.985F, 1.74F, -0.3F}, turn_z(90)}, paint(kWhite, 0.5F)
            );
            tank.mass(12000.0F);
            tank.restitution(0.2F);
            return tank.finish();
        },
};

}  // namespace hibari::world
