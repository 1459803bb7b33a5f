// A wooden bat, 84 cm, 0.9 kg, lying along X with the barrel at +X.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kBaseballBat{
    .name = "baseball_bat",
    .words = {"baseball bat", "bat", "cricket bat", "club bat"},
    .category = Category::kGear,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.84F, 0.066F, 0.066F},
    .build =
        [](const Entity& entity, Rng) {
            const Material ash = tinted(wood(kMaple, 0.04F));
            constexpr float kY = 0.033F;
            // A cone's Y axis along +X.
            const Quat lie = turn_z(-90);
            Assembly bat(entity, Substance::kWood);
            bat.part(cylinder(0.008F, 0.024F, 0.006F), {{-0.412F, kY, 0}, lie}, ash);
            bat.part(cone(0.16F, 0.0125F, 0.0135F), {{-0.25F, kY, 0}, lie}, ash);
            bat.part(cone(0.14F, 0.0135F, 0.030F), {{0.05F, kY, 0}, lie}, ash);
            bat.part(cone(0.10F, 0.030F, 0.033F), {{0.29F, kY, 0}, lie}, ash);
            bat.part(ellipsoid({0.03F, 0.033F, 0.033F}), {0.39F, kY, 0}, ash);
            bat.detail(
                cone(0.11F, 0.0142F, 0.0145F), {{-0.29F, kY, 0}, lie}, leather(hex(0x2A2A2E))
            );
            bat.detail(
                cone(0.03F, 0.0319F, 0.0325F),
                {{0.19F, kY, 0}, lie},
                paint(entity.accent.value_or(kBlack), 0.3F)
            );
            bat.mass(0.9F);
            bat.anchor("grip", {-0.30F, kY, 0}, lie);
            bat.anchor("head", {0.25F, kY, 0}, lie);
            return bat.finish();
        },
};

}  // namespace hibari::world
