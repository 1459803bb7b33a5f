// A tumbleweed, 75 cm of dry twigs that the wind rolls along.
#include "world/things/build.h"
#include "world/things/thing_list.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

const Thing kTumbleweed{
    .name = "tumbleweed",
    .words = {"tumbleweed", "tumble weed"},
    .category = Category::kProp,
    .traits = {.floats = true, .outdoor = true},
    .usual_size = {0.76F, 0.76F, 0.76F},
    .build =
        [](const Entity& entity, Rng rng) {
            constexpr float kRadius = 0.37F;
            const Vec3 middle{0, kRadius, 0};
            Assembly weed(entity, Substance::kFoliage);
            weed.part(sphere(kRadius), middle, plain(hex(0x9A7A4C))).visible = false;
            // Branches leave the root, fork, and bend along the ball.
            for (int i = 0; i < 46; ++i) {
                Rng one = rng.split(i);
                const float up = 1.0F - 2.0F * (static_cast<float>(i) + 0.5F) / 46.0F;
                const float ring = std::sqrt(std::max(0.0F, 1.0F - up * up));
                const float turn = 2.4F * static_cast<float>(i);
                const Vec3 out{ring * std::cos(turn), up, ring * std::sin(turn)};
                const Vec3 aside = normalize(cross(out, {one.uniform(-1.0F, 1.0F), 1.0F, 0.3F}));
                const Material twig =
                    tinted(wood(lerp(hex(0x8A6A3E), hex(0xC2A46C), one.uniform(0.0F, 1.0F)), 0.03F)
                    );
                const Vec3 knee =
                    middle + (out * 0.50F + aside * one.uniform(-0.25F, 0.25F)) * kRadius;
                const Vec3 fork =
                    middle + (out * 0.84F + aside * one.uniform(0.05F, 0.30F)) * kRadius;
                weed.thin_rod(middle + out * 0.05F, knee, 0.0055F, twig);
                weed.thin_rod(knee, fork, 0.0042F, twig);
                for (int k = 0; k < 3; ++k) {
                    const float swing = -0.55F + 0.55F * static_cast<float>(k);
                    const Vec3 tip =
                        middle + normalize(
                                     out + aside * (swing + one.uniform(-0.15F, 0.15F)) +
                                     cross(out, aside) * one.uniform(-0.5F, 0.5F)
                                 ) * (kRadius * one.uniform(0.92F, 1.0F));
                    weed.thin_rod(fork, tip, 0.0028F, twig);
                    const Vec3 bent =
                        middle + normalize(tip - middle + aside * 0.12F) * (kRadius * 0.98F);
                    weed.thin_rod(tip, bent, 0.0018F, twig);
                }
            }
            weed.mass(1.0F);
            weed.restitution(0.45F);
            weed.friction(0.6F);
            weed.rolling_friction(0.004F);
            return weed.finish();
        },
};

}  // namespace hibari::world
