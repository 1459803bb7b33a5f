// A kitchen range with an oven, 0.6 x 0.9 x 0.62 m, 45 kg.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kStove{
    .name = "stove",
    .words = {"stove", "oven", "range", "cooker", "stovetop"},
    .category = Category::kProp,
    .traits = {.surface = true, .indoor = true},
    .usual_size = {0.60F, 1.0F, 0.66F},
    .build =
        [](const Entity& entity, Rng) {
            const Material shell = tinted(paint(hex(0xDCDEDE), 0.3F));
            const Material iron = metal(hex(0x2A2B2D), 0.5F);
            Assembly stove(entity, Substance::kSteel);
            stove.part(box({0.30F, 0.42F, 0.30F}, 0.01F), {0, 0.46F, 0}, shell);
            stove.part(box({0.30F, 0.015F, 0.31F}, 0.008F), {0, 0.895F, 0}, brushed());
            stove.part(box({0.30F, 0.05F, 0.02F}, 0.008F), {0, 0.96F, -0.29F}, shell);
            stove.detail(
                box({0.25F, 0.19F, 0.012F}, 0.01F), {0, 0.44F, 0.302F}, window_glass(hex(0x15181B))
            );
            stove.rod({-0.24F, 0.68F, 0.335F}, {0.24F, 0.68F, 0.335F}, 0.011F, chrome());
            for (const float x : {-0.15F, 0.15F}) {
                for (const float z : {-0.13F, 0.14F}) {
                    stove.detail(cylinder(0.008F, 0.055F, 0.004F), {x, 0.915F, z}, iron);
                    stove.detail(torus(0.085F, 0.008F), {x, 0.925F, z}, iron);
                    stove.thin_rod({x - 0.09F, 0.925F, z}, {x + 0.09F, 0.925F, z}, 0.006F, iron);
                    stove.thin_rod({x, 0.925F, z - 0.09F}, {x, 0.925F, z + 0.09F}, 0.006F, iron);
                }
                for (const float inner : {0.4F, 1.35F}) {
                    stove.detail(
                        cylinder(0.014F, 0.020F, 0.005F),
                        {{x * inner, 0.80F, 0.312F}, turn_x(90)},
                        iron
                    );
                }
            }
            stove.detail(box({0.28F, 0.02F, 0.27F}), {0, 0.02F, 0}, iron);
            stove.mass(45.0F);
            stove.anchor("top", {0.15F, 0.935F, 0.14F});
            return stove.finish();
        },
};

}  // namespace hibari::world
