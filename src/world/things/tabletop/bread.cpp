// A loaf of bread, 24 cm, 500 g, with three slashes.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBread{
    .name = "bread",
    .words = {"bread", "loaf", "loaf of bread", "slice of bread", "toast", "croissant"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .indoor = true},
    .usual_size = {0.12F, 0.10F, 0.26F},
    .build =
        [](const Entity& entity, Rng) {
            const auto crust = [](Vec3 color) {
                return Material{
                    .surface = Surface::kConcrete,
                    .base = color,
                    .accent = color * 0.7F,
                    .roughness = 0.8F,
                    .scale = 0.06F,
                    .bump = 0.3F,
                    .tintable = true
                };
            };
            Assembly loaf(entity, Substance::kFoam);
            for (int i = 0; i < 3; ++i) {
                Part& part = loaf.part(
                    ellipsoid({0.058F, 0.050F, 0.070F}),
                    {0, 0.050F, -0.062F + 0.062F * static_cast<float>(i)},
                    crust(hex(0xB5732F))
                );
                part.group = 1;
                part.blend = 0.02F;
                loaf.detail(
                    ellipsoid({0.040F, 0.006F, 0.012F}),
                    {{0, 0.097F, -0.062F + 0.062F * static_cast<float>(i)}, turn_y(24)},
                    crust(hex(0xE6C28A))
                );
            }
            loaf.mass(0.5F);
            return loaf.finish();
        },
};

}  // namespace hibari::world
