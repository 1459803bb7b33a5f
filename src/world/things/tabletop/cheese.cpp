// A wedge of cheese with holes, 14 cm, 300 g.
#include "world/things/build.h"
#include "world/things/thing_list.h"

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
                {-0.012F, 0.070F, 0.010F},
                {0.028F, 0.068F, 0.048F},
                {0.0F, 0.069F, -0.03F}
            };
            for (const Vec3 at : kHoles) {
                cheese.detail(ellipsoid({0.010F, 0.002F, 0.009F}), at, hole);
            }
            for (const float z : {-0.02F, 0.035F}) {
                cheese.detail(
                    ellipsoid({0.002F, 0.009F, 0.010F}),
                    {{-0.010F - 0.32F * z, 0.034F, z}, turn_y(0)},
                    hole
                );
            }
            cheese.mass(0.3F);
            return cheese.finish();
        },
};

}  // namespace hibari::world
