// A step ladder, 2.1 m, standing open; its steps look to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kLadder{
    .name = "ladder",
    .words = {"ladder", "step ladder", "stepladder"},
    .category = Category::kProp,
    .traits = {.surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.6F, 2.1F, 1.2F},
    .build =
        [](const Entity& entity, Rng) {
            const Material rail = tinted(brushed(hex(0xC2C6CA)));
            Assembly ladder(entity, Substance::kSteel);
            for (const float x : {-0.24F, 0.24F}) {
                ladder.rod({x * 1.2F, 0.03F, 0.52F}, {x * 0.8F, 2.05F, 0.05F}, 0.022F, rail);
                ladder.rod({x * 1.2F, 0.03F, -0.52F}, {x * 0.8F, 2.05F, -0.05F}, 0.018F, rail);
                for (const float z : {-0.52F, 0.52F}) {
                    ladder.detail(cylinder(0.02F, 0.03F, 0.008F), {x * 1.2F, 0.02F, z}, rubber());
                }
                ladder.thin_rod({x, 1.0F, 0.29F}, {x, 1.0F, -0.29F}, 0.006F, metal());
            }
            for (int i = 0; i < 7; ++i) {
                const float t = 0.14F * static_cast<float>(i + 1);
                ladder.part(
                    box({lerp(0.28F, 0.20F, t), 0.014F, 0.045F}, 0.006F),
                    {0, 2.05F * t, lerp(0.52F, 0.05F, t)},
                    rail
                );
            }
            ladder.part(box({0.22F, 0.02F, 0.11F}, 0.01F), {0, 2.07F, 0}, plastic(hex(0xD8402C)));
            ladder.mass(9.0F);
            ladder.anchor("top", {0, 2.09F, 0});
            return ladder.finish();
        },
};

}  // namespace hibari::world
