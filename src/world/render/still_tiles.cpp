#include "world/render/still_tiles.h"

#include "base/check.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace hibari::world {
namespace {

/// Mirrors of rougher surfaces are not followed (shade.h: `sharpness` ends at 0.55); patterns
/// change their roughness a little.
constexpr float kMattRoughness = 0.65F;

bool same(const Vec3& a, const Vec3& b) {
    return a.x == b.x && a.y == b.y && a.z == b.z;
}

bool same(const FrameCamera& a, const FrameCamera& b) {
    return same(a.position, b.position) && same(a.right, b.right) && same(a.up, b.up) &&
           same(a.forward, b.forward) && a.tan_half_fov_y == b.tan_half_fov_y;
}

bool same(const FrameLamp& a, const FrameLamp& b) {
    return same(a.position, b.position) && same(a.direction, b.direction) &&
           same(a.color, b.color) && a.cone_cos == b.cone_cos && a.radius == b.radius &&
           a.shadows == b.shadows;
}

/// But for the time, with which only what drifts in the sky changes.
bool same(const SkyParams& a, const SkyParams& b) {
    return same(a.sun_direction, b.sun_direction) && same(a.sun_color, b.sun_color) &&
           a.time == b.time && a.weather == b.weather && a.cloud == b.cloud &&
           a.fog_per_m == b.fog_per_m && a.lightning == b.lightning;
}

/// What rests on something still trembles in the solver: less than anybody could see.
constexpr float kTremble_m = 1e-4F;
constexpr float kTremble_rad = 5e-4F;

bool close(const Vec3& a, const Vec3& b, float tolerance) {
    return std::abs(a.x - b.x) <= tolerance && std::abs(a.y - b.y) <= tolerance &&
           std::abs(a.z - b.z) <= tolerance;
}

bool close(const Rotation& a, const Rotation& b) {
    return close(a.x, b.x, kTremble_rad) && close(a.y, b.y, kTremble_rad) &&
           close(a.z, b.z, kTremble_rad);
}

bool stands(const Primitive& p) {
    return close(p.position, p.previous_position, kTremble_m) &&
           close(p.rotation, p.previous_rotation);
}

bool is_in_place(const Primitive& a, const Primitive& b) {
    return close(a.position, b.position, kTremble_m) && close(a.rotation, b.rotation);
}

/// Shows what shines on it, and nothing else of the world.
bool is_matt(const Material& look) {
    switch (look.surface) {
        case Surface::kPlain:
        case Surface::kConcrete:
        case Surface::kAsphalt:
        case Surface::kPlaster:
        case Surface::kBrick:
        case Surface::kGrass:
        case Surface::kSand:
        case Surface::kSnow:
        case Surface::kEarth:
        case Surface::kMoonDust:
        case Surface::kRock:
            return look.roughness >= kMattRoughness && look.transmission == 0.0F;
        default:
            return false;
    }
}

std::size_t material_index(const SceneView& view, std::int32_t primitive) {
    return static_cast<std::size_t>(view.primitives[primitive].material);
}

/// Box around points.
struct Bounds {
    Vec3 low{1e9F, 1e9F, 1e9F};
    Vec3 high{-1e9F, -1e9F, -1e9F};

    void add(const Vec3& p) {
        low = {std::min(low.x, p.x), std::min(low.y, p.y), std::min(low.z, p.z)};
        high = {std::max(high.x, p.x), std::max(high.y, p.y), std::max(high.z, p.z)};
    }
};

float distance_to_segment(const Vec3& p, const Vec3& a, const Vec3& b) {
    const Vec3 along = b - a;
    const float length2 = std::max(dot(along, along), 1e-12F);
    const float place = std::clamp(dot(p - a, along) / length2, 0.0F, 1.0F);
    return length(p - a - along * place);
}

/// The tiles that a ball may be seen in, as a rectangle of pixels.
struct PixelRect {
    float left = 0.0F;
    float top = 0.0F;
    float right = 0.0F;
    float bottom = 0.0F;
};

PixelRect seen_in(
    const FrameCamera& camera, const Vec3& center, float radius, int width, int height
) {
    const Vec3 offset = center - camera.position;
    const float depth = dot(offset, camera.forward);
    const float w = static_cast<float>(width);
    const float h = static_cast<float>(height);
    if (depth + radius < 0.0F) {
        return {1.0F, 1.0F, 0.0F, 0.0F};  // behind the eye
    }
    if (depth < 1.5F * radius + 0.1F) {
        return {-1e6F, -1e6F, 1e6F, 1e6F};
    }
    const float scale = 0.5F * h / camera.tan_half_fov_y;
    // The box around the ball, at its nearest, holds its outline.
    const float near = depth - radius;
    const float x = dot(offset, camera.right);
    const float y = dot(offset, camera.up);
    const auto most = [&](float v) { return v > 0.0F ? v / near : v / (depth + radius); };
    const auto least = [&](float v) { return v > 0.0F ? v / (depth + radius) : v / near; };
    return {
        0.5F * w + least(x - radius) * scale - 1.0F,
        0.5F * h - most(y + radius) * scale - 1.0F,
        0.5F * w + most(x + radius) * scale + 1.0F,
        0.5F * h - least(y - radius) * scale + 1.0F,
    };
}

}  // namespace

