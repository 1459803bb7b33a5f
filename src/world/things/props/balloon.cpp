// A party balloon, 30 cm: it holds helium, weighs 2.9 g less than the air it displaces, and carries
// a string.
#include "world/things/build.h"
#include "world/things/softs.h"
#include "world/things/thing_list.h"

#include <utility>

namespace hibari::world {

const Thing kBalloon{
    .name = "balloon",
    .words = {"balloon", "party balloon", "helium balloon", "toy balloon", "bubble", "soap bubble"},
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .flies = true, .indoor = true, .outdoor = true},
    .usual_size = {0.29F, 0.75F, 0.29F},
    .build =
        [](const Entity& entity, Rng) {
            const Material skin =
                tinted({.surface = Surface::kPlastic, .base = hex(0xD42A3A), .roughness = 0.12F});
            constexpr float kY = 0.57F;
            Assembly balloon(entity, Substance::kRubber);
            balloon.part(ellipsoid({0.145F, 0.165F, 0.145F}), {0, kY, 0}, skin);
            balloon.detail(round_cone(0.055F, 0.018F, 0.095F), {0, kY - 0.105F, 0}, skin);
            balloon.detail(cone(0.012F, 0.020F, 0.006F), {0, kY - 0.185F, 0}, skin);
            Soft string =
                rope({0, kY - 0.19F, 0}, {0, 0.0F, 0}, 12, 0.0015F, fabric(hex(0xE8E4DA)));
            string.mass_kg = 0.002F;
            balloon.soft(std::move(string));
            // Rubber, helium and knot: 12 g, against 17 g of displaced air.
            balloon.mass(0.012F);
            balloon.restitution(0.75F);
            balloon.anchor("grip", {0, 0.05F, 0});
            balloon.anchor("head", {0, kY, 0});
            return balloon.finish();
        },
};

}  // namespace hibari::world
