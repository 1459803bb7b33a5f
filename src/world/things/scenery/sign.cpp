// A wooden signpost with two boards; lines of "writing" are painted strips.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kSign{
    .name = "sign",
    .words =
        {"sign", "signpost", "road sign", "stop sign", "billboard", "street sign", "placard", "post"
        },
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {1.1F, 2.0F, 0.15F},
    .build =
        [](const Entity& entity, Rng) {
            const Material board = tinted(wood(hex(0xC79A5E), 0.1F));
            const Material ink = plain(hex(0x2A1E15), 0.8F);
            Assembly sign(entity, Substance::kWood);
            sign.fix();
            sign.part(box({0.055F, 1.0F, 0.055F}, 0.012F), {0, 1.0F, 0}, wood(kWalnut, 0.1F));
            struct Board {
                float y, half, tip, tilt;
            };
            for (const Board& b : {Board{1.68F, 0.46F, 1.0F, -2.0F}, {1.28F, 0.40F, -1.0F, 3.0F}}) {
                const Quat tilt = turn_z(b.tilt);
                const auto at = [&](float x, float y, float z) {
                    return Vec3{b.tip * 0.06F, b.y, 0.07F} + rotate(tilt, {x, y, z});
                };
                sign.part(box({b.half, 0.15F, 0.02F}, 0.008F), {at(0, 0, 0), tilt}, board);
                sign.detail(
                    box({0.106F, 0.106F, 0.0195F}, 0.008F),
                    {at(b.tip * b.half, 0, 0), tilt * turn_z(45)},
                    board
                );
                for (int i = 0; i < 5; ++i) {
                    const float x = (static_cast<float>(i) - 2.0F) * 0.14F;
                    sign.detail(
                        box({0.045F, i % 2 == 0 ? 0.045F : 0.03F, 0.003F}, 0.002F),
                        {at(x, 0.01F, 0.021F), tilt},
                        ink
                    );
                }
                for (const float y : {-0.07F, 0.07F}) {
                    sign.detail(sphere(0.012F), at(-b.tip * 0.06F, y, 0.022F), metal(kCharcoal));
                }
            }
            return sign.finish();
        },
};

}  // namespace hibari::world
