#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/ink.h"
#include "world/render/styles/paint.h"
#include "world/render/styles/sky_painting.h"

namespace hibari::world {

// Sprites of an old console: big square pixels, few colours, dark outlines.
void develop_pixel_art(const Exposure& exposure, Picture& picture) {
    constexpr int kPixelsAcross = 176;
    const float key = key_light(exposure.geometry);
    const CelSteps steps{.shadow = 0.60F, .softness = 0.06F, .saturation = 1.25F};
    paint_sky(exposure, picture);
    paint_cel(picture, exposure.geometry, steps, key, exposure.pool);
    tone(picture, {.exposure = 1.08F, .contrast = 1.10F, .saturation = 1.15F}, exposure.pool);
    const int cell = std::max(2, std::max(picture.width, picture.height) / kPixelsAcross);
    const std::vector<float> ink =
        outlines(exposure.geometry, 0.75F * static_cast<float>(cell), exposure.pool);
    for_pixels(exposure.pool, picture, [&](int x, int y) {
        Vec3& pixel = picture.at(x, y);
        pixel = mix(pixel, pixel * 0.25F, 0.75F * ink[picture.index(x, y)]);
    });
    pixelate(picture, exposure.geometry, kPixelsAcross, exposure.pool);
}

}  // namespace hibari::world
