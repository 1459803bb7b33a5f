#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/lens.h"

namespace hibari::world {

// Shallow focus, halation, teal shadows against warm light, grain, and a 2.39:1 window.
void develop_cinematic(const Exposure& exposure, Picture& picture) {
    constexpr float kScopeAspect = 2.39F;
    focus(picture, exposure.geometry, exposure.camera, 2.2F, exposure.pool);
    blur_motion(picture, exposure.geometry, 0.5F, exposure.pool);
    bloom(picture, 0.75F, 0.38F, {1.0F, 0.78F, 0.62F}, exposure.pool);
    vignette(picture, 0.34F, exposure.pool);
    const Grade grade{
        .exposure = 0.96F,
        .balance = {1.03F, 1.0F, 0.97F},
        .contrast = 1.16F,
        .saturation = 0.92F,
        .shadows = {-0.022F, 0.010F, 0.040F},
        .highlights = {0.045F, 0.014F, -0.040F},
    };
    tone(picture, grade, exposure.pool);
    grain(picture, 0.030F, std::max(1, picture.height / 540), exposure.frame_seed(), exposure.pool);
    bars(picture, kScopeAspect);
}

}  // namespace hibari::world
