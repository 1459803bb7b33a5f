// Lanes of one: see lanes.h, which includes this file. The same names, over plain numbers.
#pragma once

#include <cmath>
#include <cstring>

HIBARI_LANES_BEGIN

inline constexpr int kLanes = 1;

using M = bool;
using I = std::int32_t;
using F = float;

HIBARI_SMALL_FN int mask_bits(M m) {
    return m ? 1 : 0;
}

HIBARI_SMALL_FN M mask_from_bits(int bits) {
    return (bits & 1) != 0;
}

HIBARI_SMALL_FN bool any(M m) {
    return m;
}

HIBARI_SMALL_FN bool all(M m) {
    return m;
}

HIBARI_SMALL_FN bool none(M m) {
    return !m;
}

HIBARI_SMALL_FN int first_bit(int /*bits*/) {
    return 0;
}

HIBARI_SMALL_FN int first_lane(M /*m*/) {
    return 0;
}

HIBARI_SMALL_FN int count(M m) {
    return m ? 1 : 0;
}

HIBARI_SMALL_FN I shift_right(I a, int n) {
    return static_cast<I>(static_cast<std::uint32_t>(a) >> n);
}

HIBARI_SMALL_FN I lane_index() {
    return 0;
}

HIBARI_SMALL_FN I lane(I a, int /*i*/) {
    return a;
}

HIBARI_SMALL_FN void set_lane(I& a, int /*i*/, I value) {
    a = value;
}

HIBARI_SMALL_FN float lane(F a, int /*i*/) {
    return a;
}

HIBARI_SMALL_FN void set_lane(F& a, int /*i*/, float value) {
    a = value;
}

HIBARI_SMALL_FN F select(M m, F yes, F no) {
    return m ? yes : no;
}

HIBARI_SMALL_FN I select(M m, I yes, I no) {
    return m ? yes : no;
}

HIBARI_SMALL_FN M select(M m, M yes, M no) {
    return m ? yes : no;
}

HIBARI_SMALL_FN F min(F a, F b) {
    return a < b ? a : b;
}

HIBARI_SMALL_FN F max(F a, F b) {
    return a > b ? a : b;
}

HIBARI_SMALL_FN F abs(F a) {
    return ::fabsf(a);
}

HIBARI_SMALL_FN F sqrt(F a) {
    return ::sqrtf(a);
}

/// 1 / sqrt(a); a > 0.
HIBARI_SMALL_FN F rsqrt(F a) {
    return 1.0F / ::sqrtf(a);
}

HIBARI_SMALL_FN I to_int(F a) {
    return static_cast<I>(a);
}

HIBARI_SMALL_FN F to_float(I a) {
    return static_cast<F>(a);
}

HIBARI_SMALL_FN F floor(F a) {
    return ::floorf(a);
}

HIBARI_SMALL_FN F round(F a) {
    return ::floorf(a + 0.5F);
}

HIBARI_SMALL_FN I float_bits(F a) {
    I out;
    memcpy(&out, &a, sizeof(out));
    return out;
}

HIBARI_SMALL_FN F float_from_bits(I a) {
    F out;
    memcpy(&out, &a, sizeof(out));
    return out;
}

HIBARI_SMALL_FN F load(const float* values) {
    return values[0];
}

HIBARI_SMALL_FN I load(const std::int32_t* values) {
    return values[0];
}

HIBARI_SMALL_FN void store(float* values, F a) {
    values[0] = a;
}

HIBARI_SMALL_FN void store(std::int32_t* values, I a) {
    values[0] = a;
}

HIBARI_SMALL_FN F gather(const float* table, I index) {
    return table[index];
}

HIBARI_SMALL_FN float max_lane(F a) {
    return a;
}

HIBARI_SMALL_FN float min_lane(F a) {
    return a;
}

HIBARI_LANES_END
