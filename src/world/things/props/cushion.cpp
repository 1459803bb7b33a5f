// A sofa cushion, 45 cm square and 14 cm thick.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kCushion{
    .name = "cushion",
    .words = {"cushion", "pillow", "throw pillow", "sofa cushion"},
    .category = Category::kProp,
    .traits = {.holdable = true, .surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.45F, 0.14F, 0.45F},
    .build =
        [](const Entity& entity, Rng) {
            const Material cover = tinted(fabric(hex(0xC8702E)));
            Assembly cushion(entity, Substance::kFoam);
            cushion.part(box({0.225F, 0.07F, 0.225F}, 0.068F), {0, 0.07F, 0}, cover);
            cushion.mass(0.6F);
            cushion.restitution(0.1F);
            cushion.friction(0.9F);
            cushion.anchor("top", {0, 0.14F, 0});
            return cushion.finish();
        },
};

}  // namespace hibari::world
