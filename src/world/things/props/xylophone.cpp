// A toy xylophone on legs, 1.1 m wide and 0.8 m high, with bars in the colours of the rainbow, long
// ones to +X, where the player's left hand is: its front looks to +Z, the player stands behind it.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <iterator>

namespace hibari::world {

const Thing kXylophone{
    .name = "xylophone",
    .words = {"xylophone", "marimba", "vibraphone", "glockenspiel"},
    .category = Category::kProp,
    .traits = {.indoor = true, .outdoor = true},
    .usual_size = {1.15F, 0.84F, 0.46F},
    .build =
        [](const Entity& entity, Rng) {
            constexpr Vec3 kBars[] = {
                hex(0xC8202A),
                hex(0xE0661E),
                hex(0xEDB81E),
                hex(0x4AA03A),
                hex(0x1E8C8C),
                hex(0x2460B4),
                hex(0x6A3AA0),
                hex(0xC8202A),
                hex(0xE0661E),
                hex(0xEDB81E),
                hex(0x4AA03A),
                hex(0x2460B4)
            };
            constexpr float kTop = 0.80F;
            const Material frame = tinted(wood(hex(0x8A5A32), 0.08F));
            Assembly xylophone(entity, Substance::kWood);
            for (int i = 0; i < static_cast<int>(std::size(kBars)); ++i) {
                const float t =
                    static_cast<float>(i) / (static_cast<float>(std::size(kBars)) - 1.0F);
                const float half = lerp(0.205F, 0.115F, t);
                const Vec3 at{lerp(0.50F, -0.50F, t), kTop + 0.018F, 0};
                xylophone.detail(box({0.038F, 0.011F, half}, 0.006F), at, paint(kBars[i], 0.15F));
                for (const float z : {-0.72F, 0.72F}) {
                    xylophone.detail(
                        cylinder(0.004F, 0.007F), at + Vec3{0, 0.012F, z * half}, chrome()
                    );
                }
                // Its pipe.
                xylophone.detail(
                    cylinder(lerp(0.15F, 0.06F, t), 0.026F),
                    {at.x, kTop - 0.04F - lerp(0.15F, 0.06F, t), 0},
                    metal(hex(0xC9B070), 0.25F)
                );
            }
            xylophone.part(box({0.545F, 0.012F, 0.20F}), {0, kTop + 0.010F, 0}, frame).visible =
                false;
            for (const float side : {1.0F, -1.0F}) {
                xylophone.part(
                    box({0.55F, 0.022F, 0.014F}, 0.006F),
                    {{0, kTop - 0.020F, side * 0.115F}, turn_y(side * -4.5F)},
                    frame
                );
                xylophone.part(
                    box({0.022F, 0.03F, 0.20F}, 0.008F), {side * 0.555F, kTop - 0.02F, 0}, frame
                );
                for (const float z : {-0.17F, 0.17F}) {
                    xylophone.rod(
                        {side * 0.555F, kTop - 0.04F, z},
                        {side * 0.555F, 0.022F, z * 1.2F},
                        0.02F,
                        frame
                    );
                }
                xylophone.detail(
                    box({0.014F, 0.018F, 0.17F}, 0.006F), {side * 0.555F, 0.25F, 0}, frame
                );
            }
            xylophone.detail(box({0.54F, 0.018F, 0.012F}, 0.006F), {0, 0.25F, 0}, frame);
            xylophone.mass(16.0F);
            xylophone.center_of_mass({0, 0.5F, 0});
            xylophone.anchor("keys", {0, kTop + 0.035F, -0.02F});
            xylophone.anchor("top", {0, kTop + 0.03F, 0});
            return xylophone.finish();
        },
};

}  // namespace hibari::world
