// A two-and-a-half-seater, 2 m wide; faces +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kSofa{
    .name = "sofa",
    .words = {"sofa", "couch", "settee", "loveseat", "divan"},
    .category = Category::kProp,
    .traits = {.rideable = true, .surface = true, .indoor = true},
    .usual_size = {2.0F, 0.86F, 0.92F},
    .build =
        [](const Entity& entity, Rng) {
            const Material cloth_ = tinted(fabric(hex(0x5E7A86), 0.006F));
            const Material leg = wood(kWalnut);
            Assembly sofa(entity, Substance::kFabric);
            sofa.part(box({0.98F, 0.12F, 0.42F}, 0.05F), {0, 0.24F, 0}, cloth_);
            for (const float x : {-0.40F, 0.40F}) {
                sofa.part(box({0.395F, 0.08F, 0.36F}, 0.06F), {x, 0.42F, 0.08F}, cloth_);
                sofa.part(
                    box({0.385F, 0.20F, 0.10F}, 0.08F), {{x, 0.64F, -0.24F}, turn_x(-10)}, cloth_
                );
            }
            sofa.part(box({0.98F, 0.30F, 0.08F}, 0.06F), {0, 0.54F, -0.38F}, cloth_);
            for (const float x : {-0.91F, 0.91F}) {
                sofa.part(box({0.10F, 0.24F, 0.44F}, 0.08F), {x, 0.38F, 0.0F}, cloth_);
                for (const float z : {-0.34F, 0.34F}) {
                    sofa.part(cone(0.06F, 0.02F, 0.03F), {x * 0.95F, 0.06F, z}, leg);
                }
            }
            sofa.detail(
                box({0.20F, 0.19F, 0.06F}, 0.06F),
                {{-0.66F, 0.63F, -0.08F}, turn_y(18) * turn_x(-22)},
                fabric(entity.accent.value_or(hex(0xD29A3A)))
            );
            sofa.mass(55.0F);
            sofa.anchor("seat", {0.35F, 0.50F, 0.12F});
            sofa.anchor("seat_2", {-0.35F, 0.50F, 0.12F});
            return sofa.finish();
        },
};

}  // namespace hibari::world
