#include "world/render/styles/sky_painting.h"

#include "world/render/compose.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {
namespace {

/// Colours of one time of day.
struct SkyPaint {
    Vec3 zenith;
    Vec3 horizon;
    Vec3 cloud_lit;
    Vec3 cloud_shade;
};

SkyPaint paint_of(TimeOfDay time) {
    switch (time) {
        case TimeOfDay::kDawn:
            return {
                {0.22F, 0.36F, 0.74F},
                {1.00F, 0.66F, 0.58F},
                {1.25F, 0.95F, 0.88F},
                {0.62F, 0.52F, 0.72F}
            };
        case TimeOfDay::kGoldenHour:
            return {
                {0.20F, 0.34F, 0.72F},
                {1.10F, 0.66F, 0.32F},
                {1.30F, 0.96F, 0.66F},
                {0.70F, 0.46F, 0.52F}
            };
        case TimeOfDay::kDusk:
            return {
                {0.10F, 0.10F, 0.36F},
                {0.80F, 0.32F, 0.34F},
                {0.85F, 0.45F, 0.46F},
                {0.26F, 0.18F, 0.38F}
            };
        default:
            return {
                {0.03F, 0.17F, 0.72F},
                {0.25F, 0.58F, 0.98F},
                {1.30F, 1.30F, 1.32F},
                {0.52F, 0.66F, 0.92F}
            };
    }
}

/// Heaps of cloud over the plane of azimuth and height, about 0 .. 1.
float heap(float u, float v, std::uint32_t seed) {
    return 0.52F * value_noise(u, v, 0.55F, seed) + 0.25F * value_noise(u, v, 0.24F, seed + 1) +
           0.14F * value_noise(u, v, 0.105F, seed + 2) +
           0.09F * value_noise(u, v, 0.045F, seed + 3);
}

bool paintable(const Environment& air) {
    return air.place != nullptr && !air.place->indoor && !air.place->stars &&
           air.time != TimeOfDay::kNight && (air.sky == Sky::kClear || air.sky == Sky::kCloudy);
}

/// From pixels to azimuth (x) and height over the horizon (y), radians.
class Sight {
  public:
    Sight(const CameraPose& pose, const Picture& picture)
        : camera_(to_camera(pose)),
          middle_x_(0.5F * static_cast<float>(picture.width)),
          middle_y_(0.5F * static_cast<float>(picture.height)),
          per_pixel_(2.0F * camera_.tan_half_fov_y / static_cast<float>(picture.height)) {}

    Vec2 operator()(float px, float py) const {
        const Vec3 ray = normalize(
            camera_.forward + camera_.right * ((px - middle_x_) * per_pixel_) +
                camera_.up * ((middle_y_ - py) * per_pixel_),
            {0, 0, -1}
        );
        return {std::atan2(ray.x, -ray.z), std::asin(std::clamp(ray.y, -1.0F, 1.0F))};
    }

  private:
    FrameCamera camera_;
    float middle_x_;
    float middle_y_;
    float per_pixel_;
};

}  // namespace

void paint_faceted_sky(const Exposure& exposure, Picture& picture) {
    if (!paintable(exposure.environment)) {
        return;
    }
    constexpr float kFold_rad = 0.11F;
    const SkyPaint paint = paint_of(exposure.environment.time);
    const Sight sight(exposure.camera, picture);
    for_pixels(exposure.pool, picture, [&](int x, int y) {
        const std::size_t here = picture.index(x, y);
        if (exposure.geometry.depth[here] < GBuffer::kFar || exposure.geometry.body[here] != 0) {
            return;
        }
        const Vec2 at = sight(static_cast<float>(x) + 0.5F, static_cast<float>(y) + 0.5F);
        const float v = at.y / kFold_rad;
        const float row = std::floor(v);
        const float u = at.x / kFold_rad + 0.5F * row;
        const float column = std::floor(u);
        const bool upper = (u - column) + (v - row) > 1.0F;
        const auto cell_x = static_cast<std::uint32_t>(static_cast<std::int32_t>(column));
        const auto cell_y = static_cast<std::uint32_t>(static_cast<std::int32_t>(row));
        const float middle = (row + (upper ? 0.667F : 0.333F)) * kFold_rad;
        const float shade = hash01(cell_x, cell_y, upper ? 21U : 22U);
        const Vec3 color = mix(paint.horizon, paint.zenith, std::sqrt(clamp01(middle / 0.55F)));
        picture.pixels[here] = color * (0.90F + 0.20F * shade);
    });
}

void paint_sky(const Exposure& exposure, Picture& picture) {
    if (!paintable(exposure.environment)) {
        return;
    }
    const GBuffer& geometry = exposure.geometry;
    const SkyPaint paint = paint_of(exposure.environment.time);
    const Sight sight(exposure.camera, picture);
    const float drift = 0.004F * static_cast<float>(exposure.time_s());
    const auto color_at = [&](float px, float py) {
        const Vec2 at = sight(px, py);
        const float up = at.y;
        const float around = at.x + drift;
        const float rise = clamp01(up / 0.55F);
        Vec3 color = mix(paint.horizon, paint.zenith, std::sqrt(rise));
        const float v = 1.7F * up;
        const float here = heap(around, v, 77U);
        // Towers stand on the horizon and thin out above.
        const float least = 0.525F + 0.15F * smoothstep(0.10F, 0.60F, up);
        const float cover = smoothstep(least, least + 0.022F, here);
        if (cover > 0.0F) {
            const float lit = here - heap(around + 0.05F, v + 0.09F, 77U);
            const float light = smoothstep(-0.035F, 0.045F, lit + 0.25F * (0.55F - here));
            color = mix(color, mix(paint.cloud_shade, paint.cloud_lit, light), cover);
        }
        const float haze = std::exp(-9.0F * std::max(up, 0.0F));
        return mix(color, paint.horizon, 0.35F * haze);
    };
    // Clouds are soft: every second pixel is enough.
    const int columns = (picture.width + 1) / 2 + 1;
    const int rows = (picture.height + 1) / 2 + 1;
    Picture half;
    half.resize(columns, rows);
    for_pixels(exposure.pool, columns, rows, [&](int x, int y) {
        bool sky = false;
        for (int dy = -1; dy <= 1 && !sky; ++dy) {
            for (int dx = -1; dx <= 1 && !sky; ++dx) {
                const int sx = std::clamp(2 * x + dx, 0, picture.width - 1);
                const int sy = std::clamp(2 * y + dy, 0, picture.height - 1);
                sky = geometry.depth[picture.index(sx, sy)] >= GBuffer::kFar;
            }
        }
        half.at(x, y) =
            sky ? color_at(2.0F * static_cast<float>(x) + 0.5F, 2.0F * static_cast<float>(y) + 0.5F)
                : Vec3{};
    });
    for_pixels(exposure.pool, picture, [&](int x, int y) {
        const std::size_t here = picture.index(x, y);
        if (geometry.depth[here] < GBuffer::kFar || geometry.body[here] != 0) {
            return;
        }
        const Vec3 left = mix(half.at(x / 2, y / 2), half.at(x / 2, y / 2 + y % 2), 0.5F);
        const Vec3 right =
            mix(half.at(x / 2 + x % 2, y / 2), half.at(x / 2 + x % 2, y / 2 + y % 2), 0.5F);
        picture.pixels[here] = mix(left, right, 0.5F);
    });
}

}  // namespace hibari::world
