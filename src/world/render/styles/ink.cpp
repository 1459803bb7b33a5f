#include "world/render/styles/ink.h"

namespace hibari::world {
namespace {

/// Pixels between the samples that the key light is estimated from.
constexpr int kKeyStride = 7;
/// Folds are drawn up to here, in full up to half of it.
constexpr float kFoldsFar_m = 9.0F;
constexpr float kFoldsNear_m = 4.5F;
/// Beyond this distance lines grow thinner, so that small figures keep their faces.
constexpr float kBoldLine_m = 3.5F;
constexpr float kThinnest = 0.4F;

float edge_between(const GBuffer& geometry, std::size_t a, std::size_t b) {
    if (geometry.entity[a] != geometry.entity[b]) {
        return 1.0F;
    }
    const float near_depth = std::min(geometry.depth[a], geometry.depth[b]);
    if (near_depth >= GBuffer::kFar) {
        return 0.0F;
    }
    const float gap = std::abs(geometry.depth[a] - geometry.depth[b]);
    const float step = smoothstep(0.04F, 0.09F, gap / near_depth);
    const float body =
        geometry.body[a] != geometry.body[b] && geometry.entity[a] == 0 ? 0.7F : 0.0F;
    // Far away a fold is finer than the pen.
    const float fold =
        smoothstep(0.55F, 0.95F, 1.0F - dot(geometry.normal[a], geometry.normal[b])) *
        smoothstep(kFoldsFar_m, kFoldsNear_m, near_depth);
    return std::max({step, body, 0.8F * fold});
}

}  // namespace

std::vector<float> outlines(const GBuffer& geometry, float width_px, ThreadPool& pool) {
    const int width = geometry.width;
    const int height = geometry.height;
    const auto at = [&](int x, int y) {
        return static_cast<std::size_t>(std::clamp(y, 0, height - 1)) *
                   static_cast<std::size_t>(width) +
               static_cast<std::size_t>(std::clamp(x, 0, width - 1));
    };
    std::vector<float> thin(geometry.depth.size());
    std::vector<float> pen(geometry.depth.size());
    for_pixels(pool, width, height, [&](int x, int y) {
        const std::size_t here = at(x, y);
        const float nearest = std::min(
            {geometry.depth[here], geometry.depth[at(x + 1, y)], geometry.depth[at(x, y + 1)]}
        );
        pen[here] = std::clamp(kBoldLine_m / std::max(nearest, 0.1F), kThinnest, 1.0F);
        thin[here] = std::max(
            {edge_between(geometry, here, at(x + 1, y)),
             edge_between(geometry, here, at(x, y + 1)),
             0.7F * edge_between(geometry, here, at(x + 1, y + 1))}
        );
    });
    // Most tiles hold no edge at all; rows of tiles belong to one task.
    const int tiles_x = (width + kRowsPerTask - 1) / kRowsPerTask;
    const int tiles_y = (height + kRowsPerTask - 1) / kRowsPerTask;
    std::vector<std::uint8_t> drawn(static_cast<std::size_t>(tiles_x * tiles_y), 0);
    for_pixels(pool, width, height, [&](int x, int y) {
        if (thin[at(x, y)] > 0.0F) {
            drawn[static_cast<std::size_t>(y / kRowsPerTask * tiles_x + x / kRowsPerTask)] = 1;
        }
    });
    const auto near_ink = [&](int x, int y) {
        const int tx = std::clamp(x, 0, width - 1) / kRowsPerTask;
        const int ty = std::clamp(y, 0, height - 1) / kRowsPerTask;
        return drawn[static_cast<std::size_t>(ty * tiles_x + tx)] != 0;
    };
    const int reach = std::max(1, static_cast<int>(std::ceil(0.5F * width_px)));
    std::vector<float> coverage(thin.size());
    for_pixels(pool, width, height, [&](int x, int y) {
        // A pen is narrower than a tile: its corners tell.
        if (!near_ink(x - reach, y - reach) && !near_ink(x + reach, y - reach) &&
            !near_ink(x - reach, y + reach) && !near_ink(x + reach, y + reach)) {
            coverage[at(x, y)] = 0.0F;
            return;
        }
        float ink = 0.0F;
        for (int dy = -reach; dy <= reach; ++dy) {
            for (int dx = -reach; dx <= reach; ++dx) {
                const std::size_t there = at(x + dx, y + dy);
                const float edge = thin[there];
                if (edge > ink) {
                    const float width_here = width_px * pen[there];
                    const float distance =
                        std::hypot(static_cast<float>(dx) + 0.5F, static_cast<float>(dy) + 0.5F);
                    ink = std::max(
                        ink,
                        edge *
                            (1.0F - smoothstep(
                                        0.5F * width_here - 0.3F, 0.5F * width_here + 0.9F, distance
                                    ))
                    );
                }
            }
        }
        coverage[at(x, y)] = ink;
    });
    return coverage;
}

void draw_ink(
    Picture& picture, const std::vector<float>& coverage, const Vec3& color, ThreadPool& pool
) {
    for_pixels(pool, picture, [&](int x, int y) {
        Vec3& pixel = picture.at(x, y);
        pixel = mix(pixel, color, coverage[picture.index(x, y)]);
    });
}

void paint_cel(
    Picture& picture, const GBuffer& geometry, const CelSteps& steps, float key, ThreadPool& pool
) {
    for_pixels(pool, picture, [&](int x, int y) {
        const std::size_t here = picture.index(x, y);
        if (geometry.depth[here] >= GBuffer::kFar || geometry.body[here] == GBuffer::kWaterId ||
            geometry.body[here] == GBuffer::kParticleId) {
            return;
        }
        const float level = luminance(geometry.light[here]) / std::max(key, 1e-4F);
        const float lit =
            smoothstep(steps.threshold - steps.softness, steps.threshold + steps.softness, level);
        const Vec3 albedo = saturated(geometry.albedo[here], steps.saturation);
        const Vec3 shade = multiply(albedo, steps.shadow_tint) * steps.shadow;
        Vec3 color = mix(shade, albedo * steps.lit, lit);
        // What the caster saw beyond albedo times light is gloss or glow: keep it as one flat step.
        const Vec3 matte = multiply(geometry.albedo[here], geometry.light[here]);
        const float gloss = luminance(picture.pixels[here] - matte) / std::max(key, 1e-4F);
        color = color + Vec3{0.5F, 0.5F, 0.5F} * smoothstep(0.32F, 0.38F, gloss);
        picture.pixels[here] = color * key;
    });
}

float key_light(const GBuffer& geometry) {
    std::vector<float> levels;
    for (std::size_t i = 0; i < geometry.depth.size(); i += kKeyStride) {
        if (geometry.depth[i] < GBuffer::kFar) {
            levels.push_back(luminance(geometry.light[i]));
        }
    }
    if (levels.empty()) {
        return 1.0F;
    }
    const auto ninth = levels.begin() + static_cast<std::ptrdiff_t>(levels.size() * 9 / 10);
    std::nth_element(levels.begin(), ninth, levels.end());
    return std::max(*ninth, 1e-3F);
}

}  // namespace hibari::world
