// A sitting teddy bear, 45 cm; looks to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kTeddyBear{
    .name = "teddy_bear",
    .words =
        {"teddy bear", "teddy", "stuffed animal", "plush toy", "plushie", "soft toy", "toy", "doll"
        },
    .category = Category::kProp,
    .traits = {.holdable = true, .floats = true, .indoor = true, .outdoor = true},
    .usual_size = {0.36F, 0.46F, 0.34F},
    .build =
        [](const Entity& entity, Rng) {
            const Material fur = tinted(
                {.surface = Surface::kFur,
                 .base = hex(0xA9743F),
                 .accent = hex(0x80552C),
                 .roughness = 0.9F,
                 .scale = 0.012F,
                 .bump = 0.5F}
            );
            const Material pale{
                .surface = Surface::kFur,
                .base = hex(0xDDB98A),
                .accent = hex(0xBE9764),
                .roughness = 0.9F,
                .scale = 0.01F,
                .bump = 0.4F
            };
            Assembly bear(entity, Substance::kFabric);
            const auto plush = [&](const Shape& shape, const At& at) {
                Part& part = bear.part(shape, at, fur);
                part.group = 1;
                part.blend = 0.02F;
            };
            plush(ellipsoid({0.11F, 0.125F, 0.10F}), {0, 0.135F, 0});
            plush(ellipsoid({0.095F, 0.085F, 0.085F}), {0, 0.325F, 0.01F});
            for (const float x : {-1.0F, 1.0F}) {
                plush(
                    round_cone(0.055F, 0.052F, 0.05F),
                    along({x * 0.075F, 0.06F, 0.04F}, {x * 0.10F, 0.055F, 0.14F})
                );
                plush(
                    round_cone(0.05F, 0.042F, 0.040F),
                    along({x * 0.10F, 0.20F, 0.01F}, {x * 0.145F, 0.12F, 0.06F})
                );
                plush(ellipsoid({0.034F, 0.034F, 0.018F}), {x * 0.078F, 0.395F, 0.0F});
                bear.detail(
                    ellipsoid({0.022F, 0.022F, 0.010F}), {x * 0.078F, 0.395F, 0.014F}, pale
                );
                bear.detail(
                    ellipsoid({0.034F, 0.036F, 0.012F}), {x * 0.103F, 0.056F, 0.185F}, pale
                );
                bear.detail(
                    sphere(0.011F), {x * 0.036F, 0.343F, 0.088F}, plastic(hex(0x120D0A), 0.05F)
                );
            }
            bear.detail(ellipsoid({0.045F, 0.036F, 0.035F}), {0, 0.302F, 0.078F}, pale);
            bear.detail(ellipsoid({0.07F, 0.08F, 0.03F}), {0, 0.13F, 0.075F}, pale);
            bear.detail(
                ellipsoid({0.015F, 0.010F, 0.009F}),
                {0, 0.318F, 0.112F},
                plastic(hex(0x120D0A), 0.1F)
            );
            bear.detail(
                torus(0.068F, 0.012F), {0, 0.252F, 0.005F}, fabric(bear.accent_or(hex(0xB3242B)))
            );
            for (const float x : {-0.03F, 0.03F}) {
                bear.detail(
                    ellipsoid({0.028F, 0.017F, 0.010F}),
                    {{x, 0.245F, 0.082F}, turn_z(x * 300.0F)},
                    fabric(bear.accent_or(hex(0xB3242B)))
                );
            }
            bear.mass(0.5F);
            bear.restitution(0.2F);
            return bear.finish();
        },
};

}  // namespace hibari::world
