#include "world/render/styles/lens.h"

#include <array>
#include <functional>
#include <numbers>

namespace hibari::world {
namespace {

/// Widest blur as a share of the picture's height: beyond that a picture reads as broken.
constexpr float kConfusionMax = 0.022F;
/// Circles smaller than this many pixels count as sharp.
constexpr float kSharpPx = 0.6F;
constexpr int kFocusTaps = 32;
constexpr int kMotionTaps = 9;
constexpr int kMotionTapsMin = 3;
/// Longest motion streak as a share of the picture's width.
constexpr float kStreakMax = 0.05F;

/// Points of a disc with equal areas around each (Vogel's sunflower).
std::array<Vec2, kFocusTaps> disc_points() {
    std::array<Vec2, kFocusTaps> points{};
    const float golden = std::numbers::pi_v<float> * (3.0F - std::sqrt(5.0F));
    for (int i = 0; i < kFocusTaps; ++i) {
        const float radius = std::sqrt((static_cast<float>(i) + 0.5F) / kFocusTaps);
        const float angle = static_cast<float>(i) * golden;
        points[static_cast<std::size_t>(i)] = {radius * std::cos(angle), radius * std::sin(angle)};
    }
    return points;
}

/// Thin lens: c = A f / (s - f) * |d - s| / d. The image distance in pixels replaces f.
class Confusion {
  public:
    Confusion(const CameraPose& camera, float strength, int height)
        : focus_m_(camera.focus_m), limit_(kConfusionMax * static_cast<float>(height)) {
        const float image_px =
            0.5F * static_cast<float>(height) / std::tan(0.5F * camera.fov_y_rad);
        scale_ = 0.5F * camera.aperture_m * strength * image_px / std::max(0.05F, focus_m_);
    }

    /// Radius in pixels of the circle of confusion; negative in front of the focus.
    float operator()(float depth_m) const {
        const float depth = std::max(0.05F, depth_m);
        return std::clamp(scale_ * (depth - focus_m_) / depth, -limit_, limit_);
    }

  private:
    float focus_m_;
    float limit_;
    float scale_ = 0.0F;
};

/// Squares of pixels that share what is known of their neighbourhood.
struct Tiling {
    int size;
    int width;  ///< tiles
    int height;

    Tiling(const Picture& picture, int size_px)
        : size(size_px),
          width((picture.width + size_px - 1) / size_px),
          height((picture.height + size_px - 1) / size_px) {}

    std::size_t count() const {
        return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    }

    /// Calls visit(tile, x0, x1, y) for every row of pixels of every tile, rows of tiles in
    /// parallel.
    template <typename Visit>
    void for_each_row(ThreadPool& pool, const Picture& picture, const Visit& visit) const {
        (void)pool.parallel_for(static_cast<std::size_t>(height), [&](std::size_t row) {
            const int y0 = static_cast<int>(row) * size;
            for (int y = y0; y < std::min(y0 + size, picture.height); ++y) {
                for (int x = 0; x < width; ++x) {
                    const std::size_t tile =
                        row * static_cast<std::size_t>(width) + static_cast<std::size_t>(x);
                    visit(tile, x * size, std::min((x + 1) * size, picture.width), y);
                }
            }
        });
    }
};

/// For each tile the greatest value of itself and the eight around it.
template <typename T, typename Less>
std::vector<T> among_neighbours(
    const std::vector<T>& tiles, const Tiling& tiling, const Less& less
) {
    const int width = tiling.width;
    const int height = tiling.height;
    std::vector<T> out(tiles.size());
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            T most = tiles[static_cast<std::size_t>(y * width + x)];
            for (int ty = std::max(0, y - 1); ty <= std::min(height - 1, y + 1); ++ty) {
                for (int tx = std::max(0, x - 1); tx <= std::min(width - 1, x + 1); ++tx) {
                    most = std::max(most, tiles[static_cast<std::size_t>(ty * width + tx)], less);
                }
            }
            out[static_cast<std::size_t>(y * width + x)] = most;
        }
    }
    return out;
}

