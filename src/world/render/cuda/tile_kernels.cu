// The tile bodies as GPU kernels: one GPU thread per tile, as on a CPU. A tile's
// body walks its pixels one by one (lanes of one) and keeps what its rays can meet in its own
// stack.
//
// Every pointer that a body follows must be reachable from the device: those of the job, of its
// view, and the planes and lists inside the GBuffer and the FrameScene.
#include "world/render/tile_kernels.h"

HIBARI_LANES_BEGIN

/// Tiles [first, last); blocks and threads of one dimension.
template <void (*kBody)(const FrameJob&, const Tile&)>
__global__ void over_tiles(FrameJob job, int first, int last) {
    const int index = first + static_cast<int>(blockIdx.x * blockDim.x + threadIdx.x);
    if (index < last) {
        kBody(job, tile_at(index, job.out->width, job.out->height));
    }
}

template __global__ void over_tiles<trace_tile>(FrameJob, int, int);
template __global__ void over_tiles<find_edges>(FrameJob, int, int);
template __global__ void over_tiles<refine_tile>(FrameJob, int, int);
template __global__ void over_tiles<overlay_tile>(FrameJob, int, int);

HIBARI_LANES_END
