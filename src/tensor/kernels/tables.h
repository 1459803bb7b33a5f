#pragma once

// One table per instruction set that the build knows, each defined by its copy of table_kernel.cpp.

#include "tensor/kernels/kernels.h"

namespace hibari::tensor::kernels {

const Kernels* table_of_isa_plain();
const Kernels* table_of_isa_avx2();
const Kernels* table_of_isa_avx512();

}  // namespace hibari::tensor::kernels
