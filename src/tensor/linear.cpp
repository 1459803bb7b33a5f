#include "tensor/linear.h"

#include "base/check.h"
#include "tensor/kernels/kernels.h"
#include "tensor/parallel.h"
#include "tensor/rows.h"

#include <ATen/ops/empty.h>
#include <vector>

namespace hibari::tensor {
namespace {

/// Items of six rows that a thread takes at a time: enough that a packed panel is used often.
constexpr std::int64_t kPiece = 16;

at::Tensor packed_of(std::int64_t out, std::int64_t in, const float* weight) {
    at::Tensor packed = at::empty({kernels::packed_linear_floats(out, in)}, at::kFloat);
    kernels::pack_linear(out, in, weight, packed.data_ptr<float>());
    return packed;
}

}  // namespace

Linear Linear::pack(const at::Tensor& weight, const at::Tensor& bias) {
    HIBARI_CHECK(weight.dim() == 2, weight.dim());
    Linear linear;
    linear.out_ = weight.size(0);
    linear.in_ = weight.size(1);
    const at::Tensor close = weight.contiguous();
    linear.packed_ = packed_of(linear.out_, linear.in_, float_data(close, close.numel()));
    linear.bias_ = bias;
    return linear;
}

Linear Linear::pack(const weights::Weight& weight, const at::Tensor& bias) {
    HIBARI_CHECK(weight.shape().size() == 2, weight.shape().size());
    Linear linear;
    linear.out_ = weight.shape()[0];
    linear.in_ = weight.shape()[1];
    std::vector<float> floats;
    const float* data = weight.floats().data();
    if (weight.floats().empty()) {
        floats.resize(static_cast<std::size_t>(weight.element_count()));
        weight.widen(floats);
        data = floats.data();
    }
    linear.packed_ = packed_of(linear.out_, linear.in_, data);
    linear.bias_ = bias;
    return linear;
}

at::Tensor Linear::operator()(const at::Tensor& x) const {
    HIBARI_CHECK(x.size(-1) == in_, x.size(-1), in_);
    std::vector<std::int64_t> shape(x.sizes().begin(), x.sizes().end());
    shape.back() = out_;
    at::Tensor out = at::empty(shape, at::kFloat);
    run(as_rows(x), out.view({-1, out_}));
    return out;
}

void Linear::run(const at::Tensor& x, const at::Tensor& out) const {
    const FloatRows from = float_rows(x);
    const FloatRows to = float_rows(out);
    HIBARI_CHECK(from.rows == to.rows, from.rows, to.rows);
    if (from.rows == 0) {
        return;
    }
    HIBARI_CHECK(from.columns == in_ && to.columns == out_, from.columns, to.columns);
    kernels::LinearJob job = {
        .rows = from.rows,
        .depth = in_,
        .columns = out_,
        .x = from.data,
        .x_stride = from.stride,
        .packed = packed_.data_ptr<float>(),
        .bias = float_data(bias_, out_),
        .out = to.data,
        .out_stride = to.stride,
    };
    // Few rows are not worth splitting; the columns may be.
    job.by_columns = job.items() < 2 * kPiece;
    parallel_for(
        job.items(),
        job.by_columns ? 1 : kPiece,
        [&](std::int64_t begin, std::int64_t end) { kernels::kernels().linear(job, begin, end); }
    );
}

}  // namespace hibari::tensor
