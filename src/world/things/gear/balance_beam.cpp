// A competition beam (FIG): 5 m long, 10 cm wide, top at 1.25 m, along X.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBalanceBeam{
    .name = "balance_beam",
    .words = {"balance beam", "beam", "gymnastics beam"},
    .category = Category::kGear,
    .traits = {.surface = true, .indoor = true},
    .usual_size = {5.0F, 1.25F, 1.1F},
    .build =
        [](const Entity& entity, Rng) {
            const Material suede = tinted(leather(hex(0xC79C6C)));
            const Material steel = paint(hex(0x2E4F86), 0.3F);
            const Material foot = rubber();
            Assembly beam(entity, Substance::kWood);
            beam.fix();
            beam.part(box({2.5F, 0.08F, 0.05F}, 0.02F), {0, 1.17F, 0}, suede);
            for (const float x : {-1.85F, 1.85F}) {
                beam.part(box({0.04F, 0.42F, 0.035F}, 0.01F), {x, 0.67F, 0}, chrome());
                beam.part(box({0.08F, 0.025F, 0.05F}, 0.01F), {x, 1.07F, 0}, steel);
                for (const float z : {-1.0F, 1.0F}) {
                    beam.rod({x, 0.38F, 0}, {x, 0.05F, z * 0.5F}, 0.03F, steel);
                    beam.detail(cylinder(0.02F, 0.05F, 0.01F), {x, 0.02F, z * 0.5F}, foot);
                }
                beam.rod({x, 0.05F, -0.5F}, {x, 0.05F, 0.5F}, 0.025F, steel);
            }
            beam.anchor("top", {0, 1.25F, 0});
            beam.anchor("start", {-2.4F, 1.25F, 0});
            beam.anchor("end", {2.4F, 1.25F, 0});
            return beam.finish();
        },
};

}  // namespace hibari::world
