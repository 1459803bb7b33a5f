// The caster's entry points, one set per instruction set: plain functions over tiles of the
// picture. caster.cpp picks a set at run time and hands out tiles to threads; a GPU build would
// launch the same bodies over pixels.
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

/// What all tiles of a frame share.
struct FrameJob {
    const SceneView* view = nullptr;
    GBuffer* out = nullptr;
    std::int32_t* refs = nullptr;                 ///< per pixel: what the centre sample met
    std::uint32_t* codes = nullptr;               ///< per pixel: perceived colour, three bytes
    std::uint8_t* edges = nullptr;                ///< per pixel: 1 where more samples are wanted
    const Overlay* overlays = nullptr;            ///< far to near
    const std::uint32_t* tile_start = nullptr;    ///< per tile + 1: offsets into tile_entries
    const std::uint32_t* tile_entries = nullptr;  ///< indices of overlays
    int edge_samples = 4;                         ///< 0, 4, 8 or 16
};

struct Tile {
    int x = 0;  ///< first pixel
    int y = 0;
    int width = 0;
    int height = 0;
    int index = 0;
};

struct RenderKernels {
    std::string_view name;
    /// Light of the sky's dome.
    void (*measure_sky)(const SkyParams& sky, AmbientLight& out);
    /// One sample per pixel: fills every plane and `refs`.
    void (*trace_tile)(const FrameJob& job, const Tile& tile);
    /// Marks the pixels that a second look would change; reads its neighbours' first samples.
    void (*find_edges)(const FrameJob& job, const Tile& tile);
    /// Looks again at the marked pixels with several samples.
    void (*refine_tile)(const FrameJob& job, const Tile& tile);
    /// Strands, particles, rain and snow over the finished surfaces.
    void (*overlay_tile)(const FrameJob& job, const Tile& tile);
};

const RenderKernels& kernels_plain();
const RenderKernels& kernels_avx2();

/// The fastest set that this machine can run.
const RenderKernels& best_kernels();

}  // namespace hibari::world
