// The tile bodies as GPU kernels: a block of threads is the crew of one tile, and what the crew
// shares lies in the block's shared memory. Each thread takes pixels one by one (lanes of one).
#include "world/render/cuda/launch.h"
#include "world/render/tile_kernels.h"

HIBARI_LANES_BEGIN

namespace {

/// Threads of a block: two pixels each. With about 200 registers a thread, two blocks and
/// their shared memory fit onto a multiprocessor of Hopper at a time.
constexpr int kCrewSize = 128;

__device__ Crew this_block() {
    return {static_cast<int>(threadIdx.x), static_cast<int>(blockDim.x)};
}

__device__ Tile this_tile(const FrameJob& job, int first) {
    return tile_at(first + static_cast<int>(blockIdx.x), job.out.width, job.out.height);
}

template <typename Work>
__device__ Work& shared_work() {
    extern __shared__ float4 memory[];
    return *reinterpret_cast<Work*>(memory);
}

__global__ void __launch_bounds__(kCrewSize)
    trace_tiles(const __grid_constant__ FrameJob job, int first) {
    trace_tile(job, this_tile(job, first), this_block(), shared_work<TraceWork>());
}

__global__ void __launch_bounds__(kCrewSize)
    find_tile_edges(const __grid_constant__ FrameJob job, int first) {
    find_edges(job, this_tile(job, first), this_block());
}

__global__ void __launch_bounds__(kCrewSize)
    refine_tiles(const __grid_constant__ FrameJob job, int first) {
    refine_tile(job, this_tile(job, first), this_block(), shared_work<RefineWork>());
}

__global__ void __launch_bounds__(kCrewSize)
    overlay_tiles(const __grid_constant__ FrameJob job, int first) {
    overlay_tile(job, this_tile(job, first), this_block());
}

template <typename Work>
cudaError_t allow(void (*kernel)(FrameJob, int)) {
    return cudaFuncSetAttribute(
        kernel, cudaFuncAttributeMaxDynamicSharedMemorySize, static_cast<int>(sizeof(Work))
    );
}

}  // namespace

HIBARI_LANES_END

namespace hibari::world {

cudaError_t allow_tile_memory() {
    const cudaError_t refused = allow<TraceWork>(trace_tiles);
    return refused != cudaSuccess ? refused : allow<RefineWork>(refine_tiles);
}

cudaError_t cast_tiles(const FrameJob& job, int first, int last, cudaStream_t stream) {
    const auto tiles = static_cast<unsigned>(last - first);
    // A pass reads what the one before wrote in other tiles; a stream keeps them apart.
    trace_tiles<<<tiles, kCrewSize, sizeof(TraceWork), stream>>>(job, first);
    find_tile_edges<<<tiles, kCrewSize, 0, stream>>>(job, first);
    refine_tiles<<<tiles, kCrewSize, sizeof(RefineWork), stream>>>(job, first);
    overlay_tiles<<<tiles, kCrewSize, 0, stream>>>(job, first);
    return cudaGetLastError();
}

}  // namespace hibari::world
