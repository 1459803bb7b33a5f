#pragma once

// How the kernels cut their work, the same for every instruction set.

#include "tensor/kernels/kernels.h"

namespace hibari::tensor::kernels {

/// Queries that are done together.
inline constexpr int kQueryBlock = 48;
/// Keys that are packed together, one column each.
inline constexpr int kKeyPanel = 64;

inline std::int64_t key_panels(const AttentionJob& job) {
    return (job.keys + kKeyPanel - 1) / kKeyPanel;
}

inline std::int64_t query_blocks(const AttentionJob& job) {
    return (job.queries + kQueryBlock - 1) / kQueryBlock;
}

/// Where the keys and values of one head lie in AttentionJob::packed. Both are padded with zeros to
/// whole panels.
struct PackedHead {
    /// Panel after panel, each [head_dim, kKeyPanel].
    float* keys;
    /// [keys, head_dim].
    float* values;
    /// The square of the longest key of each panel.
    float* longest;
};

inline std::int64_t packed_head_floats(const AttentionJob& job) {
    const std::int64_t floats = key_panels(job) * (2 * kKeyPanel * job.head_dim + 1);
    return (floats + 15) / 16 * 16;
}

inline PackedHead packed_head(const AttentionJob& job, std::int64_t head) {
    const std::int64_t floats = key_panels(job) * kKeyPanel * job.head_dim;
    float* const begin = job.packed + head * packed_head_floats(job);
    return {begin, begin + floats, begin + 2 * floats};
}

}  // namespace hibari::tensor::kernels