namespace {

bool has_animated_surface(const FrameScene& scene) {
    return std::ranges::any_of(scene.materials, [](const MaterialParams& material) {
        return material.look.surface == Surface::kFlame ||
               material.look.surface == Surface::kScreen;
    });
}

}  // namespace

bool StillTiles::is_comparable(const FrameScene& scene) const {
    const FrameScene& last = last_;
    return has_last_ && !has_animated_surface(scene) && same(scene.camera, last.camera) &&
           same(scene.previous_camera, scene.camera) && same(last.previous_camera, last.camera) &&
           same(scene.sky, last.sky) && scene.exposure == last.exposure &&
           scene.ambient_gain == last.ambient_gain && !scene.water.present &&
           scene.particles.empty() && last.particles.empty() && scene.strands.empty() &&
           scene.triangles.empty() && scene.ripples.empty() && scene.faces.empty() &&
           scene.precipitation.rain == 0.0F && scene.precipitation.snow == 0.0F &&
           scene.ground.wetness == 0.0F && scene.surroundings.wetness == 0.0F &&
           scene.primitives.size() == last.primitives.size() &&
           std::ranges::equal(scene.lamps, last.lamps, [](const FrameLamp& a, const FrameLamp& b) {
               return same(a, b);
           });
}

void StillTiles::find_movers(const FrameScene& scene, const SceneView& view) {
    movers_.clear();
    resting_.clear();
    for (std::size_t i = 0; i < scene.primitives.size(); ++i) {
        const Primitive& now = scene.primitives[i];
        const Primitive& before = last_.primitives[i];
        // What has just stopped still has its motion in the picture.
        if (is_in_place(now, before) && stands(now) && stands(before)) {
            // Measured from where it was last drawn, so that small steps do not add up unseen.
            resting_.push_back(i);
            continue;
        }
        movers_.push_back({now.position, now.bound_radius + now.blend, view.proxies[i].reach});
        movers_.push_back({before.position, before.bound_radius + before.blend, reach_[i]});
    }
}

bool StillTiles::is_reached(const FrameScene& scene, const Mover& mover, const Ball& shown) {
    if (shown.radius < 0.0F) {
        return false;
    }
    const Vec3 to = mover.center - shown.center;
    const float touch = mover.radius + shown.radius;
    if (dot(to, to) <
        std::max(touch, mover.reach + shown.radius) * std::max(touch, mover.reach + shown.radius)) {
        return true;
    }
    if (!scene.sky.indoor) {
        const Vec3& sun = scene.sky.sun_direction;
        const float ahead = dot(to, sun);
        const float spread = scene.sun_radius_rad * std::max(ahead + touch, 0.0F);
        if (ahead > -touch && length(to - sun * ahead) < touch + spread + 1e-3F) {
            return true;
        }
    }
    return std::ranges::any_of(scene.lamps, [&](const FrameLamp& lamp) {
        return lamp.shadows && distance_to_segment(mover.center, shown.center, lamp.position) <
                                   touch + lamp.radius + 1e-3F;
    });
}

