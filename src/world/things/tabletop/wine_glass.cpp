// A stemmed glass, 20 cm, a third full of red wine.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kWineGlass{
    .name = "wine_glass",
    .words =
        {"wine glass",
         "wineglass",
         "champagne glass",
         "champagne flute",
         "glass of wine",
         "stemware"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.08F, 0.20F, 0.08F},
    .build =
        [](const Entity& entity, Rng) {
            const Material clear = glass(hex(0xF2F7F7), 0.92F);
            Material wine = glass(entity.color.value_or(hex(0x6B0F1E)), 0.25F);
            Assembly glass_(entity, Substance::kGlass);
            glass_.part(cylinder(0.002F, 0.035F, 0.0015F), {0, 0.002F, 0}, clear);
            glass_.detail(cone(0.005F, 0.018F, 0.004F), {0, 0.008F, 0}, clear);
            glass_.part(cylinder(0.042F, 0.0038F), {0, 0.050F, 0}, clear);
            glass_.part(bowl(0.040F, 0.0385F), {0, 0.130F, 0}, clear);
            glass_.part(tube(0.0325F, 0.040F, 0.0385F), {0, 0.1625F, 0}, clear);
            glass_.detail(bowl(0.0380F, 0.0F), {0, 0.130F, 0}, wine);
            glass_.mass(0.22F);
            return glass_.finish();
        },
};

}  // namespace hibari::world
