// A flying disc, 27.5 cm and 175 g as in ultimate (WFDF rules of ultimate, disc of 175 g).
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kFrisbee{
    .name = "frisbee",
    .words = {"frisbee", "flying disc", "disc", "disk", "ultimate disc"},
    .category = Category::kGear,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.275F, 0.035F, 0.275F},
    .build =
        [](const Entity& entity, Rng) {
            const Material shell = tinted(plastic(hex(0xE8432E), 0.4F));
            Assembly disc(entity, Substance::kPlastic);
            disc.part(cylinder(0.0060F, 0.128F, 0.004F), {0, 0.026F, 0}, shell);
            disc.part(torus(0.1295F, 0.0080F), {0, 0.021F, 0}, shell);
            disc.detail(tube(0.011F, 0.1375F, 0.1330F), {0, 0.013F, 0}, shell);
            for (const float ring : {0.075F, 0.100F}) {
                disc.detail(torus(ring, 0.0022F), {0, 0.0318F, 0}, shell);
            }
            disc.detail(
                cylinder(0.001F, 0.055F), {0, 0.0322F, 0}, plastic(disc.accent_or(kWhite), 0.4F)
            );
            disc.mass(0.175F);
            disc.anchor("grip", {0.12F, 0.02F, 0});
            return disc.finish();
        },
};

}  // namespace hibari::world
