// A column with a bust on top, 2.4 m of pale marble; looks to +Z.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <cmath>

namespace hibari::world {

const Thing kStatue{
    .name = "statue",
    .words = {"statue", "bust", "sculpture", "monument", "trophy", "totem", "obelisk"},
    .category = Category::kScenery,
    .traits = {.surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.8F, 2.4F, 0.8F},
    .build =
        [](const Entity& entity, Rng) {
            const Material marble = tinted(
                {.surface = Surface::kRock,
                 .base = hex(0xE7E3DA),
                 .accent = hex(0xB9B3A8),
                 .roughness = 0.25F,
                 .scale = 0.6F,
                 .bump = 0.02F}
            );
            Assembly statue(entity, Substance::kStone);
            statue.part(box({0.38F, 0.07F, 0.38F}, 0.02F), {0, 0.07F, 0}, marble);
            statue.part(box({0.32F, 0.05F, 0.32F}, 0.02F), {0, 0.19F, 0}, marble);
            statue.part(cone(0.62F, 0.24F, 0.21F), {0, 0.86F, 0}, marble);
            for (int i = 0; i < 16; ++i) {
                const Vec3 out = rotate(turn_y(22.5F * static_cast<float>(i)), {1, 0, 0});
                statue.thin_rod(
                    out * 0.235F + Vec3{0, 0.30F, 0},
                    out * 0.208F + Vec3{0, 1.42F, 0},
                    0.022F,
                    marble
                );
            }
            statue.detail(torus(0.24F, 0.05F), {0, 0.28F, 0}, marble);
            statue.detail(torus(0.22F, 0.04F), {0, 1.47F, 0}, marble);
            statue.part(box({0.29F, 0.05F, 0.29F}, 0.015F), {0, 1.55F, 0}, marble);
            const auto carved = [&](const Shape& shape, const At& at, float blend) {
                Part& part = statue.part(shape, at, marble);
                part.group = 1;
                part.blend = blend;
            };
            carved(cylinder(0.05F, 0.12F, 0.02F), {0, 1.65F, 0}, 0.03F);
            carved(ellipsoid({0.24F, 0.13F, 0.13F}), {0, 1.77F, -0.01F}, 0.04F);
            carved(cone(0.08F, 0.078F, 0.062F), {0, 1.95F, -0.005F}, 0.03F);
            carved(ellipsoid({0.092F, 0.122F, 0.105F}), {0, 2.14F, 0.015F}, 0.02F);
            carved(ellipsoid({0.060F, 0.045F, 0.050F}), {0, 2.065F, 0.050F}, 0.02F);
            const auto feature = [&](Vec3 half, Vec3 at, float tilt) {
                statue.detail(ellipsoid(half), {at, turn_x(tilt)}, marble);
            };
            feature({0.014F, 0.032F, 0.020F}, {0, 2.132F, 0.116F}, -14);
            feature({0.028F, 0.007F, 0.012F}, {0, 2.086F, 0.105F}, 0);
            feature({0.024F, 0.008F, 0.012F}, {0, 2.074F, 0.100F}, 0);
            for (const float x : {-1.0F, 1.0F}) {
                feature({0.026F, 0.007F, 0.012F}, {x * 0.038F, 2.176F, 0.106F}, 0);
                feature({0.016F, 0.010F, 0.010F}, {x * 0.036F, 2.152F, 0.104F}, 0);
                feature({0.012F, 0.030F, 0.020F}, {x * 0.094F, 2.135F, 0.0F}, 0);
            }
            // Curls around a cap of hair.
            statue.detail(ellipsoid({0.100F, 0.085F, 0.112F}), {0, 2.205F, -0.018F}, marble);
            for (int i = 0; i < 22; ++i) {
                const float turn = 2.4F * static_cast<float>(i);
                const float y = 0.15F + 0.85F * (static_cast<float>(i) + 0.5F) / 22.0F;
                const float ring = std::sqrt(1.0F - y * y);
                statue.detail(
                    sphere(0.022F),
                    {0.098F * ring * std::cos(turn),
                     2.19F + 0.09F * y,
                     -0.018F + 0.110F * ring * std::sin(turn)},
                    marble
                );
            }
            statue.mass(420.0F);
            return statue.finish();
        },
};

}  // namespace hibari::world
