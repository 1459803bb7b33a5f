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

/// Some items of one frame; `job` is that of the first.
void run_frame(
    kernels::LinearJob job,
    std::int64_t frame_in,
    std::int64_t frame_out,
    std::int64_t begin,
    std::int64_t end
) {
    std::array<std::int64_t, kTaps> offsets = {};
    for (std::int64_t tap = 0; tap < kTaps; ++tap) {
        const std::int64_t from = std::max<std::int64_t>(frame_in + tap - (kTaps - 1), 0);
        offsets.at(static_cast<std::size_t>(tap)) = from * job.rows * job.depth;
    }
    job.tap_offsets = offsets.data();
    job.out += frame_out * job.rows * job.out_stride;
    kernels::kernels().linear(job, begin, end);
}

/// How fine pictures are kept in coarse ones: times x patch x patch neighbours are channels of one
/// pixel there. What one row of a patch holds, patch * channels floats, lies together in both.
struct Patches {
    std::int64_t times = 1;
    std::int64_t patch = 1;
};

enum class Towards { kFine, kCoarse };

/// Of the coarse pictures: height and width in pixels. Of both: floats of a chunk.
struct CoarseSize {
    std::int64_t height = 0;
    std::int64_t width = 0;
    std::int64_t chunk = 0;
};

void shuffle(
    const Patches& patches,
    const CoarseSize& size,
    Towards towards,
    const at::Tensor& x,
    const at::Tensor& out
) {
    const float* const from = x.data_ptr<float>();
    float* const to = out.data_ptr<float>();
    const std::int64_t rows_each = patches.patch * size.height;
    const std::int64_t chunks_each = patches.times * patches.patch;
    const std::int64_t row_floats = std::max<std::int64_t>(size.width * size.chunk, 1);
    parallel_for(x.numel() / row_floats, 8, [&](std::int64_t begin, std::int64_t end) {
        for (std::int64_t row = begin; row < end; ++row) {  // Of the fine pictures.
            const std::int64_t t = row / rows_each;
            const std::int64_t y = row % rows_each;
            const std::int64_t line = t / patches.times * size.height + y / patches.patch;
            const std::int64_t within = t % patches.times * patches.patch + y % patches.patch;
            const std::int64_t fine = row * row_floats;
            const std::int64_t coarse = line * row_floats * chunks_each + within * size.chunk;
            const std::int64_t step = chunks_each * size.chunk;
            for (std::int64_t column = 0; column < size.width; ++column) {
                const std::int64_t at_fine = fine + column * size.chunk;
                const std::int64_t at_coarse = coarse + column * step;
                if (towards == Towards::kFine) {
                    std::copy_n(from + at_coarse, size.chunk, to + at_fine);
                } else {
                    std::copy_n(from + at_fine, size.chunk, to + at_coarse);
                }
            }
        }
    });
}

at::Tensor unfold(const at::Tensor& x, const Patches& patches) {
    check_pictures(x);
    const std::int64_t each = patches.times * patches.patch * patches.patch;
    HIBARI_CHECK(patches.patch >= 1 && x.size(3) % each == 0, x.size(3), patches.patch);
    const std::int64_t channels = x.size(3) / each;
    at::Tensor out = at::empty(
        {patches.times * x.size(0), patches.patch * x.size(1), patches.patch * x.size(2), channels},
        at::kFloat
    );
    shuffle(patches, {x.size(1), x.size(2), patches.patch * channels}, Towards::kFine, x, out);
    return out;
}

at::Tensor fold(const at::Tensor& x, const Patches& patches) {
    check_pictures(x);
    const std::int64_t patch = patches.patch;
    HIBARI_CHECK(patch >= 1 && x.size(0) % patches.times == 0, x.size(0), patch);
    HIBARI_CHECK(x.size(1) % patch == 0 && x.size(2) % patch == 0, x.size(1), x.size(2), patch);
    const std::int64_t height = x.size(1) / patch;
    const std::int64_t width = x.size(2) / patch;
    const std::int64_t channels = x.size(3) * patches.times * patch * patch;
    at::Tensor out = at::empty({x.size(0) / patches.times, height, width, channels}, at::kFloat);
    shuffle(patches, {height, width, patch * x.size(3)}, Towards::kCoarse, x, out);
    return out;
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
    const kernels::LinearJob job = {
        .rows = pixels,
        .depth = in_,
        .columns = out_,
        .x = x.data_ptr<float>(),
        .x_stride = in_,
        .taps = kTaps,
        .packed = packed_.data_ptr<float>(),
        .bias = float_data(bias_, out_),
        .out = out.data_ptr<float>(),
        .out_stride = out_,
        .relu = then == Then::kRelu,
    };
    if (out.numel() == 0) {
        return out;
    }
    // The items of all frames in one row: a frame alone may be too small to split.
    const std::int64_t items = (pixels + kernels::kTileRows - 1) / kernels::kTileRows;
    parallel_for(items * out.size(0), kPiece, [&](std::int64_t begin, std::int64_t end) {
        while (begin < end) {
            const std::int64_t frame = begin / items;
            const std::int64_t stop = std::min(end, (frame + 1) * items);
            run_frame(job, first + frame, frame, begin - frame * items, stop - frame * items);
            begin = stop;
        }
    });
    return out;
}

at::Tensor unfold_2x2x2(const at::Tensor& x) {
    return unfold(x, {.times = 2, .patch = 2});
}

at::Tensor fold_2x2x2(const at::Tensor& x) {
    return fold(x, {.times = 2, .patch = 2});
}

at::Tensor unfold_pixels(const at::Tensor& x, std::int64_t patch) {
    return unfold(x, {.times = 1, .patch = patch});
}

at::Tensor fold_pixels(const at::Tensor& x, std::int64_t patch) {
    return fold(x, {.times = 1, .patch = patch});
}

}  // namespace hibari::tensor
