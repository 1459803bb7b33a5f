#pragma once

// The kernels of one instruction set, each defined in its own source. See vectors.h.

#include "tensor/kernels/kernels.h"
#include "tensor/kernels/vectors.h"

HIBARI_ISA_BEGIN

double peak_flops(double seconds);
void pack_attention(const AttentionJob& job, std::int64_t begin, std::int64_t end);
void attend(const AttentionJob& job, std::int64_t begin, std::int64_t end);
void linear(const LinearJob& job, std::int64_t begin, std::int64_t end);
void norm_modulate(const NormModulateJob& job, std::int64_t begin, std::int64_t end);
void gated_add(const GatedAddJob& job, std::int64_t begin, std::int64_t end);
void norm_rotate(const NormRotateJob& job, std::int64_t begin, std::int64_t end);
void swiglu(const SwigluJob& job, std::int64_t begin, std::int64_t end);

HIBARI_ISA_END
