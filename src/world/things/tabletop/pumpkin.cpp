// A pumpkin, 34 cm, ribbed, with a stalk.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kPumpkin{
    .name = "pumpkin",
    .words = {"pumpkin", "jack-o'-lantern", "jack o lantern", "squash", "gourd"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.34F, 0.32F, 0.34F},
    .build =
        [](const Entity& entity, Rng) {
            const Material skin = tinted(plain(hex(0xDB6F1A), 0.4F));
            Assembly pumpkin(entity, Substance::kFlesh);
            constexpr int kRibs = 10;
            for (int i = 0; i < kRibs; ++i) {
                const Quat yaw = turn_y(360.0F * static_cast<float>(i) / kRibs);
                Part& rib = pumpkin.part(
                    ellipsoid({0.085F, 0.125F, 0.062F}),
                    {rotate(yaw, {0.082F, 0.125F, 0}), yaw},
                    skin
                );
                rib.group = 1;
                rib.blend = 0.012F;
            }
            const Material stalk = bark(hex(0x6B6B35));
            pumpkin.part(cone(0.025F, 0.026F, 0.015F), {0, 0.25F, 0}, stalk);
            pumpkin.thin_rod({0, 0.27F, 0}, {0.022F, 0.305F, 0.008F}, 0.014F, stalk);
            pumpkin.mass(5.5F);
            pumpkin.restitution(0.2F);
            pumpkin.rolling_friction(0.006F);
            return pumpkin.finish();
        },
};

}  // namespace hibari::world
