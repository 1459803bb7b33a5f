#include "world/render/styles/develop.h"
#include "world/render/styles/film.h"
#include "world/render/styles/lens.h"

#include <array>

namespace hibari::world {
namespace {

constexpr int kLights = 22;
constexpr std::array<Vec3, 5> kColors{
    Vec3{1.0F, 0.25F, 0.18F},
    Vec3{1.0F, 0.75F, 0.25F},
    Vec3{0.25F, 0.9F, 0.4F},
    Vec3{0.35F, 0.6F, 1.0F},
    Vec3{1.0F, 0.45F, 0.8F},
};

/// A string of out-of-focus fairy lights along the top, twinkling.
void string_lights(const Exposure& exposure, Picture& picture) {
    const auto width = static_cast<float>(picture.width);
    const auto height = static_cast<float>(picture.height);
    const auto time = static_cast<float>(exposure.time_s());
    for (int i = 0; i < kLights; ++i) {
        const auto number = static_cast<std::uint32_t>(i);
        const float along = (static_cast<float>(i) + 0.5F) / kLights;
        const float sag = std::abs(std::sin(along * 3.0F * kPi));
        const float cx = along * width;
        const float cy =
            height * (0.015F + 0.075F * sag + 0.01F * hash01(number, 1U, exposure.seed));
        const float radius = height * (0.024F + 0.014F * hash01(number, 2U, exposure.seed));
        const float phase = 6.28F * hash01(number, 3U, exposure.seed);
        const float glow = 0.55F + 0.45F * std::sin(3.1F * time + phase);
        const Vec3& color = kColors[number % kColors.size()];
        const int reach = static_cast<int>(2.4F * radius);
        for (int y = std::max(0, static_cast<int>(cy) - reach);
             y <= std::min(picture.height - 1, static_cast<int>(cy) + reach);
             ++y) {
            for (int x = std::max(0, static_cast<int>(cx) - reach);
                 x <= std::min(picture.width - 1, static_cast<int>(cx) + reach);
                 ++x) {
                const float distance =
                    std::hypot(static_cast<float>(x) - cx, static_cast<float>(y) - cy) / radius;
                const float disc = 0.75F * (1.0F - smoothstep(0.88F, 1.05F, distance));
                const float halo = 0.35F * std::exp(-1.6F * distance * distance);
                picture.at(x, y) = picture.at(x, y) + color * ((disc + halo) * glow);
            }
        }
    }
}

}  // namespace

// A holiday evening: warm light, red and green, a garland of lights.
void develop_festive(const Exposure& exposure, Picture& picture) {
    focus(picture, exposure.geometry, exposure.camera, 1.6F, exposure.pool);
    blur_motion(picture, exposure.geometry, 0.5F, exposure.pool);
    bloom(picture, 0.6F, 0.55F, {1.0F, 0.8F, 0.55F}, exposure.pool);
    vignette(picture, 0.50F, exposure.pool);
    const Grade grade{
        .exposure = 0.66F,
        .balance = {1.20F, 0.96F, 0.78F},
        .contrast = 1.14F,
        .saturation = 1.30F,
        .shadows = {0.030F, 0.0F, 0.015F},
        .highlights = {0.030F, 0.015F, -0.025F},
    };
    tone(picture, grade, exposure.pool);
    string_lights(exposure, picture);
}

}  // namespace hibari::world
