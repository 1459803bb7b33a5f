#include "world/physics/character/rehearsal.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

constexpr float kDeck = 0.15F;

// A pool before a deck whose edge is at z = 0.2.
Rehearsal at_the_pool(float depth_m = 2.2F) {
    Rehearsal rehearsal;
    rehearsal.stage.ground = [depth_m](float, float z) { return z < 0.2F ? kDeck : -depth_m; };
    rehearsal.stage.water = 0.0F;
    rehearsal.performer.place({{0, kDeck, 0.05F}, {}});
    rehearsal.run(0.3F);
    return rehearsal;
}

Rehearsal in_the_lake() {
    Rehearsal rehearsal;
    rehearsal.stage.ground = [](float, float) { return -6.0F; };
    rehearsal.stage.water = 0.0F;
    rehearsal.performer.place({{0, -1.3F, 0}, {}});
    rehearsal.run(0.5F);
    return rehearsal;
}

float lowest_link(const Frames& frames, int& link) {
    float low = 1e9F;
    for (int i = 0; i < kPersonLinkCount; ++i) {
        if (frames.pivot[static_cast<std::size_t>(i)].y < low) {
            low = frames.pivot[static_cast<std::size_t>(i)].y;
            link = i;
        }
    }
    return low;
}

float head_y(const Rehearsal& rehearsal) {
    return rehearsal.frames.back().pivot[kHead].y;
}

// Who let something go in the sea stood on its bottom in the next picture.
TEST(Swim, WhoUsesTheHandsInDeepWaterStaysAfloat) {
    for (const Verb verb :
         {Verb::kDrop,
          Verb::kPour,
          Verb::kPush,
          Verb::kPull,
          Verb::kThrow,
          Verb::kHit,
          Verb::kPickUp,
          Verb::kCartwheel,
          Verb::kHandstand,
          Verb::kDance,
          Verb::kSit,
          Verb::kKick}) {
        Rehearsal rehearsal = in_the_lake();
        rehearsal.prop({0.3F, 0.0F, 1.0F}, 0.1F);
        rehearsal.first = rehearsal.frames.size();
        rehearsal.performer.begin(
            {.verb = verb, .object = kProp, .facing = {0, 0, 1}}, rehearsal.stage
        );
        rehearsal.run(4.0F);
        for (std::size_t i = rehearsal.first; i < rehearsal.frames.size(); ++i) {
            ASSERT_NEAR(rehearsal.frames[i].pivot[kHead].y, 0.2F, 0.35F)
                << static_cast<int>(verb) << " after "
                << static_cast<float>(i - rehearsal.first) * Rehearsal::kTick << " s";
        }
    }
}

// The first stride beyond the edge came down on the bottom of the lake, and the body after it.
TEST(Swim, WhoRunsToTheEdgeOfTheWaterStopsOnThisSideOfIt) {
    for (const float speed : {0.8F, 1.0F, 1.3F}) {
        Rehearsal rehearsal = at_the_pool(4.0F);
        rehearsal.performer.place({{0, kDeck, -5.0F}, {}});
        rehearsal.play(
            {.verb = Verb::kRun,
             .intensity = speed,
             .destination = Vec3{0, kDeck, 0.15F},
             .facing = {0, 0, 1}},
            6.0F
        );
        for (std::size_t i = rehearsal.first; i < rehearsal.frames.size(); ++i) {
            ASSERT_GT(rehearsal.frames[i].pivot[0].y, kDeck + 0.5F)
                << speed << " after " << static_cast<float>(i - rehearsal.first) * Rehearsal::kTick;
        }
    }
}

// What had sunk was drawn from the bottom into the hand.
TEST(Swim, WhatLiesOnTheBottomIsNotPickedUpFromTheSurface) {
    Rehearsal rehearsal = in_the_lake();
    rehearsal.prop({0.1F, -5.9F, 0.4F}, 0.05F);
    rehearsal.play({.verb = Verb::kPickUp, .object = kProp}, 6.0F);
    EXPECT_EQ(rehearsal.find(SignalKind::kGrab), nullptr);
}

TEST(Swim, DiverEntersHandsFirstAndComesUp) {
    Rehearsal rehearsal = at_the_pool();
    EXPECT_TRUE(rehearsal.play({.verb = Verb::kDive, .outcome = Outcome::kSuccess}, 8.0F));
    EXPECT_FALSE(rehearsal.limp);
    EXPECT_NE(rehearsal.find(SignalKind::kTakeOff), nullptr);
    int first_wet = -1;
    float deepest = 0.0F;
    for (const Frames& frames : rehearsal.frames) {
        int link = -1;
        const float low = lowest_link(frames, link);
        deepest = std::min(deepest, low);
        if (first_wet < 0 && low < 0.0F) {
            first_wet = link;
        }
    }
    const bool hand = first_wet == kLeftHand || first_wet == kRightHand ||
                      first_wet == kLeftFingers || first_wet == kRightFingers ||
                      first_wet == kLeftThumb || first_wet == kRightThumb;
    EXPECT_TRUE(hand) << first_wet;
    EXPECT_LT(deepest, -0.8F);
    EXPECT_GT(deepest, -2.2F);
    rehearsal.run(2.0F);
    EXPECT_GT(head_y(rehearsal), 0.0F);
    EXPECT_LT(head_y(rehearsal), 0.4F);
}

