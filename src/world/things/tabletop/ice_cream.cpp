// An ice-cream cone with two scoops, 22 cm, standing on its tip.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kIceCream{
    .name = "ice_cream",
    .words = {"ice cream", "ice cream cone", "gelato", "sundae", "popsicle", "icecream"},
    .category = Category::kTabletop,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.08F, 0.23F, 0.08F},
    .build =
        [](const Entity& entity, Rng) {
            const Material wafer = with_surface(fabric(hex(0xCF9447)), Surface::kChecker, 0.012F);
            const Material first =
                tinted(with_surface(plain(hex(0xE79AAE), 0.7F), Surface::kPlaster, 0.02F));
            const Material second = with_surface(
                plain(entity.accent.value_or(hex(0x6B4026)), 0.7F), Surface::kPlaster, 0.02F
            );
            Assembly cone_(entity, Substance::kCardboard);
            cone_.part(cone(0.062F, 0.005F, 0.034F), {0, 0.062F, 0}, wafer);
            cone_.detail(torus(0.034F, 0.004F), {0, 0.123F, 0}, wafer);
            cone_.part(sphere(0.037F), {0, 0.145F, 0}, second);
            cone_.detail(torus(0.033F, 0.008F), {0, 0.128F, 0}, second);
            cone_.part(sphere(0.034F), {0.003F, 0.192F, 0}, first);
            cone_.detail(torus(0.029F, 0.007F), {0.003F, 0.176F, 0}, first);
            cone_.detail(sphere(0.010F), {0.004F, 0.231F, 0}, paint(hex(0xB3142A), 0.1F));
            cone_.thin_rod(
                {0.004F, 0.238F, 0}, {0.010F, 0.256F, 0.002F}, 0.001F, plain(hex(0x4F6B2E))
            );
            cone_.mass(0.16F);
            cone_.restitution(0.05F);
            cone_.anchor("grip", {0, 0.06F, 0});
            return cone_.finish();
        },
};

}  // namespace hibari::world
