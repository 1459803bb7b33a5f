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

/// What is known of a block of queries after some of the keys.
struct QueryBlock {
    /// Times scale and log2(e), so that exp2 serves.
    alignas(64) float q[kQueryBlock * kHeadDimMax];
    alignas(64) float scores[kQueryBlock * kKeyBlock];
    /// Sums of values, weighted by exp2(score - largest).
    alignas(64) float out[kQueryBlock * kHeadDimMax];
    float largest[kQueryBlock];
    float sum[kQueryBlock];
};

/// Turns one row of scores into weights; the sums so far shrink when a larger score is met.
void weigh_row(QueryBlock& block, int row, int keys, int head_dim) {
    float* const scores = block.scores + row * kKeyBlock;
    const int padded = (keys + kLanes - 1) / kLanes * kLanes;
    for (int j = keys; j < padded; ++j) {
        scores[j] = kNothingYet;
    }
    Vector greatest = load(scores);
    for (int j = kLanes; j < padded; j += kLanes) {
        greatest = greater(greatest, load(scores + j));
    }
    const float before = block.largest[row];
    const float of_these = greatest_of(greatest);
    const float largest = of_these > before ? of_these : before;
    const Vector subtract = broadcast(largest);
    Vector sums = Vector{};
    for (int j = 0; j < padded; j += kLanes) {
        const Vector weight = exp2_of(load(scores + j) - subtract);
        store(scores + j, weight);
        sums += weight;
    }
    float sum = block.sum[row];
    if (largest > before) {
        const Vector shrink = exp2_of(broadcast(before - largest));
        float* const out = block.out + row * head_dim;
        for (int c = 0; c < head_dim; c += kLanes) {
            store(out + c, load(out + c) * shrink);
        }
        sum *= shrink[0];
    }
    block.largest[row] = largest;
    block.sum[row] = sum + sum_of(sums);
}

void begin_block(
    const AttentionJob& job, std::int64_t head, std::int64_t first, int rows, QueryBlock& block
) {
    const int head_dim = static_cast<int>(job.head_dim);
    const Vector scale = broadcast(job.scale * kLog2E);
    for (int r = 0; r < rows; ++r) {
        const float* const q = job.q + (first + r) * job.q_stride + head * head_dim;
        for (int c = 0; c < head_dim; c += kLanes) {
            store(block.q + r * head_dim + c, load(q + c) * scale);
            store(block.out + r * head_dim + c, Vector{});
        }
        block.largest[r] = kNothingYet;
        block.sum[r] = 0.0F;
    }
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
        const Vector share = broadcast(1.0F / block.sum[r]);
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
        for (int r = 0; r < rows; ++r) {
            weigh_row(block, r, keys, static_cast<int>(head_dim));
        }
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

}  // namespace

void pack_attention(const AttentionJob& job, std::int64_t begin, std::int64_t end) {
    const std::int64_t panels = key_panels(job);
    const std::int64_t dim = job.head_dim;
    for (std::int64_t item = begin; item < end; ++item) {
        const std::int64_t head = item / panels;
        const std::int64_t first = item % panels * kKeyPanel;
        const PackedHead packed = packed_head(job, head);
        float* const keys = packed.keys + first * dim;
        float* const values = packed.values + first * dim;
        for (std::int64_t j = 0; j < kKeyPanel; ++j) {
            const bool there = first + j < job.keys;
            const float* const k = job.k + (first + j) * job.k_stride + head * dim;
            const float* const v = job.v + (first + j) * job.v_stride + head * dim;
            for (std::int64_t c = 0; c < dim; ++c) {
                keys[c * kKeyPanel + j] = there ? k[c] : 0.0F;
                values[j * dim + c] = there ? v[c] : 0.0F;
            }
        }
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
