#include "tensor/kernels/kernels.h"
#include "tensor/kernels/testing.h"
#include "tensor/reference/reference.h"

#include <gtest/gtest.h>
#include <tuple>

namespace hibari::tensor::kernels {
namespace {

using testing::AlignedFloats;
using testing::random_floats;

/// Rows, depth, columns.
using Shape = std::tuple<int, int, int>;

class Linear : public ::testing::TestWithParam<Shape> {};

TEST_P(Linear, AgreesWithTheReference) {
    const auto [rows, depth, columns] = GetParam();
    const std::int64_t x_stride = depth + 3;
    const std::int64_t out_stride = columns + 2;
    const std::vector<float> x = random_floats(rows * x_stride, 1, 1.0);
    const std::vector<float> weight =
        random_floats(static_cast<std::int64_t>(columns) * depth, 2, 1.0);
    const std::vector<float> bias = random_floats(columns, 3, 1.0);
    const std::vector<float> wanted = reference::linear(
        {rows, depth, columns}, {x.data(), x_stride}, {weight.data(), depth}, bias
    );
    AlignedFloats packed(packed_linear_floats(columns, depth));
    pack_linear(columns, depth, weight.data(), packed.data());
    // The error of a sum of `depth` products grows with its root.
    const float tolerance = 1e-6F * static_cast<float>(depth);
    for (const Kernels* set : testing::available()) {
        for (const bool by_columns : {false, true}) {
            for (const bool relu : {false, true}) {
                SCOPED_TRACE(to_string(set->isa));
                std::vector<float> out(static_cast<std::size_t>(rows * out_stride), -7.0F);
                const LinearJob job = {
                    .rows = rows,
                    .depth = depth,
                    .columns = columns,
                    .x = x.data(),
                    .x_stride = x_stride,
                    .packed = packed.data(),
                    .bias = bias.data(),
                    .out = out.data(),
                    .out_stride = out_stride,
                    .relu = relu,
                    .by_columns = by_columns,
                };
                set->linear(job, 0, job.items());
                for (std::int64_t i = 0; i < rows; ++i) {
                    for (std::int64_t j = 0; j < columns; ++j) {
                        const float sum = wanted[static_cast<std::size_t>(i * columns + j)];
                        ASSERT_NEAR(
                            out[static_cast<std::size_t>(i * out_stride + j)],
                            relu ? std::max(sum, 0.0F) : sum,
                            tolerance
                        );
                    }
                    ASSERT_EQ(out[static_cast<std::size_t>(i * out_stride + columns)], -7.0F);
                }
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    Kernels,
    Linear,
    ::testing::Values(
        Shape{1, 1, 1},
        Shape{1, 384, 64},
        Shape{5, 17, 63},
        Shape{6, 128, 65},
        Shape{7, 129, 128},
        Shape{193, 300, 70},
        Shape{20, 50, 96},
        Shape{20, 50, 33},
        Shape{20, 50, 31},
        Shape{400, 64, 192}
    )
);

// Three rows further on, at twice the rows and at the rows themselves: a convolution over rows.
TEST(LinearTaps, AddUpWhatEachReads) {
    const std::int64_t rows = 23;
    const std::int64_t depth = 140;
    const std::int64_t columns = 40;
    const std::vector<float> x = random_floats((rows + 3) * depth, 1, 1.0);
    const std::vector<float> weight = random_floats(columns * 2 * depth, 2, 1.0);
    const std::vector<float> add = random_floats(rows * columns, 3, 1.0);
    const std::vector<std::int64_t> offsets = {3 * depth, 0};
    const std::vector<float> first = reference::linear(
        {rows, depth, columns}, {x.data() + 3 * depth, depth}, {weight.data(), 2 * depth}, {}
    );
    const std::vector<float> second = reference::linear(
        {rows, depth, columns}, {x.data(), depth}, {weight.data() + depth, 2 * depth}, {}
    );
    AlignedFloats packed(packed_linear_floats(columns, 2 * depth));
    pack_linear(columns, 2 * depth, weight.data(), packed.data());
    for (const Kernels* set : testing::available()) {
        std::vector<float> out = add;
        const LinearJob job = {
            .rows = rows,
            .depth = depth,
            .columns = columns,
            .x = x.data(),
            .x_stride = depth,
            .taps = 2,
            .tap_offsets = offsets.data(),
            .packed = packed.data(),
            .add = out.data(),
            .add_stride = columns,
            .out = out.data(),
            .out_stride = columns,
            .relu = true,
        };
        set->linear(job, 0, job.items());
        for (std::size_t i = 0; i < out.size(); ++i) {
            ASSERT_NEAR(out[i], std::max(first[i] + second[i], 0.0F) + add[i], 1e-4F) << i;
        }
    }
}

TEST(LinearSplit, GivesTheSameBitsForEverySplit) {
    const std::int64_t rows = 205;
    const std::int64_t depth = 200;
    const std::int64_t columns = 150;
    const std::vector<float> x = random_floats(rows * depth, 1, 1.0);
    const std::vector<float> weight = random_floats(columns * depth, 2, 1.0);
    AlignedFloats packed(packed_linear_floats(columns, depth));
    pack_linear(columns, depth, weight.data(), packed.data());
    std::vector<float> whole(static_cast<std::size_t>(rows * columns));
    std::vector<float> split(whole.size());
    std::vector<float> across(whole.size());
    LinearJob job = {
        .rows = rows,
        .depth = depth,
        .columns = columns,
        .x = x.data(),
        .x_stride = depth,
        .packed = packed.data(),
        .out = whole.data(),
        .out_stride = columns,
    };
    kernels().linear(job, 0, job.items());
    job.out = split.data();
    for (std::int64_t i = 0; i < job.items(); ++i) {
        kernels().linear(job, i, i + 1);
    }
    job.out = across.data();
    job.by_columns = true;
    for (std::int64_t i = 0; i < job.items(); ++i) {
        kernels().linear(job, i, i + 1);
    }
    EXPECT_EQ(whole, split);
    EXPECT_EQ(whole, across);
}

TEST(PeakFlops, IsSomethingAProcessorCanDo) {
    for (const Kernels* set : testing::available()) {
        const double flops = set->peak_flops(0.01);
        EXPECT_GT(flops, 1e8) << to_string(set->isa);
        EXPECT_LT(flops, 1e12) << to_string(set->isa);
    }
}

}  // namespace
}  // namespace hibari::tensor::kernels
