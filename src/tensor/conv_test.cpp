#include "tensor/conv.h"

#include "tensor/testing.h"

#include <ATen/ops/cat.h>
#include <ATen/ops/conv2d.h>
#include <ATen/ops/pixel_shuffle.h>
#include <ATen/ops/relu.h>
#include <gtest/gtest.h>

namespace hibari::tensor {
namespace {

using testing::difference;
using testing::random_tensor;

at::Tensor torch_conv(const at::Tensor& x, const at::Tensor& weight, const at::Tensor& bias) {
    return at::conv2d(x.permute({0, 3, 1, 2}).contiguous(), weight, bias, {1, 1}, {1, 1})
        .permute({0, 2, 3, 1})
        .contiguous();
}

struct ConvCase {
    std::int64_t frames;
    std::int64_t height;
    std::int64_t width;
    std::int64_t in;
    std::int64_t out;
};

class Conv3x3Cases : public ::testing::TestWithParam<ConvCase> {};

TEST_P(Conv3x3Cases, AgreesWithTorch) {
    const ConvCase& c = GetParam();
    const at::Tensor x = random_tensor({c.frames, c.height, c.width, c.in}, 1);
    const at::Tensor weight = random_tensor({c.out, c.in, 3, 3}, 2);
    const at::Tensor bias = random_tensor({c.out}, 3);
    const Conv3x3 conv = Conv3x3::pack(weight, bias);
    const at::Tensor wanted = torch_conv(x, weight, bias);
    EXPECT_LT(difference(conv(x), wanted), 2e-4);
    EXPECT_LT(difference(conv(x, Then::kRelu), at::relu(wanted)), 2e-4);
}

INSTANTIATE_TEST_SUITE_P(
    Conv,
    Conv3x3Cases,
    ::testing::Values(
        ConvCase{1, 1, 1, 1, 1},
        ConvCase{2, 5, 7, 3, 5},
        ConvCase{1, 9, 16, 64, 192},
        ConvCase{3, 18, 32, 48, 64},
        ConvCase{1, 37, 41, 64, 48}
    )
);

class TimeConvFrames : public ::testing::TestWithParam<std::int64_t> {};

TEST_P(TimeConvFrames, RepeatsTheFirstFrameBeforeTheClip) {
    const std::int64_t frames = GetParam();
    const at::Tensor x = random_tensor({frames, 5, 7, 24}, 1);
    const at::Tensor weight = random_tensor({40, 24, 3}, 2);
    const at::Tensor bias = random_tensor({40}, 3);
    const at::Tensor first = x.narrow(0, 0, 1);
    const at::Tensor past = at::cat({first, first, x}, 0);
    const at::Tensor stacked = at::cat(
        {past.narrow(0, 0, frames), past.narrow(0, 1, frames), past.narrow(0, 2, frames)}, 3
    );
    const at::Tensor kernel = weight.permute({0, 2, 1}).reshape({40, 72, 1, 1});
    const at::Tensor wanted =
        at::conv2d(stacked.permute({0, 3, 1, 2}), kernel, bias).permute({0, 2, 3, 1}).contiguous();
    const TimeConv conv = TimeConv::pack(weight, bias);
    EXPECT_LT(difference(conv(x), wanted), 1e-4);
    EXPECT_LT(difference(conv(x, Then::kRelu), at::relu(wanted)), 1e-4);
}

INSTANTIATE_TEST_SUITE_P(Conv, TimeConvFrames, ::testing::Values(1, 2, 3, 8));

TEST(Shuffles, PutEachChannelWhereItsIndexSays) {
    const at::Tensor x = random_tensor({2, 3, 4, 8 * 5}, 1);
    const at::Tensor out = unfold_2x2x2(x);
    ASSERT_EQ(out.sizes(), at::IntArrayRef({4, 6, 8, 5}));
    for (std::int64_t dt = 0; dt < 2; ++dt) {
        for (std::int64_t dy = 0; dy < 2; ++dy) {
            for (std::int64_t dx = 0; dx < 2; ++dx) {
                const at::Tensor part = x.narrow(3, ((dt * 2 + dy) * 2 + dx) * 5, 5);
                const at::Tensor there =
                    out.slice(0, dt, 4, 2).slice(1, dy, 6, 2).slice(2, dx, 8, 2);
                EXPECT_EQ(difference(part, there), 0.0);
            }
        }
    }
    EXPECT_EQ(difference(fold_2x2x2(out), x), 0.0);
}

TEST(Shuffles, PixelsAreTorchsShuffleWithChannelsLast) {
    const at::Tensor x = random_tensor({2, 3, 4, 16 * 3}, 1);
    const at::Tensor out = unfold_pixels(x, 4);
    // Torch's index of a channel is c * 16 + dy * 4 + dx.
    const at::Tensor theirs =
        at::pixel_shuffle(
            x.view({2, 3, 4, 16, 3}).permute({0, 4, 3, 1, 2}).reshape({2, 48, 3, 4}), 4
        )
            .permute({0, 2, 3, 1})
            .contiguous();
    EXPECT_EQ(difference(out, theirs), 0.0);
    EXPECT_EQ(difference(fold_pixels(out, 4), x), 0.0);
}

}  // namespace
}  // namespace hibari::tensor
