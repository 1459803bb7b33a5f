// A picket fence panel, 3 m along X and 1.1 m high.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kFence{
    .name = "fence",
    .words = {"fence", "picket fence", "wooden fence", "gate", "railing", "barrier"},
    .category = Category::kScenery,
    .traits = {.outdoor = true},
    .usual_size = {3.0F, 1.15F, 0.12F},
    .build =
        [](const Entity& entity, Rng) {
            const Material white = tinted(paint(hex(0xE9E6DD), 0.5F));
            Assembly fence(entity, Substance::kWood);
            fence.fix();
            for (const float x : {-1.45F, 0.0F, 1.45F}) {
                fence.part(box({0.05F, 0.56F, 0.05F}, 0.008F), {x, 0.56F, -0.03F}, white);
                fence.detail(cone(0.03F, 0.06F, 0.01F), {x, 1.15F, -0.03F}, white);
            }
            for (const float y : {0.32F, 0.80F}) {
                fence.part(box({1.5F, 0.04F, 0.018F}, 0.005F), {0, y, 0.015F}, white);
            }
            constexpr int kPickets = 21;
            for (int i = 0; i < kPickets; ++i) {
                const float x = -1.43F + 2.86F * static_cast<float>(i) / (kPickets - 1);
                fence.part(box({0.038F, 0.47F, 0.010F}, 0.005F), {x, 0.52F, 0.045F}, white);
                fence.detail(
                    box({0.027F, 0.027F, 0.010F}, 0.004F), {{x, 0.99F, 0.045F}, turn_z(45)}, white
                );
            }
            // Where a cat walks: the tops of the pickets as one narrow way.
            fence.part(box({1.5F, 0.05F, 0.08F}), {0, 0.96F, 0.03F}, white).visible = false;
            fence.anchor("start", {-1.4F, 1.01F, 0.03F});
            fence.anchor("end", {1.4F, 1.01F, 0.03F});
            return fence.finish();
        },
};

}  // namespace hibari::world
