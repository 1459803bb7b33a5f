#pragma once

// Vectors of floats in the width of the instruction set that this copy of the kernels is compiled
// for. Everything that uses them stands between HIBARI_ISA_BEGIN and HIBARI_ISA_END: a namespace of
// the instruction set's name, which keeps the copies apart when they are linked into one program.
// Such code must not call inline functions of other headers that may not be inlined, or the linker
// may hand their AVX-512 copy to the rest of the program.

#include <cstdint>
#include <cstring>
#if defined(__SSE2__)
#include <immintrin.h>
#endif

#if defined(__AVX512F__)
#define HIBARI_ISA_NAME isa_avx512
#elif defined(__AVX2__) && defined(__FMA__)
#define HIBARI_ISA_NAME isa_avx2
#else
#define HIBARI_ISA_NAME isa_plain
#endif

#define HIBARI_ISA_BEGIN                \
    namespace hibari::tensor::kernels { \
    namespace HIBARI_ISA_NAME {
#define HIBARI_ISA_END \
    }                  \
    }
#define HIBARI_INLINE inline __attribute__((always_inline))

HIBARI_ISA_BEGIN

#if defined(__AVX512F__)
inline constexpr int kLanes = 16;
/// A tile of sums that stays in registers: kTileRows rows of kTileVectors vectors.
inline constexpr int kTileVectors = 4;
#elif defined(__AVX2__) && defined(__FMA__)
inline constexpr int kLanes = 8;
inline constexpr int kTileVectors = 2;
#else
inline constexpr int kLanes = 4;
inline constexpr int kTileVectors = 2;
#endif

using Vector = float __attribute__((vector_size(sizeof(float) * kLanes)));
using Integers = std::int32_t __attribute__((vector_size(sizeof(float) * kLanes)));

HIBARI_INLINE Vector load(const float* from) {
    Vector v;
    std::memcpy(&v, from, sizeof(v));
    return v;
}

HIBARI_INLINE void store(float* to, Vector v) {
    std::memcpy(to, &v, sizeof(v));
}

HIBARI_INLINE Vector broadcast(float value) {
    return value - Vector{};  // x - 0 is x for every x, so that nothing is left to subtract.
}

/// The greater of each lane; `b` where one is not a number.
HIBARI_INLINE Vector greater(Vector a, Vector b) {
#if defined(__AVX512F__)
    // With a mask, because g++ 12 finds its own _mm512_max_ps uninitialised (GCC bug 105593).
    return _mm512_mask_max_ps(a, 0xFFFF, a, b);
#elif defined(__AVX2__) && defined(__FMA__)
    return _mm256_max_ps(a, b);
#elif defined(__SSE2__)
    return _mm_max_ps(a, b);
#else
    return a > b ? a : b;
#endif
}

HIBARI_INLINE float sum_of(Vector v) {
    float lanes[kLanes];
    store(lanes, v);
    for (int width = kLanes / 2; width > 0; width /= 2) {
        for (int i = 0; i < width; ++i) {
            lanes[i] += lanes[i + width];
        }
    }
    return lanes[0];
}

HIBARI_INLINE float greatest_of(Vector v) {
    float lanes[kLanes];
    store(lanes, v);
    for (int width = kLanes / 2; width > 0; width /= 2) {
        for (int i = 0; i < width; ++i) {
            lanes[i] = lanes[i] > lanes[i + width] ? lanes[i] : lanes[i + width];
        }
    }
    return lanes[0];
}

HIBARI_INLINE Vector as_floats(Integers v) {
    Vector out;
    std::memcpy(&out, &v, sizeof(out));
    return out;
}

HIBARI_INLINE Integers as_integers(Vector v) {
    Integers out;
    std::memcpy(&out, &v, sizeof(out));
    return out;
}

/// 2^x for -126 <= x <= 127, with a relative error below 3e-7.
HIBARI_INLINE Vector exp2_within(Vector x) {
    // Rounds to a whole number by adding what pushes the fraction out of a float.
    const Vector magic = broadcast(12582912.0F);  // 1.5 * 2^23
    const Vector shifted = x + magic;
    const Vector fraction = x - (shifted - magic);
    // Least relative error on [-0.5, 0.5] with p(0) = 1: 1.1e-7 (fitted by reweighting least
    // squares).
    Vector p = broadcast(1.3264727e-3F);
    p = p * fraction + broadcast(9.6715130e-3F);
    p = p * fraction + broadcast(5.5507336e-2F);
    p = p * fraction + broadcast(2.4022242e-1F);
    p = p * fraction + broadcast(6.9314700e-1F);
    p = p * fraction + broadcast(1.0F);
    return as_floats(as_integers(p) + (as_integers(shifted) << 23));
}

/// The same for x <= 127; 2^-126 for whatever is below that.
HIBARI_INLINE Vector exp2_of(Vector x) {
    return exp2_within(greater(x, broadcast(-126.0F)));
}

inline constexpr float kLog2E = 1.44269504F;

/// x / (1 + exp(-x)).
HIBARI_INLINE Vector silu_of(Vector x) {
    // exp(-x) is kept below 2^126, where the quotient is nothing already.
    const Vector power = -greater(x * broadcast(kLog2E), broadcast(-126.0F));
    return x / (broadcast(1.0F) + exp2_of(power));
}

HIBARI_ISA_END
