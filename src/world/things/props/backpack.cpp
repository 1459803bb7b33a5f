// A backpack, 45 cm: padded straps at the back (-Z), a pocket with a zip in front.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBackpack{
    .name = "backpack",
    .words = {"backpack", "rucksack", "knapsack", "school bag", "schoolbag"},
    .category = Category::kProp,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.34F, 0.50F, 0.28F},
    .build =
        [](const Entity& entity, Rng) {
            const Material cloth = tinted(fabric(hex(0xB8402C)));
            const Material dark = fabric(hex(0x2A2C30));
            const Material zip = metal(hex(0xC0C4C8), 0.3F);
            Assembly bag(entity, Substance::kFabric);
            bag.part(box({0.145F, 0.19F, 0.085F}, 0.06F), {0, 0.19F, 0}, cloth);
            bag.part(ellipsoid({0.145F, 0.10F, 0.085F}), {0, 0.345F, 0}, cloth);
            bag.part(box({0.110F, 0.095F, 0.035F}, 0.03F), {0, 0.125F, 0.095F}, cloth);
            bag.detail(box({0.100F, 0.004F, 0.036F}, 0.003F), {0, 0.185F, 0.096F}, zip);
            bag.detail(torus(0.118F, 0.0045F), {{0, 0.300F, 0.055F}, turn_x(60)}, zip);
            bag.detail(box({0.147F, 0.010F, 0.087F}, 0.01F), {0, 0.035F, 0}, dark);
            for (const float x : {-0.075F, 0.075F}) {
                // From the top out over the shoulder and back to the bottom.
                const Vec3 points[] = {
                    {x, 0.395F, -0.06F},
                    {x * 1.05F, 0.385F, -0.120F},
                    {x * 1.25F, 0.270F, -0.150F},
                    {x * 1.45F, 0.060F, -0.080F},
                };
                for (int i = 0; i < 3; ++i) {
                    bag.detail(
                        capsule(
                            0.5F * distance(points[i], points[i + 1]), i == 2 ? 0.010F : 0.020F
                        ),
                        along(points[i], points[i + 1]),
                        dark
                    );
                }
            }
            bag.detail(torus(0.030F, 0.008F), {{0, 0.440F, -0.04F}, turn_x(90)}, dark);
            bag.mass(3.5F);
            bag.anchor("grip", {0, 0.465F, -0.04F}, turn_z(90));
            return bag.finish();
        },
};

}  // namespace hibari::world
