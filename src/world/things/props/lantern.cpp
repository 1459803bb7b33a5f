// A storm lantern, 0.32 m, with a flame behind glass and a wire handle.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kLantern{
    .name = "lantern",
    .words = {"lantern", "oil lamp", "storm lantern", "oil lantern", "gas lantern"},
    .category = Category::kProp,
    .traits = {.holdable = true, .indoor = true, .outdoor = true},
    .usual_size = {0.18F, 0.36F, 0.18F},
    .build =
        [](const Entity& entity, Rng) {
            const Material tin = tinted(paint(hex(0x8A2420), 0.35F));
            const Material wire = metal(hex(0x6A6E74), 0.35F);
            Assembly lantern(entity, Substance::kSteel);
            lantern.part(cylinder(0.028F, 0.070F, 0.010F), {0, 0.028F, 0}, tin);
            lantern.part(cone(0.012F, 0.066F, 0.040F), {0, 0.068F, 0}, tin);
            Part& chimney = lantern.part(
                cylinder(0.062F, 0.048F, 0.02F), {0, 0.140F, 0}, glass(hex(0xFFF0D0), 0.8F)
            );
            chimney.material.roughness = 0.05F;
            lantern.detail(ellipsoid({0.013F, 0.030F, 0.013F}), {0, 0.122F, 0}, flame(9.0F));
            lantern.detail(sphere(0.020F), {0, 0.120F, 0}, glow(hex(0xFFB050), 2.4F));
            lantern.part(cone(0.016F, 0.054F, 0.026F), {0, 0.216F, 0}, tin);
            lantern.part(cylinder(0.014F, 0.030F, 0.004F), {0, 0.240F, 0}, tin);
            for (const float x : {-0.066F, 0.066F}) {
                lantern.thin_rod({x, 0.05F, 0}, {x, 0.215F, 0}, 0.0055F, wire);
                lantern.thin_rod({x, 0.215F, 0}, {x * 0.4F, 0.236F, 0}, 0.0055F, wire);
                lantern.thin_rod({x, 0.20F, 0}, {x * 1.1F, 0.27F, 0}, 0.003F, wire);
                lantern.thin_rod({x * 1.1F, 0.27F, 0}, {x * 0.55F, 0.335F, 0}, 0.003F, wire);
            }
            lantern.thin_rod({-0.037F, 0.335F, 0}, {0.037F, 0.335F, 0}, 0.0045F, wire);
            lantern.mass(0.9F);
            lantern.anchor("grip", {0, 0.335F, 0}, turn_z(90));
            return lantern.finish();
        },
};

}  // namespace hibari::world
