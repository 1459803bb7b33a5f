#include "eval/silhouette.h"

#include <cmath>
#include <functional>
#include <gtest/gtest.h>
#include <numbers>

namespace hibari::eval {
namespace {

/// What of 200 x 200 points `is_inside` of -1 .. 1, turned, stretched and moved.
Silhouette drawn(
    const std::function<bool(double, double)>& is_inside, double turn = 0.0, double stretch = 1.0
) {
    Silhouette out;
    constexpr int kSide = 200;
    for (int i = 0; i < kSide * kSide; ++i) {
        const double x = 2.0 * (i % kSide + 0.5) / kSide - 1.0;
        const double y = 2.0 * (i / kSide + 0.5) / kSide - 1.0;
        if (is_inside(x, y)) {
            const double across = std::cos(turn) * x - std::sin(turn) * y;
            const double down = std::sin(turn) * x + std::cos(turn) * y;
            out.add(150.0 + 40.0 * across, 80.0 + 40.0 * stretch * down, stretch * 0.16);
        }
    }
    return out;
}

bool disc(double x, double y) {
    return std::hypot(x, y) < 1.0;
}

bool square(double x, double y) {
    return std::abs(x) < 0.7 && std::abs(y) < 0.7;
}

bool triangle(double x, double y) {
    return y > -0.8 && y < 0.8 && std::abs(x) < 0.5 * (y + 0.8);
}

TEST(Silhouette, ADiscHasNoCorners) {
    for (const double stretch : {1.0, 0.5}) {
        const Outline outline = drawn(disc, 0.0, stretch).outline();
        EXPECT_NEAR(outline[0], std::log(stretch), 1e-3);
        EXPECT_NEAR(outline[1], 0.0, 1e-6);
        EXPECT_NEAR(outline[2], -std::log(stretch), 1e-3);
        EXPECT_NEAR(outline[3], 0.0, 1e-3);
        EXPECT_NEAR(outline[4], 0.0, 1e-3);
        EXPECT_NEAR(outline[5], 0.0, 2e-3);
        EXPECT_NEAR(outline[6], 16.0 / 3.0, 1e-2);
        EXPECT_NEAR(outline[7], 0.0, 1e-6);
    }
}

// Over a square of variance 1, x^4 is 9/5 and x^2 y^2 is 1.
TEST(Silhouette, ASquareHasFourHoweverItStands) {
    for (const double turn : {0.0, 0.3, std::numbers::pi / 4.0}) {
        const Outline outline = drawn(square, turn).outline();
        EXPECT_NEAR(outline[2], 0.0, 1e-3);
        EXPECT_NEAR(outline[3], std::log(std::numbers::pi / 3.0), 1e-3);
        EXPECT_NEAR(outline[4], 0.0, 1e-3);
        EXPECT_NEAR(outline[5], 2.4, 1e-2);
        EXPECT_NEAR(outline[6], 5.6, 1e-2);
    }
}

TEST(Silhouette, ATriangleHasThreeAndABroadFoot) {
    const Outline standing = drawn(triangle).outline();
    EXPECT_NEAR(standing[3], std::log(2.0 * std::numbers::pi / (3.0 * std::sqrt(3.0))), 5e-3);
    EXPECT_GT(standing[4], 0.5);
    EXPECT_GT(standing[7], 0.1);
    const Outline on_its_head = drawn(triangle, std::numbers::pi).outline();
    EXPECT_NEAR(on_its_head[7], -standing[7], 1e-3);
    EXPECT_NEAR(on_its_head[4], standing[4], 1e-3);
}

TEST(Silhouette, PartsAddUp) {
    Silhouette both = drawn([](double x, double y) { return square(x, y) && x < 0.2; });
    both.add(drawn([](double x, double y) { return square(x, y) && x >= 0.2; }));
    const Outline whole = drawn(square).outline();
    const Outline parts = both.outline();
    for (std::size_t i = 0; i < kOutlineNumbers; ++i) {
        EXPECT_NEAR(parts[i], whole[i], 1e-6) << i;
    }
}

TEST(Silhouette, NothingAndALineAreZeros) {
    EXPECT_EQ(Silhouette().outline(), Outline{});
    Silhouette line;
    for (int i = 0; i < 20; ++i) {
        line.add(i, 3.0, 1.0);
    }
    EXPECT_EQ(line.outline(), Outline{});
}

}  // namespace
}  // namespace hibari::eval
