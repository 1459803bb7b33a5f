// The bodies behind RenderKernels: each is defined in one source per instruction set.
#pragma once

#include "world/render/crew.h"
#include "world/render/kernels.h"
#include "world/render/light_lattice.h"
#include "world/render/tile_items.h"

HIBARI_LANES_BEGIN

/// What a crew shares while it takes the first samples of a tile: 55 KB with lanes of one.
struct TraceWork {
    TileItems items;
    Hit hits[kTilePackets];
    TilePoints points;
    LightLattice lattice;
};

/// What a crew shares while it looks again at a tile's marked pixels.
struct RefineWork {
    TileItems items;
    int pixel_x[kTilePixels];
    int pixel_y[kTilePixels];
    int pixels;
};

HIBARI_KERNEL void trace_tile(
    const FrameJob& job, const Tile& tile, const Crew& crew, TraceWork& work
);
HIBARI_KERNEL void find_edges(const FrameJob& job, const Tile& tile, const Crew& crew);
HIBARI_KERNEL void refine_tile(
    const FrameJob& job, const Tile& tile, const Crew& crew, RefineWork& work
);
HIBARI_KERNEL void overlay_tile(const FrameJob& job, const Tile& tile, const Crew& crew);

HIBARI_LANES_END
