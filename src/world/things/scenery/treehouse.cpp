// A house in an oak, 7 m: platform, hut, ladder.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kTreeHouse{
    .name = "treehouse",
    .words = {"treehouse", "tree house"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {6.4F, 7.4F, 6.4F},
    .build =
        [](const Entity& entity, Rng rng) {
            const Material plank = tinted(wood(hex(0xA9764A), 0.12F));
            const Material beam = wood(hex(0x7A5433), 0.12F);
            Assembly house(entity, Substance::kWood);
            house.fix();
            house.part(cone(2.6F, 0.55F, 0.34F), {0, 2.6F, -0.6F}, bark());
            for (const float turn : {20.0F, 100.0F, 190.0F, 280.0F}) {
                const Vec3 way = rotate(turn_y(turn), {1.0F, 0, 0});
                house.rod(Vec3{0, 4.0F, -0.6F}, Vec3{0, 5.6F, -0.6F} + way * 1.7F, 0.16F, bark());
            }
            house.part(box({1.7F, 0.07F, 1.5F}, 0.02F), {0, 2.55F, 0.4F}, beam);
            house.part(box({1.15F, 0.80F, 0.85F}, 0.02F), {-0.15F, 3.42F, 0.15F}, plank);
            for (int i = 0; i < 6; ++i) {
                house.detail(
                    box({0.006F, 0.79F, 0.004F}),
                    {-1.1F + 0.38F * static_cast<float>(i), 3.42F, 1.003F},
                    beam
                );
            }
            for (const float side : {-1.0F, 1.0F}) {
                house.part(
                    box({1.35F, 0.04F, 0.68F}, 0.01F),
                    {{-0.15F, 4.48F, 0.15F + side * 0.48F}, turn_x(side * 36)},
                    roof_tiles(hex(0x8C4632))
                );
                house.rod({side * 1.6F, 2.6F, 1.82F}, {side * 1.6F, 3.35F, 1.82F}, 0.04F, beam);
                house.rod(
                    {0.35F + side * 0.26F, 0.0F + 0.05F, 2.45F},
                    {0.35F + side * 0.26F, 2.75F, 1.92F},
                    0.045F,
                    beam
                );
            }
            house.rod({-1.6F, 3.30F, 1.82F}, {0.0F, 3.30F, 1.82F}, 0.035F, beam);
            house.rod({0.75F, 3.30F, 1.82F}, {1.6F, 3.30F, 1.82F}, 0.035F, beam);
            for (int i = 0; i < 8; ++i) {
                const float t = (static_cast<float>(i) + 0.7F) / 8.4F;
                const Vec3 at = lerp(Vec3{0.35F, 0.05F, 2.45F}, Vec3{0.35F, 2.75F, 1.92F}, t);
                house.rod(at - Vec3{0.26F, 0, 0}, at + Vec3{0.26F, 0, 0}, 0.03F, beam);
            }
            house.detail(box({0.30F, 0.55F, 0.01F}), {0.35F, 3.18F, 1.005F}, beam);
            house.detail(box({0.26F, 0.24F, 0.01F}), {-0.62F, 3.52F, 1.005F}, window_glass());
            house.detail(box({0.28F, 0.02F, 0.02F}), {-0.62F, 3.52F, 1.01F}, plain(kWhite));
            house.detail(box({0.02F, 0.26F, 0.02F}), {-0.62F, 3.52F, 1.01F}, plain(kWhite));
            for (int i = 0; i < 44; ++i) {
                Rng one = rng.split(i);
                const float turn = 137.5F * static_cast<float>(i);
                const float up = (static_cast<float>(i) + 0.5F) / 44.0F;
                const float ring = 2.6F * std::sqrt(1.0F - 0.85F * up * up);
                const Vec3 green = lerp(hex(0x3F6B2C), hex(0x6E9A44), one.uniform(0.0F, 1.0F));
                house.detail(
                    sphere(one.uniform(0.55F, 0.95F)),
                    rotate(
                        turn_y(turn),
                        {ring * std::sqrt(one.uniform(0.2F, 1.0F)), 5.0F + 1.7F * up, 0}
                    ) + Vec3{0, 0, -0.6F},
                    foliage(green, 0.14F)
                );
            }
            house.anchor("top", {1.3F, 2.62F, 1.2F});
            return house.finish();
        },
};

}  // namespace hibari::world