void StillTiles::mark(
    const FrameScene& scene, const SceneView& view, int width, int height, std::uint8_t* marks
) {
    const int tiles_x = (width + kTileSize - 1) / kTileSize;
    const int tiles_y = (height + kTileSize - 1) / kTileSize;
    const auto tiles = static_cast<std::size_t>(tiles_x * tiles_y);
    if (!is_comparable(scene) || shown_.size() != tiles) {
        resting_.clear();
        shown_.assign(tiles, {});
        std::fill_n(marks, tiles, std::uint8_t{1});
    } else {
        find_movers(scene, view);
        const bool is_still = movers_.empty();
        std::fill_n(marks, tiles, std::uint8_t{0});
        for (std::size_t i = 0; i < tiles; ++i) {
            // Things mirror others and are seen through; when nothing moves, they rest as well.
            const Shown& shown = shown_[i];
            const bool reached = shown.has_sky || (!is_still && !shown.is_matt) ||
                                 std::ranges::any_of(movers_, [&](const Mover& mover) {
                                     return std::ranges::any_of(shown.parts, [&](const Ball& ball) {
                                         return is_reached(scene, mover, ball);
                                     });
                                 });
            marks[i] = reached ? 1 : 0;
        }
        for (const Mover& mover : movers_) {
            const PixelRect rect = seen_in(scene.camera, mover.center, mover.radius, width, height);
            const auto tile_of = [](float pixel, int count) {
                const float tile = std::floor(std::clamp(pixel, -1e5F, 1e5F) / kTileSize);
                return std::clamp(static_cast<int>(tile), -1, count);
            };
            const int last_x = std::min(tile_of(rect.right, tiles_x), tiles_x - 1);
            const int last_y = std::min(tile_of(rect.bottom, tiles_y), tiles_y - 1);
            for (int y = std::max(tile_of(rect.top, tiles_y), 0); y <= last_y; ++y) {
                for (int x = std::max(tile_of(rect.left, tiles_x), 0); x <= last_x; ++x) {
                    marks[static_cast<std::size_t>(y * tiles_x + x)] = 1;
                }
            }
        }
    }
    has_last_ = true;
    std::vector<Primitive> drawn = std::move(last_.primitives);
    last_ = scene;
    for (const std::size_t i : resting_) {
        last_.primitives[i] = drawn[i];
    }
    reach_.resize(scene.primitives.size());
    for (std::size_t i = 0; i < reach_.size(); ++i) {
        reach_[i] = view.proxies[i].reach;
    }
}

void StillTiles::note(
    const SceneView& view,
    const GBuffer& first,
    std::span<const std::int32_t> refs,
    const Tile& tile
) {
    const FrameUniforms& scene = *view.scene;
    const FrameCamera& camera = scene.camera;
    const auto width = static_cast<float>(first.width);
    const auto height = static_cast<float>(first.height);
    const float step = 2.0F * camera.tan_half_fov_y / height;
    const bool has_matt_ground = is_matt(scene.ground.material.look);
    Shown shown{.is_matt = true};
    std::array<Bounds, kPartsX * kPartsY> bounds{};
    std::int32_t known = -1;  // The last primitive that was found to be matt.
    for (int y = tile.y; y < tile.y + tile.height; ++y) {
        for (int x = tile.x; x < tile.x + tile.width; ++x) {
            const std::size_t at =
                static_cast<std::size_t>(y) * static_cast<std::size_t>(first.width) +
                static_cast<std::size_t>(x);
            const float depth = first.depth[at];
            if (depth >= GBuffer::kFar) {
                shown.has_sky = true;
                continue;
            }
            const float right = (static_cast<float>(x) + 0.5F - 0.5F * width) * step;
            const float up = (0.5F * height - static_cast<float>(y) - 0.5F) * step;
            const int part = (y - tile.y) / kPartHeight * kPartsX + (x - tile.x) / kPartWidth;
            bounds[static_cast<std::size_t>(part)].add(
                camera.position + (camera.forward + camera.right * right + camera.up * up) * depth
            );
            const std::int32_t ref = refs[at];
            if (first.body[at] == GBuffer::kGroundId) {
                shown.is_matt = shown.is_matt && has_matt_ground;
            } else if (ref != known) {
                const bool is_place = ref >= 0 && ref < view.primitive_count &&
                                      first.entity[at] == 0 &&
                                      is_matt(view.materials[material_index(view, ref)].look);
                shown.is_matt = shown.is_matt && is_place;
                known = is_place ? ref : known;
            }
        }
    }
    std::ranges::transform(bounds, shown.parts.begin(), [&](const Bounds& box) {
        return box.low.x > box.high.x
                   ? Ball{}
                   : Ball{(box.low + box.high) * 0.5F, 0.5F * length(box.high - box.low) + 2e-3F};
    });
    HIBARI_CHECK(static_cast<std::size_t>(tile.index) < shown_.size(), tile.index);
    shown_[static_cast<std::size_t>(tile.index)] = shown;
}

}  // namespace hibari::world
