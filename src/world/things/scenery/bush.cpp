// A round shrub, 1.1 m high, sometimes in bloom.
#include "world/things/build.h"
#include "world/things/scenery/tree_family.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kBush{
    .name = "bush",
    .words = {"bush", "shrub", "hedge", "plant", "houseplant", "fern", "potted plant"},
    .category = Category::kScenery,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {1.5F, 1.1F, 1.5F},
    .build =
        [](const Entity& entity, Rng rng) {
            Assembly bush(entity, Substance::kFoliage);
            bush.fix();
            bush.part(cone(0.25F, 0.10F, 0.05F), {0, 0.25F, 0}, bark());
            add_crown(
                bush,
                {.center = {0, 0.58F, 0},
                 .half = {0.68F, 0.50F, 0.68F},
                 .clumps = 20,
                 .clump_size = 0.46F,
                 .color = hex(0x45752F)},
                rng.split("crown")
            );
            bush.detail(
                ellipsoid({0.52F, 0.24F, 0.52F}), {0, 0.25F, 0}, tinted(foliage(hex(0x2F5423)))
            );
            Rng bloom = rng.split("bloom");
            if (entity.accent || bloom.chance(0.4)) {
                const Material petal = plain(bush.accent_or(hex(0xE07AA0)), 0.6F);
                for (int i = 0; i < 26; ++i) {
                    const float y = bloom.uniform(0.0F, 1.0F);
                    const float turn = bloom.uniform(0.0F, 2.0F * kPi);
                    const float ring = std::sqrt(1.0F - y * y);
                    bush.detail(
                        sphere(0.035F),
                        {0.74F * ring * std::cos(turn),
                         0.56F + 0.52F * y,
                         0.74F * ring * std::sin(turn)},
                        petal
                    );
                }
            }
            return bush.finish();
        },
};

}  // namespace hibari::world
