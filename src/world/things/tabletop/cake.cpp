// A birthday cake of two tiers, 30 cm across, with icing, cherries and lit candles.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kCake{
    .name = "cake",
    .words = {"cake", "birthday cake", "wedding cake", "pie", "cupcake", "muffin", "dessert"},
    .category = Category::kTabletop,
    .traits = {.surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.36F, 0.34F, 0.36F},
    .build =
        [](const Entity& entity, Rng) {
            const Material icing = tinted(plain(hex(0xF0C6D0), 0.5F));
            const Material cream = plain(hex(0xF6F0E6), 0.6F);
            Assembly cake(entity, Substance::kFoam);
            cake.part(cylinder(0.006F, 0.18F, 0.004F), {0, 0.006F, 0}, ceramic());
            struct Tier {
                float y, radius, high;
            };
            for (const Tier& tier : {Tier{0.012F, 0.15F, 0.10F}, {0.112F, 0.095F, 0.08F}}) {
                cake.part(
                    cylinder(tier.high * 0.5F, tier.radius, 0.012F),
                    {0, tier.y + tier.high * 0.5F, 0},
                    icing
                );
                const int drops = static_cast<int>(tier.radius * 160.0F);
                for (int i = 0; i < drops; ++i) {
                    const Quat yaw =
                        turn_y(360.0F * static_cast<float>(i) / static_cast<float>(drops));
                    cake.detail(
                        sphere(0.013F), rotate(yaw, {tier.radius, tier.y + 0.010F, 0}), cream
                    );
                    cake.detail(
                        capsule(0.008F + 0.006F * static_cast<float>((i * 3) % 4), 0.010F),
                        rotate(yaw, {tier.radius - 0.003F, tier.y + tier.high - 0.016F, 0}),
                        cream
                    );
                    if (i % 3 == 0) {
                        cake.detail(
                            sphere(0.012F),
                            rotate(yaw, {tier.radius - 0.022F, tier.y + tier.high + 0.008F, 0}),
                            paint(hex(0xB3142A), 0.1F)
                        );
                    }
                }
            }
            constexpr int kCandles = 5;
            const auto candle = [](int i) {
                return rotate(turn_y(72.0F * static_cast<float>(i)), {0.05F, 0.192F, 0});
            };
            for (int i = 0; i < kCandles; ++i) {
                constexpr Vec3 kWax[] = {
                    hex(0x3F86C9), hex(0xE0B02C), hex(0x58A65A), hex(0xD0503F), hex(0x8A5CB0)
                };
                cake.detail(
                    cylinder(0.035F, 0.005F), candle(i) + Vec3{0, 0.035F, 0}, plain(kWax[i], 0.4F)
                );
            }
            cake.mass(2.5F);
            cake.anchor("flame", {0, 0.28F, 0});
            cake.flames();
            for (int i = 0; i < kCandles; ++i) {
                cake.detail(
                    round_cone(0.008F, 0.0055F, 0.001F), candle(i) + Vec3{0, 0.086F, 0}, flame(6.0F)
                );
            }
            cake.restitution(0.05F);
            return cake.finish();
        },
};

}  // namespace hibari::world
