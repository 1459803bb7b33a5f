// A violin, 0.59 m, lying on its back along Z with its scroll at +Z, and the bow across its
// strings, along which it slides. "chin" is where the player's jaw holds it.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <utility>

namespace hibari::world {

const Thing kViolin{
    .name = "violin",
    .words = {"violin", "fiddle", "viola"},
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.75F, 0.10F, 0.62F},
    .build =
        [](const Entity& entity, Rng) {
            const Material top = tinted(wood(hex(0xA85A24), 0.04F));
            const Material side = wood(hex(0x6E3414), 0.05F);
            const Material ebony = wood(hex(0x1C1412), 0.04F);
            Assembly violin(entity, Substance::kWood);
            const int body = violin.link("body");
            // Two bouts and the waist between them.
            for (const auto& [z, radius] : {std::pair{-0.195F, 0.104F}, {-0.025F, 0.084F}}) {
                violin.part(cylinder(0.019F, radius, 0.006F), {0, 0.024F, z}, side);
                violin.detail(
                    ellipsoid({radius - 0.003F, 0.010F, radius - 0.003F}), {0, 0.040F, z}, top
                );
            }
            violin.part(box({0.056F, 0.019F, 0.075F}, 0.006F), {0, 0.024F, -0.11F}, side);
            violin.detail(box({0.055F, 0.004F, 0.08F}, 0.004F), {0, 0.043F, -0.11F}, top);
            for (const float x : {-0.034F, 0.034F}) {
                violin.detail(
                    capsule(0.028F, 0.0028F), {{x, 0.0475F, -0.11F}, turn_x(90)}, plain(kBlack)
                );
            }
            violin.part(box({0.012F, 0.010F, 0.085F}, 0.006F), {0, 0.044F, 0.130F}, side);
            violin.detail(box({0.015F, 0.004F, 0.135F}, 0.003F), {0, 0.058F, 0.070F}, ebony);
            violin.detail(box({0.011F, 0.011F, 0.035F}, 0.006F), {0, 0.044F, 0.245F}, side);
            violin.detail(torus(0.010F, 0.007F), {{0, 0.046F, 0.285F}, turn_z(90)}, side);
            for (const float z : {0.225F, 0.255F}) {
                violin.thin_rod({-0.032F, 0.046F, z}, {0.032F, 0.046F, z + 0.01F}, 0.004F, ebony);
            }
            violin.detail(
                box({0.020F, 0.014F, 0.002F}, 0.001F), {0, 0.058F, -0.105F}, wood(kMaple, 0.02F)
            );
            violin.detail(box({0.016F, 0.005F, 0.055F}, 0.004F), {0, 0.054F, -0.225F}, ebony);
            violin.detail(ellipsoid({0.040F, 0.010F, 0.028F}), {0.050F, 0.056F, -0.265F}, ebony);
            for (int i = 0; i < 4; ++i) {
                const float x = (static_cast<float>(i) - 1.5F) * 0.0075F;
                violin.thin_rod(
                    {x * 1.3F, 0.0725F, -0.105F}, {x * 0.7F, 0.0635F, 0.205F}, 0.0007F, metal()
                );
                violin.thin_rod(
                    {x, 0.060F, -0.19F}, {x * 1.3F, 0.0725F, -0.105F}, 0.0007F, metal()
                );
            }
            // The bow: stick, hair, frog.
            constexpr float kBow = 0.083F;
            violin.mass(0.47F);
            violin.anchor("chin", {0.025F, 0.066F, -0.255F});
            violin.anchor("grip", {0, 0.040F, 0.150F});
            violin.anchor("left_hand", {0.004F, 0.012F, 0.170F});
            violin.link("bow", body, slider({-0.115F, kBow, -0.055F}, {1, 0, 0}, -0.2F, 0.2F));
            violin.rod(
                {-0.49F, kBow + 0.010F, -0.055F},
                {0.25F, kBow + 0.014F, -0.055F},
                0.0042F,
                wood(hex(0x5A2A12), 0.04F)
            );
            violin.detail(
                box({0.36F, 0.0012F, 0.005F}),
                {-0.115F, kBow - 0.004F, -0.055F},
                plain(hex(0xF0ECDE), 0.6F)
            );
            violin.detail(
                box({0.022F, 0.010F, 0.006F}, 0.003F), {-0.455F, kBow + 0.002F, -0.055F}, ebony
            );
            violin.detail(
                box({0.006F, 0.010F, 0.005F}, 0.002F), {0.247F, kBow + 0.006F, -0.055F}, ebony
            );
            violin.mass(0.06F);
            violin.anchor("right_hand", {-0.475F, kBow + 0.010F, -0.055F});
            return violin.finish();
        },
};

}  // namespace hibari::world
