// A traffic cone, 50 cm, with reflective bands: what people mean by "cone".
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kCone{
    .name = "cone",
    .words = {"cone", "traffic cone", "pylon", "road cone", "safety cone", "party hat"},
    .category = Category::kTabletop,
    .traits = {.floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.36F, 0.5F, 0.36F},
    .build =
        [](const Entity& entity, Rng) {
            const Material body = tinted(plastic(hex(0xE8581C), 0.45F));
            const Material band = plastic(entity.accent.value_or(hex(0xEFEFEC)), 0.3F);
            Assembly cone_(entity, Substance::kPlastic);
            cone_.part(
                box({0.18F, 0.016F, 0.18F}, 0.012F), {0, 0.016F, 0}, plastic(hex(0x2A2A2C), 0.6F)
            );
            cone_.part(cone(0.231F, 0.125F, 0.028F), {0, 0.263F, 0}, body);
            cone_.detail(cone(0.045F, 0.0990F, 0.0800F), {0, 0.235F, 0}, band);
            cone_.detail(cone(0.030F, 0.0690F, 0.0560F), {0, 0.355F, 0}, band);
            cone_.detail(torus(0.024F, 0.006F), {0, 0.494F, 0}, body);
            cone_.mass(2.2F);
            cone_.friction(0.7F);
            return cone_.finish();
        },
};

}  // namespace hibari::world
