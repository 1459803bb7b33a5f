// A flag of 1.5 x 1 m on a 4 m pole; the cloth is free at its outer edge and blows with the wind.
#include "world/things/build.h"
#include "world/things/softs.h"
#include "world/things/thing_list.h"

#include <cmath>
#include <utility>

namespace hibari::world {

const Thing kFlag{
    .name = "flag",
    .words = {"flag", "banner", "flagpole", "pennant", "streamer"},
    .category = Category::kProp,
    .traits = {.outdoor = true},
    .usual_size = {1.7F, 4.0F, 0.4F},
    .build =
        [](const Entity& entity, Rng) {
            Assembly flag(entity, Substance::kSteel);
            flag.fix();
            flag.part(cylinder(1.96F, 0.03F), {0, 1.96F, 0}, paint(kWhite, 0.3F));
            flag.part(cylinder(0.05F, 0.20F, 0.02F), {0, 0.05F, 0}, concrete());
            flag.detail(sphere(0.05F), {0, 3.95F, 0}, metal(kBrass, 0.15F));
            const Material cloth_ = tinted(
                {.surface = Surface::kStripes,
                 .base = hex(0xC22B33),
                 .accent = hex(0xF2EFE6),
                 .roughness = 0.8F,
                 .scale = 0.5F}
            );
            Soft banner = cloth(
                {.columns = 16,
                 .rows = 11,
                 .at =
                     [](float u, float v) {
                         return Vec3{
                             0.03F + 1.5F * u, 3.85F - 1.0F * v, 0.04F * std::sin(7.0F * u)
                         };
                     },
                 .pinned = [](float u, float) { return u == 0.0F; }},
                cloth_
            );
            banner.mass_kg = 0.25F;
            flag.soft(std::move(banner));
            return flag.finish();
        },
};

}  // namespace hibari::world
