#include "world/render/lanes.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

constexpr int kPoints = 4000;

/// Largest |lane - exact| / max(1, |exact|) over points spread evenly in low .. high.
template <typename LaneFunction, typename Exact>
double worst(double low, double high, LaneFunction lane_function, Exact exact) {
    double error = 0.0;
    for (int i = 0; i < kPoints; i += kLanes) {
        float x[kLanes];
        float y[kLanes];
        for (int k = 0; k < kLanes; ++k) {
            x[k] = static_cast<float>(low + (high - low) * (i + k + 0.5) / kPoints);
        }
        store(y, lane_function(load(x)));
        for (int k = 0; k < kLanes; ++k) {
            const double want = exact(static_cast<double>(x[k]));
            error = std::max(error, std::abs(y[k] - want) / std::max(1.0, std::abs(want)));
        }
    }
    return error;
}

TEST(LaneMath, SineAndCosineAgreeWithTheLibrary) {
    EXPECT_LT(
        worst(
            -40, 40, [](F x) { return sin(x); }, [](double x) { return std::sin(x); }
        ),
        5e-6
    );
    EXPECT_LT(
        worst(
            -40, 40, [](F x) { return cos(x); }, [](double x) { return std::cos(x); }
        ),
        5e-6
    );
}

TEST(LaneMath, ExponentialAndLogarithmAgreeWithTheLibrary) {
    EXPECT_LT(
        worst(
            -20, 20, [](F x) { return exp(x); }, [](double x) { return std::exp(x); }
        ),
        3e-6
    );
    EXPECT_LT(
        worst(
            1e-3, 50, [](F x) { return log(x); }, [](double x) { return std::log(x); }
        ),
        1e-6
    );
    EXPECT_LT(
        worst(
            0, 3, [](F x) { return pow(x, F(2.4F)); }, [](double x) { return std::pow(x, 2.4); }
        ),
        5e-6
    );
}

TEST(LaneMath, InverseAnglesAgreeWithTheLibrary) {
    EXPECT_LT(
        worst(
            -1, 1, [](F x) { return acos(x); }, [](double x) { return std::acos(x); }
        ),
        1e-4
    );
    EXPECT_LT(
        worst(
            -3.1, 3.1, [](F x) { return atan2(sin(x), cos(x)); }, [](double x) { return x; }
        ),
        1e-5
    );
}

TEST(LaneMath, FloorRoundsTowardsMinusInfinity) {
    EXPECT_EQ(
        worst(
            -9, 9, [](F x) { return floor(x); }, [](double x) { return std::floor(x); }
        ),
        0
    );
}

TEST(LaneMath, ReciprocalRootIsGoodToSixDigits) {
    EXPECT_LT(
        worst(
            1e-3, 80, [](F x) { return rsqrt(x); }, [](double x) { return 1 / std::sqrt(x); }
        ),
        2e-5
    );
}

TEST(LaneMasks, KnowTheirLanes) {
    const M odd = mask_from_bits(0xAA & ((1 << kLanes) - 1));
    EXPECT_EQ(mask_bits(odd), 0xAA & ((1 << kLanes) - 1));
    EXPECT_EQ(mask_bits(!odd) & mask_bits(odd), 0);
    if (kLanes == 8) {
        EXPECT_EQ(first_lane(odd), 1);
        EXPECT_EQ(count(odd), 4);
        EXPECT_EQ(lane(select(odd, F(1.0F), F(2.0F)), 3), 1.0F);
        EXPECT_EQ(lane(select(odd, F(1.0F), F(2.0F)), 4), 2.0F);
    }
}

TEST(LaneNumbers, MultiplyWrapsAround) {
    const I product = I(0x12345679) * I(0x00010001);
    EXPECT_EQ(static_cast<std::uint32_t>(lane(product, 0)), 0x12345679U * 0x00010001U);
}

}  // namespace
}  // namespace hibari::world
