#include "world/render/styles/paint.h"

#include <array>
#include <numbers>

namespace hibari::world {
namespace {

/// A 4x4 ordered-dither matrix (Bayer, ICC 1973), centred on zero.
constexpr std::array<float, 16> kBayer{
    0,
    8,
    2,
    10,
    12,
    4,
    14,
    6,
    3,
    11,
    1,
    9,
    15,
    7,
    13,
    5,
};

float paper(int x, int y, float scale, std::uint32_t seed) {
    const auto fx = static_cast<float>(x);
    const auto fy = static_cast<float>(y);
    return 0.5F * value_noise(fx, fy, 2.2F * scale, seed) +
           0.3F * value_noise(fx, fy, 5.0F * scale, seed + 1) +
           0.2F * value_noise(fx, fy, 11.0F * scale, seed + 2);
}

}  // namespace

void brush(Picture& picture, int radius, ThreadPool& pool) {
    const Picture before = picture;
    const int step = radius > 3 ? 2 : 1;
    for_pixels(pool, picture.width, picture.height, [&](int x, int y) {
        float calmest = 1e9F;
        Vec3 best{};
        for (int quadrant = 0; quadrant < 4; ++quadrant) {
            const int sign_x = quadrant % 2 == 0 ? 1 : -1;
            const int sign_y = quadrant < 2 ? 1 : -1;
            Vec3 sum{};
            float square = 0.0F;
            float count = 0.0F;
            for (int dy = 0; dy <= radius; dy += step) {
                for (int dx = 0; dx <= radius; dx += step) {
                    const Vec3& pixel = before.clamped(x + sign_x * dx, y + sign_y * dy);
                    sum = sum + pixel;
                    square += dot(pixel, pixel);
                    count += 1.0F;
                }
            }
            const Vec3 mean = sum * (1.0F / count);
            const float variance = square / count - dot(mean, mean);
            if (variance < calmest) {
                calmest = variance;
                best = mean;
            }
        }
        picture.at(x, y) = best;
    });
}

void watercolour(Picture& picture, std::uint32_t seed, ThreadPool& pool) {
    const Picture wash = picture;
    const float scale = static_cast<float>(picture.height) / 720.0F;
    const float margin = 0.035F * static_cast<float>(picture.height);
    for_pixels(pool, picture.width, picture.height, [&](int x, int y) {
        const auto fx = static_cast<float>(x);
        const auto fy = static_cast<float>(y);
        // The brush wobbles: sample the wash a little off its place.
        const float wobble = 3.0F * scale;
        const float ox = wobble * (value_noise(fx, fy, 18.0F * scale, seed + 7) - 0.5F);
        const float oy = wobble * (value_noise(fx, fy, 18.0F * scale, seed + 8) - 0.5F);
        const int sx = x + static_cast<int>(std::lround(ox));
        const int sy = y + static_cast<int>(std::lround(oy));
        Vec3 color = wash.clamped(sx, sy);
        const Vec3 gradient = wash.clamped(sx + 2, sy) - wash.clamped(sx - 2, sy);
        const Vec3 rise = wash.clamped(sx, sy + 2) - wash.clamped(sx, sy - 2);
        const float edge = clamp01(2.2F * std::sqrt(dot(gradient, gradient) + dot(rise, rise)));
        const float bloom = value_noise(fx, fy, 90.0F * scale, seed + 3) +
                            0.5F * value_noise(fx, fy, 38.0F * scale, seed + 4) - 0.75F;
        const float texture = paper(x, y, scale, seed) - 0.5F;
        // Pigment density in the sense of Bousseau et al., "Interactive watercolor rendering with
        // temporal coherence and abstraction", NPAR 2006, eq. 3: c' = c - (c - c^2)(d - 1).
        const float density = 1.0F + 0.75F * edge + 0.45F * bloom + 0.55F * texture;
        const auto pigment = [density](float c) {
            return clamp01(c - (c - c * c) * (density - 1.0F));
        };
        color = {pigment(color.x), pigment(color.y), pigment(color.z)};
        color = mix(color, Vec3{0.99F, 0.975F, 0.94F}, 0.16F);
        const float inset = std::min(
            std::min(fx, static_cast<float>(picture.width) - 1.0F - fx),
            std::min(fy, static_cast<float>(picture.height) - 1.0F - fy)
        );
        const float ragged = margin * (0.45F + 1.1F * value_noise(fx, fy, 26.0F * scale, seed + 5) +
                                       0.35F * value_noise(fx, fy, 7.0F * scale, seed + 6));
        const float painted = smoothstep(ragged - 2.5F * scale, ragged + 2.5F * scale, inset);
        const float tooth = 0.05F * texture;
        picture.at(x, y) = mix(Vec3{0.975F + tooth, 0.96F + tooth, 0.925F + tooth}, color, painted);
    });
}

void halftone(Picture& picture, float cell, ThreadPool& pool) {
    constexpr float kSteps = 5.0F;
    const float turn = std::numbers::pi_v<float> / 4.0F;
    const float cosine = std::cos(turn);
    const float sine = std::sin(turn);
    for_pixels(pool, picture.width, picture.height, [&](int x, int y) {
        Vec3& pixel = picture.at(x, y);
        const float bright = luminance(pixel);
        const auto step = [](float c) { return std::round(clamp01(c) * kSteps) / kSteps; };
        Vec3 color = saturated(Vec3{step(pixel.x), step(pixel.y), step(pixel.z)}, 1.25F);
        const float u = (static_cast<float>(x) * cosine + static_cast<float>(y) * sine) / cell;
        const float v = (static_cast<float>(y) * cosine - static_cast<float>(x) * sine) / cell;
        const float du = u - std::floor(u) - 0.5F;
        const float dv = v - std::floor(v) - 0.5F;
        const float dark = clamp01(1.0F - bright * 1.45F);
        const float radius = 0.68F * std::sqrt(dark);
        const float dot_cover =
            1.0F - smoothstep(radius - 0.12F, radius + 0.12F, std::hypot(du, dv));
        pixel = mix(color, multiply(color, Vec3{0.35F, 0.33F, 0.45F}), 0.75F * dot_cover);
    });
}

void pixelate(Picture& picture, int count, ThreadPool& pool) {
    const int cell = std::max(2, std::max(picture.width, picture.height) / count);
    const int columns = (picture.width + cell - 1) / cell;
    const int rows = (picture.height + cell - 1) / cell;
    constexpr float kLevels = 7.0F;
    const Picture before = picture;
    for_rows(pool, rows, [&](int row) {
        for (int column = 0; column < columns; ++column) {
            Vec3 sum{};
            float weight = 0.0F;
            for (int dy = 0; dy < cell; ++dy) {
                for (int dx = 0; dx < cell; ++dx) {
                    const int x = column * cell + dx;
                    const int y = row * cell + dy;
                    if (x < picture.width && y < picture.height) {
                        // The middle of a cell decides more than its rim: crisp sprites.
                        const bool middle = dx * 4 >= cell && dx * 4 < 3 * cell && dy * 4 >= cell &&
                                            dy * 4 < 3 * cell;
                        const float share = middle ? 4.0F : 1.0F;
                        sum = sum + before.at(x, y) * share;
                        weight += share;
                    }
                }
            }
            const Vec3 mean = saturated(sum * (1.0F / weight), 1.3F);
            const float dither =
                (kBayer[static_cast<std::size_t>((row % 4) * 4 + column % 4)] / 15.0F - 0.5F) *
                0.55F;
            const auto level = [&](float c) {
                return clamp01(std::round(clamp01(c) * kLevels + dither) / kLevels);
            };
            const Vec3 color{level(mean.x), level(mean.y), level(mean.z)};
            for (int dy = 0; dy < cell; ++dy) {
                for (int dx = 0; dx < cell; ++dx) {
                    const int x = column * cell + dx;
                    const int y = row * cell + dy;
                    if (x < picture.width && y < picture.height) {
                        picture.at(x, y) = color;
                    }
                }
            }
        }
    });
}

}  // namespace hibari::world
