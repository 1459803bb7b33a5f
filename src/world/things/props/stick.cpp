// A bare stick of wood, 0.6 m, lying along X with the stump of a twig near the end at +X.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kStick{
    .name = "stick",
    .words = {"stick", "twig", "wand", "cane", "walking stick", "staff", "baton"},
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.63F, 0.06F, 0.04F},
    .build =
        [](const Entity& entity, Rng) {
            constexpr float kRadius = 0.017F;
            Assembly stick(entity, Substance::kWood);
            stick.part(
                capsule(0.29F, kRadius), {{0, kRadius, 0}, turn_z(90)}, tinted(wood(hex(0x7A5230)))
            );
            stick.detail(
                cone(0.035F, 0.010F, 0.005F),
                along({0.13F, kRadius, 0}, {0.18F, kRadius + 0.04F, 0.01F}),
                tinted(wood(hex(0x7A5230)))
            );
            stick.mass(0.25F);
            stick.anchor("grip", {-0.20F, kRadius, 0}, turn_z(-90));
            stick.anchor("head", {0.25F, kRadius, 0});
            return stick.finish();
        },
};

}  // namespace hibari::world
