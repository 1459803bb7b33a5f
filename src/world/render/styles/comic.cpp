#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/ink.h"
#include "world/render/styles/paint.h"
#include "world/render/styles/sky_painting.h"

namespace hibari::world {

// Newsprint: heavy ink, flat inks in steps, dots in the shadows, a white gutter around the panel.
void develop_comic(const Exposure& exposure, Picture& picture) {
    const float scale = static_cast<float>(picture.height) / 720.0F;
    const float key = key_light(exposure.geometry);
    const CelSteps steps{
        .shadow = 0.48F, .threshold = 0.38F, .softness = 0.02F, .shadow_tint = {0.85F, 0.80F, 1.0F}
    };
    paint_sky(exposure, picture);
    paint_cel(picture, exposure.geometry, steps, key, exposure.pool);
    tone(picture, {.exposure = 1.12F, .contrast = 1.14F, .saturation = 1.20F}, exposure.pool);
    calm_backdrop(picture, exposure.geometry, std::max(4, picture.height / 64), exposure.pool);
    halftone(picture, std::max(3.0F, 6.5F * scale), exposure.pool);
    const std::vector<float> ink =
        outlines(exposure.geometry, std::max(1.6F, 3.8F * scale), exposure.pool);
    draw_ink(picture, ink, {0.03F, 0.03F, 0.04F}, exposure.pool);
    const int gutter = std::max(4, static_cast<int>(16.0F * scale));
    const int line = std::max(2, static_cast<int>(4.0F * scale));
    for_pixels(exposure.pool, picture, [&](int x, int y) {
        const int inset =
            std::min(std::min(x, picture.width - 1 - x), std::min(y, picture.height - 1 - y));
        if (inset < gutter) {
            picture.at(x, y) = {0.97F, 0.955F, 0.92F};
        } else if (inset < gutter + line) {
            picture.at(x, y) = {0.03F, 0.03F, 0.04F};
        }
    });
}

}  // namespace hibari::world