void box_rows(const Picture& from, Picture& to, int radius, ThreadPool& pool) {
    const float share = 1.0F / static_cast<float>(2 * radius + 1);
    for_rows(pool, from.height, [&](int y) {
        Vec3 sum{};
        for (int x = -radius; x <= radius; ++x) {
            sum = sum + from.clamped(x, y);
        }
        for (int x = 0; x < from.width; ++x) {
            to.at(x, y) = sum * share;
            sum = sum + from.clamped(x + radius + 1, y) - from.clamped(x - radius, y);
        }
    });
}

void box_columns(const Picture& from, Picture& to, int radius, ThreadPool& pool) {
    const float share = 1.0F / static_cast<float>(2 * radius + 1);
    constexpr int kColumns = 16;
    const auto tasks = static_cast<std::size_t>((from.width + kColumns - 1) / kColumns);
    (void)pool.parallel_for(tasks, [&](std::size_t task) {
        const int first = static_cast<int>(task) * kColumns;
        const int last = std::min(from.width, first + kColumns);
        std::array<Vec3, kColumns> sums{};
        for (int y = -radius; y <= radius; ++y) {
            for (int x = first; x < last; ++x) {
                Vec3& sum = sums[static_cast<std::size_t>(x - first)];
                sum = sum + from.clamped(x, y);
            }
        }
        for (int y = 0; y < from.height; ++y) {
            for (int x = first; x < last; ++x) {
                Vec3& sum = sums[static_cast<std::size_t>(x - first)];
                to.at(x, y) = sum * share;
                sum = sum + from.clamped(x, y + radius + 1) - from.clamped(x, y - radius);
            }
        }
    });
}

}  // namespace

Vec3 sample(const Picture& picture, float x, float y) {
    const float fx = std::floor(x);
    const float fy = std::floor(y);
    const int ix = static_cast<int>(fx);
    const int iy = static_cast<int>(fy);
    const Vec3 top = mix(picture.clamped(ix, iy), picture.clamped(ix + 1, iy), x - fx);
    const Vec3 low = mix(picture.clamped(ix, iy + 1), picture.clamped(ix + 1, iy + 1), x - fx);
    return mix(top, low, y - fy);
}

void focus(
    Picture& picture,
    const GBuffer& geometry,
    const CameraPose& camera,
    float strength,
    ThreadPool& pool
) {
    if (camera.aperture_m * strength <= 0.0F) {
        return;
    }
    const Confusion confusion(camera, strength, geometry.height);
    // A sharp pixel can still lie under the blur of something nearer, so the search radius of a
    // pixel is the widest foreground circle in its neighbourhood (one value per tile).
    const Tiling tiling(picture, 16);
    std::vector<float> radii(geometry.depth.size());
    std::vector<float> near_radius(tiling.count(), 0.0F);
    std::vector<float> widest(tiling.count(), 0.0F);
    tiling.for_each_row(pool, picture, [&](std::size_t tile, int x0, int x1, int y) {
        for (std::size_t i = picture.index(x0, y);
             i < picture.index(x0, y) + static_cast<std::size_t>(x1 - x0);
             ++i) {
            radii[i] = confusion(geometry.depth[i]);
            near_radius[tile] = std::max(near_radius[tile], -radii[i]);
            widest[tile] = std::max(widest[tile], std::abs(radii[i]));
        }
    });
    const std::vector<float> nearby = among_neighbours(near_radius, tiling, std::less<float>());
    const std::array<Vec2, kFocusTaps> disc = disc_points();
    const Picture sharp = picture;
    const auto gather = [&](int x, int y, float reach) {
        const std::size_t here = picture.index(x, y);
        const float own = std::abs(radii[here]);
        Vec3 sum = sharp.pixels[here];
        float weight = 1.0F;
        for (const Vec2& point : disc) {
            const int sx = std::clamp(
                x + static_cast<int>(std::lround(point.x * reach)), 0, picture.width - 1
            );
            const int sy = std::clamp(
                y + static_cast<int>(std::lround(point.y * reach)), 0, picture.height - 1
            );
            const std::size_t there = picture.index(sx, sy);
            const float distance = std::sqrt(point.x * point.x + point.y * point.y) * reach;
            // A sample counts when its own circle reaches this pixel; what lies behind may not
            // spread further than this pixel is itself out of focus.
            const bool behind = geometry.depth[there] > geometry.depth[here];
            const float circle =
                behind ? std::min(std::abs(radii[there]), own) : std::abs(radii[there]);
            const float share = smoothstep(distance - 1.0F, distance + 1.0F, circle);
            sum = sum + sharp.pixels[there] * share;
            weight += share;
        }
        picture.pixels[here] = sum * (1.0F / weight);
    };
    tiling.for_each_row(pool, picture, [&](std::size_t tile, int x0, int x1, int y) {
        if (std::max(widest[tile], nearby[tile]) < kSharpPx || !picture.works_on(y)) {
            return;
        }
        for (int x = x0; x < x1; ++x) {
            const float reach = std::max(std::abs(radii[picture.index(x, y)]), nearby[tile]);
            if (reach >= kSharpPx) {
                gather(x, y, reach);
            }
        }
    });
}

