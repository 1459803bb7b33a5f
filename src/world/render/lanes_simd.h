// Lanes of eight: see lanes.h, which includes this file.
#pragma once

#include <cstring>
#if defined(__SSE2__)
#include <immintrin.h>
#endif

HIBARI_LANES_BEGIN

inline constexpr int kLanes = 8;

using FloatVector = float __attribute__((vector_size(32)));
using IntVector = std::int32_t __attribute__((vector_size(32)));

HIBARI_SMALL_FN FloatVector bits_to_float(IntVector v) {
    FloatVector out;
    std::memcpy(&out, &v, sizeof(out));
    return out;
}

HIBARI_SMALL_FN IntVector bits_to_int(FloatVector v) {
    IntVector out;
    std::memcpy(&out, &v, sizeof(out));
    return out;
}

/// A truth value per lane: all bits set or none.
struct M {
    IntVector v;

    M() = default;

    HIBARI_SMALL_FN explicit M(IntVector bits) : v(bits) {}

    HIBARI_SMALL_FN explicit M(bool all) : v(IntVector{} - static_cast<std::int32_t>(all)) {}
};

/// Eight whole numbers.
struct I {
    IntVector v;

    I() = default;

    HIBARI_SMALL_FN explicit I(IntVector bits) : v(bits) {}

    HIBARI_SMALL_FN I(std::int32_t all) : v(IntVector{} + all) {}  // NOLINT: broadcasts
};

/// Eight floats.
struct F {
    FloatVector v;

    F() = default;

    HIBARI_SMALL_FN explicit F(FloatVector values) : v(values) {}

    HIBARI_SMALL_FN F(float all)  // NOLINT: broadcasts
        : v(FloatVector{all, all, all, all, all, all, all, all}) {}
};

// ---- masks

HIBARI_SMALL_FN M operator&(M a, M b) {
    return M(a.v & b.v);
}

HIBARI_SMALL_FN M operator|(M a, M b) {
    return M(a.v | b.v);
}

HIBARI_SMALL_FN M operator^(M a, M b) {
    return M(a.v ^ b.v);
}

HIBARI_SMALL_FN M operator!(M a) {
    return M(~a.v);
}

/// One bit per lane, lane 0 lowest.
HIBARI_SMALL_FN int mask_bits(M m) {
#if defined(__AVX__)
    return _mm256_movemask_ps(reinterpret_cast<__m256>(m.v));
#elif defined(__SSE2__)
    __m128 half[2];
    std::memcpy(half, &m.v, sizeof(half));
    return _mm_movemask_ps(half[0]) | (_mm_movemask_ps(half[1]) << 4);
#else
    int bits = 0;
    for (int i = 0; i < kLanes; ++i) {
        bits |= (m.v[i] & 1) << i;
    }
    return bits;
#endif
}

HIBARI_SMALL_FN M mask_from_bits(int bits) {
    const IntVector lane_bit{1, 2, 4, 8, 16, 32, 64, 128};
    return M(((IntVector{} + bits) & lane_bit) != 0);
}

HIBARI_SMALL_FN bool any(M m) {
    return mask_bits(m) != 0;
}

HIBARI_SMALL_FN bool all(M m) {
    return mask_bits(m) == 0xFF;
}

HIBARI_SMALL_FN bool none(M m) {
    return mask_bits(m) == 0;
}

/// The first lane of mask_bits() that is set; bits != 0.
HIBARI_SMALL_FN int first_bit(int bits) {
    return __builtin_ctz(static_cast<unsigned>(bits));
}

/// Index of the first lane that is set; the mask must not be empty.
HIBARI_SMALL_FN int first_lane(M m) {
    return first_bit(mask_bits(m));
}

HIBARI_SMALL_FN int count(M m) {
    return __builtin_popcount(static_cast<unsigned>(mask_bits(m)));
}

// ---- whole numbers

// Sums, differences and products wrap around, as hashes need.
using UnsignedVector = std::uint32_t __attribute__((vector_size(32)));

HIBARI_SMALL_FN UnsignedVector bits_of(I a) {
    return reinterpret_cast<UnsignedVector>(a.v);
}

HIBARI_SMALL_FN I operator+(I a, I b) {
    return I(reinterpret_cast<IntVector>(bits_of(a) + bits_of(b)));
}

HIBARI_SMALL_FN I operator-(I a, I b) {
    return I(reinterpret_cast<IntVector>(bits_of(a) - bits_of(b)));
}

HIBARI_SMALL_FN I operator*(I a, I b) {
    return I(reinterpret_cast<IntVector>(bits_of(a) * bits_of(b)));
}

