// A coconut palm, 6.5 m: a leaning ringed trunk and a crown of arching fronds.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kPalm{
    .name = "palm",
    .words = {"palm", "palm tree", "coconut tree", "coconut palm", "date palm"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {5.0F, 6.8F, 5.0F},
    .build =
        [](const Entity& entity, Rng rng) {
            const Material trunk = bark(hex(0x8A7459));
            Assembly palm(entity, Substance::kWood);
            palm.fix();
            constexpr int kPieces = 9;
            const auto stem = [](float t) {
                return Vec3{0.85F * t * t - 0.30F, 0.03F + 5.57F * t, 0.1F * std::sin(3.0F * t)};
            };
            for (int i = 0; i < kPieces; ++i) {
                const float t = static_cast<float>(i) / kPieces;
                const float next = static_cast<float>(i + 1) / kPieces;
                const float radius = lerp(0.20F, 0.11F, t);
                palm.part(
                    cone(distance(stem(t), stem(next)) * 0.5F + 0.01F, radius, radius * 1.12F),
                    along(stem(t), stem(next)),
                    trunk
                );
            }
            palm.detail(cone(0.14F, 0.32F, 0.20F), stem(0.0F) + Vec3{0, 0.12F, 0}, trunk);
            const Vec3 top = stem(1.0F);
            palm.detail(sphere(0.20F), top, trunk);
            constexpr int kFronds = 13;
            for (int i = 0; i < kFronds; ++i) {
                Rng one = rng.split(i);
                const Quat yaw =
                    turn_y(360.0F * static_cast<float>(i) / kFronds + one.uniform(-9.0F, 9.0F));
                const float lift = i % 3 == 0 ? one.uniform(0.75F, 1.0F)
                                              : (i % 3 == 1 ? one.uniform(0.35F, 0.6F)
                                                            : one.uniform(-0.05F, 0.25F));
                const auto rib = [&](float t) {
                    return top + rotate(yaw, {2.25F * t, lift * 1.6F * t - 1.9F * t * t, 0});
                };
                const Vec3 green = lerp(hex(0x3F6F2A), hex(0x6C9A3A), one.uniform(0.0F, 1.0F));
                constexpr int kLeaflets = 6;
                for (int k = 0; k < kLeaflets; ++k) {
                    const float t = static_cast<float>(k) / kLeaflets;
                    const float next = static_cast<float>(k + 1) / kLeaflets;
                    const Vec3 a = rib(t);
                    const Vec3 b = rib(next);
                    palm.thin_rod(a, b, 0.022F * (1.1F - t), bark(hex(0x7A7A3A)));
                    const float width = 0.34F * std::sin(kPi * (0.12F + 0.80F * (t + next) * 0.5F));
                    const Vec3 x = normalize(b - a);
                    const Vec3 z = rotate(yaw, {0, 0, 1});
                    const Vec3 y = cross(z, x);
                    for (const float side : {-1.0F, 1.0F}) {
                        const Quat blade = from_axes(x, y, z) * turn_x(side * 28.0F);
                        const Vec3 out = rotate(blade, {0, 0, side * width * 0.55F});
                        palm.detail(
                            ellipsoid({distance(a, b) * 0.72F, 0.014F, width * 0.60F}),
                            {(a + b) * 0.5F + out, blade * turn_y(side * -22.0F)},
                            tinted(plain(green, 0.55F))
                        );
                    }
                }
            }
            for (int i = 0; i < 4; ++i) {
                const Vec3 out =
                    rotate(turn_y(95.0F * static_cast<float>(i) + 20.0F), {0.22F, -0.18F, 0});
                palm.detail(
                    ellipsoid({0.11F, 0.13F, 0.11F}), top + out, plain(hex(0x5B4528), 0.8F)
                );
            }
            return palm.finish();
        },
};

}  // namespace hibari::world
