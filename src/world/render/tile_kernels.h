// The bodies behind RenderKernels: each is defined in one source per instruction set.
#pragma once

#include "world/render/kernels.h"
#include "world/render/lanes.h"

HIBARI_LANES_BEGIN

HIBARI_KERNEL void trace_tile(const FrameJob& job, const Tile& tile);
HIBARI_KERNEL void find_edges(const FrameJob& job, const Tile& tile);
HIBARI_KERNEL void refine_tile(const FrameJob& job, const Tile& tile);
HIBARI_KERNEL void overlay_tile(const FrameJob& job, const Tile& tile);

HIBARI_LANES_END