TEST(Swim, DiverLeavesTheEdgeInFreeFallAndNothingJumps) {
    Rehearsal rehearsal = at_the_pool();
    rehearsal.play({.verb = Verb::kDive, .outcome = Outcome::kSuccess}, 8.0F);
    rehearsal.run(1.0F);
    const Skeleton skeleton(rehearsal.blueprint);
    constexpr std::size_t kSpan = 24;
    constexpr float kSpanTime = kSpan * Rehearsal::kTick;
    int flying = 0;
    for (std::size_t i = kSpan; i + kSpan < rehearsal.frames.size(); ++i) {
        if (!rehearsal.flying[i - kSpan] || !rehearsal.flying[i + kSpan]) {
            continue;
        }
        ++flying;
        const auto mass = [&](std::size_t k) {
            return center_of_mass(skeleton, rehearsal.frames[k]);
        };
        const Vec3 a =
            (mass(i + kSpan) - mass(i) * 2.0F + mass(i - kSpan)) / (kSpanTime * kSpanTime);
        ASSERT_NEAR(a.y, -9.81F, 0.1F);
        ASSERT_NEAR(a.z, 0.0F, 0.1F);
    }
    EXPECT_GT(flying, 60);
    for (std::size_t i = rehearsal.first + 1; i < rehearsal.links.size(); ++i) {
        for (std::size_t link = 0; link < rehearsal.links[i].size(); ++link) {
            const float moved =
                distance(rehearsal.links[i][link].position, rehearsal.links[i - 1][link].position);
            ASSERT_LT(moved / Rehearsal::kTick, 13.0F)
                << rehearsal.blueprint.links[link].name << " at " << i - rehearsal.first;
        }
    }
}

TEST(Swim, BellyFlopIsLeftToTheSolver) {
    Rehearsal rehearsal = at_the_pool();
    rehearsal.play({.verb = Verb::kDive, .outcome = Outcome::kFailure}, 8.0F);
    EXPECT_TRUE(rehearsal.limp);
    const Vec3 up = rotate(rehearsal.frames.back().turn[kPelvis], {0, 1, 0});
    EXPECT_LT(std::fabs(up.y), 0.75F);
}

TEST(Swim, WhoJumpsOrFlipsAtTheEdgeEndsInTheWaterTreading) {
    for (const Verb verb : {Verb::kJump, Verb::kBackflip, Verb::kFrontFlip}) {
        Rehearsal rehearsal = at_the_pool();
        rehearsal.play({.verb = verb, .outcome = Outcome::kSuccess}, 8.0F);
        EXPECT_FALSE(rehearsal.limp);
        rehearsal.run(2.0F);
        EXPECT_GT(rehearsal.frames.back().pivot[0].z, 0.6F);
        EXPECT_GT(head_y(rehearsal), 0.0F);
        EXPECT_LT(head_y(rehearsal), 0.4F);
        const Vec3 up = rotate(rehearsal.frames.back().turn[kPelvis], {0, 1, 0});
        EXPECT_GT(up.y, 0.8F);
    }
}

class SwimStroke : public ::testing::TestWithParam<float> {};

TEST_P(SwimStroke, LiesLevelWithTheHeadAtTheSurfaceAndGetsOn) {
    Rehearsal rehearsal = in_the_lake();
    rehearsal.performer.begin(
        {.verb = Verb::kSwim, .outcome = Outcome::kSuccess, .intensity = GetParam()},
        rehearsal.stage
    );
    rehearsal.run(1.5F);
    const std::size_t from = rehearsal.frames.size();
    rehearsal.run(4.0F);
    const Vec3 way = rehearsal.frames.back().pivot[0] - rehearsal.frames[from].pivot[0];
    EXPECT_GT(way.z, 4.0F * 0.35F);
    for (std::size_t i = from; i < rehearsal.frames.size(); ++i) {
        const Frames& frames = rehearsal.frames[i];
        ASSERT_NEAR(frames.pivot[kHead].y, 0.0F, 0.22F);
        ASSERT_LT(std::fabs(rotate(frames.turn[kPelvis], {0, 1, 0}).y), 0.5F);
    }
}

INSTANTIATE_TEST_SUITE_P(CrawlAndBreast, SwimStroke, ::testing::Values(1.0F, 0.5F));

TEST(Swim, CrawlingArmsTakeTurnsOverTheWater) {
    Rehearsal rehearsal = in_the_lake();
    rehearsal.performer.begin({.verb = Verb::kSwim, .outcome = Outcome::kSuccess}, rehearsal.stage);
    rehearsal.run(1.5F);
    const std::size_t from = rehearsal.frames.size();
    rehearsal.run(4.0F);
    int left = 0;
    int right = 0;
    int both = 0;
    for (std::size_t i = from; i < rehearsal.frames.size(); ++i) {
        const bool l = rehearsal.frames[i].pivot[kLeftHand].y > 0.08F;
        const bool r = rehearsal.frames[i].pivot[kRightHand].y > 0.08F;
        left += l ? 1 : 0;
        right += r ? 1 : 0;
        both += l && r ? 1 : 0;
    }
    EXPECT_GT(left, kStepHz);
    EXPECT_GT(right, kStepHz);
    EXPECT_LT(both, kStepHz / 4);
}

}  // namespace
}  // namespace hibari::world
