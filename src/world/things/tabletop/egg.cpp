// A hen's egg, 6 cm; lies on its side along X.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kEgg{
    .name = "egg",
    .words = {"egg", "easter egg", "chicken egg", "dinosaur egg"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.058F, 0.044F, 0.044F},
    .build =
        [](const Entity& entity, Rng) {
            const Material shell = tinted(plain(hex(0xE3C7A6), 0.45F));
            Assembly egg(entity, Substance::kCeramic);
            // A blunt end and a finer tip, melted together.
            Part& blunt =
                egg.part(ellipsoid({0.024F, 0.022F, 0.022F}), {-0.004F, 0.022F, 0}, shell);
            blunt.group = 1;
            blunt.blend = 0.014F;
            Part& tip = egg.part(sphere(0.012F), {0.0145F, 0.022F, 0}, shell);
            tip.group = 1;
            tip.blend = 0.014F;
            egg.mass(0.06F);
            egg.restitution(0.3F);
            egg.rolling_friction(0.001F);
            return egg.finish();
        },
};

}  // namespace hibari::world
