// A broadleaf tree about 6.5 m high; the seed shapes the crown.
#include "world/things/build.h"
#include "world/things/scenery/tree_family.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kTree{
    .name = "tree",
    .words =
        {"tree",
         "oak",
         "oak tree",
         "maple",
         "apple tree",
         "broadleaf tree",
         "beech",
         "birch",
         "willow",
         "cherry tree",
         "elm"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {4.4F, 6.5F, 4.4F},
    .build =
        [](const Entity& entity, Rng rng) {
            Assembly tree(entity, Substance::kWood);
            tree.fix();
            const Material trunk = bark();
            tree.part(cone(1.15F, 0.24F, 0.15F), {0, 1.15F, 0}, trunk);
            tree.detail(cone(0.18F, 0.42F, 0.20F), {0, 0.17F, 0}, trunk);
            Rng shape = rng.split("shape");
            for (int i = 0; i < 5; ++i) {
                const float turn =
                    2.0F * kPi * (static_cast<float>(i) + shape.uniform(-0.3F, 0.3F)) / 5.0F;
                const float reach = shape.uniform(0.9F, 1.3F);
                const Vec3 from{0, shape.uniform(1.9F, 2.5F), 0};
                const Vec3 to{
                    reach * std::cos(turn), shape.uniform(3.4F, 4.2F), reach * std::sin(turn)
                };
                tree.detail(
                    round_cone(distance(from, to) * 0.5F, 0.12F, 0.06F), along(from, to), trunk
                );
            }
            add_crown(
                tree,
                {.center = {0, 4.4F, 0},
                 .half = {1.9F, 1.75F, 1.9F},
                 .clumps = 30,
                 .clump_size = 0.48F,
                 .color = kLeafGreen},
                rng.split("crown")
            );
            return tree.finish();
        },
};

}  // namespace hibari::world
