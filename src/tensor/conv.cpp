#include "tensor/conv.h"

#include "base/check.h"
#include "tensor/kernels/kernels.h"
#include "tensor/parallel.h"
#include "tensor/rows.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/empty.h>
#include <ATen/ops/relu.h>
#include <algorithm>
#include <array>

namespace hibari::tensor {
namespace {

constexpr std::int64_t kTaps = 3;
/// Items of six pixels that a thread takes at a time.
constexpr std::int64_t kPiece = 16;

void check_pictures(const at::Tensor& x) {
    HIBARI_CHECK(x.dim() == 4 && x.scalar_type() == at::kFloat && x.is_contiguous(), x.dim());
}

}  // namespace

Conv3x3 Conv3x3::pack(const at::Tensor& weight, const at::Tensor& bias) {
    HIBARI_CHECK(weight.dim() == 4 && weight.size(2) == 3 && weight.size(3) == 3, weight.dim());
    Conv3x3 conv;
    // oneDNN sorts a weight into its own order at every call; from this one that takes least. One
    // that was sorted beforehand made torch 1.13 give up the channels-last order of the pictures.
    conv.weight_ = weight.contiguous(at::MemoryFormat::ChannelsLast);
    conv.bias_ = bias;
    return conv;
}

at::Tensor Conv3x3::operator()(const at::Tensor& x, Then then) const {
    check_pictures(x);
    // The same memory, which torch calls channels-last.
    at::Tensor out =
        at::conv2d(x.permute({0, 3, 1, 2}), weight_, bias_, {1, 1}, {1, 1}).permute({0, 2, 3, 1});
    if (then == Then::kRelu) {
        at::relu_(out);
    }
    return out.contiguous();
}

TimeConv TimeConv::pack(const at::Tensor& weight, const at::Tensor& bias) {
    HIBARI_CHECK(weight.dim() == 3 && weight.size(2) == kTaps, weight.dim());
    TimeConv conv;
    conv.out_ = weight.size(0);
    conv.in_ = weight.size(1);
    const at::Tensor taps = weight.permute({0, 2, 1}).contiguous();  // [out, 3, in]
    conv.packed_ =
        at::empty({kernels::packed_linear_floats(conv.out_, kTaps * conv.in_)}, at::kFloat);
    kernels::pack_linear(
        conv.out_, kTaps * conv.in_, float_data(taps, taps.numel()), conv.packed_.data_ptr<float>()
    );
    conv.bias_ = bias;
    return conv;
}

at::Tensor TimeConv::operator()(const at::Tensor& x, Then then) const {
    return run(x, 0, then);
}

at::Tensor TimeConv::operator()(const at::Tensor& x, at::Tensor& past, Then then) const {
    constexpr std::int64_t kBefore = kTaps - 1;
    const at::Tensor before = past.defined() ? past : at::cat({x.slice(0, 0, 1), x.slice(0, 0, 1)});
    const at::Tensor all = at::cat({before, x});
    past = all.slice(0, all.size(0) - kBefore).clone();
    return run(all, kBefore, then);
}

at::Tensor TimeConv::run(const at::Tensor& x, std::int64_t first, Then then) const {
    check_pictures(x);
    HIBARI_CHECK(x.size(3) == in_, x.size(3), in_);
    at::Tensor out = at::empty({x.size(0) - first, x.size(1), x.size(2), out_}, at::kFloat);
    const std::int64_t pixels = x.size(1) * x.size(2);
    for (std::int64_t frame = first; frame < x.size(0); ++frame) {
        std::array<std::int64_t, kTaps> offsets = {};
        for (std::int64_t tap = 0; tap < kTaps; ++tap) {
            const std::int64_t from = std::max<std::int64_t>(frame + tap - (kTaps - 1), 0);
            offsets.at(static_cast<std::size_t>(tap)) = from * pixels * in_;
        }
        const kernels::LinearJob job = {
            .rows = pixels,
            .depth = in_,
            .columns = out_,
            .x = x.data_ptr<float>(),
            .x_stride = in_,
            .taps = kTaps,
            .tap_offsets = offsets.data(),
            .packed = packed_.data_ptr<float>(),
            .bias = float_data(bias_, out_),
            .out = out.data_ptr<float>() + (frame - first) * pixels * out_,
            .out_stride = out_,
            .relu = then == Then::kRelu,
        };
        parallel_for(job.items(), kPiece, [&](std::int64_t begin, std::int64_t end) {
            kernels::kernels().linear(job, begin, end);
        });
    }
    return out;
}

at::Tensor unfold_2x2x2(const at::Tensor& x) {
    check_pictures(x);
    const std::int64_t c = x.size(3) / 8;
    HIBARI_CHECK(x.size(3) % 8 == 0, x.size(3));
    return x.view({x.size(0), x.size(1), x.size(2), 2, 2, 2, c})
        .permute({0, 3, 1, 4, 2, 5, 6})
        .reshape({2 * x.size(0), 2 * x.size(1), 2 * x.size(2), c});
}

at::Tensor fold_2x2x2(const at::Tensor& x) {
    check_pictures(x);
    HIBARI_CHECK(x.size(0) % 2 == 0 && x.size(1) % 2 == 0 && x.size(2) % 2 == 0);
    return x.view({x.size(0) / 2, 2, x.size(1) / 2, 2, x.size(2) / 2, 2, x.size(3)})
        .permute({0, 2, 4, 1, 3, 5, 6})
        .reshape({x.size(0) / 2, x.size(1) / 2, x.size(2) / 2, 8 * x.size(3)});
}

at::Tensor unfold_pixels(const at::Tensor& x, std::int64_t patch) {
    check_pictures(x);
    const std::int64_t c = x.size(3) / (patch * patch);
    HIBARI_CHECK(x.size(3) % (patch * patch) == 0, x.size(3), patch);
    return x.view({x.size(0), x.size(1), x.size(2), patch, patch, c})
        .permute({0, 1, 3, 2, 4, 5})
        .reshape({x.size(0), patch * x.size(1), patch * x.size(2), c});
}

at::Tensor fold_pixels(const at::Tensor& x, std::int64_t patch) {
    check_pictures(x);
    HIBARI_CHECK(x.size(1) % patch == 0 && x.size(2) % patch == 0, x.size(1), x.size(2), patch);
    return x.view({x.size(0), x.size(1) / patch, patch, x.size(2) / patch, patch, x.size(3)})
        .permute({0, 1, 3, 2, 4, 5})
        .reshape({x.size(0), x.size(1) / patch, x.size(2) / patch, patch * patch * x.size(3)});
}

}  // namespace hibari::tensor
