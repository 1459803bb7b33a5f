// A rope stretched between two stone towers, 9 m along X, high up: a rope walker's way.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kTightrope{
    .name = "tightrope",
    .words = {"tightrope", "tight rope", "high wire", "slackline", "highwire"},
    .category = Category::kGear,
    .traits = {.surface = true, .outdoor = true},
    .usual_size = {14.0F, 3.4F, 3.0F},
    .build =
        [](const Entity& entity, Rng) {
            const Material stone = tinted(brick(hex(0xA08E78)));
            Assembly rope(entity, Substance::kWood);
            rope.fix();
            constexpr float kHigh = 2.2F;
            constexpr float kHalf = 4.6F;
            rope.part(
                box({kHalf, 0.03F, 0.05F}, 0.03F),
                {0, kHigh - 0.03F, 0},
                fabric(hex(0xC8B48A), 0.05F)
            );
            for (const float side : {-1.0F, 1.0F}) {
                const float x = side * (kHalf + 1.1F);
                rope.part(box({1.1F, 0.5F * kHigh, 1.3F}, 0.02F), {x, 0.5F * kHigh, 0}, stone);
                for (int i = 0; i < 3; ++i) {
                    const float z = 1.05F * static_cast<float>(i - 1);
                    for (const float out : {0.95F}) {
                        rope.detail(
                            box({0.18F, 0.3F, 0.25F}, 0.02F),
                            {x + side * out, kHigh + 0.3F, z},
                            stone
                        );
                    }
                }
                rope.detail(cylinder(0.35F, 0.05F), {x - side * 0.8F, kHigh + 0.35F, 0}, metal());
                rope.thin_rod(
                    {x - side * 0.8F, kHigh + 0.7F, 0}, {side * kHalf, kHigh, 0}, 0.012F, metal()
                );
            }
            rope.anchor("top", {0, kHigh, 0});
            rope.anchor("start", {-kHalf, kHigh, 0});
            rope.anchor("end", {kHalf, kHigh, 0});
            return rope.finish();
        },
};

}  // namespace hibari::world
