#include "eval/motion.h"

#include "base/rng.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hibari::eval {
namespace {

constexpr double kG = 0.9;  ///< pixels per frame squared
constexpr double kBounce = 0.7;
constexpr double kImpact = 14.37;  ///< frames

/// Falls from rest at frame 0, bounces at kImpact.
double height(double t) {
    const double speed = kG * kImpact;
    const double floor = 0.5 * kG * kImpact * kImpact;
    const double after = t - kImpact;
    return t < kImpact ? 0.5 * kG * t * t
                       : floor - kBounce * speed * after + 0.5 * kG * after * after;
}

std::vector<Point> bounce(double noise_px) {
    Rng rng(3);
    std::vector<Point> points;
    for (int i = 0; i < 32; ++i) {
        points.push_back(
            {i, 10.0 + 1.5 * i + noise_px * rng.normal(), height(i) + noise_px * rng.normal()}
        );
    }
    return points;
}

TEST(Pieces, FindABounceFinerThanAFrame) {
    const auto points = bounce(0.0);
    const auto pieces = pieces_of(points, kNoiseMin_px);
    ASSERT_EQ(pieces.size(), 2U);
    EXPECT_NEAR(2.0 * pieces[0].y[2], kG, 1e-6);
    EXPECT_NEAR(2.0 * pieces[1].y[2], kG, 1e-6);
    EXPECT_GT(pieces[0].r_squared, 0.9999);
    const auto kinks = kinks_of(points, pieces, kNoiseMin_px);
    ASSERT_EQ(kinks.size(), 1U);
    EXPECT_NEAR(kinks[0].t, kImpact, 0.02);
    EXPECT_NEAR(-kinks[0].vy_after / kinks[0].vy_before, kBounce, 0.005);
}

TEST(Pieces, StandNoise) {
    constexpr double kNoise = 0.3;
    const auto points = bounce(kNoise);
    const double noise_px = noise_of(points);
    EXPECT_NEAR(noise_px, kNoise, 0.15);
    const auto pieces = pieces_of(points, noise_px);
    ASSERT_EQ(pieces.size(), 2U);
    EXPECT_NEAR(2.0 * pieces[0].y[2], kG, 0.05 * kG);
    const auto kinks = kinks_of(points, pieces, noise_px);
    ASSERT_EQ(kinks.size(), 1U);
    EXPECT_NEAR(kinks[0].t, kImpact, 0.1);
    EXPECT_NEAR(-kinks[0].vy_after / kinks[0].vy_before, kBounce, 0.05);
}

TEST(Pieces, WhatRestsAndWhatRollsHasNoKinks) {
    std::vector<Point> rolls;
    for (int i = 0; i < 40; ++i) {
        rolls.push_back({i, 5.0 * i - 0.03 * i * i, 70.0});
    }
    const auto pieces = pieces_of(rolls, kNoiseMin_px);
    EXPECT_EQ(pieces.size(), 1U);
    EXPECT_TRUE(kinks_of(rolls, pieces, kNoiseMin_px).empty());
}

TEST(Kinks, WhatIsSuddenlyElsewhereHasNone) {
    std::vector<Point> points;
    for (int i = 0; i < 40; ++i) {
        points.push_back({i, i < 20 ? 3.0 * i : 100.0 - 2.0 * i, 50.0});
    }
    for (int i = 20; i < 40; ++i) {
        points[static_cast<std::size_t>(i)].y = 90.0;
    }
    const auto pieces = pieces_of(points, kNoiseMin_px);
    EXPECT_EQ(pieces.size(), 2U);
    EXPECT_TRUE(kinks_of(points, pieces, kNoiseMin_px).empty());
}

TEST(Pieces, NeedFourPoints) {
    EXPECT_TRUE(pieces_of({}, kNoiseMin_px).empty());
    const std::vector<Point> three{{0, 0, 0}, {1, 1, 1}, {2, 2, 2}};
    EXPECT_TRUE(pieces_of(three, kNoiseMin_px).empty());
}

// A ball that falls away from a camera looking down gets smaller, and seems to fall ever slower.
TEST(PointsOf, TakePerspectiveOutOfAFallSeenFromAbove) {
    constexpr double kFocal = 260.0;
    constexpr double kSin = 0.5;
    const double cosine = std::sqrt(1.0 - kSin * kSin);
    Track track{.is_round = true};
    for (int i = 0; i < 20; ++i) {
        const double fallen = 0.5 * 0.02 * i * i;
        const double depth = 8.0 + kSin * fallen;
        const double down = -2.0 + cosine * fallen;
        const double radius = kFocal * 0.4 / depth;
        Blob blob{
            .x = 144.0,
            .y = 80.0 + kFocal * down / depth,
            .area = 3.14159265 * radius * radius,
            .breadth = 0.5 * radius,
        };
        track.sights.push_back(Sight{.blob = blob});
    }
    const auto points = points_of(track, 288, 160);
    const auto pieces = pieces_of(points, kNoiseMin_px);
    ASSERT_EQ(pieces.size(), 1U);
    const double per_metre = track.radius() / 0.4;
    EXPECT_NEAR(2.0 * pieces[0].y[2] / per_metre, 0.02 * cosine, 0.0005);
}

}  // namespace
}  // namespace hibari::eval
