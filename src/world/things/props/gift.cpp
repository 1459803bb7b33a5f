// A wrapped present, 34 cm, with ribbon and bow.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kGift{
    .name = "gift",
    .words =
        {"gift", "present", "gift box", "wrapped present", "christmas present", "birthday present"},
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.34F, 0.38F, 0.34F},
    .build =
        [](const Entity& entity, Rng rng) {
            constexpr Vec3 kPapers[] = {hex(0xC2252E), hex(0x2A6F4A), hex(0x2B5FA8), hex(0x7A3E93)};
            const Material paper_ = tinted(
                {.surface = Surface::kDots,
                 .base = kPapers[rng.index(4)],
                 .accent = hex(0xEFE6D2),
                 .roughness = 0.35F,
                 .scale = 0.06F}
            );
            const Material ribbon = fabric(entity.accent.value_or(hex(0xE6BC45)), 0.004F);
            Assembly gift(entity, Substance::kCardboard);
            gift.part(box({0.16F, 0.13F, 0.16F}, 0.006F), {0, 0.13F, 0}, paper_);
            gift.part(box({0.17F, 0.03F, 0.17F}, 0.006F), {0, 0.275F, 0}, paper_);
            for (const float turn : {0.0F, 90.0F}) {
                gift.detail(
                    box({0.025F, 0.1535F, 0.1725F}, 0.001F), {{0, 0.1535F, 0}, turn_y(turn)}, ribbon
                );
            }
            for (int i = 0; i < 4; ++i) {
                const Quat yaw = turn_y(45.0F + 90.0F * static_cast<float>(i));
                gift.detail(
                    torus(0.04F, 0.012F),
                    {rotate(yaw, {0.05F, 0.335F, 0}), yaw * turn_x(90) * turn_y(0)},
                    ribbon
                );
            }
            gift.detail(sphere(0.022F), {0, 0.325F, 0}, ribbon);
            gift.mass(1.6F);
            return gift.finish();
        },
};

}  // namespace hibari::world
