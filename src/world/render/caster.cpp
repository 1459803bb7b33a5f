#include "world/render/caster.h"

#include "base/check.h"
#include "world/render/frame_plan.h"
#include "world/render/still_tiles.h"

#include <algorithm>
#include <vector>

namespace hibari::world {

/// What is kept from frame to frame where only changes are cast.
struct Caster::Kept {
    StillTiles tiles;
    GBuffer first;                    ///< first samples, before any refinement
    std::vector<std::uint8_t> rods;   ///< what they marked as edges
    std::vector<std::uint8_t> marks;  ///< per tile: must be cast
    const GBuffer* out = nullptr;     ///< holds what was not cast again
};

namespace {

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

}  // namespace

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
      sky_meter_(std::make_unique<SkyMeter>(*kernels_, options.keep_still)),
      kept_(options.keep_still ? std::make_unique<Kept>() : nullptr) {
    HIBARI_CHECK(options.width > 0 && options.height > 0, options.width, options.height);
    HIBARI_CHECK(options.hidden_rows >= 0 && 2 * options.hidden_rows < options.height);
}

Caster::~Caster() = default;

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
    const FramePlan plan(scene, sky_meter_->measure(scene.sky), options_);
    FrameJob job = plan.job();
    job.out = view_of(out);
    if (kept_ != nullptr) {
        // What was refined must not be taken for a first sample by the next frame.
        resize(kept_->first, options_.width, options_.height, options_.split_light);
        kept_->rods.resize(edges_.size());
        job.out = view_of(kept_->first);
        HIBARI_CHECK(kept_->out == nullptr || kept_->out == &out);
        kept_->out = &out;
    }
    job.refs = refs_.data();
    job.codes = codes_.data();
    job.edges = edges_.data();
    const auto tiles = static_cast<std::size_t>(plan.last_tile());
    choose_tiles(scene, plan.view(), static_cast<std::size_t>(plan.first_tile()), tiles);
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
            kept_->tiles.note(plan.view(), kept_->first, refs_, tile);
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
    finish.out = view_of(out);
    HIBARI_TRY(over(refine_, [&](const Tile& tile) {
        if (kept_ != nullptr) {
            copy_tile(kept_->first, out, tile);
        }
        kernels_->overlay_tile(finish, tile);
    }));
    repeat_border_rows(out, job.first_row, job.last_row);
    return {};
}

}  // namespace hibari::world
