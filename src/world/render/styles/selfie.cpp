#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/lens.h"

namespace hibari::world {

// A phone at arm's length: short lens, everything sharp, bright skin, busy sharpening.
void develop_selfie(const Exposure& exposure, Picture& picture) {
    bend(picture, 0.15F, exposure.pool);
    bloom(picture, 0.6F, 0.22F, {1.0F, 0.97F, 0.95F}, exposure.pool);
    vignette(picture, 0.16F, exposure.pool);
    const Grade grade{
        .exposure = 1.20F,
        .balance = {1.04F, 1.0F, 0.97F},
        .contrast = 1.06F,
        .saturation = 1.28F,
        .black = 0.02F,
    };
    tone(picture, grade, exposure.pool);
    sharpen(picture, 0.55F, exposure.pool);
}

}  // namespace hibari::world
