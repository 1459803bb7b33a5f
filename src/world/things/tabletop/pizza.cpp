// A pizza, 32 cm: crust, cheese, salami, basil and olives.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kPizza{
    .name = "pizza",
    .words = {"pizza", "cookie", "biscuit", "tortilla"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.32F, 0.03F, 0.32F},
    .build =
        [](const Entity& entity, Rng rng) {
            const Material crust =
                tinted(with_surface(plain(hex(0xC98F4E), 0.9F), Surface::kPlaster, 0.05F));
            Assembly pizza(entity, Substance::kFlesh);
            pizza.part(cylinder(0.007F, 0.152F, 0.005F), {0, 0.007F, 0}, crust);
            pizza.part(torus(0.148F, 0.0125F), {0, 0.0125F, 0}, crust);
            pizza.detail(cylinder(0.002F, 0.139F), {0, 0.0145F, 0}, plain(hex(0xB5391E), 0.5F));
            pizza.detail(
                cylinder(0.001F, 0.131F),
                {0, 0.0172F, 0},
                with_surface(plain(hex(0xE8BC58), 0.4F), Surface::kPlaster, 0.03F)
            );
            for (int i = 0; i < 13; ++i) {
                Rng one = rng.split(i);
                const float out = 0.034F * std::sqrt(static_cast<float>(i) + 0.4F);
                const Vec3 at{
                    out * std::cos(2.4F * static_cast<float>(i)),
                    0.0188F,
                    out * std::sin(2.4F * static_cast<float>(i))
                };
                pizza.detail(cylinder(0.0015F, 0.0175F, 0.001F), at, plain(hex(0x9C2A1E), 0.4F));
                const Vec3 aside{
                    one.uniform(-0.022F, 0.022F), 0.002F, one.uniform(-0.022F, 0.022F)
                };
                if (i % 3 == 0) {
                    pizza.detail(
                        ellipsoid({0.016F, 0.0012F, 0.008F}),
                        {at + aside, turn_y(one.uniform(0.0F, 180.0F)) * turn_z(8)},
                        plain(hex(0x3C7A34), 0.5F)
                    );
                } else if (i % 3 == 1) {
                    pizza.detail(torus(0.0055F, 0.0025F), at + aside, plain(hex(0x231F26), 0.3F));
                }
            }
            pizza.mass(0.6F);
            pizza.restitution(0.05F);
            return pizza.finish();
        },
};

}  // namespace hibari::world
