// A pair of alpine skis, 1.65 m, side by side with their bindings; the tips point to +Z. "deck" is
// between the boots.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kSki{
    .name = "ski",
    .words = {"ski", "pair of skis", "cross country ski"},
    .category = Category::kGear,
    .traits = {.rideable = true, .floats = true, .surface = true, .outdoor = true},
    .usual_size = {0.36F, 0.16F, 1.70F},
    .build =
        [](const Entity& entity, Rng) {
            const Material top = tinted(paint(hex(0xC4262C), 0.2F));
            const Material white = paint(entity.accent.value_or(hex(0xF2F2EE)), 0.25F);
            const Material steel = metal(hex(0xB8BCC0), 0.25F);
            const Material dark = plastic(hex(0x1C1E22), 0.4F);
            Assembly skis(entity, Substance::kPlastic);
            skis.link("deck");
            for (const float side : {1.0F, -1.0F}) {
                const float x = 0.125F * side;
                skis.part(box({0.042F, 0.008F, 0.62F}, 0.004F), {x, 0.010F, -0.06F}, top);
                skis.detail(box({0.044F, 0.003F, 0.62F}), {x, 0.004F, -0.06F}, steel);
                // The shovel bends up in three steps and ends in a point.
                for (int i = 0; i < 3; ++i) {
                    const auto n = static_cast<float>(i);
                    skis.part(
                        box({0.044F - 0.006F * n, 0.007F, 0.060F}, 0.004F),
                        {{x, 0.014F + 0.012F * n + 0.010F * n * n, 0.61F + 0.095F * n},
                         turn_x(-8.0F - 10.0F * n)},
                        i == 1 ? white : top
                    );
                }
                skis.detail(
                    ellipsoid({0.028F, 0.007F, 0.05F}), {{x, 0.085F, 0.845F}, turn_x(-34)}, top
                );
                skis.detail(box({0.043F, 0.0015F, 0.07F}, 0.001F), {x, 0.0185F, -0.52F}, white);
                // Toe piece, heel piece, and the plate between them.
                skis.detail(box({0.034F, 0.008F, 0.19F}, 0.004F), {x, 0.026F, -0.03F}, dark);
                skis.detail(box({0.032F, 0.022F, 0.035F}, 0.012F), {x, 0.050F, 0.145F}, steel);
                skis.detail(box({0.030F, 0.030F, 0.045F}, 0.014F), {x, 0.056F, -0.205F}, steel);
            }
            // What holds them together while nobody wears them.
            skis.part(box({0.125F, 0.006F, 0.20F}), {0, 0.010F, -0.03F}, dark).visible = false;
            skis.mass(5.2F);
            skis.friction(0.05F);
            skis.anchor("deck", {0, 0.036F, 0});
            return skis.finish();
        },
};

}  // namespace hibari::world
