#include "world/render/compose.h"
#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/ink.h"
#include "world/render/styles/lens.h"

#include <cmath>

namespace hibari::world {

namespace {

/// Makes one hard lamp of the light: shadows fall deeper, skies go dark, and in rooms the light
/// comes through a blind.
void harden(const Exposure& exposure, Picture& picture) {
    constexpr float kSlat_m = 0.46F;
    const GBuffer& geometry = exposure.geometry;
    const FrameCamera camera = to_camera(exposure.camera);
    const float per_pixel = 2.0F * camera.tan_half_fov_y / static_cast<float>(picture.height);
    const float key = key_light(geometry);
    const bool room = exposure.environment.place != nullptr && exposure.environment.place->indoor;
    for_pixels(exposure.pool, picture, [&](int x, int y) {
        const std::size_t here = picture.index(x, y);
        const float depth = geometry.depth[here];
        if (depth >= GBuffer::kFar) {
            picture.pixels[here] = picture.pixels[here] * (room ? 0.6F : 0.30F);
            return;
        }
        const float level = luminance(geometry.light[here]) / key;
        float factor = mix(0.34F, 1.05F, smoothstep(0.25F, 0.85F, level));
        if (room) {
            const float right = (static_cast<float>(x) - 0.5F * static_cast<float>(picture.width));
            const float up = (0.5F * static_cast<float>(picture.height) - static_cast<float>(y));
            const Vec3 at = camera.position + (camera.forward + camera.right * (right * per_pixel) +
                                               camera.up * (up * per_pixel)) *
                                                  depth;
            const float slat = (at.y + 0.30F * at.x + 0.55F * at.z) / kSlat_m;
            const float edge = 0.06F + 1.5F * depth * per_pixel / kSlat_m;
            const float from_middle = std::abs(slat - std::floor(slat) - 0.5F);
            const float seen = smoothstep(1.2F, 0.4F, edge);
            const float open = smoothstep(0.24F - edge, 0.24F + edge, from_middle);
            // Floors keep most of their light: bars there would hide who stands on them.
            const float upright = 1.0F - 0.75F * std::abs(geometry.normal[here].y);
            factor *= mix(1.0F, mix(0.45F, 1.15F, open), seen * upright);
        }
        picture.pixels[here] = picture.pixels[here] * factor;
    });
}

}  // namespace

// Silver and shadow: hard black and white, bloom in the lamps, heavy grain.
void develop_noir(const Exposure& exposure, Picture& picture) {
    focus(picture, exposure.geometry, exposure.camera, 1.5F, exposure.pool);
    blur_motion(picture, exposure.geometry, 0.5F, exposure.pool);
    harden(exposure, picture);
    bloom(picture, 0.55F, 0.55F, {1, 1, 1}, exposure.pool);
    vignette(picture, 0.60F, exposure.pool);
    // Orthochromatic film is blind to red and loves blue less than the eye thinks.
    for_pixels(exposure.pool, picture, [&](int x, int y) {
        Vec3& pixel = picture.at(x, y);
        const float silver = 0.18F * pixel.x + 0.60F * pixel.y + 0.22F * pixel.z;
        pixel = {silver, silver, silver};
    });
    const Grade grade{.exposure = 1.0F, .contrast = 1.36F, .saturation = 0.0F, .black = 0.01F};
    tone(picture, grade, exposure.pool);
    grain(picture, 0.055F, std::max(1, picture.height / 480), exposure.frame_seed(), exposure.pool);
}

}  // namespace hibari::world
