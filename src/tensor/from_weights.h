#pragma once

// Weights in files become tensors here.

#include "weights/weight_folder.h"

#include <ATen/core/Tensor.h>

namespace hibari::tensor {

/// The weight as a float tensor. One that is kept as F32 is not copied: the tensor lies in the
/// mapped file, keeps it mapped for as long as it lives, and must not be written to (the pages are
/// read-only). Others are widened into memory of their own.
at::Tensor from_weights(const weights::Weight& weight);

}  // namespace hibari::tensor
