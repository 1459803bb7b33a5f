#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/lens.h"

namespace hibari::world {

// A camcorder in a restless hand: the shake is in the camera track; here the automatic exposure
// hunts a little and the picture is crisp and plain.
void develop_handheld(const Exposure& exposure, Picture& picture) {
    focus(picture, exposure.geometry, exposure.camera, 0.5F, exposure.pool);
    blur_motion(picture, exposure.geometry, 0.8F, exposure.pool);
    bloom(picture, 1.0F, 0.30F, {1, 1, 1}, exposure.pool);
    vignette(picture, 0.35F, exposure.pool);
    const auto time = static_cast<float>(exposure.time_s());
    const float hunting = 1.0F + 0.05F * std::sin(1.7F * time) * std::sin(0.6F * time + 1.0F);
    const Grade grade{
        .exposure = 0.96F * hunting,
        .balance = {0.93F, 1.0F, 1.07F},
        .contrast = 1.20F,
        .saturation = 0.72F,
        .black = 0.03F,
    };
    tone(picture, grade, exposure.pool);
    sharpen(picture, 0.45F, exposure.pool);
    grain(picture, 0.030F, 1, exposure.frame_seed(), exposure.pool);
}

}  // namespace hibari::world
