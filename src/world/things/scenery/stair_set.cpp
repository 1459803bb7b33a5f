// What is ridden down at a skate park: a platform 6 m long and 0.6 m high, and four low steps down
// from it towards +X, 3 m wide, with a rail along one side.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kStairSet{
    .name = "stair_set",
    .words = {"stair set", "set of stairs", "stair gap"},
    .category = Category::kScenery,
    .traits = {.surface = true, .outdoor = true},
    .usual_size = {7.3F, 1.5F, 3.1F},
    .build =
        [](const Entity& entity, Rng) {
            const Material stone = tinted(concrete(hex(0xB5B0A6)));
            const Material nosing = concrete(hex(0x8E8A82));
            const Material iron = paint(hex(0xC23B2E), 0.3F);
            constexpr int kSteps = 4;
            constexpr float kRise = 0.15F;
            constexpr float kGoing = 0.32F;
            constexpr float kPlatform = 6.0F;
            constexpr float kEdge = 2.4F;  // Of the platform; its middle is left of the origin.
            constexpr float kHigh = kRise * kSteps;
            Assembly set(entity, Substance::kConcrete);
            set.fix();
            set.part(
                box({0.5F * kPlatform, 0.5F * kHigh, 1.5F}, 0.01F),
                {kEdge - 0.5F * kPlatform, 0.5F * kHigh, 0},
                stone
            );
            for (int i = 1; i < kSteps; ++i) {
                const float top = kHigh - kRise * static_cast<float>(i);
                const float from = kEdge + kGoing * static_cast<float>(i - 1);
                set.part(
                    box({0.5F * kGoing, 0.5F * top, 1.5F}, 0.008F),
                    {from + 0.5F * kGoing, 0.5F * top, 0},
                    stone
                );
            }
            for (int i = 0; i < kSteps; ++i) {
                set.detail(
                    box({0.03F, 0.012F, 1.505F}, 0.006F),
                    {kEdge + kGoing * static_cast<float>(i) - 0.025F,
                     kHigh - kRise * static_cast<float>(i) - 0.011F,
                     0},
                    nosing
                );
            }
            const Vec3 high{kEdge - 0.5F, kHigh + 0.8F, -1.4F};
            const Vec3 low{kEdge + kGoing * (kSteps - 1) + 0.3F, 0.8F, -1.4F};
            set.rod(high, low, 0.025F, iron);
            set.rod(high, {high.x, kHigh, high.z}, 0.022F, iron);
            set.rod(low, {low.x, 0, low.z}, 0.022F, iron);
            set.anchor("run_up", {kEdge - 5.4F, kHigh, 0});
            set.anchor("edge", {kEdge, kHigh, 0});
            set.anchor("landing", {kEdge + kGoing * (kSteps - 1), 0, 0});
            return set.finish();
        },
};

}  // namespace hibari::world
