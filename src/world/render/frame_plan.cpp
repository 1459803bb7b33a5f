#include "world/render/frame_plan.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {
namespace {

/// Whether the light of two skies may differ by more than drifting clouds make.
bool is_other_light(const SkyParams& a, const SkyParams& b) {
    return a.lightning != b.lightning || a.cloud != b.cloud || a.time != b.time ||
           a.weather != b.weather || a.sun_direction.x != b.sun_direction.x ||
           a.sun_direction.y != b.sun_direction.y || a.sun_direction.z != b.sun_direction.z;
}

/// Rectangle of pixels that a ball covers; empty when it is behind the eye.
struct PixelBox {
    float left = 0.0F;
    float right = -1.0F;
    float top = 0.0F;
    float bottom = -1.0F;

    bool empty() const { return left > right; }
};

PixelBox cover_of(const FrameCamera& camera, Vec3 center, float radius, int width, int height) {
    const Vec3 offset = center - camera.position;
    const float depth = dot(offset, camera.forward);
    if (depth + radius < 0.02F) {
        return {};
    }
    const float scale = 0.5F * static_cast<float>(height) / camera.tan_half_fov_y;
    const float near = std::max(depth - radius, 0.02F);
    const float x = 0.5F * static_cast<float>(width) +
                    dot(offset, camera.right) / std::max(depth, near) * scale;
    const float y =
        0.5F * static_cast<float>(height) - dot(offset, camera.up) / std::max(depth, near) * scale;
    const float reach = radius / near * scale * 1.3F + 2.0F;
    return {x - reach, x + reach, y - reach, y + reach};
}

PixelBox hull(const PixelBox& a, const PixelBox& b) {
    if (a.empty()) {
        return b;
    }
    if (b.empty()) {
        return a;
    }
    return {
        std::min(a.left, b.left),
        std::max(a.right, b.right),
        std::min(a.top, b.top),
        std::max(a.bottom, b.bottom),
    };
}

/// How far the light of neighbouring pixels may differ where it is shared, in the picture's unit.
float light_tolerance(Quality quality) {
    switch (quality) {
        case Quality::kDraft:
            return 0.25F;
        case Quality::kStandard:
            return 0.05F;
        case Quality::kHigh:
            return 0.0F;
    }
    return 0.0F;
}

/// The weakest mirror whose rays are followed, as a share of the light that it returns. A varnished
/// floor seen from above (0.04) is followed from standard on.
float mirror_least(Quality quality) {
    return quality == Quality::kDraft ? 0.065F : 0.012F;
}

}  // namespace

const AmbientLight& SkyMeter::measure(const SkyParams& sky) {
    if (!keep_ || !has_light_ || is_other_light(sky, sky_)) {
        kernels_.measure_sky(sky, light_);
        sky_ = sky;
        has_light_ = true;
    }
    return light_;
}

TileOverlays::TileOverlays(const FrameScene& scene, int width, int height) {
    const int tiles_x = (width + kTileSize - 1) / kTileSize;
    const int tiles_y = (height + kTileSize - 1) / kTileSize;

    struct Found {
        Overlay overlay;
        PixelBox box;
    };

    std::vector<Found> found;
    const FrameCamera& camera = scene.camera;
    for (std::size_t i = 0; i < scene.strands.size(); ++i) {
        const Strand& s = scene.strands[i];
        const float depth = dot((s.a + s.b) * 0.5F - camera.position, camera.forward);
        found.push_back({
            {Overlay::Kind::kStrand, static_cast<std::uint32_t>(i), depth},
            hull(
                cover_of(camera, s.a, s.radius, width, height),
                cover_of(camera, s.b, s.radius, width, height)
            ),
        });
    }
    for (std::size_t i = 0; i < scene.particles.size(); ++i) {
        const ParticleSprite& p = scene.particles[i];
        // Streaks reach seven radii at most.
        const bool streak = p.kind == ParticleKind::kSpark || p.kind == ParticleKind::kSpray;
        const float reach =
            streak ? p.radius + std::min(6.0F * p.radius, length(p.velocity) / 120.0F) : p.radius;
        const float depth = dot(p.position - camera.position, camera.forward);
        found.push_back({
            {Overlay::Kind::kParticle, static_cast<std::uint32_t>(i), depth},
            cover_of(camera, p.position, reach, width, height),
        });
    }
    std::erase_if(found, [](const Found& f) { return f.box.empty(); });
    std::stable_sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
        return a.overlay.depth > b.overlay.depth;
    });
    const std::size_t tiles = static_cast<std::size_t>(tiles_x) * static_cast<std::size_t>(tiles_y);
    start.assign(tiles + 1, 0);
    const auto visit = [&](const auto& action) {
        for (std::size_t i = 0; i < found.size(); ++i) {
            const auto tile_of = [](float pixel, int count) {
                return static_cast<int>(std::floor(clamp(pixel, -1e6F, 1e6F) / kTileSize)) *
                       (count > 0 ? 1 : 0);
            };
            const PixelBox& box = found[i].box;
            const int x0 = std::max(tile_of(box.left, tiles_x), 0);
            const int x1 = std::min(tile_of(box.right, tiles_x), tiles_x - 1);
            const int y0 = std::max(tile_of(box.top, tiles_y), 0);
            const int y1 = std::min(tile_of(box.bottom, tiles_y), tiles_y - 1);
            for (int y = y0; y <= y1; ++y) {
                for (int x = x0; x <= x1; ++x) {
                    action(
                        static_cast<std::size_t>(y * tiles_x + x), static_cast<std::uint32_t>(i)
                    );
                }
            }
        }
    };
    for (const Found& f : found) {
        sorted.push_back(f.overlay);
    }
    visit([&](std::size_t tile, std::uint32_t) { ++start[tile + 1]; });
    for (std::size_t i = 0; i < tiles; ++i) {
        start[i + 1] += start[i];
    }
    entries.assign(start[tiles], 0);
    std::vector<std::uint32_t> fill(start.begin(), start.end() - 1);
    visit([&](std::size_t tile, std::uint32_t overlay) { entries[fill[tile]++] = overlay; });
}

FramePlan::FramePlan(
    const FrameScene& scene, const AmbientLight& ambient, const CasterOptions& options
)
    : scene_(scene),
      index_(scene, ambient),
      overlays_(scene, options.width, options.height),
      view_(index_.view()) {
    view_.mirror_least = mirror_least(options.quality);
    job_.view = &view_;
    job_.overlays = overlays_.sorted.data();
    job_.tile_start = overlays_.start.data();
    job_.tile_entries = overlays_.entries.data();
    job_.edge_samples = options.quality == Quality::kHigh ? 8 : 4;
    job_.light_tolerance = light_tolerance(options.quality);
    job_.refine_patterns = options.quality != Quality::kDraft;
    const int tiles_x = (options.width + kTileSize - 1) / kTileSize;
    const int first_tile_row = options.hidden_rows / kTileSize;
    const int last_tile_row = (options.height - options.hidden_rows + kTileSize - 1) / kTileSize;
    job_.first_row = first_tile_row * kTileSize;
    job_.last_row = std::min(last_tile_row * kTileSize, options.height);
    first_tile_ = first_tile_row * tiles_x;
    last_tile_ = last_tile_row * tiles_x;
}

}  // namespace hibari::world
