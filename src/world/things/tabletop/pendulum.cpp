// A steel bob on a rod of 1.47 m, hung from a wooden gallows so low that it clears the floor by a
// finger; swings in the XY plane before its stand.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kPendulum{
    .name = "pendulum",
    .words = {"pendulum", "swinging ball", "plumb bob", "metronome"},
    .category = Category::kTabletop,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {1.2F, 1.7F, 0.6F},
    .build =
        [](const Entity& entity, Rng) {
            const Material beam = wood(kWalnut);
            constexpr Vec3 kPivot{0, 1.58F, 0};
            constexpr float kLength = 1.475F;
            Assembly pendulum(entity, Substance::kSteel);
            const int base = pendulum.link("stand");
            pendulum.part(box({0.60F, 0.03F, 0.14F}, 0.015F), {0, 0.03F, -0.34F}, beam);
            for (const float x : {-0.52F, 0.52F}) {
                pendulum.part(box({0.035F, 0.80F, 0.035F}, 0.01F), {x, 0.86F, -0.34F}, beam);
            }
            pendulum.part(box({0.56F, 0.035F, 0.035F}, 0.01F), {0, 1.66F, -0.34F}, beam);
            pendulum.part(box({0.03F, 0.03F, 0.18F}, 0.008F), {0, 1.63F, -0.16F}, beam);
            pendulum.detail(cylinder(0.03F, 0.02F), {kPivot, turn_x(90)}, metal(kBrass));
            pendulum.mass(30.0F);
            pendulum.link("bob", base, hinge(kPivot, {0, 0, 1}, -85, 85, 0.0F));
            pendulum.part(
                sphere(0.09F), kPivot + Vec3{0, -kLength, 0}, tinted(metal(hex(0xC8CBD0), 0.1F))
            );
            pendulum.detail(
                cylinder(kLength * 0.5F - 0.04F, 0.006F),
                kPivot + Vec3{0, -kLength * 0.5F + 0.03F, 0},
                metal(kBrass)
            );
            pendulum.detail(
                cylinder(0.02F, 0.02F, 0.004F),
                kPivot + Vec3{0, -kLength + 0.095F, 0},
                metal(kBrass)
            );
            pendulum.mass(24.0F);
            pendulum.restitution(0.85F);
            pendulum.anchor("bob", kPivot + Vec3{0, -kLength, 0});
            return pendulum.finish();
        },
};

}  // namespace hibari::world
