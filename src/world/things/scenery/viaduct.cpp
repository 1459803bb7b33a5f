// A stone bridge on arches, 44 m along X and 5 m wide, for trains and cars: its roadway is at 5 m.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kViaduct{
    .name = "viaduct",
    .words =
        {"viaduct",
         "railway bridge",
         "train bridge",
         "stone bridge",
         "arched bridge",
         "road bridge",
         "highway bridge",
         "aqueduct"},
    .category = Category::kScenery,
    .traits = {.surface = true, .outdoor = true},
    .usual_size = {44.0F, 6.0F, 5.4F},
    .build =
        [](const Entity& entity, Rng) {
            const Material stone = tinted(brick(hex(0x9C8A74)));
            const Material cap = concrete(hex(0xB9AC98));
            Assembly bridge(entity, Substance::kStone);
            bridge.fix();
            constexpr float kTop = 5.0F;
            constexpr float kHalf = 22.0F;
            constexpr int kArches = 5;
            constexpr float kSpan = 2.0F * kHalf / kArches;
            bridge.part(box({kHalf, 0.4F, 2.5F}), {0, kTop - 0.4F, 0}, stone);
            for (const float z : {-2.5F, 2.5F}) {
                bridge.part(box({kHalf, 0.25F, 0.16F}), {0, kTop + 0.2F, z}, stone);
                bridge.detail(box({kHalf, 0.05F, 0.24F}, 0.02F), {0, kTop + 0.5F, z}, cap);
            }
            for (int i = 0; i <= kArches; ++i) {
                const float x = -kHalf + kSpan * static_cast<float>(i);
                bridge.part(box({0.8F, 0.5F * kTop, 2.2F}), {x, 0.5F * kTop - 0.3F, 0}, stone);
            }
            // Each arch: wedges from the pillars in to the crown.
            for (int i = 0; i < kArches; ++i) {
                const float middle = -kHalf + kSpan * (static_cast<float>(i) + 0.5F);
                constexpr int kSteps = 6;
                const float radius = 0.5F * kSpan - 0.8F;
                for (int k = 0; k < kSteps; ++k) {
                    const float u = (static_cast<float>(k) + 0.5F) / kSteps;
                    const float x = radius * (1.0F - u) + 0.1F;
                    const float under =
                        radius *
                        (1.0F - std::sqrt(std::max(0.0F, 1.0F - (x / radius) * (x / radius))));
                    const float half = 0.5F * std::min(under, kTop - 1.0F);
                    for (const float side : {-1.0F, 1.0F}) {
                        bridge.detail(
                            box({0.5F * radius / kSteps + 0.02F, half, 2.3F}),
                            {middle + side * x, kTop - 0.8F - half, 0},
                            stone
                        );
                    }
                }
            }
            bridge.anchor("top", {0, kTop, 0});
            bridge.anchor("start", {-19.0F, kTop, 0});
            bridge.anchor("end", {19.0F, kTop, 0});
            return bridge.finish();
        },
};

}  // namespace hibari::world
