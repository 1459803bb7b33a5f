// An orange, 8 cm, with its navel and leaf.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kOrangeFruit{
    .name = "orange_fruit",
    .words = {"orange", "tangerine", "lemon", "lime", "peach", "grapefruit", "tomato"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.08F, 0.085F, 0.08F},
    .build =
        [](const Entity& entity, Rng) {
            const Material peel = tinted(
                {.surface = Surface::kPlaster,
                 .base = hex(0xE8831C),
                 .accent = hex(0xC96A12),
                 .roughness = 0.45F,
                 .scale = 0.006F,
                 .bump = 0.5F}
            );
            Assembly orange(entity, Substance::kFlesh);
            orange.part(ellipsoid({0.040F, 0.038F, 0.040F}), {0, 0.038F, 0}, peel);
            orange.detail(
                cylinder(0.002F, 0.005F, 0.001F), {0, 0.076F, 0}, plain(hex(0x5C6B2E), 0.8F)
            );
            orange.detail(
                ellipsoid({0.018F, 0.0015F, 0.008F}),
                {{0.017F, 0.081F, 0}, turn_z(20)},
                plain(hex(0x3F7030), 0.5F)
            );
            orange.mass(0.17F);
            orange.restitution(0.4F);
            orange.rolling_friction(0.001F);
            return orange.finish();
        },
};

}  // namespace hibari::world
