// A smith's anvil, 62 cm long, 90 kg; its horn points to +X.
#include "world/things/build.h"
#include "world/things/thing_list.h"

namespace hibari::world {

const Thing kAnvil{
    .name = "anvil",
    .words = {"anvil", "iron anvil", "blacksmith's anvil"},
    .category = Category::kProp,
    .traits = {.surface = true, .indoor = true, .outdoor = true},
    .usual_size = {0.66F, 0.31F, 0.24F},
    .build =
        [](const Entity& entity, Rng) {
            const Material iron = tinted(
                {.surface = Surface::kMetal,
                 .base = hex(0x3A3C40),
                 .accent = hex(0x26282B),
                 .roughness = 0.45F,
                 .metallic = 0.8F,
                 .scale = 0.05F,
                 .bump = 0.2F}
            );
            const Material face = metal(hex(0x9A9DA2), 0.25F);
            Assembly anvil(entity, Substance::kSteel);
            const auto melt = [&](const Shape& shape, const At& at) {
                Part& part = anvil.part(shape, at, iron);
                part.group = 1;
                part.blend = 0.025F;
            };
            // Feet, waist, and the block under the face.
            melt(box({0.155F, 0.030F, 0.115F}, 0.012F), {0, 0.030F, 0});
            melt(box({0.110F, 0.030F, 0.080F}, 0.012F), {0, 0.075F, 0});
            melt(box({0.072F, 0.060F, 0.050F}, 0.014F), {0, 0.140F, 0});
            melt(box({0.200F, 0.042F, 0.062F}, 0.008F), {-0.045F, 0.245F, 0});
            anvil.part(box({0.205F, 0.010F, 0.065F}, 0.003F), {-0.045F, 0.293F, 0}, face);
            // The step and the horn.
            melt(box({0.045F, 0.036F, 0.056F}, 0.006F), {0.175F, 0.245F, 0});
            melt(
                round_cone(0.085F, 0.052F, 0.008F), along({0.205F, 0.245F, 0}, {0.385F, 0.278F, 0})
            );
            anvil.detail(
                box({0.011F, 0.002F, 0.011F}), {-0.205F, 0.3025F, 0.015F}, plain(hex(0x0A0A0B))
            );
            anvil.detail(
                cylinder(0.002F, 0.008F), {-0.170F, 0.3025F, -0.030F}, plain(hex(0x0A0A0B))
            );
            anvil.mass(90.0F);
            anvil.center_of_mass({0, 0.15F, 0});
            anvil.restitution(0.25F);
            anvil.anchor("top", {-0.045F, 0.303F, 0});
            return anvil.finish();
        },
};

}  // namespace hibari::world
