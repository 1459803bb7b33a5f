#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/lens.h"

namespace hibari::world {

// Shallow focus, halation, teal shadows against warm light, grain, and a 2.39:1 window.
void develop_cinematic(const Exposure& exposure, Picture& picture) {
    focus(picture, exposure.geometry, exposure.camera, 2.6F, exposure.pool);
    blur_motion(picture, exposure.geometry, 0.5F, exposure.pool);
    bloom(picture, 0.9F, 0.32F, {1.0F, 0.78F, 0.62F}, exposure.pool);
    vignette(picture, 0.34F, exposure.pool);
    const Grade grade{
        .exposure = 0.86F,
        .balance = {1.03F, 1.0F, 0.97F},
        .contrast = 1.24F,
        .saturation = 1.02F,
        .shadows = {-0.050F, 0.022F, 0.070F},
        .highlights = {0.075F, 0.012F, -0.085F},
    };
    tone(picture, grade, exposure.pool);
    grain(picture, 0.030F, std::max(1, picture.height / 540), exposure.frame_seed(), exposure.pool);
    bars(picture, kScopeAspect);
}

}  // namespace hibari::world
