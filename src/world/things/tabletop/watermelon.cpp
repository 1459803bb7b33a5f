// A watermelon, 32 cm long, striped; lies along X.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kWatermelon{
    .name = "watermelon",
    .words = {"watermelon", "melon", "cantaloupe", "coconut"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.32F, 0.24F, 0.24F},
    .build =
        [](const Entity& entity, Rng) {
            const Material rind = tinted(paint(hex(0x2F6B34), 0.25F));
            const Material stripe = paint(entity.accent.value_or(hex(0x86B25E)), 0.25F);
            Assembly melon(entity, Substance::kFlesh);
            melon.part(ellipsoid({0.16F, 0.12F, 0.12F}), {0, 0.12F, 0}, rind);
            // Meridians: chains of small bulges that just break the surface.
            constexpr int kStripes = 7;
            constexpr int kBeads = 18;
            for (int i = 0; i < kStripes; ++i) {
                const Quat turn = turn_x(360.0F * (static_cast<float>(i) + 0.5F) / kStripes);
                for (int k = 0; k < kBeads; ++k) {
                    const float angle =
                        kPi * (0.06F + 0.88F * static_cast<float>(k) / (kBeads - 1));
                    const Vec3 on{0.1515F * std::cos(angle), 0.1125F * std::sin(angle), 0};
                    const float size = 0.013F + 0.004F * static_cast<float>((k * 5 + i) % 3);
                    melon.detail(
                        ellipsoid({size * 1.2F, 0.0085F, size * 0.75F}),
                        {Vec3{0, 0.12F, 0} + rotate(turn, on), turn * turn_z(degrees(angle) - 90.0F)
                        },
                        stripe
                    );
                }
            }
            melon.thin_rod({0.158F, 0.12F, 0}, {0.172F, 0.126F, 0}, 0.004F, bark(hex(0x6B6B35)));
            melon.mass(7.0F);
            melon.restitution(0.2F);
            melon.rolling_friction(0.004F);
            return melon.finish();
        },
};

}  // namespace hibari::world
