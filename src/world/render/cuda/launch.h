// What the sources that nvcc compiles do for those that it does not.
#pragma once

#include "world/render/kernels.h"

#include <cuda_runtime_api.h>

namespace hibari::world {

/// Once for each device that casts: allows its blocks the shared memory that a tile needs.
cudaError_t allow_tile_memory();

/// Puts the passes over the tiles [first, last) into the stream. Every pointer in the job, and
/// behind it, must be one of the device; `tile_edges` must be zero.
cudaError_t cast_tiles(const FrameJob& job, int first, int last, cudaStream_t stream);

}  // namespace hibari::world
