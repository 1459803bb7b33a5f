// A waterfall, 8 m: water over the lip of a cliff into a pool among boulders. It faces +Z; what
// falls are drops (physics/air/falls.cpp), the blueprint has only the veil behind them.
#include "world/things/scenery/waterfall.h"

#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

namespace {

constexpr Vec3 kWetStone = hex(0x5E5A54);

void add_crag(Assembly& falls, Vec3 at, Vec3 half, Rng& rng, float shade) {
    Part& part = falls.part(
        box(half, 0.35F * std::min({half.x, half.y, half.z})),
        {at, turn_y(rng.uniform(-22.0F, 22.0F)) * turn_z(rng.uniform(-7.0F, 7.0F))},
        tinted(rock(kWetStone * shade, 1.1F))
    );
    part.group = 1;
    part.blend = 0.25F;
}

}  // namespace

const Thing kWaterfall{
    .name = "waterfall",
    .words = {"waterfall", "falls", "cascade"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {13.0F, 8.0F, 9.0F},
    .build =
        [](const Entity& entity, Rng rng) {
            Assembly falls(entity, Substance::kStone);
            falls.fix();
            // The face in courses of crags, deeper behind the water.
            for (int row = 0; row < 5; ++row) {
                for (int i = -3; i <= 3; ++i) {
                    const float x = 1.75F * static_cast<float>(i) + rng.uniform(-0.25F, 0.25F);
                    const bool behind = std::abs(i) < 1;
                    const float ahead = behind ? -1.15F : 0.16F * static_cast<float>(i * i);
                    const float low = 1.42F * static_cast<float>(row);
                    add_crag(
                        falls,
                        {x, low + 0.75F, ahead - 0.9F - 0.16F * static_cast<float>(row)},
                        {rng.uniform(0.95F, 1.2F), 0.95F, rng.uniform(1.1F, 1.5F)},
                        rng,
                        rng.uniform(0.75F, 1.15F)
                    );
                }
            }
            for (const float side : {-1.0F, 1.0F}) {
                // The lip's two horns.
                add_crag(
                    falls,
                    {side * 2.35F, 6.9F, -0.7F},
                    {0.75F, 0.75F, 1.2F},
                    rng,
                    rng.uniform(0.8F, 1.0F)
                );
                for (int i = 0; i < 5; ++i) {
                    const float x = side * (2.5F + 0.85F * static_cast<float>(i));
                    falls.detail(
                        ellipsoid({0.8F, 0.45F, 0.8F}),
                        {x, 7.25F + rng.uniform(-0.3F, 0.1F), -1.1F + rng.uniform(-0.4F, 0.4F)},
                        foliage(hex(0x4A7A34), 0.15F)
                    );
                }
            }
            const Material water = glass(hex(0x9AC8D4), 0.45F);
            const Material white = plain(hex(0xEAF4F6), 0.5F);
            falls.detail(
                box({kFallsHalfWidth_m, 0.10F, 1.3F}, 0.05F), {0, kFallsLipY_m, -0.75F}, water
            );
            // The veil: strands that bulge from the lip and fall straight.
            for (int i = 0; i < 15; ++i) {
                const float x = kFallsHalfWidth_m * (-0.95F + 1.9F * static_cast<float>(i) / 14.0F);
                const float out = rng.uniform(-0.10F, 0.10F);
                const Vec3 lip{x, kFallsLipY_m + 0.05F, 0.35F};
                const Vec3 bend{x, kFallsLipY_m - 0.45F, kFallsLipZ_m + 0.12F + out};
                const Vec3 foot{x * 1.06F, 0.0F, kFallsLipZ_m + 0.30F + out};
                const float thick = rng.uniform(0.06F, 0.13F);
                falls.thin_rod(lip, bend, thick, i % 3 == 0 ? water : white);
                falls.thin_rod(bend, foot, thick, i % 3 == 0 ? water : white);
            }
            // The pool, foam where it strikes, and the boulders round it.
            falls.detail(cylinder(0.06F, 3.6F), {0, 0.06F, 2.2F}, water);
            for (int i = 0; i < 16; ++i) {
                falls.detail(
                    ellipsoid({rng.uniform(0.18F, 0.40F), 0.10F, rng.uniform(0.15F, 0.30F)}),
                    {rng.uniform(-1.7F, 1.7F), 0.13F, kFallsLipZ_m + rng.uniform(0.1F, 0.8F)},
                    white
                );
            }
            for (int i = 0; i < 11; ++i) {
                const float turn = kPi * (-0.08F + 1.16F * static_cast<float>(i) / 10.0F);
                const Vec3 at{3.75F * std::cos(turn), 0.22F, 2.2F + 3.3F * std::sin(turn)};
                const float size = rng.uniform(0.32F, 0.62F);
                falls.part(
                    box({size, 0.6F * size, size}, 0.45F * size),
                    {at, turn_y(rng.uniform(0.0F, 90.0F))},
                    rock(kWetStone * rng.uniform(0.85F, 1.2F), 0.5F)
                );
            }
            falls.center_of_mass({0, 3.5F, 0});  // The drops find it there whatever the seed.
            return falls.finish();
        },
};

}  // namespace hibari::world
