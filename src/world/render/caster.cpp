#include "world/render/caster.h"

#include "base/check.h"
#include "world/render/frame_index.h"
#include "world/render/still_tiles.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hibari::world {

/// Strands and particles in front of the camera, far to near, and which tiles they touch.
struct Caster::Overlays {
    std::vector<Overlay> sorted;
    std::vector<std::uint32_t> start;
    std::vector<std::uint32_t> entries;

    void collect(const FrameScene& scene, int width, int height, int tiles_x, int tiles_y);
};

/// What is kept from frame to frame where only changes are cast.
struct Caster::Kept {
    StillTiles tiles;
    GBuffer first;                    ///< first samples, before any refinement
    std::vector<std::uint8_t> rods;   ///< what they marked as edges
    std::vector<std::uint8_t> marks;  ///< per tile: must be cast
    SkyParams sky;
    AmbientLight ambient;
    bool has_ambient = false;
    const GBuffer* out = nullptr;  ///< holds what was not cast again
};

namespace {

/// Whether the light of two skies may differ by more than drifting clouds make.
bool is_other_light(const SkyParams& a, const SkyParams& b) {
    return a.lightning != b.lightning || a.cloud != b.cloud || a.time != b.time ||
           a.weather != b.weather || a.sun_direction.x != b.sun_direction.x ||
           a.sun_direction.y != b.sun_direction.y || a.sun_direction.z != b.sun_direction.z;
}

template <typename T>
void copy_tile(const std::vector<T>& from, std::vector<T>& to, int width, const Tile& tile) {
    if (from.empty()) {
        return;
    }
    for (int y = tile.y; y < tile.y + tile.height; ++y) {
        const std::size_t at = static_cast<std::size_t>(y) * static_cast<std::size_t>(width) +
                               static_cast<std::size_t>(tile.x);
        std::copy_n(from.data() + at, tile.width, to.data() + at);
    }
}

void copy_tile(const GBuffer& from, GBuffer& to, const Tile& tile) {
    copy_tile(from.color, to.color, to.width, tile);
    copy_tile(from.albedo, to.albedo, to.width, tile);
    copy_tile(from.light, to.light, to.width, tile);
    copy_tile(from.normal, to.normal, to.width, tile);
    copy_tile(from.depth, to.depth, to.width, tile);
    copy_tile(from.motion, to.motion, to.width, tile);
    copy_tile(from.body, to.body, to.width, tile);
    copy_tile(from.entity, to.entity, to.width, tile);
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

void resize(GBuffer& buffer, int width, int height, bool split_light) {
    HIBARI_CHECK(width > 0 && height > 0, width, height);
    const std::size_t size = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    buffer.width = width;
    buffer.height = height;
    buffer.color.resize(size);
    buffer.albedo.resize(split_light ? size : 0);
    buffer.light.resize(split_light ? size : 0);
    buffer.normal.resize(size);
    buffer.depth.resize(size);
    buffer.motion.resize(size);
    buffer.body.resize(size);
    buffer.entity.resize(size);
}

}  // namespace

void Caster::Overlays::collect(
    const FrameScene& scene, int width, int height, int tiles_x, int tiles_y
) {
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
    sorted.clear();
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

template <typename T>
void repeat_border_rows(std::vector<T>& plane, int width, int first, int last) {
    if (plane.empty()) {
        return;
    }
    const auto row = [&](int y) { return plane.begin() + static_cast<std::ptrdiff_t>(y) * width; };
    for (int y = 0; y < first; ++y) {
        std::copy(row(first), row(first + 1), row(y));
    }
    for (auto to = row(last); to != plane.end(); to += width) {
        std::copy(row(last - 1), row(last), to);
    }
}

/// Gives rows outside [first, last) the values of the nearest row in it.
void repeat_border_rows(int first, int last, GBuffer& out) {
    repeat_border_rows(out.color, out.width, first, last);
    repeat_border_rows(out.albedo, out.width, first, last);
    repeat_border_rows(out.light, out.width, first, last);
    repeat_border_rows(out.normal, out.width, first, last);
    repeat_border_rows(out.depth, out.width, first, last);
    repeat_border_rows(out.motion, out.width, first, last);
    repeat_border_rows(out.body, out.width, first, last);
    repeat_border_rows(out.entity, out.width, first, last);
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

const RenderKernels& best_kernels() {
#if defined(HIBARI_HAVE_AVX2_KERNELS)
    if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("fma") != 0) {
        return kernels_avx2();
    }
#endif
    return kernels_plain();
}

Caster::Caster(const CasterOptions& options)
    : options_(options),
      kernels_(options.kernels != nullptr ? options.kernels : &best_kernels()),
      pool_("render", options.threads > 0 ? options.threads : available_threads()),
      overlays_(std::make_unique<Overlays>()),
      kept_(options.keep_still ? std::make_unique<Kept>() : nullptr) {
    HIBARI_CHECK(options.width > 0 && options.height > 0, options.width, options.height);
    HIBARI_CHECK(options.hidden_rows >= 0 && 2 * options.hidden_rows < options.height);
}

Caster::~Caster() = default;

AmbientLight Caster::ambient_of(const SkyParams& sky) {
    if (kept_ != nullptr && kept_->has_ambient && !is_other_light(sky, kept_->sky)) {
        return kept_->ambient;
    }
    AmbientLight ambient;
    kernels_->measure_sky(sky, ambient);
    if (kept_ != nullptr) {
        kept_->sky = sky;
        kept_->ambient = ambient;
        kept_->has_ambient = true;
    }
    return ambient;
}

void Caster::choose_tiles(
    const FrameScene& scene, const SceneView& view, std::size_t first, std::size_t last
) {
    cast_.clear();
    refine_.clear();
    if (kept_ == nullptr) {
        for (std::size_t i = first; i < last; ++i) {
            cast_.push_back(static_cast<std::uint32_t>(i));
        }
        refine_ = cast_;
        return;
    }
    const int tiles_x = (options_.width + kTileSize - 1) / kTileSize;
    const int tiles_y = (options_.height + kTileSize - 1) / kTileSize;
    kept_->marks.resize(static_cast<std::size_t>(tiles_x * tiles_y));
    kept_->tiles.mark(scene, view, options_.width, options_.height, kept_->marks.data());
    const auto is_marked = [&](int x, int y) {
        return x >= 0 && y >= 0 && x < tiles_x && y < tiles_y &&
               kept_->marks[static_cast<std::size_t>(y * tiles_x + x)] != 0;
    };
    for (std::size_t i = first; i < last; ++i) {
        const int x = static_cast<int>(i) % tiles_x;
        const int y = static_cast<int>(i) / tiles_x;
        bool near = false;
        for (int dy = -1; dy <= 1; ++dy) {
            for (int dx = -1; dx <= 1; ++dx) {
                near = near || is_marked(x + dx, y + dy);
            }
        }
        if (is_marked(x, y)) {
            cast_.push_back(static_cast<std::uint32_t>(i));
        }
        if (near) {
            refine_.push_back(static_cast<std::uint32_t>(i));
        }
    }
}

Result<void> Caster::cast(const FrameScene& scene, GBuffer& out, std::stop_token stop) {
    resize(out, options_.width, options_.height, options_.split_light);
    refs_.resize(out.depth.size() + kPlanePadding);
    codes_.resize(out.depth.size() + kPlanePadding);
    edges_.resize(out.depth.size());
    const AmbientLight ambient = ambient_of(scene.sky);
    const FrameIndex index(scene, ambient);
    const int tiles_x = (out.width + kTileSize - 1) / kTileSize;
    const int tiles_y = (out.height + kTileSize - 1) / kTileSize;
    overlays_->collect(scene, out.width, out.height, tiles_x, tiles_y);
    FrameJob job;
    SceneView view = index.view();
    view.mirror_least = mirror_least(options_.quality);
    job.view = &view;
    job.out = &out;
    if (kept_ != nullptr) {
        // What was refined must not be taken for a first sample by the next frame.
        resize(kept_->first, options_.width, options_.height, options_.split_light);
        kept_->rods.resize(edges_.size());
        job.out = &kept_->first;
        HIBARI_CHECK(kept_->out == nullptr || kept_->out == &out);
        kept_->out = &out;
    }
    job.refs = refs_.data();
    job.codes = codes_.data();
    job.edges = edges_.data();
    job.overlays = overlays_->sorted.data();
    job.tile_start = overlays_->start.data();
    job.tile_entries = overlays_->entries.data();
    job.edge_samples = options_.quality == Quality::kHigh ? 8 : 4;
    job.light_tolerance = light_tolerance(options_.quality);
    job.refine_patterns = options_.quality != Quality::kDraft;
    // Only whole tiles are left out: the rest come out the same to the bit.
    const int first_tile_row = options_.hidden_rows / kTileSize;
    const int last_tile_row = (out.height - options_.hidden_rows + kTileSize - 1) / kTileSize;
    job.first_row = first_tile_row * kTileSize;
    job.last_row = std::min(last_tile_row * kTileSize, out.height);
    const std::size_t skipped = static_cast<std::size_t>(first_tile_row * tiles_x);
    const std::size_t tiles = static_cast<std::size_t>(last_tile_row * tiles_x);
    choose_tiles(scene, view, skipped, tiles);
    tile_edges_.assign(tiles, 0);
    edge_start_.assign(tiles, 0);
    job.tile_edges = tile_edges_.data();
    job.edge_start = edge_start_.data();

    const auto over = [&](const std::vector<std::uint32_t>& chosen, const auto& work) {
        return pool_.parallel_for(
            chosen.size(),
            [&](std::size_t i) {
                work(tile_at(static_cast<int>(chosen[i]), out.width, out.height));
            },
            stop
        );
    };
    HIBARI_TRY(over(cast_, [&](const Tile& tile) {
        kernels_->trace_tile(job, tile);
        if (kept_ != nullptr) {
            copy_tile(edges_, kept_->rods, out.width, tile);
            kept_->tiles.note(view, kept_->first, refs_, tile);
        }
    }));
    HIBARI_TRY(over(refine_, [&](const Tile& tile) {
        if (kept_ != nullptr) {
            copy_tile(kept_->rods, edges_, out.width, tile);
        }
        kernels_->find_edges(job, tile);
    }));
    std::uint32_t marked = 0;
    for (std::size_t i = 0; i < tiles; ++i) {
        edge_start_[i] = marked;
        marked += tile_edges_[i];
    }
    refined_.resize(marked);
    job.refined = refined_.data();
    HIBARI_TRY(over(refine_, [&](const Tile& tile) { kernels_->refine_tile(job, tile); }));
    FrameJob finish = job;
    finish.out = &out;
    HIBARI_TRY(over(refine_, [&](const Tile& tile) {
        if (kept_ != nullptr) {
            copy_tile(kept_->first, out, tile);
        }
        kernels_->overlay_tile(finish, tile);
    }));
    repeat_border_rows(job.first_row, job.last_row, out);
    return {};
}

}  // namespace hibari::world
