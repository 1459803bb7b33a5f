#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/ink.h"
#include "world/render/styles/paint.h"

namespace hibari::world {

// Sprites of an old console: big square pixels, few colours, dark outlines.
void develop_pixel_art(const Exposure& exposure, Picture& picture) {
    constexpr int kPixelsAcross = 176;
    const float key = key_light(exposure.geometry);
    const CelSteps steps{.shadow = 0.55F, .softness = 0.10F, .saturation = 1.2F};
    paint_cel(picture, exposure.geometry, steps, key, exposure.pool);
    tone(picture, {.exposure = 1.15F, .contrast = 1.12F, .saturation = 1.2F}, exposure.pool);
    const int cell = std::max(2, std::max(picture.width, picture.height) / kPixelsAcross);
    const std::vector<float> ink =
        outlines(exposure.geometry, 0.9F * static_cast<float>(cell), exposure.pool);
    for_pixels(exposure.pool, picture.width, picture.height, [&](int x, int y) {
        Vec3& pixel = picture.at(x, y);
        pixel = mix(pixel, pixel * 0.25F, 0.8F * ink[picture.index(x, y)]);
    });
    pixelate(picture, kPixelsAcross, exposure.pool);
}

}  // namespace hibari::world
