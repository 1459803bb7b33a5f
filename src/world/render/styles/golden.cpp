#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/lens.h"

namespace hibari::world {

// The last hour of sun: warm haze, long glow, soft contrast.
void develop_golden(const Exposure& exposure, Picture& picture) {
    focus(picture, exposure.geometry, exposure.camera, 1.2F, exposure.pool);
    blur_motion(picture, exposure.geometry, 0.5F, exposure.pool);
    bloom(picture, 0.7F, 0.50F, {1.0F, 0.70F, 0.36F}, exposure.pool);
    const Grade grade{
        .exposure = 0.84F,
        .balance = {1.50F, 0.88F, 0.52F},
        .contrast = 1.16F,
        .saturation = 1.16F,
        .shadows = {0.050F, 0.012F, -0.012F},
        .highlights = {0.030F, 0.012F, -0.055F},
        .black = 0.02F,
    };
    tone(picture, grade, exposure.pool);
    // A veil of light from the upper corner, as of a sun just outside the frame.
    const auto width = static_cast<float>(picture.width);
    const auto height = static_cast<float>(picture.height);
    for_pixels(exposure.pool, picture, [&](int x, int y) {
        const float dx = (static_cast<float>(x) - 0.92F * width) / width;
        const float dy = (static_cast<float>(y) + 0.05F * height) / width;
        const float veil = 0.30F * std::exp(-5.0F * (dx * dx + dy * dy));
        Vec3& pixel = picture.at(x, y);
        const Vec3 sun{1.0F, 0.70F, 0.30F};
        pixel = pixel + multiply(Vec3{1, 1, 1} - clamp01(pixel), sun) * veil;
    });
    grain(picture, 0.014F, 1, exposure.frame_seed(), exposure.pool);
}

}  // namespace hibari::world
