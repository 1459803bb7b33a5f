#pragma once

// Weights that take less room than four bytes a number, and their widening to floats.
//
// Q8_0 keeps 32 neighbouring numbers as 32 whole numbers of eight bits and one scale: the largest
// of them becomes 127. In a safetensors file that is two tensors: `NAME` (I8, the shape of the
// weight) and `NAME.scale` (F16, [rows, blocks]), where a weight [out, in, ...] has `out` rows of
// in * ... columns and a row has one block for every 32 columns. The last block of a row may be
// shorter. F16 is IEEE half precision; BF16 is the upper half of a float.
//
// The widening gives the same bits with and without the processor's instructions for it.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace hibari::weights {

inline constexpr std::size_t kQ8BlockSize = 32;

/// Blocks of a row of that many columns.
constexpr std::size_t q8_blocks(std::size_t columns) {
    return (columns + kQ8BlockSize - 1) / kQ8BlockSize;
}

/// The float of one half; exact.
float widen_f16(std::uint16_t half);

/// The half nearest to a float, ties to even; too large becomes infinite.
std::uint16_t narrow_f16(float value);

/// All three need `out` to be as long as `in` (Q8_0: as `values`, rows * columns).
void widen_f16(std::span<const std::uint16_t> in, std::span<float> out);
void widen_bf16(std::span<const std::uint16_t> in, std::span<float> out);

/// `scales` has one half per block: out[row][column] = values[row][column] * scale of its block.
void widen_q8_0(
    std::span<const std::int8_t> values,
    std::span<const std::uint16_t> scales,
    std::size_t columns,
    std::span<float> out
);

/// A weight in Q8_0.
struct Q8Weight {
    std::vector<std::int8_t> values;
    std::vector<std::uint16_t> scales;
};

/// Rounds finite weights of whole rows of `columns`. The error of a number is at most half a step,
/// which is its block's largest magnitude / 127, and what the scale loses as a half.
Q8Weight quantise_q8_0(std::span<const float> weights, std::size_t columns);

}  // namespace hibari::weights
