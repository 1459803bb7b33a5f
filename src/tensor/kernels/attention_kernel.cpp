// Compiled once per instruction set: see vectors.h.
#include "tensor/kernels/blocks.h"
#include "tensor/kernels/isa_kernels.h"
#include "tensor/kernels/tile.h"

HIBARI_ISA_BEGIN

namespace {

inline constexpr int kHeadDimMax = 128;
/// Keys whose scores are known at a time: two panels, so that scores and keys stay near.
inline constexpr int kKeyBlock = 2 * kKeyPanel;
inline constexpr float kNothingYet = -__builtin_inff();
/// A power of two that neither it nor its inverse, times any number of tokens, leaves a float.
inline constexpr float kSmallScore = 64.0F;

/// What is known of a block of queries after some of the keys.
struct QueryBlock {
    /// Times scale and log2(e), so that exp2 serves.
    alignas(64) float q[kQueryBlock * kHeadDimMax];
    alignas(64) float scores[kQueryBlock * kKeyBlock];
    /// Sums of values, weighted by exp2(score - reference).
    alignas(64) float out[kQueryBlock * kHeadDimMax];
    /// Sums of the weights, lane by lane.
    alignas(64) float sums[kQueryBlock * kLanes];
    /// The largest score so far.
    float largest[kQueryBlock];
    /// No score can be far from zero, so zero is the reference and nobody looks for the largest.
    bool small_scores;
};

/// exp2(score) for one row whose scores are known to be small.
void weigh_small_row(QueryBlock& block, int row, int padded) {
    float* const scores = block.scores + row * kKeyBlock;
    Vector sum = load(block.sums + row * kLanes);
    for (int j = 0; j < padded; j += kLanes) {
        const Vector weight = exp2_within(load(scores + j));
        store(scores + j, weight);
        sum += weight;
    }
    store(block.sums + row * kLanes, sum);
}

/// exp2(score - largest) for one row; the sums so far shrink when a larger score is met.
void weigh_row(QueryBlock& block, int row, int padded, int head_dim) {
    float* const scores = block.scores + row * kKeyBlock;
    Vector greatest = load(scores);
    for (int j = kLanes; j < padded; j += kLanes) {
        greatest = greater(greatest, load(scores + j));
    }
    const float before = block.largest[row];
    const float of_these = greatest_of(greatest);
    const float largest = of_these > before ? of_these : before;
    Vector sum = load(block.sums + row * kLanes);
    if (largest > before) {
        const Vector shrink = exp2_of(broadcast(before - largest));
        float* const out = block.out + row * head_dim;
        for (int c = 0; c < head_dim; c += kLanes) {
            store(out + c, load(out + c) * shrink);
        }
        sum *= shrink;
        block.largest[row] = largest;
    }
    for (int j = 0; j < padded; j += kLanes) {
        const Vector weight = exp2_of(load(scores + j) - broadcast(largest));
        store(scores + j, weight);
        sum += weight;
    }
    store(block.sums + row * kLanes, sum);
}

/// Scores become weights.
void weigh(QueryBlock& block, int rows, int keys, int head_dim) {
    const int padded = (keys + kLanes - 1) / kLanes * kLanes;
    // What stands beyond the last key counts for nothing.
    const float beyond = block.small_scores ? -126.0F : kNothingYet;
    for (int r = 0; r < rows; ++r) {
        for (int j = keys; j < padded; ++j) {
            block.scores[r * kKeyBlock + j] = beyond;
        }
        if (block.small_scores) {
            weigh_small_row(block, r, padded);
        } else {
            weigh_row(block, r, padded, head_dim);
        }
    }
}

float longest_key_squared(const AttentionJob& job, const PackedHead& packed) {
    float longest = 0.0F;
    for (std::int64_t panel = 0; panel < key_panels(job); ++panel) {
        longest = packed.longest[panel] > longest ? packed.longest[panel] : longest;
    }
    return longest;
}

void begin_block(
    const AttentionJob& job, std::int64_t head, std::int64_t first, int rows, QueryBlock& block
) {
    const int head_dim = static_cast<int>(job.head_dim);
    const Vector scale = broadcast(job.scale * kLog2E);
    float longest = 0.0F;
    for (int r = 0; r < rows; ++r) {
        const float* const q = job.q + (first + r) * job.q_stride + head * head_dim;
        Vector squares = Vector{};
        for (int c = 0; c < head_dim; c += kLanes) {
            const Vector scaled = load(q + c) * scale;
            store(block.q + r * head_dim + c, scaled);
            store(block.out + r * head_dim + c, Vector{});
            squares += scaled * scaled;
        }
        const float length = sum_of(squares);
        longest = length > longest ? length : longest;
        block.largest[r] = kNothingYet;
        store(block.sums + r * kLanes, Vector{});
    }
    // A score is at most the product of the lengths (Cauchy and Schwarz).
    block.small_scores =
        longest * longest_key_squared(job, packed_head(job, head)) < kSmallScore * kSmallScore;
}

void end_block(
    const AttentionJob& job,
    std::int64_t head,
    std::int64_t first,
    int rows,
    const QueryBlock& block
) {
    const int head_dim = static_cast<int>(job.head_dim);
    for (int r = 0; r < rows; ++r) {
        float* const out = job.out + (first + r) * job.out_stride + head * head_dim;
        const Vector share = broadcast(1.0F / sum_of(load(block.sums + r * kLanes)));
        for (int c = 0; c < head_dim; c += kLanes) {
            store(out + c, load(block.out + r * head_dim + c) * share);
        }
    }
}

void attend_block(
    const AttentionJob& job, std::int64_t head, std::int64_t first, int rows, QueryBlock& block
) {
    const std::int64_t head_dim = job.head_dim;
    const PackedHead packed = packed_head(job, head);
    begin_block(job, head, first, rows, block);
    for (std::int64_t key = 0; key < job.keys; key += kKeyBlock) {
        const std::int64_t left = job.keys - key;
        const int keys = static_cast<int>(left < kKeyBlock ? left : kKeyBlock);
        for (int panel = 0; panel < keys; panel += kKeyPanel) {
            multiply<false>(
                rows,
                kKeyPanel,
                head_dim,
                {block.q, head_dim},
                {packed.keys + (key + panel) * head_dim, kKeyPanel},
                {block.scores + panel, kKeyBlock}
            );
        }
        weigh(block, rows, keys, static_cast<int>(head_dim));
        multiply<true>(
            rows,
            head_dim,
            keys,
            {block.scores, kKeyBlock},
            {packed.values + key * head_dim, head_dim},
            {block.out, head_dim}
        );
    }
    end_block(job, head, first, rows, block);
}

void pack_panel(const AttentionJob& job, std::int64_t head, std::int64_t panel) {
    const std::int64_t dim = job.head_dim;
    const std::int64_t first = panel * kKeyPanel;
    const PackedHead packed = packed_head(job, head);
    float* const keys = packed.keys + first * dim;
    float* const values = packed.values + first * dim;
    float longest = 0.0F;
    for (std::int64_t j = 0; j < kKeyPanel; ++j) {
        if (first + j >= job.keys) {
            for (std::int64_t c = 0; c < dim; ++c) {
                keys[c * kKeyPanel + j] = 0.0F;
                values[j * dim + c] = 0.0F;
            }
            continue;
        }
        const float* const k = job.k + (first + j) * job.k_stride + head * dim;
        const float* const v = job.v + (first + j) * job.v_stride + head * dim;
        Vector squares = Vector{};
        for (std::int64_t c = 0; c < dim; c += kLanes) {
            const Vector key = load(k + c);
            squares += key * key;
            store(values + j * dim + c, load(v + c));
        }
        for (std::int64_t c = 0; c < dim; ++c) {
            keys[c * kKeyPanel + j] = k[c];
        }
        const float length = sum_of(squares);
        longest = length > longest ? length : longest;
    }
    packed.longest[panel] = longest;
}

}  // namespace

void pack_attention(const AttentionJob& job, std::int64_t begin, std::int64_t end) {
    const std::int64_t panels = key_panels(job);
    for (std::int64_t item = begin; item < end; ++item) {
        pack_panel(job, item / panels, item % panels);
    }
}

void attend(const AttentionJob& job, std::int64_t begin, std::int64_t end) {
    const std::int64_t blocks = query_blocks(job);
    QueryBlock block;
    for (std::int64_t item = begin; item < end; ++item) {
        const std::int64_t first = item % blocks * kQueryBlock;
        const std::int64_t left = job.queries - first;
        const int rows = static_cast<int>(left < kQueryBlock ? left : kQueryBlock);
        attend_block(job, item / blocks, first, rows, block);
    }
}

HIBARI_ISA_END
