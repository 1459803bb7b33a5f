// A car wheel, 64 cm, with its tyre on the rim; it stands, and rolls along Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kTire{
    .name = "tire",
    .words =
        {"tire",
         "tyre",
         "wheel",
         "car tire",
         "car tyre",
         "rubber tire",
         "spare tire",
         "spare wheel",
         "car wheel",
         "truck tire"},
    .category = Category::kGear,
    .traits = {.floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.22F, 0.64F, 0.64F},
    .build =
        [](const Entity& entity, Rng) {
            constexpr float kRadius = 0.32F;
            constexpr float kHalf = 0.105F;
            const Vec3 hub{0, kRadius, 0};
            const Quat lie = turn_z(90);
            const Material black = tinted(rubber(hex(0x1B1B1D)));
            const Material rim = metal(hex(0xB9BDC2), 0.25F);
            Assembly wheel(entity, Substance::kRubber);
            // What rolls and hits is a plain drum; what is seen is hollow, like a tyre.
            wheel.part(cylinder(kHalf, kRadius, 0.03F), {hub, lie}, black).visible = false;
            wheel.detail(tube(0.085F, kRadius - 0.004F, 0.205F), {hub, lie}, black);
            for (const float side : {-1.0F, 1.0F}) {
                wheel.detail(torus(0.255F, 0.056F), {hub + Vec3{side * 0.045F, 0, 0}, lie}, black);
                wheel.detail(torus(0.205F, 0.012F), {hub + Vec3{side * 0.088F, 0, 0}, lie}, rim);
            }
            // Tread.
            for (int i = 0; i < 36; ++i) {
                const Quat turn = turn_x(10.0F * static_cast<float>(i));
                for (const float side : {-1.0F, 1.0F}) {
                    wheel.detail(
                        box({0.040F, 0.006F, 0.016F}, 0.003F),
                        {hub + rotate(turn, {side * 0.048F, kRadius - 0.003F, side * 0.012F}),
                         turn * turn_y(side * 24.0F)},
                        rubber(hex(0x242426))
                    );
                }
            }
            wheel.detail(tube(0.080F, 0.208F, 0.190F), {hub, lie}, rim);
            for (int i = 0; i < 5; ++i) {
                const Quat turn = turn_x(72.0F * static_cast<float>(i));
                wheel.detail(
                    box({0.014F, 0.070F, 0.024F}, 0.010F),
                    {hub + rotate(turn, {0.030F, 0.125F, 0}), turn},
                    rim
                );
            }
            wheel.detail(cylinder(0.030F, 0.062F, 0.010F), {hub + Vec3{0.025F, 0, 0}, lie}, rim);
            wheel.detail(
                cylinder(0.006F, 0.030F, 0.004F),
                {hub + Vec3{0.058F, 0, 0}, lie},
                metal(kCharcoal, 0.3F)
            );
            wheel.mass(16.0F);
            wheel.restitution(0.62F);
            wheel.friction(0.85F);
            wheel.rolling_friction(0.004F);
            return wheel.finish();
        },
};

}  // namespace hibari::world
