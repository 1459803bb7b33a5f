// A straw hat with a ribbon, 40 cm; lies on its brim.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kHat{
    .name = "hat",
    .words =
        {"hat", "straw hat", "sun hat", "top hat", "cap", "sombrero", "bonnet", "crown", "helmet"},
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.40F, 0.13F, 0.40F},
    .build =
        [](const Entity& entity, Rng) {
            const Material straw =
                tinted(with_surface(fabric(hex(0xD9B878)), Surface::kFabric, 0.012F));
            Assembly hat(entity, Substance::kFabric);
            hat.part(cone(0.004F, 0.20F, 0.195F), {0, 0.004F, 0}, straw);
            hat.detail(torus(0.197F, 0.004F), {0, 0.005F, 0}, straw);
            hat.part(cone(0.045F, 0.098F, 0.086F), {0, 0.05F, 0}, straw);
            hat.part(ellipsoid({0.086F, 0.035F, 0.086F}), {0, 0.094F, 0}, straw);
            hat.detail(
                cone(0.016F, 0.0985F, 0.0945F), {0, 0.026F, 0}, fabric(hat.accent_or(hex(0x8C2430)))
            );
            hat.mass(0.09F);
            return hat.finish();
        },
};

}  // namespace hibari::world
