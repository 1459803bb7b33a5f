#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/lens.h"

namespace hibari::world {
namespace {

// The caster gives low-poly scenes faceted normals (compose.h); here light becomes flat and clean.
constexpr float kLightSteps = 7.0F;

}  // namespace

void develop_low_poly(const Exposure& exposure, Picture& picture) {
    const GBuffer& geometry = exposure.geometry;
    for_pixels(exposure.pool, picture.width, picture.height, [&](int x, int y) {
        const std::size_t here = picture.index(x, y);
        if (geometry.depth[here] >= GBuffer::kFar) {
            return;
        }
        const float bright = luminance(geometry.light[here]);
        const float stepped = (std::floor(bright * kLightSteps) + 0.5F) / kLightSteps;
        const float factor = mix(1.0F, stepped / std::max(bright, 0.02F), 0.35F);
        picture.pixels[here] = picture.pixels[here] * factor;
    });
    vignette(picture, 0.10F, exposure.pool);
    const Grade grade{
        .exposure = 1.12F,
        .contrast = 1.04F,
        .saturation = 1.28F,
        .shadows = {0.03F, 0.02F, 0.06F},
    };
    tone(picture, grade, exposure.pool);
}

}  // namespace hibari::world
