#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"

namespace hibari::world {

// A studio broadcast: even, bright, sharp, and a lower third in station colours.
void develop_news(const Exposure& exposure, Picture& picture) {
    const Grade grade{
        .exposure = 1.12F,
        .balance = {0.98F, 1.0F, 1.05F},
        .contrast = 1.10F,
        .saturation = 1.10F,
    };
    tone(picture, grade, exposure.pool);
    sharpen(picture, 0.40F, exposure.pool);
}

}  // namespace hibari::world
