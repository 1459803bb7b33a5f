// An apple, 8 cm, with stalk and leaf.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kApple{
    .name = "apple",
    .words = {"apple", "fruit", "pear"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.08F, 0.09F, 0.08F},
    .build =
        [](const Entity& entity, Rng rng) {
            const Material skin =
                tinted(paint(rng.chance(0.7) ? hex(0xB6201F) : hex(0x7FA82F), 0.25F));
            Assembly apple(entity, Substance::kFlesh);
            const auto flesh = [&](Part& part) {
                part.group = 1;
                part.blend = 0.02F;
            };
            flesh(apple.part(ellipsoid({0.038F, 0.034F, 0.038F}), {0, 0.037F, 0}, skin));
            // Shoulders around the hollow of the stalk, and a narrower foot.
            flesh(apple.detail(torus(0.020F, 0.017F), {0, 0.049F, 0}, skin));
            flesh(apple.detail(torus(0.012F, 0.011F), {0, 0.015F, 0}, skin));
            apple.thin_rod({0, 0.058F, 0}, {0.006F, 0.083F, 0.002F}, 0.0022F, bark());
            apple.detail(
                ellipsoid({0.016F, 0.0015F, 0.007F}),
                {{0.019F, 0.080F, 0.002F}, turn_z(22)},
                plain(hex(0x4E7A34), 0.6F)
            );
            apple.mass(0.18F);
            apple.restitution(0.35F);
            apple.rolling_friction(0.001F);
            return apple.finish();
        },
};

}  // namespace hibari::world
