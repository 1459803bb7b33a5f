#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/paint.h"
#include "world/render/styles/sky_painting.h"

namespace hibari::world {

// Washes on rough paper.
void develop_watercolour(const Exposure& exposure, Picture& picture) {
    paint_sky(exposure, picture);
    // Faces and hands get the fine brush.
    brush(picture, std::max(1, picture.height / 360), exposure.pool);
    calm_backdrop(picture, exposure.geometry, std::max(3, picture.height / 110), exposure.pool);
    const Grade grade{
        .exposure = 1.35F,
        .contrast = 0.98F,
        .saturation = 1.75F,
        .black = 0.08F,
    };
    tone(picture, grade, exposure.pool);
    exposure.sheet.prepare(picture.width, picture.height, exposure.seed, exposure.pool);
    watercolour(picture, exposure.sheet, exposure.pool);
}

}  // namespace hibari::world
