// Compiled once per instruction set: see vectors.h.
#include "tensor/kernels/blocks.h"
#include "tensor/kernels/isa_kernels.h"
#include "tensor/kernels/tile.h"

HIBARI_ISA_BEGIN

namespace {

/// Part of the depth that runs at a time: a panel of it is 32 kB and stays in the first cache.
inline constexpr std::int64_t kDepthBlock = 128;
/// The last panel is often half empty: networks like multiples of 32.
inline constexpr std::int64_t kHalfPanel = kPanelColumns / 2;
/// Rows that share a panel while it is there.
inline constexpr std::int64_t kRowBlock = 32 * kTileRows;

/// The first `columns` of a panel (a multiple of 32) for some rows, into `to`, without what comes
/// after the sums.
void multiply_panel(
    const LinearJob& job,
    std::int64_t panel,
    std::int64_t columns,
    std::int64_t row,
    std::int64_t rows,
    Matrix to
) {
    const float* packed = job.packed + panel * kPanelColumns * job.depth * job.taps;
    for (std::int64_t tap = 0; tap < job.taps; ++tap) {
        const float* const x = job.x + (job.tap_offsets != nullptr ? job.tap_offsets[tap] : 0);
        for (std::int64_t k = 0; k < job.depth; k += kDepthBlock) {
            const std::int64_t left = job.depth - k;
            const std::int64_t depth = left < kDepthBlock ? left : kDepthBlock;
            const ConstMatrix part = {x + row * job.x_stride + k, job.x_stride};
            const ConstMatrix weight = {packed, kPanelColumns};
            if (k == 0 && tap == 0) {
                multiply<false>(rows, columns, depth, part, weight, to);
            } else {
                multiply<true>(rows, columns, depth, part, weight, to);
            }
            packed += depth * kPanelColumns;
        }
    }
}

/// What comes after the sums, for `columns` numbers of one row on their way to their place.
void finish_row(
    const LinearJob& job,
    std::int64_t row,
    std::int64_t column,
    std::int64_t columns,
    const float* from
) {
    float* const to = job.out + row * job.out_stride + column;
    const float* const add = job.add != nullptr ? job.add + row * job.add_stride + column : nullptr;
    for (std::int64_t j = 0; j < columns; ++j) {
        float value = from[j] + (job.bias != nullptr ? job.bias[column + j] : 0.0F);
        if (job.relu) {
            value = value > 0.0F ? value : 0.0F;
        }
        to[j] = add != nullptr ? value + add[j] : value;
    }
}

void linear_block(const LinearJob& job, std::int64_t panel, std::int64_t row, std::int64_t rows) {
    const std::int64_t column = panel * kPanelColumns;
    const std::int64_t left = job.columns - column;
    const std::int64_t columns = left < kPanelColumns ? left : kPanelColumns;
    if (columns % kHalfPanel == 0 && job.add == nullptr) {
        float* const out = job.out + row * job.out_stride + column;
        multiply_panel(job, panel, columns, row, rows, {out, job.out_stride});
        if (job.bias != nullptr || job.relu) {
            for (std::int64_t r = 0; r < rows; ++r) {
                finish_row(job, row + r, column, columns, out + r * job.out_stride);
            }
        }
        return;
    }
    // The last panel may be wider than what is left of the result, and what is added may lie where
    // the result goes.
    alignas(64) float sums[kRowBlock * kPanelColumns];
    const std::int64_t width = columns > kHalfPanel ? kPanelColumns : kHalfPanel;
    multiply_panel(job, panel, width, row, rows, {sums, kPanelColumns});
    for (std::int64_t r = 0; r < rows; ++r) {
        finish_row(job, row + r, column, columns, sums + r * kPanelColumns);
    }
}

void linear_rows(
    const LinearJob& job,
    std::int64_t first_panel,
    std::int64_t last_panel,
    std::int64_t first_row,
    std::int64_t last_row
) {
    for (std::int64_t row = first_row; row < last_row; row += kRowBlock) {
        const std::int64_t left = last_row - row;
        for (std::int64_t panel = first_panel; panel < last_panel; ++panel) {
            linear_block(job, panel, row, left < kRowBlock ? left : kRowBlock);
        }
    }
}

}  // namespace

void linear(const LinearJob& job, std::int64_t begin, std::int64_t end) {
    if (job.by_columns) {
        linear_rows(job, begin, end, 0, job.rows);
        return;
    }
    const std::int64_t panels = (job.columns + kPanelColumns - 1) / kPanelColumns;
    const std::int64_t last = end * kTileRows;
    linear_rows(job, 0, panels, begin * kTileRows, last < job.rows ? last : job.rows);
}

HIBARI_ISA_END
