#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/lens.h"

namespace hibari::world {

// Silver and shadow: hard black and white, bloom in the lamps, heavy grain.
void develop_noir(const Exposure& exposure, Picture& picture) {
    focus(picture, exposure.geometry, exposure.camera, 1.5F, exposure.pool);
    blur_motion(picture, exposure.geometry, 0.5F, exposure.pool);
    bloom(picture, 0.55F, 0.55F, {1, 1, 1}, exposure.pool);
    vignette(picture, 0.72F, exposure.pool);
    // Orthochromatic film is blind to red and loves blue less than the eye thinks.
    for_pixels(exposure.pool, picture.width, picture.height, [&](int x, int y) {
        Vec3& pixel = picture.at(x, y);
        const float silver = 0.18F * pixel.x + 0.60F * pixel.y + 0.22F * pixel.z;
        pixel = {silver, silver, silver};
    });
    const Grade grade{.exposure = 0.92F, .contrast = 1.55F, .saturation = 0.0F, .black = 0.01F};
    tone(picture, grade, exposure.pool);
    grain(picture, 0.055F, std::max(1, picture.height / 480), exposure.frame_seed(), exposure.pool);
}

}  // namespace hibari::world
