// Games of several people, played by whole bodies.
#include "world/physics/shot_builder.h"
#include "world/physics/simulate.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

Timeline play(const Shot& shot, std::uint64_t seed = 3) {
    Result<Timeline> result = simulate(shot, {.seed = seed});
    EXPECT_TRUE(result);
    return std::move(*result);
}

const BodyTrack& track_of(const Timeline& timeline, const std::string& name) {
    const auto found =
        std::find_if(timeline.bodies.begin(), timeline.bodies.end(), [&](const BodyTrack& body) {
            return body.name == name;
        });
    EXPECT_NE(found, timeline.bodies.end()) << name;
    return *found;
}

int count(const Timeline& timeline, EventKind kind) {
    return static_cast<int>(std::count_if(
        timeline.events.begin(),
        timeline.events.end(),
        [&](const Event& event) { return event.kind == kind; }
    ));
}

TEST(KickingToEachOther, BringsTheBallThereAndBack) {
    const Timeline timeline = play(ShotBuilder("park", 9.0F)
                                       .thing("ann", "person")
                                       .thing("ben", "person")
                                       .thing("ball", "soccer_ball")
                                       .act("ann", Verb::kKick, "ball", "ben")
                                       .act("ben", Verb::kKick, "ball", "ann")
                                       .at_step(1)
                                       .shot());
    const BodyTrack& ball = track_of(timeline, "ball");
    const Vec3 start = ball.pose_at(0).position;
    float farthest = 0.0F;
    float back = 1e9F;
    for (int i = 0; i < timeline.sample_count; ++i) {
        const float away = distance(ball.pose_at(i).position, start);
        if (away > farthest) {
            farthest = away;
            back = away;
        }
        back = std::min(back, away);
    }
    EXPECT_EQ(count(timeline, EventKind::kKicked), 2);
    EXPECT_GT(farthest, 2.5F);
    EXPECT_LT(back, 1.5F);
    EXPECT_EQ(count(timeline, EventKind::kCaught), 0);
}

Shot pitch(Outcome outcome) {
    return ShotBuilder("stadium", 6.0F)
        .thing("pitcher", "person")
        .thing("batter", "person")
        .related(RelationKind::kHolding, "bat")
        .thing("bat", "baseball_bat")
        .thing("ball", "baseball")
        .act("pitcher", Verb::kThrow, "ball", "batter")
        .outcome(Outcome::kSuccess)
        .act("batter", Verb::kBat, "ball", "pitcher")
        .outcome(outcome)
        .shot();
}

TEST(PitchedBall, IsHitNearTheBatAndGoesBackWhenTheBatterHits) {
    const Timeline timeline = play(pitch(Outcome::kSuccess));
    const auto hit =
        std::find_if(timeline.events.begin(), timeline.events.end(), [](const Event& event) {
            return event.kind == EventKind::kHit;
        });
    ASSERT_NE(hit, timeline.events.end());
    const BodyTrack& ball = track_of(timeline, "ball");
    const int at = static_cast<int>(hit->time_s * kSampleRateHz);
    const float before = ball.pose_at(at - 6).position.x - ball.pose_at(at - 2).position.x;
    const float after = ball.pose_at(at + 6).position.x - ball.pose_at(at + 2).position.x;
    EXPECT_GT(before * after, 0.0F);  // It came one way and goes the other.
    EXPECT_GT(std::fabs(after), std::fabs(before));
}

TEST(PitchedBall, FliesPastABatterWhoMisses) {
    const Timeline timeline = play(pitch(Outcome::kFailure));
    EXPECT_EQ(count(timeline, EventKind::kThrown), 1);
    EXPECT_EQ(count(timeline, EventKind::kCaught), 0);
    const BodyTrack& ball = track_of(timeline, "ball");
    // The batter stands on the left.
    EXPECT_LT(ball.pose_at(timeline.sample_count - 1).position.x, -3.5F);
}

TEST(Seesaw, GoesUpAndDownUnderThoseWhoSitOnIt) {
    const Timeline timeline = play(ShotBuilder("park", 5.0F)
                                       .thing("ann", "person")
                                       .related(RelationKind::kRiding, "seesaw")
                                       .thing("ben", "person")
                                       .related(RelationKind::kRiding, "seesaw")
                                       .thing("seesaw", "seesaw")
                                       .act("seesaw", Verb::kSwing)
                                       .shot());
    const BodyTrack& ann = track_of(timeline, "ann.pelvis");
    const BodyTrack& ben = track_of(timeline, "ben.pelvis");
    float higher = 0.0F;
    float lower = 0.0F;
    for (int i = 0; i < timeline.sample_count; ++i) {
        const float above = ann.pose_at(i).position.y - ben.pose_at(i).position.y;
        higher = std::max(higher, above);
        lower = std::min(lower, above);
    }
    EXPECT_GT(higher, 0.3F);
    EXPECT_LT(lower, -0.3F);
    EXPECT_GT(std::fabs(ann.pose_at(0).position.x - ben.pose_at(0).position.x), 2.5F);
}

TEST(Dunk, GoodOnesScoreAndBadOnesNever) {
    for (const Outcome outcome : {Outcome::kSuccess, Outcome::kFailure}) {
        for (std::uint64_t seed = 0; seed < 6; ++seed) {
            const Timeline timeline = play(
                ShotBuilder("gym", 5.0F)
                    .thing("player", "person")
                    .thing("ball", "basketball")
                    .thing("hoop", "basketball_hoop")
                    .act("player", Verb::kDunk, "ball", "hoop")
                    .outcome(outcome)
                    .shot(),
                seed
            );
            const int scored = outcome == Outcome::kSuccess ? 1 : 0;
            EXPECT_EQ(count(timeline, EventKind::kScored), scored) << seed;
            EXPECT_EQ(count(timeline, EventKind::kMissed), 1 - scored) << seed;
        }
    }
}

TEST(JumpOverAFence, EndsBehindIt) {
    const Timeline timeline = play(ShotBuilder("park", 4.0F)
                                       .thing("boy", "person")
                                       .thing("fence", "fence")
                                       .act("boy", Verb::kJump, {}, "fence")
                                       .outcome(Outcome::kSuccess)
                                       .shot());
    const BodyTrack& boy = track_of(timeline, "boy.pelvis");
    const float fence = track_of(timeline, "fence").pose_at(0).position.x;
    EXPECT_LT(boy.pose_at(0).position.x, fence - 1.0F);
    EXPECT_GT(boy.pose_at(timeline.sample_count - 1).position.x, fence + 0.3F);
    EXPECT_EQ(count(timeline, EventKind::kFell), 0);
}

}  // namespace
}  // namespace hibari::world
