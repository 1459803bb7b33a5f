#include "tensor/kernels/kernels.h"
#include "tensor/kernels/testing.h"
#include "tensor/reference/reference.h"

#include <gtest/gtest.h>
#include <tuple>

namespace hibari::tensor::kernels {
namespace {

using testing::AlignedFloats;
using testing::random_floats;

// Sums of 64 products and of up to 300 weights in float, scores of a few units: measured 2e-6.
constexpr float kTolerance = 2e-5F;

/// Queries, keys, heads, numbers in a head.
using Shape = std::tuple<int, int, int, int>;

class Attention : public ::testing::TestWithParam<Shape> {};

/// A job over one projection of q, k and v side by side, with room behind each row.
struct Arranged {
    AttentionJob job;
    std::vector<float> q;
    std::vector<float> kv;
    std::vector<float> out;
    AlignedFloats packed;
};

Arranged arrange(const Shape& shape, double spread) {
    const auto [queries, keys, heads, dim] = shape;
    Arranged s;
    const std::int64_t width = static_cast<std::int64_t>(heads) * dim;
    s.job = {.queries = queries, .keys = keys, .heads = heads, .head_dim = dim, .scale = 0.125F};
    s.job.q_stride = width + 3;
    s.job.k_stride = 2 * width + 1;
    s.job.v_stride = s.job.k_stride;
    s.job.out_stride = width + 5;
    s.q = random_floats(queries * s.job.q_stride, 1, spread);
    s.kv = random_floats(keys * s.job.k_stride, 2, spread);
    s.out.assign(static_cast<std::size_t>(queries * s.job.out_stride), -7.0F);
    s.packed = AlignedFloats(s.job.scratch_floats());
    s.job.q = s.q.data();
    s.job.k = s.kv.data();
    s.job.v = s.kv.data() + width;
    s.job.out = s.out.data();
    s.job.packed = s.packed.data();
    return s;
}

std::vector<float> expected(const AttentionJob& job) {
    return reference::attention(
        {job.queries, job.keys, job.heads, job.head_dim},
        {job.q, job.q_stride},
        {job.k, job.k_stride},
        {job.v, job.v_stride},
        static_cast<double>(job.scale)
    );
}

void expect_equal(const AttentionJob& job, const std::vector<float>& wanted, float tolerance) {
    const std::int64_t width = job.heads * job.head_dim;
    for (std::int64_t t = 0; t < job.queries; ++t) {
        for (std::int64_t c = 0; c < width; ++c) {
            ASSERT_NEAR(
                job.out[t * job.out_stride + c],
                wanted[static_cast<std::size_t>(t * width + c)],
                tolerance
            ) << t
              << " " << c;
        }
        if (t + 1 < job.queries) {
            ASSERT_EQ(job.out[t * job.out_stride + width], -7.0F) << "wrote beyond the row";
        }
    }
}

void expect_agreement(Arranged s, float tolerance) {
    const std::vector<float> wanted = expected(s.job);
    for (const Kernels* set : testing::available()) {
        SCOPED_TRACE(to_string(set->isa));
        std::ranges::fill(s.out, -7.0F);
        set->pack_attention(s.job, 0, s.job.pack_items());
        set->attend(s.job, 0, s.job.items());
        expect_equal(s.job, wanted, tolerance);
    }
}

// No score is far from zero, which the kernel knows and makes use of.
TEST_P(Attention, AgreesWithTheReferenceWhenScoresAreSmall) {
    expect_agreement(arrange(GetParam(), 1.5), kTolerance);
}

// Scores of up to a hundred have an error of 1e-5 in float, and the values are as large as 6.
TEST_P(Attention, AgreesWithTheReferenceWhenScoresAreLarge) {
    expect_agreement(arrange(GetParam(), 6.0), 2e-4F);
}

INSTANTIATE_TEST_SUITE_P(
    Kernels,
    Attention,
    ::testing::Values(
        Shape{1, 1, 1, 64},
        Shape{5, 7, 2, 64},
        Shape{48, 64, 1, 64},
        Shape{49, 65, 2, 64},
        Shape{53, 128, 1, 32},
        Shape{97, 129, 2, 96},
        Shape{6, 300, 1, 128},
        Shape{131, 257, 3, 64},
        Shape{2, 1000, 1, 32}
    )
);

TEST(AttentionSplit, GivesTheSameBitsForEverySplit) {
    Arranged whole = arrange({131, 257, 3, 64}, 1.5);
    Arranged split = arrange({131, 257, 3, 64}, 1.5);
    const Kernels& set = kernels();
    set.pack_attention(whole.job, 0, whole.job.pack_items());
    set.attend(whole.job, 0, whole.job.items());
    for (std::int64_t i = 0; i < split.job.pack_items(); ++i) {
        set.pack_attention(split.job, i, i + 1);
    }
    for (std::int64_t i = split.job.items() - 1; i >= 0; --i) {
        set.attend(split.job, i, i + 1);
    }
    EXPECT_EQ(whole.out, split.out);
}

// One key far above the others, late: everything before it must vanish, and nothing overflow.
TEST(AttentionLargeScores, NeitherOverflowNorLoseTheGreatest) {
    Arranged s = arrange({7, 300, 1, 64}, 60.0);
    const std::vector<float> wanted = expected(s.job);
    for (const Kernels* set : testing::available()) {
        SCOPED_TRACE(to_string(set->isa));
        set->pack_attention(s.job, 0, s.job.pack_items());
        set->attend(s.job, 0, s.job.items());
        // Scores of thousands have an error of 1e-3 in float, values are below 60.
        expect_equal(s.job, wanted, 0.3F);
    }
}

// Equal keys: the mean of the values, whatever the queries are.
TEST(AttentionEqualKeys, GiveTheMeanOfTheValues) {
    Arranged s = arrange({50, 200, 1, 32}, 1.0);
    for (std::int64_t j = 0; j < 200; ++j) {
        for (std::int64_t c = 0; c < 32; ++c) {
            s.kv[static_cast<std::size_t>(j * s.job.k_stride + c)] = 0.5F;
            s.kv[static_cast<std::size_t>(j * s.job.k_stride + 32 + c)] = static_cast<float>(j % 2);
        }
    }
    for (const Kernels* set : testing::available()) {
        set->pack_attention(s.job, 0, s.job.pack_items());
        set->attend(s.job, 0, s.job.items());
        for (std::int64_t t = 0; t < 50; ++t) {
            ASSERT_NEAR(
                s.out[static_cast<std::size_t>(t * s.job.out_stride + t % 32)], 0.5F, 1e-6F
            );
        }
    }
}

}  // namespace
}  // namespace hibari::tensor::kernels
