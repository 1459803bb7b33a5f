// An old key, lying along X with its bow at -X; 9 cm.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <utility>

namespace hibari::world {

const Thing kKey{
    .name = "key",
    // A bare "key" may be a piano's.
    .words =
        {"house key",
         "door key",
         "car key",
         "golden key",
         "old key",
         "rusty key",
         "small key",
         "big key",
         "little key",
         "brass key",
         "silver key",
         "magic key",
         "skeleton key"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.095F, 0.010F, 0.036F},
    .build =
        [](const Entity& entity, Rng) {
            const Material brass = tinted(metal(kBrass, 0.25F));
            constexpr float kY = 0.005F;
            Assembly key(entity, Substance::kSteel);
            key.part(torus(0.0135F, 0.0040F), {-0.030F, kY, 0}, brass);
            key.rod({-0.015F, kY, 0}, {0.046F, kY, 0}, 0.0038F, brass);
            key.detail(torus(0.0042F, 0.0018F), {{-0.011F, kY, 0}, turn_z(90)}, brass);
            for (const auto& [x, deep] : {std::pair{0.032F, 0.0080F}, {0.042F, 0.0095F}}) {
                key.part(box({0.0032F, 0.0020F, deep}, 0.0008F), {x, kY, deep}, brass);
            }
            key.mass(0.03F);
            return key.finish();
        },
};

}  // namespace hibari::world
