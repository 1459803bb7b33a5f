// A running shoe, 29 cm; its toe points to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kShoe{
    .name = "shoe",
    .words = {"shoe", "sneaker", "boot", "trainer", "running shoe", "slipper", "sandal"},
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.11F, 0.12F, 0.29F},
    .build =
        [](const Entity& entity, Rng) {
            const Material upper = tinted(fabric(hex(0x2F66B0), 0.003F));
            const Material trim = leather(hex(0xEDEAE2));
            Assembly shoe(entity, Substance::kRubber);
            // The sole: a round heel, a round ball of the foot, and the waist between.
            const Material sole = rubber(hex(0xEFEDE6));
            const Material tread = rubber(hex(0x33363A));
            shoe.part(cylinder(0.013F, 0.040F, 0.006F), {0, 0.013F, -0.095F}, sole);
            shoe.part(cylinder(0.013F, 0.047F, 0.006F), {0, 0.013F, 0.085F}, sole);
            shoe.part(box({0.039F, 0.013F, 0.10F}, 0.006F), {0, 0.013F, -0.005F}, sole);
            shoe.detail(cylinder(0.004F, 0.0415F, 0.002F), {0, 0.004F, -0.095F}, tread);
            shoe.detail(cylinder(0.004F, 0.0485F, 0.002F), {0, 0.004F, 0.085F}, tread);
            shoe.detail(box({0.0405F, 0.004F, 0.10F}, 0.002F), {0, 0.004F, -0.005F}, tread);
            const auto skin = [&](const Shape& shape, const At& at) {
                Part& part = shoe.part(shape, at, upper);
                part.group = 1;
                part.blend = 0.025F;
            };
            skin(ellipsoid({0.046F, 0.038F, 0.075F}), {0, 0.038F, 0.065F});
            skin(ellipsoid({0.042F, 0.055F, 0.06F}), {0, 0.055F, -0.075F});
            shoe.detail(torus(0.033F, 0.010F), {{0, 0.103F, -0.072F}, turn_x(10)}, trim);
            shoe.detail(
                ellipsoid({0.030F, 0.004F, 0.030F}),
                {{0, 0.104F, -0.072F}, turn_x(10)},
                plain(hex(0x1B1C1F))
            );
            shoe.detail(ellipsoid({0.040F, 0.026F, 0.035F}), {0, 0.034F, 0.109F}, trim);
            for (int i = 0; i < 4; ++i) {
                const float z = 0.055F - 0.027F * static_cast<float>(i);
                shoe.thin_rod(
                    {-0.022F, 0.074F + 0.006F * static_cast<float>(i), z},
                    {0.022F, 0.074F + 0.006F * static_cast<float>(i), z - 0.008F},
                    0.0028F,
                    fabric(kWhite)
                );
            }
            for (const float x : {-0.043F, 0.043F}) {
                shoe.detail(
                    ellipsoid({0.006F, 0.008F, 0.045F}), {{x, 0.045F, 0.0F}, turn_x(18)}, trim
                );
            }
            shoe.mass(0.3F);
            return shoe.finish();
        },
};

}  // namespace hibari::world
