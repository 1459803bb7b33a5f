#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/ink.h"
#include "world/render/styles/lens.h"
#include "world/render/styles/paint.h"
#include "world/render/styles/sky_painting.h"

namespace hibari::world {

// Cel shading with a dark outline in front of a painted background.
void develop_anime(const Exposure& exposure, Picture& picture) {
    const GBuffer& geometry = exposure.geometry;
    paint_sky(exposure, picture);
    Picture painted = picture;
    const int radius = std::max(2, picture.height / 160);
    brush(painted, radius, exposure.pool);
    const float key = key_light(geometry);
    paint_cel(
        picture,
        geometry,
        {.shadow = 0.60F,
         .threshold = 0.38F,
         .softness = 0.03F,
         .shadow_tint = {0.74F, 0.72F, 1.12F}},
        key,
        exposure.pool
    );
    for_pixels(exposure.pool, picture, [&](int x, int y) {
        // Sky, ground and water are gouache, bodies are cels.
        const std::size_t here = picture.index(x, y);
        if (geometry.entity[here] == 0 && geometry.depth[here] < GBuffer::kFar) {
            picture.pixels[here] = mix(picture.pixels[here], painted.pixels[here], 0.75F);
        }
    });
    bloom(picture, 1.05F, 0.22F, {1.0F, 0.95F, 0.98F}, exposure.pool);
    const Grade grade{
        .exposure = 1.0F,
        .contrast = 1.10F,
        .saturation = 1.42F,
        .shadows = {0.015F, 0.010F, 0.050F},
        .highlights = {0.010F, 0.0F, 0.015F},
    };
    tone(picture, grade, exposure.pool);
    const float width_px = std::max(1.0F, static_cast<float>(picture.height) / 460.0F);
    draw_ink(
        picture, outlines(geometry, width_px, exposure.pool), {0.09F, 0.06F, 0.12F}, exposure.pool
    );
}

}  // namespace hibari::world
