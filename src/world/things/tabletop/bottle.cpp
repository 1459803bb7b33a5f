// A wine-shaped bottle, 30 cm, with label and cork.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBottle{
    .name = "bottle",
    .words =
        {"bottle",
         "glass bottle",
         "wine bottle",
         "water bottle",
         "beer bottle",
         "soda bottle",
         "flask",
         "jar"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.075F, 0.31F, 0.075F},
    .build =
        [](const Entity& entity, Rng) {
            const Material green = tinted(glass(hex(0x2F5B3A), 0.35F));
            Assembly bottle(entity, Substance::kGlass);
            // The shoulder is the tangent cone of two balls.
            bottle.part(cylinder(0.083F, 0.0370F, 0.008F), {0, 0.083F, 0}, green);
            bottle.part(round_cone(0.031F, 0.0370F, 0.0145F), {0, 0.192F, 0}, green);
            bottle.part(cone(0.042F, 0.0148F, 0.0138F), {0, 0.256F, 0}, green);
            bottle.detail(torus(0.0142F, 0.0022F), {0, 0.293F, 0}, green);
            bottle.detail(cylinder(0.010F, 0.0105F), {0, 0.302F, 0}, plain(hex(0xB58A5A), 0.9F));
            bottle.detail(
                cylinder(0.040F, 0.0379F),
                {0, 0.095F, 0},
                paper(entity.accent.value_or(hex(0xEFE6CF)))
            );
            bottle.detail(cylinder(0.004F, 0.0381F), {0, 0.127F, 0}, plain(hex(0x7A1F24)));
            bottle.detail(cylinder(0.004F, 0.0381F), {0, 0.063F, 0}, plain(hex(0x7A1F24)));
            bottle.mass(0.85F);
            return bottle.finish();
        },
};

}  // namespace hibari::world
