// A bowl, 28 cm wide; filled with water it is of glass unless the prompt says otherwise.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBowl{
    .name = "bowl",
    .words =
        {"bowl",
         "fish bowl",
         "fishbowl",
         "goldfish bowl",
         "fruit bowl",
         "glass bowl",
         "salad bowl",
         "mixing bowl",
         "punch bowl"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .vessel = true, .indoor = true, .outdoor = true},
    .usual_size = {0.28F, 0.15F, 0.28F},
    .build =
        [](const Entity& entity, Rng) {
            const bool clear = entity.filled && entity.material.empty();
            const Material side =
                clear ? glass(hex(0xEAF6F8), 0.9F) : tinted(ceramic(hex(0xE8E4DA)));
            Assembly dish(entity, clear ? Substance::kGlass : Substance::kCeramic);
            dish.part(bowl(0.140F, 0.132F), {0, 0.147F, 0}, side);
            dish.part(cylinder(0.006F, 0.055F), {0, 0.006F, 0}, side);
            dish.detail(torus(0.136F, 0.004F), {0, 0.147F, 0}, side);
            if (entity.filled) {
                dish.detail(cylinder(0.0015F, 0.129F), {0, 0.122F, 0}, glass(hex(0xA9D8E4), 0.6F));
                dish.basin({.surface = {0, 0.124F, 0}, .half = {0.09F, 0.09F}, .depth_m = 0.09F});
            }
            dish.mass(entity.filled ? 5.0F : 0.6F);
            return dish.finish();
        },
};

}  // namespace hibari::world
