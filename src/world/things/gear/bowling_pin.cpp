// A tenpin: 38.1 cm high, 12.1 cm at the belly, 5.1 cm at the foot, 1.53 kg (USBC Equipment
// Specifications).
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBowlingPin{
    .name = "bowling_pin",
    .words = {"bowling pin", "pin", "tenpin", "skittle", "ninepin", "bowling skittle"},
    .category = Category::kGear,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.121F, 0.381F, 0.121F},
    .build =
        [](const Entity& entity, Rng) {
            const Material white = tinted(paint(hex(0xF1EEE6), 0.15F));
            const Material red = paint(entity.accent.value_or(hex(0xB8242B)), 0.2F);
            Assembly pin(entity, Substance::kWood);
            // Stacked cones follow the drawing's diameters.
            pin.part(cone(0.0285F, 0.0255F, 0.0500F), {0, 0.0285F, 0}, white);
            pin.part(cone(0.0285F, 0.0500F, 0.0605F), {0, 0.0855F, 0}, white);
            pin.part(cone(0.0290F, 0.0605F, 0.0440F), {0, 0.1430F, 0}, white);
            pin.part(cone(0.0330F, 0.0440F, 0.0240F), {0, 0.2050F, 0}, white);
            pin.part(cone(0.0160F, 0.0240F, 0.0230F), {0, 0.2540F, 0}, white);
            pin.part(cone(0.0290F, 0.0230F, 0.0315F), {0, 0.2990F, 0}, white);
            pin.part(ellipsoid({0.0325F, 0.045F, 0.0325F}), {0, 0.3360F, 0}, white);
            pin.detail(cone(0.005F, 0.0262F, 0.0254F), {0, 0.236F, 0}, red);
            pin.detail(cone(0.005F, 0.0240F, 0.0246F), {0, 0.262F, 0}, red);
            pin.mass(1.53F);
            pin.restitution(0.80F);
            pin.friction(0.35F);
            return pin.finish();
        },
};

}  // namespace hibari::world
