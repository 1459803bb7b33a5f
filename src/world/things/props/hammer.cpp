// A claw hammer, 33 cm, lying along X with the head at +X.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kHammer{
    .name = "hammer",
    .words = {"hammer", "mallet", "wrench", "screwdriver", "tool", "gavel"},
    .category = Category::kProp,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.33F, 0.04F, 0.13F},
    .build =
        [](const Entity& entity, Rng) {
            const Material steel = metal(hex(0x8C9095), 0.25F);
            constexpr float kY = 0.019F;
            Assembly hammer(entity, Substance::kSteel);
            hammer.part(
                capsule(0.14F, 0.014F),
                {{-0.02F, kY, 0}, turn_z(90)},
                tinted(wood(hex(0xB98B56), 0.05F))
            );
            hammer.detail(
                capsule(0.05F, 0.0165F), {{-0.11F, kY, 0}, turn_z(90)}, rubber(hex(0x26282C))
            );
            hammer.part(box({0.017F, 0.017F, 0.03F}, 0.008F), {0.145F, kY, 0.005F}, steel);
            hammer.part(
                cylinder(0.016F, 0.0185F, 0.004F), {{0.145F, kY, 0.048F}, turn_x(90)}, steel
            );
            for (const float x : {-0.007F, 0.007F}) {
                hammer.detail(
                    round_cone(0.022F, 0.009F, 0.003F),
                    along({0.145F + x, kY, -0.025F}, {0.145F + x * 1.9F, kY - 0.010F, -0.068F}),
                    steel
                );
            }
            hammer.mass(0.55F);
            hammer.anchor("grip", {-0.11F, kY, 0}, turn_z(-90));
            hammer.anchor("head", {0.145F, kY, 0});
            return hammer.finish();
        },
};

}  // namespace hibari::world
