// A floor lamp, 1.6 m, with a linen shade that glows.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kLamp{
    .name = "lamp",
    .words = {"lamp", "floor lamp", "desk lamp", "table lamp", "light bulb"},
    .category = Category::kProp,
    .traits = {.indoor = true},
    .usual_size = {0.45F, 1.6F, 0.45F},
    .build =
        [](const Entity& entity, Rng) {
            Material shade = tinted(fabric(hex(0xF0DFB8), 0.008F));
            shade.emission = 1.2F;
            Assembly lamp(entity, Substance::kSteel);
            lamp.part(cylinder(0.015F, 0.15F, 0.01F), {0, 0.015F, 0}, metal(kBrass, 0.25F));
            lamp.part(cylinder(0.66F, 0.011F), {0, 0.68F, 0}, metal(kBrass, 0.25F));
            lamp.part(cone(0.14F, 0.22F, 0.15F), {0, 1.44F, 0}, shade);
            lamp.detail(torus(0.22F, 0.005F), {0, 1.30F, 0}, metal(kBrass, 0.25F));
            lamp.detail(torus(0.15F, 0.005F), {0, 1.58F, 0}, metal(kBrass, 0.25F));
            lamp.detail(sphere(0.014F), {0, 1.60F, 0}, metal(kBrass, 0.25F));
            lamp.detail(sphere(0.03F), {0, 1.32F, 0}, glow(hex(0xFFE9C0), 4.0F));
            lamp.mass(4.0F);
            lamp.center_of_mass({0, 0.45F, 0});
            return lamp.finish();
        },
};

}  // namespace hibari::world
