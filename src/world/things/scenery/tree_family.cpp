#include "world/things/scenery/tree_family.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

void add_crown(Assembly& plant, const Crown& crown, Rng rng) {
    const float smallest = std::min({crown.half.x, crown.half.y, crown.half.z});
    // Points spread evenly over the sphere by the golden angle, then shaken a little.
    constexpr float kGoldenAngle = 2.39996323F;
    for (int i = 0; i < crown.clumps; ++i) {
        Rng one = rng.split(i);
        const float y =
            1.0F - 2.0F * (static_cast<float>(i) + 0.5F) / static_cast<float>(crown.clumps);
        const float ring = std::sqrt(1.0F - y * y);
        const float turn = kGoldenAngle * static_cast<float>(i) + one.uniform(-0.3F, 0.3F);
        const float out = one.uniform(0.55F, 0.80F);
        const Vec3 direction{ring * std::cos(turn), y, ring * std::sin(turn)};
        const float size = smallest * crown.clump_size * one.uniform(0.8F, 1.25F);
        // Clumps that see the sky are brighter; each differs a little.
        const float light = lerp(0.78F, 1.15F, 0.5F + 0.5F * y) * one.uniform(0.88F, 1.12F);
        const Vec3 hue{light * one.uniform(0.9F, 1.12F), light, light * one.uniform(0.85F, 1.05F)};
        plant.detail(
            ellipsoid({size * one.uniform(0.95F, 1.2F), size * one.uniform(0.7F, 0.9F), size}),
            {crown.center + direction * crown.half * out, turn_y(one.uniform(0.0F, 360.0F))},
            tinted(foliage(crown.color * hue))
        );
    }
    // The dense heart closes the gaps.
    plant.detail(ellipsoid(crown.half * 0.72F), crown.center, tinted(foliage(crown.color * 0.6F)));
}

}  // namespace hibari::world
