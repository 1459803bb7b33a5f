// A banana, 19 cm, lying along X on its curve.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

const Thing kBanana{
    .name = "banana",
    .words = {"banana", "plantain", "cucumber", "baguette"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.19F, 0.07F, 0.035F},
    .build =
        [](const Entity& entity, Rng) {
            const Material skin = tinted(plain(hex(0xE8C43A), 0.45F));
            Assembly banana(entity, Substance::kFlesh);
            constexpr int kPieces = 7;
            const auto spine = [](float t) {
                return Vec3{
                    0.085F * (2.0F * t - 1.0F),
                    0.0175F + 0.045F * (2.0F * t - 1.0F) * (2.0F * t - 1.0F),
                    0
                };
            };
            const auto thick = [](float t) {
                return 0.0175F *
                       std::sqrt(std::max(0.12F, 1.0F - std::pow(std::fabs(2.0F * t - 1.0F), 3.0F))
                       );
            };
            for (int i = 0; i < kPieces; ++i) {
                const float a = static_cast<float>(i) / kPieces;
                const float b = static_cast<float>(i + 1) / kPieces;
                banana.part(
                    round_cone(distance(spine(a), spine(b)) * 0.5F, thick(a), thick(b)),
                    along(spine(a), spine(b)),
                    skin
                );
            }
            banana.thin_rod(
                spine(1.0F),
                spine(1.0F) + Vec3{0.012F, 0.014F, 0},
                0.005F,
                plain(hex(0x9A9A3E), 0.6F)
            );
            banana.detail(
                sphere(0.0045F), spine(1.0F) + Vec3{0.014F, 0.017F, 0}, plain(hex(0x3A2A18), 0.8F)
            );
            banana.detail(
                sphere(0.0055F), spine(0.0F) + Vec3{-0.004F, 0.003F, 0}, plain(hex(0x3A2A18), 0.8F)
            );
            banana.mass(0.12F);
            return banana.finish();
        },
};

}  // namespace hibari::world