void blur_motion(Picture& picture, const GBuffer& geometry, float shutter, ThreadPool& pool) {
    // After McGuire et al., "A Reconstruction Filter for Plausible Motion Blur", I3D 2012: gather
    // along the fastest motion of the neighbourhood and weigh by depth and by reach.
    const Tiling tiling(picture, 20);
    const float limit = kStreakMax * static_cast<float>(picture.width);
    std::vector<Vec2> fastest(tiling.count());
    const auto squared = [](const Vec2& v) { return v.x * v.x + v.y * v.y; };
    tiling.for_each_row(pool, picture, [&](std::size_t tile, int x0, int x1, int y) {
        for (int x = x0; x < x1; ++x) {
            const Vec2& motion = geometry.motion[picture.index(x, y)];
            if (squared(motion) > squared(fastest[tile])) {
                fastest[tile] = motion;
            }
        }
    });
    const std::vector<Vec2> streaks = among_neighbours(
        fastest, tiling, [&](const Vec2& a, const Vec2& b) { return squared(a) < squared(b); }
    );
    const Picture sharp = picture;
    const int last_x = picture.width - 1;
    const int last_y = picture.height - 1;
    // Faster than lround; what is left of the picture is clamped to its edge anyway.
    const auto nearest = [](float at) { return static_cast<int>(at + 0.5F); };
    const auto gather = [&](int x, int y, const Vec2& streak, float reach) {
        const std::size_t here = picture.index(x, y);
        const float own = std::sqrt(squared(geometry.motion[here])) * shutter;
        Vec3 sum = sharp.pixels[here];
        float weight = 1.0F;
        // The half-open offset differs from pixel to pixel, so that a streak has no bands.
        const float offset =
            hash01(static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y), 7U) - 0.5F;
        // More taps than the streak has pixels would only look at the same ones again.
        const int taps = std::clamp(static_cast<int>(reach) + 2, kMotionTapsMin, kMotionTaps);
        for (int tap = 0; tap < taps; ++tap) {
            const float t =
                ((static_cast<float>(tap) + 0.5F + 0.5F * offset) / static_cast<float>(taps) - 0.5F
                ) *
                shutter;
            const int sx = std::clamp(nearest(static_cast<float>(x) + t * streak.x), 0, last_x);
            const int sy = std::clamp(nearest(static_cast<float>(y) + t * streak.y), 0, last_y);
            const std::size_t there = picture.index(sx, sy);
            const float distance = std::abs(t) * reach / std::max(shutter, 1e-3F);
            const float their = std::sqrt(squared(geometry.motion[there])) * shutter;
            const float depth_gap = geometry.depth[there] - geometry.depth[here];
            const float soft = 0.02F * geometry.depth[here] + 0.01F;
            const float in_front = clamp01(0.5F - depth_gap / soft);
            const float behind = clamp01(0.5F + depth_gap / soft);
            const float share =
                in_front * smoothstep(distance - 1.0F, distance + 1.0F, 0.5F * their) +
                behind * smoothstep(distance - 1.0F, distance + 1.0F, 0.5F * own);
            sum = sum + sharp.pixels[there] * share;
            weight += share;
        }
        picture.pixels[here] = sum * (1.0F / weight);
    };
    tiling.for_each_row(pool, picture, [&](std::size_t tile, int x0, int x1, int y) {
        Vec2 streak = streaks[tile];
        float reach = std::sqrt(squared(streak)) * shutter;
        if (reach < 1.0F || !picture.works_on(y)) {
            return;
        }
        if (reach > limit) {
            streak = {streak.x * limit / reach, streak.y * limit / reach};
            reach = limit;
        }
        for (int x = x0; x < x1; ++x) {
            gather(x, y, streak, reach);
        }
    });
}

