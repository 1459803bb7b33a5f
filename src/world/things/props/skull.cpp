// A human skull without its neck, 21 cm high, looking to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kHumanSkull{
    .name = "skull",
    .words = {"skull", "human skull"},
    .category = Category::kProp,
    .traits = {.holdable = true, .surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.15F, 0.21F, 0.20F},
    .build =
        [](const Entity& entity, Rng) {
            const Material bone = tinted(
                {.surface = Surface::kConcrete,
                 .base = hex(0xE6DCC2),
                 .accent = hex(0xBDAF8E),
                 .roughness = 0.65F,
                 .scale = 0.06F,
                 .bump = 0.2F}
            );
            const Material hollow = plain(hex(0x0E0B09), 0.95F);
            Assembly skull(entity, Substance::kCeramic);
            const auto melt = [&](const Shape& shape, const At& at, bool solid = true) {
                Part& part = solid ? skull.part(shape, at, bone) : skull.detail(shape, at, bone);
                part.group = 1;
                part.blend = 0.016F;
            };
            melt(ellipsoid({0.073F, 0.070F, 0.092F}), {0, 0.137F, -0.012F});
            melt(ellipsoid({0.058F, 0.046F, 0.040F}), {0, 0.135F, 0.050F}, false);
            melt(box({0.040F, 0.030F, 0.026F}, 0.018F), {0, 0.075F, 0.050F});
            melt(box({0.042F, 0.014F, 0.030F}, 0.012F), {0, 0.022F, 0.046F});
            for (const float side : {1.0F, -1.0F}) {
                // Cheekbones, the arch behind them, and the branch of the jaw.
                melt(ellipsoid({0.022F, 0.014F, 0.018F}), {side * 0.046F, 0.088F, 0.060F}, false);
                melt(
                    capsule(0.028F, 0.006F),
                    along({side * 0.056F, 0.090F, 0.050F}, {side * 0.066F, 0.092F, -0.010F}),
                    false
                );
                melt(
                    capsule(0.026F, 0.010F),
                    along({side * 0.052F, 0.082F, -0.004F}, {side * 0.046F, 0.030F, 0.016F}),
                    false
                );
                melt(
                    capsule(0.020F, 0.010F),
                    along({side * 0.046F, 0.028F, 0.014F}, {side * 0.024F, 0.020F, 0.062F}),
                    false
                );
                // Brow over a deep socket.
                melt(
                    capsule(0.016F, 0.009F),
                    along({side * 0.012F, 0.140F, 0.084F}, {side * 0.050F, 0.137F, 0.070F}),
                    false
                );
                skull.detail(
                    ellipsoid({0.0225F, 0.0195F, 0.018F}),
                    {{side * 0.030F, 0.115F, 0.071F}, turn_y(side * 14.0F) * turn_z(side * -10.0F)},
                    hollow
                );
                skull.detail(
                    ellipsoid({0.006F, 0.016F, 0.012F}),
                    {{side * 0.006F, 0.082F, 0.081F}, turn_z(side * 14.0F)},
                    hollow
                );
            }
            // Two rows of teeth with the dark between them.
            skull.detail(box({0.030F, 0.010F, 0.020F}, 0.008F), {0, 0.043F, 0.056F}, hollow);
            for (int i = 0; i < 8; ++i) {
                const float turn = -56.0F + 16.0F * static_cast<float>(i);
                const Vec3 out = rotate(turn_y(turn), {0, 0, 0.036F});
                for (const float y : {0.050F, 0.037F}) {
                    skull.detail(
                        box({0.0046F, 0.0072F, 0.004F}, 0.0018F),
                        {Vec3{out.x, y, 0.044F + out.z}, turn_y(turn)},
                        plain(hex(0xF0E8D2), 0.3F)
                    );
                }
            }
            // The base, on which it stands.
            skull.part(box({0.042F, 0.030F, 0.050F}), {0, 0.038F, -0.030F}, bone).visible = false;
            skull.mass(0.75F);
            skull.restitution(0.25F);
            skull.anchor("top", {0, 0.207F, -0.01F});
            return skull.finish();
        },
};

}  // namespace hibari::world
