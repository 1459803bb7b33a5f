// A wedge of cheese with holes, 14 cm, 300 g.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kCheese{
    .name = "cheese",
    .words = {"cheese", "wedge of cheese", "piece of cheese", "butter"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true},
    .usual_size = {0.09F, 0.07F, 0.14F},
    .build =
        [](const Entity& entity, Rng) {
            const Material paste = tinted(plain(hex(0xF2C94C), 0.55F));
            const Material hole = plain(hex(0xC99A2A), 0.7F);
            Assembly cheese(entity, Substance::kFoam);
            cheese.part(wedge({0.035F, 0.045F, 0.07F}), {{0, 0.035F, 0}, turn_z(90)}, paste);
            cheese.detail(
                box({0.045F, 0.036F, 0.004F}), {0, 0.0365F, 0.071F}, plain(hex(0xD98E2B))
            );
            constexpr Vec3 kHoles[] = {
                {0.010F, 0.070F, 0.045F},
                {0.014F, 0.070F, 0.012F},
                {0.034F, 0.070F, 0.056F},
                {0.033F, 0.070F, -0.030F}
            };
            for (const Vec3 at : kHoles) {
                cheese.detail(ellipsoid({0.010F, 0.002F, 0.009F}), at, hole);
            }
            // The cut face runs from one end of the flat side to the other corner.
            const float slant = 0.045F / 0.07F;
            for (const float z : {-0.02F, 0.035F}) {
                cheese.detail(
                    ellipsoid({0.002F, 0.009F, 0.010F}),
                    {{-slant * z, 0.034F, z}, turn_y(-degrees(std::atan(slant)))},
                    hole
                );
            }
            cheese.mass(0.3F);
            return cheese.finish();
        },
};

}  // namespace hibari::world
