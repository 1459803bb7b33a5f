// A round stone fountain with two basins; its jets are drops (physics/air/falls.cpp).
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kFountain{
    .name = "fountain",
    .words = {"fountain", "water fountain", "birdbath"},
    .category = Category::kScenery,
    .traits = {.surface = true, .outdoor = true},
    .usual_size = {3.2F, 2.2F, 3.2F},
    .build =
        [](const Entity& entity, Rng) {
            const Material stone = tinted(
                {.surface = Surface::kConcrete,
                 .base = hex(0xB9B2A3),
                 .accent = hex(0x958E80),
                 .roughness = 0.8F,
                 .scale = 0.6F,
                 .bump = 0.2F}
            );
            const Material water = glass(hex(0x8FC4CF), 0.4F);
            Assembly fountain(entity, Substance::kStone);
            fountain.fix();
            fountain.part(cylinder(0.05F, 1.75F, 0.03F), {0, 0.05F, 0}, stone);
            fountain.part(tube(0.25F, 1.55F, 1.35F), {0, 0.32F, 0}, stone);
            fountain.detail(torus(1.45F, 0.13F), {0, 0.57F, 0}, stone);
            fountain.part(cylinder(0.2F, 1.36F), {0, 0.27F, 0}, water);
            fountain.part(cone(0.45F, 0.26F, 0.16F), {0, 0.85F, 0}, stone);
            fountain.detail(torus(0.2F, 0.07F), {0, 1.25F, 0}, stone);
            fountain.part(cone(0.10F, 0.30F, 0.72F), {0, 1.38F, 0}, stone);
            fountain.detail(torus(0.70F, 0.05F), {0, 1.49F, 0}, stone);
            fountain.detail(cylinder(0.01F, 0.68F), {0, 1.485F, 0}, water);
            fountain.part(cone(0.22F, 0.12F, 0.07F), {0, 1.70F, 0}, stone);
            fountain.detail(sphere(0.11F), {0, 1.97F, 0}, stone);
            return fountain.finish();
        },
};

}  // namespace hibari::world
