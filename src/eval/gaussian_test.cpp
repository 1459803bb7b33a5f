#include "eval/gaussian.h"

#include <gtest/gtest.h>

namespace hibari::eval {
namespace {

TEST(Gaussian, IsThatOfOneDimension) {
    const Gaussian<1> cloud({3.0}, {4.0});
    EXPECT_NEAR(cloud.log_likelihood({3.0}), -std::log(2.0), 1e-12);
    EXPECT_NEAR(cloud.log_likelihood({7.0}), -2.0 - std::log(2.0), 1e-12);
}

// The inverse of (2 1; 1 2) is (2 -1; -1 2) / 3.
TEST(Gaussian, KnowsWhatGoesTogether) {
    const Gaussian<2> cloud({0.0, 0.0}, {2.0, 1.0, 2.0});
    const auto expected = [](double x, double y) {
        return -(x * x - x * y + y * y) / 3.0 - 0.5 * std::log(3.0);
    };
    EXPECT_NEAR(cloud.log_likelihood({1.0, 1.0}), expected(1.0, 1.0), 1e-12);
    EXPECT_NEAR(cloud.log_likelihood({1.0, -2.0}), expected(1.0, -2.0), 1e-12);
}

}  // namespace
}  // namespace hibari::eval
