#include "tensor/attention.h"

#include "base/check.h"
#include "tensor/kernels/kernels.h"
#include "tensor/parallel.h"
#include "tensor/rows.h"

#include <ATen/ops/empty.h>

namespace hibari::tensor {

at::Tensor attention(const at::Tensor& q, const at::Tensor& k, const at::Tensor& v, double scale) {
    HIBARI_CHECK(q.dim() == 3 && k.dim() == 3 && v.dim() == 3, q.dim(), k.dim(), v.dim());
    HIBARI_CHECK(k.sizes() == v.sizes() && q.sizes().slice(1) == k.sizes().slice(1));
    const FloatRows queries = float_rows(q);
    const FloatRows keys = float_rows(k);
    const FloatRows values = float_rows(v);
    at::Tensor out = at::empty({q.size(0), q.size(1) * q.size(2)}, at::kFloat);
    kernels::AttentionJob job = {
        .queries = q.size(0),
        .keys = k.size(0),
        .heads = q.size(1),
        .head_dim = q.size(2),
        .scale = static_cast<float>(scale),
        .q = queries.data,
        .k = keys.data,
        .v = values.data,
        .out = out.data_ptr<float>(),
        .q_stride = queries.stride,
        .k_stride = keys.stride,
        .v_stride = values.stride,
        .out_stride = out.size(1),
    };
    const at::Tensor scratch = at::empty({job.scratch_floats()}, at::kFloat);
    job.packed = scratch.data_ptr<float>();
    const kernels::Kernels& set = kernels::kernels();
    parallel_for(job.pack_items(), 8, [&](std::int64_t begin, std::int64_t end) {
        set.pack_attention(job, begin, end);
    });
    parallel_for(job.items(), 2, [&](std::int64_t begin, std::int64_t end) {
        set.attend(job, begin, end);
    });
    return out;
}

}  // namespace hibari::tensor
