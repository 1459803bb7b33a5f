#include "tensor/rows.h"

#include "base/check.h"

namespace hibari::tensor {
namespace {

void check_floats(const at::Tensor& x) {
    HIBARI_CHECK(x.scalar_type() == at::kFloat && x.device().is_cpu() && x.dim() >= 1, x.dim());
}

/// Whether all dimensions but the first `outer` lie together.
bool lies_together(const at::Tensor& x, std::int64_t outer) {
    std::int64_t step = 1;
    for (std::int64_t i = x.dim() - 1; i >= outer; --i) {
        if (x.size(i) != 1 && x.stride(i) != step) {
            return false;
        }
        step *= x.size(i);
    }
    return true;
}

}  // namespace

FloatRows float_rows(const at::Tensor& x) {
    check_floats(x);
    HIBARI_CHECK(lies_together(x, 1), x.dim(), x.stride(-1));
    const std::int64_t rows = x.size(0);
    const std::int64_t columns = rows == 0 ? 0 : x.numel() / rows;
    return {x.data_ptr<float>(), rows, columns, rows > 1 ? x.stride(0) : columns};
}

at::Tensor as_rows(const at::Tensor& x) {
    check_floats(x);
    if (x.dim() == 2 && lies_together(x, 1)) {
        return x;
    }
    return x.contiguous().view({-1, x.size(-1)});
}

const float* float_data(const at::Tensor& x, std::int64_t count) {
    if (!x.defined()) {
        return nullptr;
    }
    check_floats(x);
    HIBARI_CHECK(x.is_contiguous() && x.numel() == count, x.numel(), count);
    return x.data_ptr<float>();
}

const std::int32_t* row_numbers(
    const at::Tensor& rows, std::int64_t tokens, std::int64_t table_rows
) {
    HIBARI_CHECK(table_rows >= 1, table_rows);
    if (!rows.defined()) {
        return nullptr;
    }
    HIBARI_CHECK(rows.scalar_type() == at::kInt && rows.is_contiguous() && rows.numel() == tokens);
    const std::int32_t* const data = rows.data_ptr<std::int32_t>();
    for (std::int64_t t = 0; t < tokens; ++t) {
        HIBARI_CHECK(data[t] >= 0 && data[t] < table_rows, data[t], table_rows);
    }
    return data;
}

}  // namespace hibari::tensor
