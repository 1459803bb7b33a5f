#include "tensor/kernels/kernels.h"

#include "base/check.h"
#include "tensor/kernels/blocks.h"
#include "tensor/kernels/tables.h"

namespace hibari::tensor::kernels {

std::int64_t AttentionJob::items() const {
    HIBARI_CHECK(head_dim == 32 || head_dim == 64 || head_dim == 96 || head_dim == 128, head_dim);
    HIBARI_CHECK(queries >= 0 && keys >= 1 && heads >= 0, queries, keys, heads);
    return heads * query_blocks(*this);
}

std::int64_t AttentionJob::pack_items() const {
    return heads * key_panels(*this);
}

std::int64_t AttentionJob::scratch_floats() const {
    return heads * packed_head_floats(*this);
}

std::int64_t LinearJob::items() const {
    HIBARI_CHECK(rows >= 0 && depth >= 1 && columns >= 1, rows, depth, columns);
    HIBARI_CHECK(taps == 1 || (taps > 1 && tap_offsets != nullptr), taps);
    return by_columns ? (columns + kPanelColumns - 1) / kPanelColumns
                      : (rows + kTileRows - 1) / kTileRows;
}

std::int64_t packed_linear_floats(std::int64_t columns, std::int64_t depth) {
    HIBARI_CHECK(depth >= 1 && columns >= 1, depth, columns);
    return (columns + kPanelColumns - 1) / kPanelColumns * kPanelColumns * depth;
}

void pack_linear(std::int64_t columns, std::int64_t depth, const float* weight, float* packed) {
    for (std::int64_t panel = 0; panel < columns; panel += kPanelColumns) {
        float* const to = packed + panel * depth;
        for (std::int64_t j = 0; j < kPanelColumns; ++j) {
            const bool there = panel + j < columns;
            const float* const row = weight + (panel + j) * depth;
            for (std::int64_t k = 0; k < depth; ++k) {
                to[k * kPanelColumns + j] = there ? row[k] : 0.0F;
            }
        }
    }
}

std::string_view to_string(Isa isa) {
    switch (isa) {
        case Isa::kPlain:
            return "plain";
        case Isa::kAvx2:
            return "avx2";
        case Isa::kAvx512:
            return "avx512";
    }
    HIBARI_CHECK(false, isa);
    return "";
}

const Kernels* kernels_for(Isa isa) {
    switch (isa) {
        case Isa::kPlain:
            return table_of_isa_plain();
#if defined(HIBARI_HAVE_X86_KERNELS)
        case Isa::kAvx2:
            return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")
                       ? table_of_isa_avx2()
                       : nullptr;
        case Isa::kAvx512:
            return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq") &&
                           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512bw")
                       ? table_of_isa_avx512()
                       : nullptr;
#else
        default:
            return nullptr;
#endif
    }
    return nullptr;
}

const Kernels& kernels() {
    static const Kernels* const best = [] {
        for (const Isa isa : {Isa::kAvx512, Isa::kAvx2}) {
            if (const Kernels* const found = kernels_for(isa); found != nullptr) {
                return found;
            }
        }
        return kernels_for(Isa::kPlain);
    }();
    return *best;
}

}  // namespace hibari::tensor::kernels
