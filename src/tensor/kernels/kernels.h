#pragma once

// The loops of the learned engines that are worth writing by hand, on plain float pointers. Each is
// compiled three times: for any x86-64 (or any other processor), for AVX2 with FMA and for AVX-512;
// kernels() gives the set that fits the processor, kernels_for() another one for tests.
//
// A kernel does a range of items and starts no thread: the caller splits [0, items) between its
// threads. What an item is, each job says. Different splits give the same bits.
//
// Arrays are rows of floats; a stride counts floats from one row to the next. Strides may be larger
// than a row, so a slice of a projection needs no copy.

#include <cstdint>
#include <string_view>

namespace hibari::tensor::kernels {

/// softmax(scale * q k^T) v for each head alone, without a mask. q, k, v and out hold the heads of
/// a token one after the other: row t of q is [heads, head_dim]. The score of every pair is
/// computed, but never kept: memory grows with the tokens, not with their square (after Dao et al.,
/// arXiv 2205.14135, and Milakov and Gimelshein, arXiv 1805.02867).
struct AttentionJob {
    std::int64_t queries = 0;
    /// At least 1.
    std::int64_t keys = 0;
    std::int64_t heads = 0;
    /// 32, 64, 96 or 128.
    std::int64_t head_dim = 0;
    float scale = 1.0F;
    const float* q = nullptr;
    const float* k = nullptr;
    const float* v = nullptr;
    float* out = nullptr;
    std::int64_t q_stride = 0;
    std::int64_t k_stride = 0;
    std::int64_t v_stride = 0;
    std::int64_t out_stride = 0;
    /// scratch_floats() of room, 64-byte aligned, filled by pack_attention.
    float* packed = nullptr;

    /// Items of attend(): blocks of queries, head after head.
    std::int64_t items() const;
    /// Items of pack_attention(): blocks of keys, head after head.
    std::int64_t pack_items() const;
    std::int64_t scratch_floats() const;
};

/// out = x weight^T + bias, then max(0, out) when `relu`, then + add. With several taps, x is read
/// at as many places and each has its own part of the weight: out = sum over taps of (x + offset)
/// weight[tap]^T, which is what a convolution does. An item is kTileRows rows of all columns, or
/// kPanelColumns columns of all rows (by_columns).
struct LinearJob {
    std::int64_t rows = 0;
    /// Of one tap.
    std::int64_t depth = 0;
    std::int64_t columns = 0;
    const float* x = nullptr;
    std::int64_t x_stride = 0;
    std::int64_t taps = 1;
    /// Floats from x to where each tap reads; null for one tap at x itself.
    const std::int64_t* tap_offsets = nullptr;
    /// From pack_linear() with a depth of taps * depth, tap after tap.
    const float* packed = nullptr;
    /// One number per column, or null.
    const float* bias = nullptr;
    /// [rows, columns], or null; may be `out`.
    const float* add = nullptr;
    std::int64_t add_stride = 0;
    float* out = nullptr;
    std::int64_t out_stride = 0;
    bool relu = false;
    /// With few rows the columns are what can be split.
    bool by_columns = false;

    std::int64_t items() const;
};

/// Columns of a packed weight that lie together, padded with zeros.
inline constexpr std::int64_t kPanelColumns = 64;
/// Rows of x that are multiplied together.
inline constexpr std::int64_t kTileRows = 6;

/// Floats that a packed weight takes.
std::int64_t packed_linear_floats(std::int64_t columns, std::int64_t depth);

/// Packs a weight [columns, depth] whose rows lie together; `packed` is 64-byte aligned.
void pack_linear(std::int64_t columns, std::int64_t depth, const float* weight, float* packed);

/// Row t of out = rms_norm(row t of x) * (1 + scale[s]) + shift[s], where s is rows[t], or 0 when
/// rows is null. An item is a token.
struct NormModulateJob {
    std::int64_t tokens = 0;
    std::int64_t width = 0;
    float epsilon = 1e-6F;
    const float* x = nullptr;
    std::int64_t x_stride = 0;
    const float* scale = nullptr;
    const float* shift = nullptr;
    std::int64_t table_stride = 0;
    const std::int32_t* rows = nullptr;
    float* out = nullptr;
    std::int64_t out_stride = 0;
};

/// Row t of x += gate[s] * row t of y. An item is a token.
struct GatedAddJob {
    std::int64_t tokens = 0;
    std::int64_t width = 0;
    const float* gate = nullptr;
    std::int64_t table_stride = 0;
    const std::int32_t* rows = nullptr;
    const float* y = nullptr;
    std::int64_t y_stride = 0;
    float* x = nullptr;
    std::int64_t x_stride = 0;
};

/// In place, for each head of each token: rms_norm, times weight, then the pairs (i, i +
/// head_dim/2) rotated by the token's angles. An item is a token.
struct NormRotateJob {
    std::int64_t tokens = 0;
    std::int64_t heads = 0;
    /// 32, 64, 96 or 128.
    std::int64_t head_dim = 0;
    float epsilon = 1e-6F;
    const float* weight = nullptr;
    /// [tokens, head_dim / 2].
    const float* cosines = nullptr;
    const float* sines = nullptr;
    float* x = nullptr;
    std::int64_t x_stride = 0;
};

/// Row t of out = silu(the first half of row t of x) * the second half. An item is a token.
struct SwigluJob {
    std::int64_t tokens = 0;
    /// Of out; x is twice as wide.
    std::int64_t width = 0;
    const float* x = nullptr;
    std::int64_t x_stride = 0;
    float* out = nullptr;
    std::int64_t out_stride = 0;
};

enum class Isa { kPlain, kAvx2, kAvx512 };

std::string_view to_string(Isa isa);

/// The kernels as compiled for one instruction set.
struct Kernels {
    Isa isa = Isa::kPlain;
    /// Multiplications and additions per second of one thread that does nothing else, in registers:
    /// what the rates of the others are held against.
    double (*peak_flops)(double seconds);
    void (*pack_attention)(const AttentionJob&, std::int64_t begin, std::int64_t end);
    void (*attend)(const AttentionJob&, std::int64_t begin, std::int64_t end);
    void (*linear)(const LinearJob&, std::int64_t begin, std::int64_t end);
    void (*norm_modulate)(const NormModulateJob&, std::int64_t begin, std::int64_t end);
    void (*gated_add)(const GatedAddJob&, std::int64_t begin, std::int64_t end);
    void (*norm_rotate)(const NormRotateJob&, std::int64_t begin, std::int64_t end);
    void (*swiglu)(const SwigluJob&, std::int64_t begin, std::int64_t end);
};

/// The best set that this processor runs.
const Kernels& kernels();

/// That set, or null where the processor or the build lacks it.
const Kernels* kernels_for(Isa isa);

}  // namespace hibari::tensor::kernels
