// An apple, 8 cm, with stalk and leaf.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kApple{
    .name = "apple",
    .words =
        {"apple",
         "fruit",
         "orange",
         "lemon",
         "tomato",
         "peach",
         "pear",
         "melon",
         "watermelon",
         "pumpkin",
         "egg"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.08F, 0.09F, 0.08F},
    .build =
        [](const Entity& entity, Rng rng) {
            const Material skin =
                tinted(paint(rng.chance(0.7) ? hex(0xB6201F) : hex(0x7FA82F), 0.25F));
            Assembly apple(entity, Substance::kFlesh);
            apple.part(ellipsoid({0.040F, 0.035F, 0.040F}), {0, 0.038F, 0}, skin);
            // Shoulders around the hollow of the stalk, and the five-lobed foot.
            apple.detail(torus(0.020F, 0.0185F), {0, 0.050F, 0}, skin);
            for (int i = 0; i < 5; ++i) {
                const Vec3 out = rotate(turn_y(72.0F * static_cast<float>(i)), {0.014F, 0, 0});
                apple.detail(sphere(0.012F), out + Vec3{0, 0.012F, 0}, skin);
            }
            apple.thin_rod({0, 0.058F, 0}, {0.006F, 0.083F, 0.002F}, 0.0022F, bark());
            apple.detail(
                ellipsoid({0.016F, 0.0015F, 0.007F}),
                {{0.019F, 0.080F, 0.002F}, turn_z(22)},
                foliage(kLeafGreen, 0.02F)
            );
            apple.mass(0.18F);
            apple.restitution(0.35F);
            apple.rolling_friction(0.001F);
            return apple.finish();
        },
};

}  // namespace hibari::world
