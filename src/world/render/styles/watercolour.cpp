#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/paint.h"

namespace hibari::world {

// Washes on rough paper.
void develop_watercolour(const Exposure& exposure, Picture& picture) {
    brush(picture, std::max(3, picture.height / 110), exposure.pool);
    const Grade grade{
        .exposure = 1.25F,
        .contrast = 0.92F,
        .saturation = 1.35F,
        .black = 0.10F,
    };
    tone(picture, grade, exposure.pool);
    watercolour(picture, exposure.seed, exposure.pool);
}

}  // namespace hibari::world