Picture shrink(const Picture& picture, int factor, ThreadPool& pool) {
    Picture small;
    small.resize(std::max(1, picture.width / factor), std::max(1, picture.height / factor));
    const float share = 1.0F / static_cast<float>(factor * factor);
    for_pixels(pool, small, [&](int x, int y) {
        Vec3 sum{};
        for (int dy = 0; dy < factor; ++dy) {
            for (int dx = 0; dx < factor; ++dx) {
                sum = sum + picture.clamped(x * factor + dx, y * factor + dy);
            }
        }
        small.at(x, y) = sum * share;
    });
    return small;
}

void soften(Picture& picture, int radius, ThreadPool& pool) {
    if (radius < 1) {
        return;
    }
    Picture other;
    other.resize(picture.width, picture.height);
    for (int pass = 0; pass < 3; ++pass) {
        box_rows(picture, other, radius, pool);
        box_columns(other, picture, radius, pool);
    }
}

void bloom(Picture& picture, float threshold, float strength, const Vec3& tint, ThreadPool& pool) {
    constexpr int kFactor = 4;
    Picture glow = shrink(picture, kFactor, pool);
    for (Vec3& pixel : glow.pixels) {
        const float bright = luminance(pixel);
        const float over = std::max(0.0F, bright - threshold);
        // A cap keeps the sun's disc from flooding the picture.
        pixel = pixel * (std::min(over, 4.0F) / std::max(bright, 1e-4F));
    }
    soften(glow, std::max(1, picture.height / kFactor / 60), pool);
    Picture wide = glow;
    soften(wide, std::max(2, picture.height / kFactor / 16), pool);
    const Vec3 gain = tint * strength;
    for (std::size_t i = 0; i < glow.pixels.size(); ++i) {
        glow.pixels[i] = multiply(glow.pixels[i] * 0.6F + wide.pixels[i] * 0.4F, gain);
    }
    for_pixels(pool, picture, [&](int x, int y) {
        const float sx = (static_cast<float>(x) + 0.5F) / kFactor - 0.5F;
        const float sy = (static_cast<float>(y) + 0.5F) / kFactor - 0.5F;
        picture.at(x, y) = picture.at(x, y) + sample(glow, sx, sy);
    });
}

void vignette(Picture& picture, float strength, ThreadPool& pool) {
    const float half_width = 0.5F * static_cast<float>(picture.width);
    const float half_height = 0.5F * static_cast<float>(picture.height);
    const float corner = half_width * half_width + half_height * half_height;
    for_pixels(pool, picture, [&](int x, int y) {
        const float dx = static_cast<float>(x) + 0.5F - half_width;
        const float dy = static_cast<float>(y) + 0.5F - half_height;
        const float radius = (dx * dx + dy * dy) / corner;
        Vec3& pixel = picture.at(x, y);
        pixel = pixel * (1.0F - strength * smoothstep(0.15F, 1.05F, radius));
    });
}

void bend(Picture& picture, float amount, ThreadPool& pool) {
    const Picture straight = picture;
    const float half_width = 0.5F * static_cast<float>(picture.width);
    const float half_height = 0.5F * static_cast<float>(picture.height);
    const float corner = half_width * half_width + half_height * half_height;
    for_pixels(pool, picture, [&](int x, int y) {
        const float dx = static_cast<float>(x) + 0.5F - half_width;
        const float dy = static_cast<float>(y) + 0.5F - half_height;
        const float radius = (dx * dx + dy * dy) / corner;
        const float scale = (1.0F + amount * radius) / (1.0F + amount);
        picture.at(x, y) =
            sample(straight, half_width + dx * scale - 0.5F, half_height + dy * scale - 0.5F);
    });
}

}  // namespace hibari::world
