#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/lens.h"

namespace hibari::world {
namespace {

/// Rounded window of a small film gate, with a soft edge.
float gate(const Picture& picture, int x, int y) {
    const float half_width = 0.5F * static_cast<float>(picture.width);
    const float half_height = 0.5F * static_cast<float>(picture.height);
    const float corner = 0.16F * half_height;
    const float margin = 0.025F * half_height;
    const float dx = std::abs(static_cast<float>(x) + 0.5F - half_width);
    const float dy = std::abs(static_cast<float>(y) + 0.5F - half_height);
    const float ox = std::max(0.0F, dx - (half_width - margin - corner));
    const float oy = std::max(0.0F, dy - (half_height - margin - corner));
    return 1.0F - smoothstep(corner - 0.02F * half_height, corner, std::hypot(ox, oy));
}

}  // namespace

// Home movies: faded dyes, a leak of light, dust, a projector that breathes.
void develop_nostalgic(const Exposure& exposure, Picture& picture) {
    focus(picture, exposure.geometry, exposure.camera, 1.0F, exposure.pool);
    blur_motion(picture, exposure.geometry, 0.5F, exposure.pool);
    bloom(picture, 0.6F, 0.45F, {1.0F, 0.75F, 0.55F}, exposure.pool);
    const std::uint32_t seed = exposure.frame_seed();
    const float lamp = 1.0F + 0.06F * (hash01(seed, 1U, 9U) - 0.5F);
    const Grade grade{
        .exposure = 0.92F * lamp,
        .balance = {1.20F, 1.0F, 0.72F},
        .contrast = 1.02F,
        .saturation = 0.80F,
        .shadows = {0.060F, 0.025F, 0.030F},
        .highlights = {0.020F, 0.0F, -0.070F},
        .black = 0.07F,
        .white = 0.96F,
    };
    tone(picture, grade, exposure.pool);
    const auto time = static_cast<float>(exposure.time_s());
    for_pixels(exposure.pool, picture, [&](int x, int y) {
        const float u = static_cast<float>(x) / static_cast<float>(picture.width);
        const float v = static_cast<float>(y) / static_cast<float>(picture.height);
        const float leak =
            0.38F * std::exp(-9.0F * u) * (0.55F + 0.45F * std::sin(0.9F * time + 3.0F * v));
        Vec3& pixel = picture.at(x, y);
        pixel = pixel + Vec3{0.95F, 0.42F, 0.12F} * std::max(0.0F, leak);
    });
    grain(picture, 0.045F, std::max(1, picture.height / 420), seed, exposure.pool);
    dust(picture, 1.0F, seed);
    for_pixels(exposure.pool, picture, [&](int x, int y) {
        picture.at(x, y) = picture.at(x, y) * gate(picture, x, y);
    });
}

}  // namespace hibari::world
