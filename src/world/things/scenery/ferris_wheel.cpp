// A ferris wheel, 14 m, with twelve cabins; the wheel turns on its hub.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kFerrisWheel{
    .name = "ferris_wheel",
    .words = {"ferris wheel", "big wheel", "carousel", "merry go round", "roller coaster"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {13.6F, 14.6F, 4.4F},
    .build =
        [](const Entity& entity, Rng) {
            constexpr float kHub = 7.6F;
            constexpr float kRimRadius = 6.1F;
            constexpr int kCabins = 12;
            const Material steel = tinted(paint(hex(0xE4E6EA), 0.35F));
            constexpr Vec3 kColors[] = {kRed, kYellow, kBlue, kGreen};
            Assembly wheel(entity, Substance::kSteel);
            const int stand = wheel.link("stand");
            for (const float z : {-1.2F, 1.2F}) {
                for (const float x : {-3.0F, 3.0F}) {
                    wheel.rod({x, 0.22F, z * 1.5F}, {0, kHub, z}, 0.17F, steel);
                }
                wheel.part(box({3.6F, 0.15F, 0.45F}, 0.05F), {0, 0.15F, z * 1.5F}, concrete());
            }
            wheel.part(cylinder(1.3F, 0.20F), {{0, kHub, 0}, turn_x(90)}, steel);
            wheel.mass(90000.0F);
            wheel.link("wheel", stand, hinge({0, kHub, 0}, {0, 0, 1}, 1.0F, -1.0F, 400.0F));
            wheel.part(
                cylinder(0.75F, 0.45F, 0.05F), {{0, kHub, 0}, turn_x(90)}, paint(kRed, 0.3F)
            );
            for (const float z : {-0.7F, 0.7F}) {
                wheel.detail(torus(kRimRadius, 0.10F), {{0, kHub, z}, turn_x(90)}, steel);
                wheel.detail(torus(kRimRadius * 0.72F, 0.05F), {{0, kHub, z}, turn_x(90)}, steel);
            }
            for (int i = 0; i < kCabins; ++i) {
                const float turn = 2.0F * kPi * static_cast<float>(i) / kCabins;
                const Vec3 out{std::sin(turn), std::cos(turn), 0};
                const Vec3 rim = Vec3{0, kHub, 0} + out * kRimRadius;
                for (const float z : {-0.7F, 0.7F}) {
                    wheel.thin_rod({0, kHub, z}, rim + Vec3{0, 0, z}, 0.045F, steel);
                    wheel.detail(
                        sphere(0.09F), rim + Vec3{0, 0, z * 1.15F}, glow(hex(0xFFD890), 1.6F)
                    );
                }
                wheel.thin_rod(rim - Vec3{0, 0, 0.7F}, rim + Vec3{0, 0, 0.7F}, 0.05F, steel);
                const Vec3 cabin = rim - Vec3{0, 0.78F, 0};
                const Material coat = paint(kColors[i % 4], 0.3F);
                wheel.part(box({0.55F, 0.26F, 0.50F}, 0.12F), cabin - Vec3{0, 0.22F, 0}, coat);
                wheel.detail(
                    box({0.48F, 0.26F, 0.44F}, 0.05F), cabin + Vec3{0, 0.20F, 0}, window_glass()
                );
                wheel.detail(cone(0.12F, 0.62F, 0.10F), cabin + Vec3{0, 0.56F, 0}, coat);
            }
            wheel.mass(24000.0F);
            wheel.center_of_mass({0, kHub, 0});
            return wheel.finish();
        },
};

}  // namespace hibari::world