HIBARI_SMALL_FN I operator&(I a, I b) {
    return I(a.v & b.v);
}

HIBARI_SMALL_FN I operator|(I a, I b) {
    return I(a.v | b.v);
}

HIBARI_SMALL_FN I operator^(I a, I b) {
    return I(a.v ^ b.v);
}

HIBARI_SMALL_FN I operator<<(I a, int n) {
    return I(a.v << n);
}

/// Logical shift: zeros come in from the left.
HIBARI_SMALL_FN I shift_right(I a, int n) {
    return I(reinterpret_cast<IntVector>(bits_of(a) >> n));
}

HIBARI_SMALL_FN M operator==(I a, I b) {
    return M(a.v == b.v);
}

HIBARI_SMALL_FN M operator!=(I a, I b) {
    return M(a.v != b.v);
}

HIBARI_SMALL_FN M operator<(I a, I b) {
    return M(a.v < b.v);
}

HIBARI_SMALL_FN M operator>(I a, I b) {
    return M(a.v > b.v);
}

HIBARI_SMALL_FN int lane(I a, int i) {
    return a.v[i];
}

HIBARI_SMALL_FN void set_lane(I& a, int i, int value) {
    a.v[i] = value;
}

/// 0, 1, 2 ... 7.
HIBARI_SMALL_FN I lane_index() {
    return I(IntVector{0, 1, 2, 3, 4, 5, 6, 7});
}

// ---- floats

HIBARI_SMALL_FN F operator+(F a, F b) {
    return F(a.v + b.v);
}

HIBARI_SMALL_FN F operator-(F a, F b) {
    return F(a.v - b.v);
}

HIBARI_SMALL_FN F operator*(F a, F b) {
    return F(a.v * b.v);
}

HIBARI_SMALL_FN F operator/(F a, F b) {
    return F(a.v / b.v);
}

HIBARI_SMALL_FN F operator-(F a) {
    return F(-a.v);
}

HIBARI_SMALL_FN F& operator+=(F& a, F b) {
    a.v += b.v;
    return a;
}

HIBARI_SMALL_FN F& operator-=(F& a, F b) {
    a.v -= b.v;
    return a;
}

HIBARI_SMALL_FN F& operator*=(F& a, F b) {
    a.v *= b.v;
    return a;
}

HIBARI_SMALL_FN F& operator/=(F& a, F b) {
    a.v /= b.v;
    return a;
}

HIBARI_SMALL_FN M operator<(F a, F b) {
    return M(a.v < b.v);
}

HIBARI_SMALL_FN M operator>(F a, F b) {
    return M(a.v > b.v);
}

HIBARI_SMALL_FN M operator<=(F a, F b) {
    return M(a.v <= b.v);
}

HIBARI_SMALL_FN M operator>=(F a, F b) {
    return M(a.v >= b.v);
}

HIBARI_SMALL_FN M operator==(F a, F b) {
    return M(a.v == b.v);
}

HIBARI_SMALL_FN F select(M m, F yes, F no) {
#if defined(__AVX__)
    return F(_mm256_blendv_ps(no.v, yes.v, reinterpret_cast<__m256>(m.v)));
#else
    return F(bits_to_float((bits_to_int(yes.v) & m.v) | (bits_to_int(no.v) & ~m.v)));
#endif
}

HIBARI_SMALL_FN I select(M m, I yes, I no) {
#if defined(__AVX2__)
    return I(bits_to_int(
        _mm256_blendv_ps(bits_to_float(no.v), bits_to_float(yes.v), reinterpret_cast<__m256>(m.v))
    ));
#else
    return I((yes.v & m.v) | (no.v & ~m.v));
#endif
}

HIBARI_SMALL_FN M select(M m, M yes, M no) {
    return M((yes.v & m.v) | (no.v & ~m.v));
}

#if defined(__SSE2__) && !defined(__AVX__)
/// Applies an SSE instruction to both halves.
template <typename Op>
HIBARI_SMALL_FN F halves(F a, F b, Op op) {
    __m128 x[2];
    __m128 y[2];
    std::memcpy(x, &a.v, sizeof(x));
    std::memcpy(y, &b.v, sizeof(y));
    x[0] = op(x[0], y[0]);
    x[1] = op(x[1], y[1]);
    F out;
    std::memcpy(&out.v, x, sizeof(x));
    return out;
}
#endif

