// Lanes: numbers that stand for several pixels at once.
//
// The ray caster is written once, against the types F (float), I (int) and M (mask). On a CPU each
// holds eight values in a vector register (GCC's vector types, AVX2 instructions where the build
// has them, two SSE halves where not); on a GPU, or with a compiler without vector types, each
// holds one. Code over lanes has no branches on data: it computes both sides and picks with
// select(), or loops `while (any(active))`.
//
// The same source is compiled once per instruction set and linked into one program, so everything
// that touches lanes lives between HIBARI_LANES_BEGIN and HIBARI_LANES_END: an inline namespace
// named after the instruction set, which keeps the copies apart. Such code must not call ordinary
// inline functions of std or base/vec.h that are not certain to inline, or the linker may hand the
// AVX2 copy of them to the rest of the program.
#pragma once

#include "base/vec.h"

#include <cstdint>

#if defined(__CUDACC__)
#define HIBARI_LANES 1
#define HIBARI_LANES_NAME lanes_cuda
#define HIBARI_FN __host__ __device__ inline
#define HIBARI_SMALL_FN __host__ __device__ __forceinline__
#define HIBARI_NOINLINE __host__ __device__ __noinline__
#define HIBARI_KERNEL __host__ __device__
#elif defined(__GNUC__)
#define HIBARI_LANES 8
#if defined(__AVX2__) && defined(__FMA__)
#define HIBARI_LANES_NAME lanes_avx2
#else
#define HIBARI_LANES_NAME lanes_plain
#endif
#define HIBARI_FN inline
#define HIBARI_SMALL_FN inline __attribute__((always_inline))
#define HIBARI_NOINLINE __attribute__((noinline))
#define HIBARI_KERNEL
#else
#define HIBARI_LANES 1
#define HIBARI_LANES_NAME lanes_one
#define HIBARI_FN inline
#define HIBARI_SMALL_FN inline
#define HIBARI_NOINLINE
#define HIBARI_KERNEL
#endif

// HIBARI_SMALL_FN: always inlined. HIBARI_FN: a function with its body in a header. HIBARI_KERNEL:
// a function that is declared in a header and defined in exactly one source per instruction set.

#define HIBARI_LANES_BEGIN    \
    namespace hibari::world { \
    inline namespace HIBARI_LANES_NAME {
#define HIBARI_LANES_END \
    }                    \
    }

// Names between these two lines see lanes first; see above.
#if HIBARI_LANES == 8
#include "world/render/lanes_simd.h"
#else
#include "world/render/lanes_scalar.h"
#endif

#include "world/render/lane_math.h"
#include "world/render/lane_vec.h"
