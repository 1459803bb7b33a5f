// The caster's entry points, one set per instruction set: plain functions over tiles of the
// picture. caster.cpp picks a set at run time and hands out tiles to threads; cuda/ wraps the same
// bodies for a GPU.
#pragma once

#include "world/render/gbuffer.h"
#include "world/render/scene_view.h"

#include <cstdint>
#include <string_view>

namespace hibari::world {

constexpr int kTileSize = 16;

/// Something drawn over the surfaces with its exact cover: strand or particle.
struct Overlay {
    enum class Kind : std::uint8_t { kStrand, kParticle };
    Kind kind = Kind::kStrand;
    std::uint32_t index = 0;
    float depth = 0.0F;  ///< along the view axis
};

/// Why a pixel wants more samples.
enum EdgeKind : std::uint8_t {
    kNoEdge = 0,
    kOutline =
        1,  ///< two surfaces meet: colours are known from the neighbours, only cover is asked
    kPattern = 2,  ///< hard steps within one surface: everything is asked again
};

/// A pixel after a second look.
struct RefinedPixel {
    std::uint32_t at = 0;  ///< index into the planes
    Vec3 color{};
    Vec3 albedo{};
    Vec3 light{};
};

/// What all tiles of a frame share.
struct FrameJob {
    const SceneView* view = nullptr;
    GBufferView out;
    std::int32_t* refs = nullptr;         ///< per pixel: what the centre sample met first; padded
    std::int32_t* codes = nullptr;        ///< per pixel: perceived colour, three bytes; padded
    std::uint8_t* edges = nullptr;        ///< per pixel: an EdgeKind
    std::uint32_t* tile_edges = nullptr;  ///< per tile: how many pixels are marked
    const std::uint32_t* edge_start = nullptr;  ///< per tile: its first place in `refined`
    RefinedPixel* refined = nullptr;
    const Overlay* overlays = nullptr;            ///< far to near
    const std::uint32_t* tile_start = nullptr;    ///< per tile + 1: offsets into tile_entries
    const std::uint32_t* tile_entries = nullptr;  ///< indices of overlays
    int first_row = 0;                            ///< rows that are cast: [first_row, last_row)
    int last_row = 0;
    int edge_samples = 4;          ///< 4, 8 or 16
    float light_tolerance = 0.0F;  ///< by how much the light of neighbours may differ
                                   ///< to be shared, of 1; 0: nothing is shared
    bool refine_patterns = true;   ///< false: only outlines get more samples
};

/// Places beyond the last pixel that may be read of the padded planes.
constexpr std::size_t kPlanePadding = 9;

struct Tile {
    int x = 0;  ///< first pixel
    int y = 0;
    int width = 0;
    int height = 0;
    int index = 0;
};

/// Tiles lie row after row from the top left; those at the right and lower border may be cut.
constexpr Tile tile_at(int index, int width, int height) {
    const int tiles_x = (width + kTileSize - 1) / kTileSize;
    const int x = index % tiles_x * kTileSize;
    const int y = index / tiles_x * kTileSize;
    return {
        .x = x,
        .y = y,
        .width = width - x < kTileSize ? width - x : kTileSize,
        .height = height - y < kTileSize ? height - y : kTileSize,
        .index = index,
    };
}

struct RenderKernels {
    std::string_view name;
    /// Light of the sky's dome.
    void (*measure_sky)(const SkyParams& sky, AmbientLight& out);
    /// One sample per pixel: fills every plane and `refs`.
    void (*trace_tile)(const FrameJob& job, const Tile& tile);
    /// Marks the pixels that a second look would change; reads its neighbours' first samples.
    void (*find_edges)(const FrameJob& job, const Tile& tile);
    /// Looks again at the marked pixels with several samples; reads first samples, writes
    /// `refined`.
    void (*refine_tile)(const FrameJob& job, const Tile& tile);
    /// Puts the refined pixels in place; then strands, particles, rain and snow over all.
    void (*overlay_tile)(const FrameJob& job, const Tile& tile);
};

const RenderKernels& kernels_plain();
const RenderKernels& kernels_avx2();

/// Lanes of one on the CPU: the host half of what nvcc compiles for the GPU (cuda/).
const RenderKernels& kernels_one();

/// The fastest set that this machine can run.
const RenderKernels& best_kernels();

}  // namespace hibari::world
