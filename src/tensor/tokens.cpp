#include "tensor/tokens.h"

#include "base/check.h"
#include "tensor/kernels/kernels.h"
#include "tensor/parallel.h"
#include "tensor/rows.h"

#include <ATen/ops/empty.h>

namespace hibari::tensor {
namespace {

/// Tokens that a thread takes at a time: a few tens of microseconds of work.
constexpr std::int64_t kPiece = 64;

}  // namespace

at::Tensor norm_modulate(
    const at::Tensor& x, const at::Tensor& scale, const at::Tensor& shift, const at::Tensor& rows
) {
    const FloatRows from = float_rows(x);
    const FloatRows scales = float_rows(scale);
    const FloatRows shifts = float_rows(shift);
    HIBARI_CHECK(from.rows == 0 || from.columns == scales.columns, from.columns, scales.columns);
    HIBARI_CHECK(scale.sizes() == shift.sizes() && scales.stride == shifts.stride, scales.stride);
    at::Tensor out = at::empty(x.sizes(), at::kFloat);
    kernels::NormModulateJob job = {
        .tokens = from.rows,
        .width = from.columns,
        .epsilon = static_cast<float>(kRmsEpsilon),
        .x = from.data,
        .x_stride = from.stride,
        .scale = scales.data,
        .shift = shifts.data,
        .table_stride = scales.stride,
        .rows = row_numbers(rows, from.rows, scales.rows),
        .out = out.data_ptr<float>(),
        .out_stride = from.columns,
    };
    parallel_for(from.rows, kPiece, [&](std::int64_t begin, std::int64_t end) {
        kernels::kernels().norm_modulate(job, begin, end);
    });
    return out;
}

void gated_add(
    const at::Tensor& x, const at::Tensor& gate, const at::Tensor& y, const at::Tensor& rows
) {
    const FloatRows to = float_rows(x);
    const FloatRows from = float_rows(y);
    const FloatRows gates = float_rows(gate);
    HIBARI_CHECK(x.sizes() == y.sizes());
    HIBARI_CHECK(to.rows == 0 || to.columns == gates.columns, to.columns, gates.columns);
    const kernels::GatedAddJob job = {
        .tokens = to.rows,
        .width = to.columns,
        .gate = gates.data,
        .table_stride = gates.stride,
        .rows = row_numbers(rows, to.rows, gates.rows),
        .y = from.data,
        .y_stride = from.stride,
        .x = to.data,
        .x_stride = to.stride,
    };
    parallel_for(to.rows, kPiece, [&](std::int64_t begin, std::int64_t end) {
        kernels::kernels().gated_add(job, begin, end);
    });
}

void norm_rotate(
    const at::Tensor& x,
    const at::Tensor& weight,
    const at::Tensor& cosines,
    const at::Tensor& sines
) {
    HIBARI_CHECK(x.dim() == 3, x.dim());
    const FloatRows to = float_rows(x);
    const std::int64_t dim = x.size(2);
    HIBARI_CHECK(dim == 32 || dim == 64 || dim == 96 || dim == 128, dim);
    const kernels::NormRotateJob job = {
        .tokens = x.size(0),
        .heads = x.size(1),
        .head_dim = dim,
        .epsilon = static_cast<float>(kRmsEpsilon),
        .weight = float_data(weight, dim),
        .cosines = float_data(cosines, x.size(0) * dim / 2),
        .sines = float_data(sines, x.size(0) * dim / 2),
        .x = to.data,
        .x_stride = to.stride,
    };
    parallel_for(to.rows, kPiece, [&](std::int64_t begin, std::int64_t end) {
        kernels::kernels().norm_rotate(job, begin, end);
    });
}

at::Tensor swiglu(const at::Tensor& x) {
    HIBARI_CHECK(x.dim() == 2 && x.size(1) % 2 == 0, x.dim());
    const FloatRows from = float_rows(x);
    at::Tensor out = at::empty({x.size(0), x.size(1) / 2}, at::kFloat);
    const kernels::SwigluJob job = {
        .tokens = from.rows,
        .width = x.size(1) / 2,
        .x = from.data,
        .x_stride = from.stride,
        .out = out.data_ptr<float>(),
        .out_stride = x.size(1) / 2,
    };
    parallel_for(from.rows, kPiece, [&](std::int64_t begin, std::int64_t end) {
        kernels::kernels().swiglu(job, begin, end);
    });
    return out;
}

}  // namespace hibari::tensor
