#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/lens.h"

namespace hibari::world {

// A good modern camera, left alone.
void develop_photoreal(const Exposure& exposure, Picture& picture) {
    focus(picture, exposure.geometry, exposure.camera, 0.7F, exposure.pool);
    blur_motion(picture, exposure.geometry, 0.5F, exposure.pool);
    bloom(picture, 1.1F, 0.22F, {1, 1, 1}, exposure.pool);
    vignette(picture, 0.12F, exposure.pool);
    tone(picture, {.contrast = 1.10F, .saturation = 1.16F}, exposure.pool);
    grain(picture, 0.010F, 1, exposure.frame_seed(), exposure.pool);
}

}  // namespace hibari::world
