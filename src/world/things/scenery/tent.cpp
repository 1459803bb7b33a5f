// A ridge tent, 2.4 x 3 m, open in front; front to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kTent{
    .name = "tent",
    .words = {"tent", "camping tent", "tipi", "teepee", "marquee", "yurt"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {2.6F, 1.6F, 3.0F},
    .build =
        [](const Entity& entity, Rng) {
            const Material canvas = tinted(fabric(hex(0xC9772B), 0.01F));
            const Material inside = fabric(entity.color.value_or(hex(0xC9772B)) * 0.35F, 0.01F);
            constexpr float kHalf = 1.2F;
            constexpr float kHeight = 1.55F;
            constexpr float kLong = 1.45F;
            Assembly tent(entity, Substance::kFabric);
            tent.fix();
            const float slope = std::sqrt(kHalf * kHalf + kHeight * kHeight);
            const float tilt = degrees(std::atan2(kHeight, kHalf));
            for (const float side : {-1.0F, 1.0F}) {
                tent.part(
                    box({slope * 0.5F, 0.012F, kLong}, 0.01F),
                    {{side * kHalf * 0.5F, kHeight * 0.5F, 0}, turn_z(-side * tilt)},
                    canvas
                );
                // The dark inside and the flap folded back.
                tent.part(
                    wedge({0.015F, kHeight * 0.48F, kHalf * 0.48F}),
                    {{side * kHalf * 0.48F, kHeight * 0.48F, -kLong + 0.03F},
                     turn_y(side > 0 ? -90.0F : 90.0F)},
                    inside
                );
                tent.detail(
                    box({0.16F, 0.55F, 0.012F}, 0.01F),
                    {{side * 0.62F, 0.62F, kLong + 0.02F},
                     turn_z(side * 34.0F) * turn_y(side * 25.0F)},
                    canvas
                );
                tent.thin_rod(
                    {side * 0.03F, kHeight, side * 0.0F + kLong},
                    {side * 0.9F, 0.02F, kLong + 1.0F},
                    0.006F,
                    fabric(kWhite)
                );
                tent.thin_rod(
                    {side * 0.6F, kHeight * 0.5F, 0},
                    {side * 1.75F, 0.02F, 0},
                    0.006F,
                    fabric(kWhite)
                );
                tent.detail(cylinder(0.05F, 0.012F), {side * 1.75F, 0.05F, 0}, metal());
                tent.detail(cylinder(0.05F, 0.012F), {side * 0.9F, 0.05F, kLong + 1.0F}, metal());
            }
            tent.part(
                cylinder(kHeight * 0.5F, 0.02F),
                {0, kHeight * 0.5F, kLong - 0.05F},
                wood(kPine, 0.05F)
            );
            tent.rod(
                {0, kHeight + 0.01F, -kLong - 0.08F},
                {0, kHeight + 0.01F, kLong + 0.08F},
                0.022F,
                canvas
            );
            tent.detail(
                box({kHalf - 0.05F, 0.01F, kLong - 0.05F}),
                {0, 0.012F, 0},
                fabric(hex(0x3E4A3C), 0.02F)
            );
            tent.detail(
                capsule(0.55F, 0.16F),
                {{0.45F, 0.17F, -0.2F}, turn_x(90)},
                fabric(hex(0x2F5D8A), 0.02F)
            );
            return tent.finish();
        },
};

}  // namespace hibari::world
