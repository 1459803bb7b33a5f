// A footbridge of wood, 8 m along X and 1.8 m wide, arched, with railings.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kBridge{
    .name = "bridge",
    .words = {"bridge", "footbridge", "wooden bridge"},
    .category = Category::kScenery,
    .traits = {.surface = true, .outdoor = true},
    .usual_size = {8.2F, 2.0F, 2.0F},
    .build =
        [](const Entity& entity, Rng) {
            const Material plank = tinted(wood(hex(0x9A6B3E), 0.10F));
            const Material beam = wood(hex(0x6E4A2A), 0.12F);
            Assembly bridge(entity, Substance::kWood);
            bridge.fix();
            const auto deck = [](float x) { return 0.92F - 0.054F * x * x; };
            constexpr int kPlanks = 32;
            for (int i = 0; i < kPlanks; ++i) {
                const float x = -4.0F + 8.0F * (static_cast<float>(i) + 0.5F) / kPlanks;
                const float slope = std::atan(-0.108F * x) * 180.0F / kPi;
                bridge.part(
                    box({0.122F, 0.03F, 0.90F}, 0.008F), {{x, deck(x), 0}, turn_z(slope)}, plank
                );
            }
            for (const float z : {-0.86F, 0.86F}) {
                constexpr int kPosts = 8;
                for (int i = 0; i <= kPosts; ++i) {
                    const float x = -4.0F + 8.0F * static_cast<float>(i) / kPosts;
                    bridge.part(box({0.05F, 0.50F, 0.05F}, 0.01F), {x, deck(x) + 0.50F, z}, beam);
                    if (i < kPosts) {
                        const float next = x + 8.0F / kPosts;
                        for (const float up : {0.55F, 0.98F}) {
                            bridge.rod(
                                {x, deck(x) + up, z}, {next, deck(next) + up, z}, 0.035F, beam
                            );
                        }
                        bridge.rod(
                            {x, deck(x) - 0.10F, z}, {next, deck(next) - 0.10F, z}, 0.09F, beam
                        );
                    }
                }
                for (const float x : {-2.0F, 2.0F}) {
                    bridge.part(cylinder(0.33F, 0.09F), {x, 0.33F, z}, beam);
                }
            }
            bridge.anchor("top", {0, 0.95F, 0});
            bridge.anchor("start", {-3.6F, deck(-3.6F), 0});
            bridge.anchor("end", {3.6F, deck(3.6F), 0});
            return bridge.finish();
        },
};

}  // namespace hibari::world
