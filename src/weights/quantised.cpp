#include "weights/quantised.h"

#include "base/check.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace hibari::weights {
namespace {

constexpr float kQ8Max = 127.0F;

#if defined(__x86_64__)

bool has_wide_instructions() {
    static const bool has =
        __builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("f16c") != 0;
    return has;
}

/// Whole groups of eight; returns how many numbers were done.
__attribute__((target("avx2,f16c"))) std::size_t widen_f16_wide(
    std::span<const std::uint16_t> in, std::span<float> out
) {
    std::size_t i = 0;
    for (; i + 8 <= in.size(); i += 8) {
        const __m128i halves = _mm_loadu_si128(reinterpret_cast<const __m128i*>(in.data() + i));
        _mm256_storeu_ps(out.data() + i, _mm256_cvtph_ps(halves));
    }
    return i;
}

/// Whole groups of eight; returns how many numbers were done.
__attribute__((target("avx2,f16c"))) std::size_t widen_block_wide(
    std::span<const std::int8_t> in, float scale, float* out
) {
    const __m256 scales = _mm256_set1_ps(scale);
    std::size_t i = 0;
    for (; i + 8 <= in.size(); i += 8) {
        const __m128i bytes = _mm_loadl_epi64(reinterpret_cast<const __m128i*>(in.data() + i));
        const __m256 values = _mm256_cvtepi32_ps(_mm256_cvtepi8_epi32(bytes));
        _mm256_storeu_ps(out + i, _mm256_mul_ps(values, scales));
    }
    return i;
}

#else

bool has_wide_instructions() {
    return false;
}

std::size_t widen_f16_wide(std::span<const std::uint16_t> /*in*/, std::span<float> /*out*/) {
    return 0;
}

std::size_t widen_block_wide(
    std::span<const std::int8_t> /*in*/, float /*scale*/, float* /*out*/
) {
    return 0;
}

#endif

void widen_block(std::span<const std::int8_t> in, float scale, float* out) {
    // A product of two floats is rounded once, in whatever order it is done.
    std::size_t i = has_wide_instructions() ? widen_block_wide(in, scale, out) : 0;
    for (; i < in.size(); ++i) {
        out[i] = static_cast<float>(in[i]) * scale;
    }
}

}  // namespace

float widen_f16(std::uint16_t half) {
    const std::uint32_t sign = static_cast<std::uint32_t>(half & 0x8000U) << 16U;
    const std::uint32_t exponent = (half >> 10U) & 0x1FU;
    const std::uint32_t fraction = half & 0x3FFU;
    if (exponent == 0) {
        const float value = static_cast<float>(fraction) * 0x1p-24F;
        return sign != 0 ? -value : value;
    }
    if (exponent == 0x1F) {
        // A signalling NaN becomes a quiet one, as the processor's instruction does.
        const std::uint32_t quiet = fraction != 0 ? 0x400000U : 0U;
        return std::bit_cast<float>(sign | 0x7F800000U | quiet | fraction << 13U);
    }
    return std::bit_cast<float>(sign | (exponent + 112U) << 23U | fraction << 13U);
}

std::uint16_t narrow_f16(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const std::uint32_t sign = (bits >> 16U) & 0x8000U;
    const std::uint32_t magnitude = bits & 0x7FFFFFFFU;
    if (magnitude > 0x7F800000U) {
        return static_cast<std::uint16_t>(sign | 0x7E00U);
    }
    if (magnitude >= 0x477FF000U) {  // 65520 and above round to infinity.
        return static_cast<std::uint16_t>(sign | 0x7C00U);
    }
    if (magnitude < 0x38800000U) {  // Below 2^-14: a whole number of 2^-24.
        const float steps = std::nearbyint(std::bit_cast<float>(magnitude) * 0x1p24F);
        return static_cast<std::uint16_t>(sign | static_cast<std::uint32_t>(steps));
    }
    const std::uint32_t odd = (magnitude >> 13U) & 1U;
    return static_cast<std::uint16_t>(sign | ((magnitude - 0x38000000U + 0xFFFU + odd) >> 13U));
}

void widen_f16(std::span<const std::uint16_t> in, std::span<float> out) {
    HIBARI_CHECK(in.size() == out.size(), in.size(), out.size());
    std::size_t i = has_wide_instructions() ? widen_f16_wide(in, out) : 0;
    for (; i < in.size(); ++i) {
        out[i] = widen_f16(in[i]);
    }
}

void widen_bf16(std::span<const std::uint16_t> in, std::span<float> out) {
    HIBARI_CHECK(in.size() == out.size(), in.size(), out.size());
    for (std::size_t i = 0; i < in.size(); ++i) {
        out[i] = std::bit_cast<float>(static_cast<std::uint32_t>(in[i]) << 16U);
    }
}

void widen_q8_0(
    std::span<const std::int8_t> values,
    std::span<const std::uint16_t> scales,
    std::size_t columns,
    std::span<float> out
) {
    HIBARI_CHECK(values.size() == out.size(), values.size(), out.size());
    if (values.empty()) {
        return;
    }
    HIBARI_CHECK(columns > 0 && values.size() % columns == 0, values.size(), columns);
    const std::size_t rows = values.size() / columns;
    const std::size_t blocks = q8_blocks(columns);
    HIBARI_CHECK(scales.size() == rows * blocks, scales.size(), rows, blocks);
    for (std::size_t row = 0; row < rows; ++row) {
        for (std::size_t block = 0; block < blocks; ++block) {
            const std::size_t column = block * kQ8BlockSize;
            const std::size_t at = row * columns + column;
            const std::size_t count = std::min(kQ8BlockSize, columns - column);
            const float scale = widen_f16(scales[row * blocks + block]);
            widen_block(values.subspan(at, count), scale, out.data() + at);
        }
    }
}

Q8Weight quantise_q8_0(std::span<const float> weights, std::size_t columns) {
    HIBARI_CHECK(columns > 0 && weights.size() % columns == 0, weights.size(), columns);
    Q8Weight out;
    out.values.reserve(weights.size());
    for (std::size_t row = 0; row < weights.size(); row += columns) {
        for (std::size_t column = 0; column < columns; column += kQ8BlockSize) {
            const std::span<const float> block =
                weights.subspan(row + column, std::min(kQ8BlockSize, columns - column));
            float largest = 0.0F;
            for (const float value : block) {
                HIBARI_CHECK(std::isfinite(value));
                largest = std::max(largest, std::fabs(value));
            }
            const std::uint16_t half = narrow_f16(largest / kQ8Max);
            out.scales.push_back(half);
            // By what will be multiplied with later, so that the rounding of the scale is made up
            // for as far as 127 steps allow.
            const float scale = widen_f16(half);
            for (const float value : block) {
                const float steps = scale > 0.0F ? std::nearbyint(value / scale) : 0.0F;
                out.values.push_back(static_cast<std::int8_t>(std::clamp(steps, -kQ8Max, kQ8Max)));
            }
        }
    }
    return out;
}

}  // namespace hibari::weights
