// A striped box of popcorn, 16 cm, 120 g.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kPopcorn{
    .name = "popcorn",
    .words = {"popcorn", "box of popcorn", "bucket of popcorn", "french fries", "fries", "chips"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .indoor = true},
    .usual_size = {0.12F, 0.19F, 0.12F},
    .build =
        [](const Entity& entity, Rng rng) {
            Assembly popcorn(entity, Substance::kCardboard);
            const Material card{
                .surface = Surface::kPlain, .base = kRed, .roughness = 0.7F, .tintable = true
            };
            popcorn.part(cone(0.072F, 0.040F, 0.054F), {0, 0.072F, 0}, plain(kWhite));
            for (int i = 0; i < 8; ++i) {
                const Quat yaw = turn_y(45.0F * static_cast<float>(i));
                popcorn.detail(
                    box({0.0085F, 0.072F, 0.002F}),
                    {rotate(yaw, {0, 0.072F, 0.0465F}), yaw * turn_x(5.6F)},
                    card
                );
            }
            for (int i = 0; i < 34; ++i) {
                Rng one = rng.split(i);
                const float turn = 137.5F * static_cast<float>(i);
                const float ring = 0.047F * std::sqrt((static_cast<float>(i) + 0.5F) / 34.0F);
                popcorn.detail(
                    sphere(one.uniform(0.009F, 0.013F)),
                    rotate(
                        turn_y(turn),
                        {ring, 0.172F - 9.0F * ring * ring + one.uniform(-0.005F, 0.005F), 0}
                    ),
                    plain(one.chance(0.3) ? hex(0xF3D98A) : hex(0xF6EFD9), 0.8F)
                );
            }
            popcorn.mass(0.12F);
            return popcorn.finish();
        },
};

}  // namespace hibari::world
