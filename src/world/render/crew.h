// Who works on one tile: a thread on a CPU, a block of threads on a GPU.
//
// The bodies of tile_kernels.h are written once for both. Every member of a crew runs the same body
// with the same arguments; what can be done side by side goes through each(), what only one may do
// through one(), and after either everybody sees what the others wrote.
#pragma once

#include "world/render/lanes.h"

HIBARI_LANES_BEGIN

struct Crew {
    int rank = 0;
    int size = 1;
    /// On a CPU: waits for the others; null when there are none.
    void (*meet)(void* place) = nullptr;
    void* place = nullptr;

    /// Waits for the others.
    HIBARI_SMALL_FN void wait() const {
#if defined(__CUDA_ARCH__)
        __syncthreads();
#else
        if (meet != nullptr) {
            meet(place);
        }
#endif
    }

    /// Adds to a sum that the others add to as well.
    static HIBARI_SMALL_FN void add(std::uint32_t& sum, std::uint32_t value) {
#if defined(__CUDA_ARCH__)
        atomicAdd(&sum, value);
#else
        __atomic_fetch_add(&sum, value, __ATOMIC_RELAXED);
#endif
    }

    /// Calls work(index) for every index in [0, count), shared out among the crew.
    template <typename Work>
    HIBARI_SMALL_FN void each(int count, const Work& work) const {
        for (int i = rank; i < count; i += size) {
            work(i);
        }
        wait();
    }

    /// Calls work() once.
    template <typename Work>
    HIBARI_SMALL_FN void one(const Work& work) const {
        if (rank == 0) {
            work();
        }
        wait();
    }
};

HIBARI_LANES_END
