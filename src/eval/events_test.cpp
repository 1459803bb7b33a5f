#include "eval/events.h"

#include <gtest/gtest.h>

namespace hibari::eval {
namespace {

constexpr double kRadius = 8.0;

Blob disc(double x, double y) {
    return {
        .x = x,
        .y = y,
        .area = 3.14159265 * kRadius * kRadius,
        .left = x - kRadius,
        .top = y - kRadius,
        .right = x + kRadius,
        .bottom = y + kRadius,
        .breadth = 0.5 * kRadius,
    };
}

template <typename Place>
Track track(int frames, const Place& place) {
    Track out{.is_round = true};
    for (int i = 0; i < frames; ++i) {
        const auto [x, y] = place(i);
        out.sights.push_back(Sight{.blob = disc(x, y)});
    }
    return out;
}

std::pair<double, double> falls_and_lies(int i) {
    constexpr double kImpact = 15.0;
    return {100.0, i < kImpact ? 20.0 + 0.4 * i * i : 20.0 + 0.4 * kImpact * kImpact};
}

TEST(Impacts, AFallThatEndsIsOne) {
    const std::vector<Track> tracks{track(30, falls_and_lies)};
    const auto motions = motions_of(tracks, 288, 160);
    const auto impacts = impacts_of(motions);
    ASSERT_EQ(impacts.size(), 1U);
    EXPECT_NEAR(impacts[0].t, 15.0, 0.1);
    EXPECT_EQ(impacts[0].other, -1);
    EXPECT_TRUE(motions[0].is_flight(motions[0].pieces.front()));
    EXPECT_FALSE(motions[0].is_flight(motions[0].pieces.back()));
}

TEST(Impacts, WhoSetsOffByItselfHitsNothing) {
    const std::vector<Track> tracks{track(30, [](int i) {
        return std::pair{i < 10 ? 60.0 : 60.0 + 6.0 * (i - 10), 90.0};
    })};
    const auto motions = motions_of(tracks, 288, 160);
    EXPECT_EQ(motions[0].kinks.size(), 1U);
    EXPECT_TRUE(impacts_of(motions).empty());
}

TEST(Impacts, TwoThatMeetAreOneImpact) {
    // They touch at frame 12, and the second goes on with what the first had.
    const std::vector<Track> tracks{
        track(30, [](int i) { return std::pair{40.0 + 5.0 * std::min(i, 12), 90.0}; }),
        track(30, [](int i) { return std::pair{116.0 + 5.0 * std::max(i - 12, 0), 90.0}; }),
    };
    const auto motions = motions_of(tracks, 288, 160);
    const auto impacts = impacts_of(motions);
    ASSERT_EQ(impacts.size(), 1U);
    EXPECT_NEAR(impacts[0].t, 12.0, 0.2);
    EXPECT_GE(impacts[0].other, 0);
}

TEST(Teleports, AJumpWithoutACauseIsOne) {
    const std::vector<Track> tracks{track(30, [](int i) {
        return std::pair{40.0 + 2.0 * i + (i >= 17 ? 40.0 : 0.0), 90.0};
    })};
    const auto motions = motions_of(tracks, 288, 160);
    const auto found = teleports_of(motions[0], impacts_of(motions), 0);
    ASSERT_FALSE(found.empty());
    EXPECT_EQ(found.front(), 17);
}

TEST(Teleports, AFallAndItsEndAreNone) {
    const std::vector<Track> tracks{track(30, falls_and_lies)};
    const auto motions = motions_of(tracks, 288, 160);
    EXPECT_TRUE(teleports_of(motions[0], impacts_of(motions), 0).empty());
}

TEST(LostAt, IsTheShareThatIsGone) {
    Track going = track(20, [](int i) { return std::pair{40.0 + 3.0 * i, 90.0}; });
    for (std::size_t i = 10; i < 13; ++i) {
        going.sights[i]->blob.area *= 0.6;
    }
    EXPECT_NEAR(lost_at(going, 10.2), 0.4, 1e-9);
    EXPECT_NEAR(lost_at(going, 5.0), 0.0, 1e-9);
}

}  // namespace
}  // namespace hibari::eval
