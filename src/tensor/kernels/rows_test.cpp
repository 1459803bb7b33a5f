#include "tensor/kernels/kernels.h"
#include "tensor/kernels/testing.h"
#include "tensor/reference/reference.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hibari::tensor::kernels {
namespace {

using testing::random_floats;

constexpr double kEpsilon = 1e-6;
constexpr float kTolerance = 5e-6F;
constexpr std::int64_t kTokens = 9;

std::span<const float> row_of(
    const std::vector<float>& all, std::int64_t row, std::int64_t stride, std::int64_t width
) {
    return std::span(all).subspan(
        static_cast<std::size_t>(row * stride), static_cast<std::size_t>(width)
    );
}

class RowWidth : public ::testing::TestWithParam<std::int64_t> {};

TEST_P(RowWidth, NormModulateAgreesWithTheReference) {
    const std::int64_t width = GetParam();
    const std::int64_t stride = width + 1;
    const std::vector<float> x = random_floats(kTokens * stride, 1, 2.0);
    const std::vector<float> table = random_floats(3 * 2 * width, 2, 1.0);
    const std::vector<std::int32_t> rows = {0, 2, 1, 1, 2, 0, 0, 1, 2};
    for (const Kernels* set : testing::available()) {
        SCOPED_TRACE(to_string(set->isa));
        std::vector<float> out(static_cast<std::size_t>(kTokens * width));
        NormModulateJob job = {.tokens = kTokens, .width = width};
        job.x = x.data();
        job.x_stride = stride;
        job.scale = table.data();
        job.shift = table.data() + width;
        job.table_stride = 2 * width;
        job.rows = rows.data();
        job.out = out.data();
        job.out_stride = width;
        set->norm_modulate(job, 0, 4);
        set->norm_modulate(job, 4, kTokens);
        for (std::int64_t t = 0; t < kTokens; ++t) {
            const std::vector<float> normed =
                reference::rms_norm(row_of(x, t, stride, width), kEpsilon);
            const std::int64_t row = rows[static_cast<std::size_t>(t)] * 2 * width;
            for (std::int64_t i = 0; i < width; ++i) {
                const auto at = static_cast<std::size_t>(row + i);
                ASSERT_NEAR(
                    out[static_cast<std::size_t>(t * width + i)],
                    normed[static_cast<std::size_t>(i)] * (1.0F + table[at]) +
                        table[at + static_cast<std::size_t>(width)],
                    kTolerance
                );
            }
        }
    }
}

TEST_P(RowWidth, GatedAddAgreesWithItsFormula) {
    const std::int64_t width = GetParam();
    const std::vector<float> before = random_floats(kTokens * width, 1, 2.0);
    const std::vector<float> y = random_floats(kTokens * (width + 2), 2, 2.0);
    const std::vector<float> gate = random_floats(width, 3, 1.0);
    for (const Kernels* set : testing::available()) {
        SCOPED_TRACE(to_string(set->isa));
        std::vector<float> x = before;
        GatedAddJob job = {.tokens = kTokens, .width = width};
        job.gate = gate.data();
        job.y = y.data();
        job.y_stride = width + 2;
        job.x = x.data();
        job.x_stride = width;
        set->gated_add(job, 0, kTokens);
        for (std::int64_t t = 0; t < kTokens; ++t) {
            for (std::int64_t i = 0; i < width; ++i) {
                const auto at = static_cast<std::size_t>(t * width + i);
                ASSERT_NEAR(
                    x[at],
                    before[at] + gate[static_cast<std::size_t>(i)] *
                                     y[static_cast<std::size_t>(t * (width + 2) + i)],
                    kTolerance
                );
            }
        }
    }
}

TEST_P(RowWidth, SwigluAgreesWithTheReference) {
    const std::int64_t width = GetParam();
    const std::vector<float> x = random_floats(kTokens * 2 * width, 1, 20.0);
    for (const Kernels* set : testing::available()) {
        SCOPED_TRACE(to_string(set->isa));
        std::vector<float> out(static_cast<std::size_t>(kTokens * width));
        SwigluJob job = {.tokens = kTokens, .width = width};
        job.x = x.data();
        job.x_stride = 2 * width;
        job.out = out.data();
        job.out_stride = width;
        set->swiglu(job, 0, kTokens);
        for (std::int64_t t = 0; t < kTokens; ++t) {
            for (std::int64_t i = 0; i < width; ++i) {
                const auto at = static_cast<std::size_t>(t * 2 * width + i);
                const double wanted = reference::silu(static_cast<double>(x[at])) *
                                      static_cast<double>(x[at + static_cast<std::size_t>(width)]);
                ASSERT_NEAR(
                    static_cast<double>(out[static_cast<std::size_t>(t * width + i)]),
                    wanted,
                    1e-6 * std::fabs(wanted) + 1e-7
                );
            }
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Kernels, RowWidth, ::testing::Values(1, 3, 16, 31, 64, 100, 384));

TEST(Silu, IsNothingFarBelowZeroAndNotMoreFarAbove) {
    const std::vector<float> x = {
        -1e30F, -200.0F, 0.0F, 200.0F, 1e30F, 1.0F, 1.0F, 1.0F, 1.0F, 1.0F
    };
    for (const Kernels* set : testing::available()) {
        std::vector<float> out(5);
        SwigluJob job = {.tokens = 1, .width = 5};
        job.x = x.data();
        job.out = out.data();
        set->swiglu(job, 0, 1);
        EXPECT_NEAR(out[0], 0.0F, 1e-6F);
        EXPECT_NEAR(out[1], 0.0F, 1e-6F);
        EXPECT_EQ(out[2], 0.0F);
        EXPECT_EQ(out[3], 200.0F);
        EXPECT_EQ(out[4], 1e30F);
    }
}

class HeadDim : public ::testing::TestWithParam<std::int64_t> {};

TEST_P(HeadDim, NormRotateAgreesWithTheReference) {
    const std::int64_t dim = GetParam();
    const std::int64_t heads = 3;
    const std::int64_t stride = 3 * heads * dim + 1;
    const std::vector<float> before = random_floats(kTokens * stride, 1, 2.0);
    const std::vector<float> weight = random_floats(dim, 2, 2.0);
    const std::vector<float> angles = random_floats(kTokens * dim / 2, 3, 3.0);
    std::vector<float> cosines;
    std::vector<float> sines;
    for (const float angle : angles) {
        cosines.push_back(std::cos(angle));
        sines.push_back(std::sin(angle));
    }
    for (const Kernels* set : testing::available()) {
        SCOPED_TRACE(to_string(set->isa));
        std::vector<float> x = before;
        NormRotateJob job = {.tokens = kTokens, .heads = heads, .head_dim = dim};
        job.weight = weight.data();
        job.cosines = cosines.data();
        job.sines = sines.data();
        job.x = x.data();
        job.x_stride = stride;
        set->norm_rotate(job, 0, kTokens);
        for (std::int64_t t = 0; t < kTokens; ++t) {
            for (std::int64_t head = 0; head < heads; ++head) {
                std::vector<float> wanted = reference::rms_norm(
                    row_of(before, t, stride, stride)
                        .subspan(
                            static_cast<std::size_t>(head * dim), static_cast<std::size_t>(dim)
                        ),
                    kEpsilon
                );
                for (std::size_t i = 0; i < wanted.size(); ++i) {
                    wanted[i] *= weight[i];
                }
                wanted = reference::rotate(
                    wanted, row_of(cosines, t, dim / 2, dim / 2), row_of(sines, t, dim / 2, dim / 2)
                );
                for (std::int64_t i = 0; i < dim; ++i) {
                    ASSERT_NEAR(
                        x[static_cast<std::size_t>(t * stride + head * dim + i)],
                        wanted[static_cast<std::size_t>(i)],
                        kTolerance
                    );
                }
            }
            ASSERT_EQ(
                x[static_cast<std::size_t>(t * stride + heads * dim)],
                before[static_cast<std::size_t>(t * stride + heads * dim)]
            );
        }
    }
}

INSTANTIATE_TEST_SUITE_P(Kernels, HeadDim, ::testing::Values(32, 64, 96, 128));

}  // namespace
}  // namespace hibari::tensor::kernels
