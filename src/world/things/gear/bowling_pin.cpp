// A tenpin: 38.1 cm high, 12.1 cm at the belly, 5.1 cm at the foot, 1.53 kg (USBC Equipment
// Specifications).
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

namespace {

void add_turned(
    Assembly& pin,
    Vec3 low,
    float radius_low,
    Vec3 high,
    float radius_high,
    const Material& material
) {
    const float half = distance(low, high) * 0.5F;
    Part& part = pin.part(round_cone(half, radius_low, radius_high), along(low, high), material);
    part.group = 1;
    part.blend = 0.004F;
}

}  // namespace

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
            // Balls of the drawing's diameters, joined by their tangent cones.
            pin.part(cylinder(0.004F, 0.0265F, 0.002F), {0, 0.004F, 0}, white);
            add_turned(pin, {0, 0.0290F, 0}, 0.0285F, {0, 0.114F, 0}, 0.0605F, white);
            add_turned(pin, {0, 0.114F, 0}, 0.0605F, {0, 0.252F, 0}, 0.0230F, white);
            add_turned(pin, {0, 0.252F, 0}, 0.0230F, {0, 0.3485F, 0}, 0.0325F, white);
            pin.detail(cone(0.005F, 0.0285F, 0.0262F), {0, 0.236F, 0}, red);
            pin.detail(cone(0.005F, 0.0250F, 0.0262F), {0, 0.266F, 0}, red);
            pin.mass(1.53F);
            pin.restitution(0.80F);
            pin.friction(0.35F);
            return pin.finish();
        },
};

}  // namespace hibari::world
