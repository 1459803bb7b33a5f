// A park bench, 1.6 m, wooden slats on cast-iron ends; faces +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBench{
    .name = "bench",
    .words = {"bench", "park bench", "pew", "bleachers", "picnic table", "wooden bench"},
    .category = Category::kScenery,
    .traits = {.rideable = true, .surface = true, .indoor = true, .outdoor = true},
    .usual_size = {1.6F, 0.85F, 0.6F},
    .build =
        [](const Entity& entity, Rng) {
            const Material slat = tinted(wood(hex(0x9C6A3C), 0.1F));
            const Material iron = paint(hex(0x1F2422), 0.4F);
            Assembly bench(entity, Substance::kWood);
            bench.fix();
            for (int i = 0; i < 4; ++i) {
                bench.part(
                    box({0.80F, 0.014F, 0.045F}, 0.008F),
                    {0,
                     0.45F - 0.006F * static_cast<float>(3 - i),
                     -0.13F + 0.105F * static_cast<float>(i)},
                    slat
                );
            }
            for (int i = 0; i < 3; ++i) {
                const float y = 0.56F + 0.115F * static_cast<float>(i);
                bench.part(
                    box({0.80F, 0.045F, 0.014F}, 0.008F),
                    {{0, y, -0.20F - 0.032F * static_cast<float>(i)}, turn_x(-16)},
                    slat
                );
            }
            for (const float x : {-0.68F, 0.68F}) {
                bench.rod({x, 0.02F, 0.24F}, {x, 0.42F, 0.20F}, 0.022F, iron);
                bench.rod({x, 0.02F, -0.24F}, {x, 0.42F, -0.16F}, 0.022F, iron);
                bench.rod({x, 0.42F, -0.18F}, {x, 0.83F, -0.30F}, 0.020F, iron);
                bench.rod({x, 0.42F, 0.22F}, {x, 0.42F, -0.18F}, 0.020F, iron);
                bench.rod({x, 0.64F, 0.20F}, {x, 0.66F, -0.24F}, 0.020F, iron);
                bench.rod({x, 0.42F, 0.21F}, {x, 0.64F, 0.20F}, 0.016F, iron);
                bench.detail(torus(0.07F, 0.010F), {{x, 0.53F, 0.02F}, turn_z(90)}, iron);
            }
            bench.anchor("seat", {0.25F, 0.465F, 0.05F});
            bench.anchor("seat_2", {-0.25F, 0.465F, 0.05F});
            return bench.finish();
        },
};

}  // namespace hibari::world
