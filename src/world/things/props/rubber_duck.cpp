// A bath duck, 10 cm; swims to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kRubberDuck{
    .name = "rubber_duck",
    .words = {"rubber duck", "rubber ducky", "toy duck", "bath duck"},
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.085F, 0.10F, 0.11F},
    .build =
        [](const Entity& entity, Rng) {
            const Material yellow = tinted(plastic(hex(0xF2C21E), 0.3F));
            Assembly duck(entity, Substance::kRubber);
            const auto skin = [&](const Shape& shape, const At& at) {
                Part& part = duck.part(shape, at, yellow);
                part.group = 1;
                part.blend = 0.012F;
            };
            skin(ellipsoid({0.042F, 0.030F, 0.052F}), {0, 0.031F, -0.004F});
            skin(sphere(0.027F), {0, 0.073F, 0.024F});
            skin(
                round_cone(0.012F, 0.018F, 0.004F),
                along({0, 0.042F, -0.045F}, {0, 0.064F, -0.062F})
            );
            for (const float x : {-1.0F, 1.0F}) {
                skin(
                    ellipsoid({0.010F, 0.014F, 0.026F}),
                    {{x * 0.038F, 0.037F, -0.008F}, turn_x(-14)}
                );
                duck.detail(sphere(0.0055F), {x * 0.013F, 0.081F, 0.0455F}, plastic(hex(0xF4F4F0)));
                duck.detail(
                    sphere(0.0036F), {x * 0.0135F, 0.0815F, 0.0492F}, plastic(kBlack, 0.1F)
                );
            }
            duck.detail(
                ellipsoid({0.013F, 0.0045F, 0.014F}),
                {{0, 0.069F, 0.052F}, turn_x(-8)},
                plastic(hex(0xE0661C), 0.35F)
            );
            duck.detail(
                ellipsoid({0.010F, 0.0035F, 0.010F}),
                {0, 0.064F, 0.051F},
                plastic(hex(0xC75515), 0.35F)
            );
            duck.mass(0.05F);
            duck.center_of_mass({0, 0.022F, 0});
            duck.restitution(0.5F);
            return duck.finish();
        },
};

}  // namespace hibari::world
