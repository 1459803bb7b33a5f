// A 10 kg hex dumbbell lying along X.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kDumbbell{
    .name = "dumbbell",
    .words = {"dumbbell", "barbell", "weight", "kettlebell", "free weight", "weights"},
    .category = Category::kGear,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.32F, 0.15F, 0.15F},
    .build =
        [](const Entity& entity, Rng) {
            const Material plate = tinted(rubber(hex(0x222326)));
            constexpr float kY = 0.075F;
            const Quat lie = turn_z(90);
            Assembly dumbbell(entity, Substance::kSteel);
            dumbbell.part(capsule(0.07F, 0.016F), {{0, kY, 0}, lie}, chrome());
            dumbbell.detail(ellipsoid({0.055F, 0.0185F, 0.0185F}), {0, kY, 0}, brushed());
            for (const float side : {-1.0F, 1.0F}) {
                dumbbell.part(
                    cylinder(0.045F, 0.075F, 0.014F), {{side * 0.112F, kY, 0}, lie}, plate
                );
                dumbbell.detail(
                    cylinder(0.046F, 0.045F, 0.004F), {{side * 0.112F, kY, 0}, lie}, metal()
                );
            }
            dumbbell.mass(10.0F);
            dumbbell.restitution(0.2F);
            dumbbell.anchor("grip", {0, kY, 0}, lie);
            return dumbbell.finish();
        },
};

}  // namespace hibari::world
