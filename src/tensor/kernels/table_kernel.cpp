// Compiled once per instruction set: see vectors.h.
#include "tensor/kernels/isa_kernels.h"
#include "tensor/kernels/tables.h"

namespace hibari::tensor::kernels {

#define HIBARI_TABLE_NAME(isa) HIBARI_TABLE_JOIN(isa)
#define HIBARI_TABLE_JOIN(isa) table_of_##isa

const Kernels* HIBARI_TABLE_NAME(HIBARI_ISA_NAME)() {
    using namespace HIBARI_ISA_NAME;
    static constexpr Kernels kTable = {
        .isa = kLanes == 16  ? Isa::kAvx512
               : kLanes == 8 ? Isa::kAvx2
                             : Isa::kPlain,
        .peak_flops = &peak_flops,
        .pack_attention = &pack_attention,
        .attend = &attend,
        .linear = &linear,
        .norm_modulate = &norm_modulate,
        .gated_add = &gated_add,
        .norm_rotate = &norm_rotate,
        .swiglu = &swiglu,
    };
    return &kTable;
}

}  // namespace hibari::tensor::kernels
