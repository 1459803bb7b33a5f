#include "eval/track.h"

#include <gtest/gtest.h>

namespace hibari::eval {
namespace {

constexpr TrackOptions kPicture{.width = 200, .height = 100};

Blob disc(double x, double y, std::size_t colour, double radius = 8.0) {
    return {
        .x = x,
        .y = y,
        .area = 3.14159 * radius * radius,
        .left = x - radius,
        .top = y - radius,
        .right = x + radius,
        .bottom = y + radius,
        .breadth = 0.5 * radius,
        .colour = colour,
        .mean = {50.0F, colour == 0 ? 60.0F : -40.0F, 10.0F},
    };
}

TEST(Follow, KeepsTwoThatCrossApart) {
    std::vector<std::vector<Blob>> frames;
    for (int i = 0; i < 20; ++i) {
        frames.push_back({disc(20.0 + 8.0 * i, 45.0, 0), disc(180.0 - 8.0 * i, 55.0, 3)});
        if (i % 2 == 0) {
            std::swap(frames.back()[0], frames.back()[1]);
        }
    }
    TrackOptions options = kPicture;
    options.told = {{.colour = 3}, {.colour = 0, .is_round = true}};
    const auto tracks = follow(frames, options);
    ASSERT_EQ(tracks.size(), 2U);
    EXPECT_EQ(tracks[0].colour(), 3U);
    EXPECT_EQ(tracks[1].colour(), 0U);
    EXPECT_TRUE(tracks[1].is_round);
    EXPECT_NEAR(tracks[1].sights[19]->blob.x, 172.0, 1e-9);
    EXPECT_EQ(tracks[0].seen(), 20);
}

// It took whatever was left over, and was judged on that.
TEST(Follow, AToldThingTakesNoTrackOfAnotherColour) {
    std::vector<std::vector<Blob>> frames;
    for (int i = 0; i < 20; ++i) {
        frames.push_back({disc(20.0 + 5.0 * i, 50.0, 3)});
    }
    TrackOptions options = kPicture;
    options.told = {{.colour = 0, .is_round = true}};
    const auto tracks = follow(frames, options);
    ASSERT_EQ(tracks.size(), 1U);
    EXPECT_EQ(tracks[0].told, -1);
    EXPECT_FALSE(tracks[0].is_round);
    EXPECT_EQ(track_of(tracks, 0), nullptr);
}

TEST(Follow, GoesOnAfterAGap) {
    std::vector<std::vector<Blob>> frames;
    for (int i = 0; i < 20; ++i) {
        frames.emplace_back();
        if (i < 8 || i > 11) {
            frames.back().push_back(disc(20.0 + 5.0 * i, 50.0, 0));
        }
    }
    const auto tracks = follow(frames, kPicture);
    ASSERT_EQ(tracks.size(), 1U);
    EXPECT_EQ(tracks[0].seen(), 16);
    EXPECT_EQ(tracks[0].last(), 19);
    EXPECT_EQ(tracks[0].left_at, -1);
}

TEST(Follow, KnowsWhoLeftFromWhoVanished) {
    std::vector<std::vector<Blob>> frames(20);
    for (int i = 0; i < 13; ++i) {
        frames[static_cast<std::size_t>(i)] = {
            disc(190.0 - 15.0 * i, 20.0, 0), disc(100.0, 80.0, 3)
        };
    }
    const auto tracks = follow(frames, kPicture);
    ASSERT_EQ(tracks.size(), 2U);
    EXPECT_EQ(tracks[0].left_at, 13);
    EXPECT_EQ(tracks[1].left_at, -1);
}

TEST(Follow, WhatIsHiddenSharesTheBlobInFront) {
    std::vector<std::vector<Blob>> frames;
    for (int i = 0; i < 20; ++i) {
        const double x = 20.0 + 8.0 * i;
        frames.push_back({disc(100.0, 50.0, 3, 20.0)});
        if (x < 80.0 || x > 120.0) {
            frames.back().push_back(disc(x, 50.0, 0));
        }
    }
    const auto tracks = follow(frames, kPicture);
    ASSERT_EQ(tracks.size(), 2U);
    EXPECT_EQ(tracks[0].seen(), 20);
    EXPECT_EQ(tracks[1].seen(), 20);
    EXPECT_TRUE(tracks[1].sights[10]->is_partial);
    EXPECT_FALSE(tracks[1].sights[19]->is_partial);
    // At x = 76 it touches the other's box and hides nothing yet; at 20 it is alone.
    EXPECT_TRUE(tracks[1].sights[7]->is_crowded);
    EXPECT_FALSE(tracks[1].sights[0]->is_crowded);
}

}  // namespace
}  // namespace hibari::eval