HIBARI_SMALL_FN F min(F a, F b) {
#if defined(__AVX__)
    return F(_mm256_min_ps(a.v, b.v));
#elif defined(__SSE2__)
    return halves(a, b, [](__m128 x, __m128 y) { return _mm_min_ps(x, y); });
#else
    return select(a < b, a, b);
#endif
}

HIBARI_SMALL_FN F max(F a, F b) {
#if defined(__AVX__)
    return F(_mm256_max_ps(a.v, b.v));
#elif defined(__SSE2__)
    return halves(a, b, [](__m128 x, __m128 y) { return _mm_max_ps(x, y); });
#else
    return select(a > b, a, b);
#endif
}

HIBARI_SMALL_FN F abs(F a) {
    return F(bits_to_float(bits_to_int(a.v) & (IntVector{} + 0x7FFFFFFF)));
}

HIBARI_SMALL_FN F sqrt(F a) {
#if defined(__AVX__)
    return F(_mm256_sqrt_ps(a.v));
#elif defined(__SSE2__)
    return halves(a, a, [](__m128 x, __m128) { return _mm_sqrt_ps(x); });
#else
    F out;
    for (int i = 0; i < kLanes; ++i) {
        out.v[i] = __builtin_sqrtf(a.v[i]);
    }
    return out;
#endif
}

/// 1 / sqrt(a) to about 22 bits; a > 0.
HIBARI_SMALL_FN F rsqrt(F a) {
#if defined(__AVX__)
    const F y(_mm256_rsqrt_ps(a.v));
    return y * (F(1.5F) - F(0.5F) * a * y * y);
#elif defined(__SSE2__)
    const F y = halves(a, a, [](__m128 x, __m128) { return _mm_rsqrt_ps(x); });
    return y * (F(1.5F) - F(0.5F) * a * y * y);
#else
    return F(1.0F) / sqrt(a);
#endif
}

/// The whole part as a whole number, towards zero; |a| < 2^31.
HIBARI_SMALL_FN I to_int(F a) {
    return I(__builtin_convertvector(a.v, IntVector));
}

HIBARI_SMALL_FN F to_float(I a) {
    return F(__builtin_convertvector(a.v, FloatVector));
}

HIBARI_SMALL_FN F floor(F a) {
#if defined(__AVX__)
    return F(_mm256_floor_ps(a.v));
#else
    const F whole = to_float(to_int(a));
    // Beyond 2^23 every float is whole already, and the conversion would overflow.
    const F low = whole - select(whole > a, F(1.0F), F(0.0F));
    return select(abs(a) < F(8388608.0F), low, a);
#endif
}

/// The nearest whole number.
HIBARI_SMALL_FN F round(F a) {
#if defined(__AVX__)
    return F(_mm256_round_ps(a.v, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC));
#else
    return floor(a + F(0.5F));
#endif
}

HIBARI_SMALL_FN I float_bits(F a) {
    return I(bits_to_int(a.v));
}

HIBARI_SMALL_FN F float_from_bits(I a) {
    return F(bits_to_float(a.v));
}

HIBARI_SMALL_FN float lane(F a, int i) {
    return a.v[i];
}

HIBARI_SMALL_FN void set_lane(F& a, int i, float value) {
    a.v[i] = value;
}

HIBARI_SMALL_FN F load(const float* values) {
    F out;
    std::memcpy(&out.v, values, sizeof(out.v));
    return out;
}

HIBARI_SMALL_FN I load(const std::int32_t* values) {
    I out;
    std::memcpy(&out.v, values, sizeof(out.v));
    return out;
}

HIBARI_SMALL_FN void store(float* values, F a) {
    std::memcpy(values, &a.v, sizeof(a.v));
}

HIBARI_SMALL_FN void store(std::int32_t* values, I a) {
    std::memcpy(values, &a.v, sizeof(a.v));
}

/// table[index] per lane.
HIBARI_SMALL_FN F gather(const float* table, I index) {
#if defined(__AVX2__)
    return F(_mm256_i32gather_ps(table, reinterpret_cast<__m256i>(index.v), 4));
#else
    F out;
    for (int i = 0; i < kLanes; ++i) {
        out.v[i] = table[index.v[i]];
    }
    return out;
#endif
}

HIBARI_SMALL_FN float max_lane(F a) {
    float best = a.v[0];
    for (int i = 1; i < kLanes; ++i) {
        best = a.v[i] > best ? a.v[i] : best;
    }
    return best;
}

HIBARI_SMALL_FN float min_lane(F a) {
    float best = a.v[0];
    for (int i = 1; i < kLanes; ++i) {
        best = a.v[i] < best ? a.v[i] : best;
    }
    return best;
}

HIBARI_LANES_END
