// A flight of eight stone steps, 2 m wide, rising towards +X, with an iron handrail.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kStairs{
    .name = "stairs",
    .words =
        {"stairs",
         "staircase",
         "steps",
         "stairway",
         "stair",
         "flight of stairs",
         "flight of steps",
         "escalator"},
    .category = Category::kScenery,
    .traits = {.surface = true, .indoor = true, .outdoor = true},
    .usual_size = {2.6F, 2.3F, 2.0F},
    .build =
        [](const Entity& entity, Rng) {
            const Material stone = tinted(concrete(hex(0xB5B0A6)));
            const Material iron = paint(hex(0x22262A), 0.4F);
            constexpr int kSteps = 8;
            constexpr float kRise = 0.165F;
            constexpr float kGoing = 0.32F;
            constexpr float kStart = -0.5F * kGoing * kSteps;
            Assembly stairs(entity, Substance::kConcrete);
            stairs.fix();
            for (int i = 0; i < kSteps; ++i) {
                const float top = kRise * static_cast<float>(i + 1);
                const float from = kStart + kGoing * static_cast<float>(i);
                const float half = -0.5F * (from + kStart);
                stairs.part(
                    box({half, kRise * 0.5F, 1.0F}, 0.008F),
                    {from + half, top - kRise * 0.5F, 0},
                    stone
                );
                stairs.detail(
                    box({0.02F, 0.012F, 1.006F}, 0.006F),
                    {from + 0.005F, top - 0.012F, 0},
                    concrete(hex(0x8E8A82))
                );
                if (i % 2 == 0) {
                    for (const float z : {-0.92F, 0.92F}) {
                        stairs.part(cylinder(0.45F, 0.016F), {from + 0.16F, top + 0.45F, z}, iron);
                    }
                }
            }
            for (const float z : {-0.92F, 0.92F}) {
                const Vec3 low{kStart + 0.16F, kRise + 0.90F, z};
                const Vec3 high{kStart + 0.16F + 6 * kGoing, 7 * kRise + 0.90F, z};
                stairs.rod(low, high, 0.025F, iron);
                stairs.rod(high, high + Vec3{0.5F, 0, 0}, 0.025F, iron);
            }
            stairs.anchor("entry", {kStart, 0, 0});
            stairs.anchor("top", {-kStart - 0.15F, kRise * kSteps, 0});
            return stairs.finish();
        },
};

}  // namespace hibari::world
