// A saguaro, 3.2 m, with two arms, ribs and spines.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kCactus{
    .name = "cactus",
    .words = {"cactus", "saguaro", "succulent"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {1.8F, 3.2F, 0.7F},
    .build =
        [](const Entity& entity, Rng rng) {
            const Material flesh =
                tinted(with_surface(plain(hex(0x4E7F45), 0.7F), Surface::kPlain, 0.05F));
            const Material rib = tinted(plain(hex(0x6B9A58), 0.7F));
            Assembly cactus(entity, Substance::kFoliage);
            cactus.fix();
            const auto limb = [&](Vec3 from, Vec3 to, float radius) {
                cactus.rod(from, to, radius, flesh);
                const Pose pose = along(from, to);
                const float half = distance(from, to) * 0.5F;
                constexpr int kRibs = 12;
                for (int i = 0; i < kRibs; ++i) {
                    const float turn = 2.0F * kPi * static_cast<float>(i) / kRibs;
                    const Vec3 out{radius * std::cos(turn), 0, radius * std::sin(turn)};
                    cactus.detail(
                        capsule(half, radius * 0.14F), {apply(pose, out), pose.rotation}, rib
                    );
                }
            };
            limb({0, 0.30F, 0}, {0, 2.90F, 0}, 0.26F);
            for (int i = 0; i < 12; ++i) {
                const Vec3 rim = rotate(turn_y(30.0F * static_cast<float>(i)), {0.26F, 0, 0});
                cactus.thin_rod(rim + Vec3{0, 0.04F, 0}, rim + Vec3{0, 0.35F, 0}, 0.036F, rib);
            }
            cactus.detail(cylinder(0.2F, 0.255F), {0, 0.2F, 0}, flesh);
            const float left = rng.uniform(1.1F, 1.4F);
            limb({-0.20F, left, 0}, {-0.62F, left + 0.06F, 0}, 0.15F);
            limb({-0.66F, left + 0.10F, 0}, {-0.68F, left + 0.95F, 0}, 0.15F);
            const float right = rng.uniform(1.5F, 1.8F);
            limb({0.20F, right, 0}, {0.58F, right + 0.06F, 0}, 0.14F);
            limb({0.62F, right + 0.10F, 0}, {0.63F, right + 0.70F, 0}, 0.14F);
            if (rng.chance(0.6)) {
                for (int i = 0; i < 4; ++i) {
                    const Vec3 out =
                        rotate(turn_y(90.0F * static_cast<float>(i) + 30.0F), {0.10F, 3.12F, 0});
                    cactus.detail(sphere(0.05F), out, plain(hex(0xE05A86), 0.6F));
                }
            }
            return cactus.finish();
        },
};

}  // namespace hibari::world
