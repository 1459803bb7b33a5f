// A flat grind rail, 3 m along X, 40 cm high.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kSkateRail{
    .name = "skate_rail",
    .words = {"rail", "skate rail", "grind rail", "handrail", "grind box", "ledge"},
    .category = Category::kGear,
    .traits = {.surface = true, .indoor = true, .outdoor = true},
    .usual_size = {3.0F, 0.4F, 0.4F},
    .build =
        [](const Entity& entity, Rng) {
            const Material bar = tinted(paint(hex(0xD8A321), 0.25F));
            const Material foot = brushed();
            Assembly rail(entity, Substance::kSteel);
            rail.fix();
            rail.part(box({1.5F, 0.03F, 0.04F}, 0.012F), {0, 0.37F, 0}, bar);
            for (const float x : {-1.15F, 0.0F, 1.15F}) {
                rail.part(box({0.025F, 0.165F, 0.025F}, 0.006F), {x, 0.18F, 0}, bar);
                rail.part(box({0.07F, 0.008F, 0.20F}, 0.004F), {x, 0.008F, 0}, foot);
                for (const float z : {-0.16F, 0.16F}) {
                    rail.detail(cylinder(0.006F, 0.012F), {x, 0.02F, z}, metal());
                }
            }
            rail.friction(0.15F);
            rail.anchor("start", {-1.5F, 0.40F, 0});
            rail.anchor("end", {1.5F, 0.40F, 0});
            rail.anchor("top", {0, 0.40F, 0});
            return rail.finish();
        },
};

}  // namespace hibari::world
