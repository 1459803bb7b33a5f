// A stepped office tower, 60 m; the seed picks cladding and height of its setbacks.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kSkyscraper{
    .name = "skyscraper",
    .words =
        {"skyscraper",
         "high-rise",
         "office building",
         "tower block",
         "office tower",
         "apartment building",
         "apartment block"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {20.0F, 66.0F, 20.0F},
    .build =
        [](const Entity& entity, Rng rng) {
            constexpr Vec3 kWalls[] = {
                hex(0x9AA3AA), hex(0xB8A98F), hex(0x6E7F8E), hex(0x8C6F5C), hex(0xC7C6C0)
            };
            const Vec3 wall = kWalls[rng.index(5)];
            const Material skin = tinted(facade(wall));
            const Material ledge = concrete(wall * 0.8F);
            Assembly tower(entity, Substance::kConcrete);
            tower.fix();
            const float first = std::floor(rng.uniform(26.0F, 40.0F) / 3.2F) * 3.2F;
            constexpr float kLobby = 5.0F;
            tower.part(
                box({10.0F, kLobby * 0.5F, 10.0F}),
                {0, kLobby * 0.5F, 0},
                window_glass(hex(0x3A4650))
            );
            for (int i = -3; i <= 3; ++i) {
                for (const float side : {-1.0F, 1.0F}) {
                    tower.detail(
                        box({0.4F, kLobby * 0.5F, 0.4F}),
                        {3.2F * static_cast<float>(i), kLobby * 0.5F, side * 9.9F},
                        ledge
                    );
                    tower.detail(
                        box({0.4F, kLobby * 0.5F, 0.4F}),
                        {side * 9.9F, kLobby * 0.5F, 3.2F * static_cast<float>(i)},
                        ledge
                    );
                }
            }
            tower.detail(box({2.6F, 0.18F, 1.4F}, 0.05F), {0, 3.6F, 11.0F}, metal(kCharcoal, 0.4F));
            tower.part(box({10.4F, 0.35F, 10.4F}), {0, kLobby, 0}, ledge);
            float y = kLobby;
            float half = 10.0F;
            for (int block = 0; block < 3; ++block) {
                const float high = block == 0 ? first : (block == 1 ? 16.0F : 9.6F);
                tower.part(box({half, high * 0.5F, half}), {0, y + high * 0.5F, 0}, skin);
                y += high;
                tower.part(box({half + 0.25F, 0.45F, half + 0.25F}), {0, y + 0.2F, 0}, ledge);
                for (const float x : {-1.0F, 1.0F}) {
                    for (const float z : {-1.0F, 1.0F}) {
                        tower.detail(
                            box({0.5F, high * 0.5F, 0.5F}),
                            {x * (half - 0.2F), y - high * 0.5F, z * (half - 0.2F)},
                            ledge
                        );
                    }
                }
                half *= 0.74F;
            }
            tower.part(box({2.2F, 1.4F, 1.6F}), {1.0F, y + 1.6F, 0.5F}, metal(kGray, 0.5F));
            tower.part(cylinder(1.2F, 1.1F), {-2.4F, y + 1.6F, -1.8F}, wood(hex(0x6B4A30), 0.3F));
            tower.detail(cone(0.5F, 1.2F, 0.1F), {-2.4F, y + 3.2F, -1.8F}, metal(kCharcoal, 0.5F));
            tower.thin_rod({0, y, 0}, {0, y + 9.0F, 0}, 0.12F, metal(kGray, 0.4F));
            tower.detail(sphere(0.25F), {0, y + 9.0F, 0}, glow(hex(0xFF2A1C), 2.0F));
            return tower.finish();
        },
};

}  // namespace hibari::world
