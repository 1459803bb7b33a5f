// A gymnastics landing mat, 3 x 1.8 m and 12 cm thick, with seams and handles.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kMat{
    .name = "mat",
    .words =
        {"mat",
         "gym mat",
         "crash mat",
         "landing mat",
         "gymnastics mat",
         "yoga mat",
         "mattress",
         "tumbling mat"},
    .category = Category::kGear,
    .traits = {.surface = true, .indoor = true, .outdoor = true},
    .usual_size = {3.0F, 0.12F, 1.8F},
    .build =
        [](const Entity& entity, Rng) {
            const Material cover = tinted(
                {.surface = Surface::kLeather,
                 .base = hex(0x2360B5),
                 .accent = hex(0x1A4685),
                 .roughness = 0.55F,
                 .scale = 0.02F,
                 .bump = 0.15F}
            );
            const Material seam = plain(entity.accent.value_or(hex(0xE8E4D8)), 0.7F);
            Assembly mat(entity, Substance::kFoam);
            mat.part(box({1.5F, 0.06F, 0.9F}, 0.025F), {0, 0.06F, 0}, cover);
            for (const float x : {-0.75F, 0.0F, 0.75F}) {
                mat.detail(box({0.012F, 0.0605F, 0.895F}, 0.005F), {x, 0.0602F, 0}, seam);
            }
            for (const float x : {-1.1F, 1.1F}) {
                mat.detail(
                    capsule(0.09F, 0.014F), {{x, 0.06F, 0.905F}, turn_z(90)}, fabric(kBlack)
                );
            }
            mat.mass(24.0F);
            mat.restitution(0.2F);
            mat.friction(0.9F);
            mat.anchor("top", {0, 0.12F, 0});
            return mat.finish();
        },
};

}  // namespace hibari::world
