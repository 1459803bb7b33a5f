// The outcome figures of the world engine over many seeds, from poses alone.
#include "world/physics/fake_performer.h"
#include "world/physics/play/aim.h"
#include "world/physics/shot_builder.h"
#include "world/physics/simulate.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

constexpr std::uint64_t kSeeds = 100;

Timeline play(const Shot& shot, std::uint64_t seed) {
    Result<Timeline> result =
        simulate(shot, {.seed = seed, .make_performer = &make_fake_performer});
    EXPECT_TRUE(result);
    return std::move(*result);
}

int count(const Timeline& timeline, EventKind kind) {
    return static_cast<int>(std::count_if(
        timeline.events.begin(),
        timeline.events.end(),
        [&](const Event& event) { return event.kind == kind; }
    ));
}

/// Whether the ball's centre ever went down through the ring.
bool went_through(const Timeline& timeline) {
    Ring ring;
    const BodyTrack* ball = nullptr;
    for (const BodyTrack& body : timeline.bodies) {
        for (const Part& part : body.parts) {
            if (part.shape.kind == ShapeKind::kTorus && part.shape.radius > 0.2F) {
                const Pose pose = compose(body.poses.front(), part.local);
                ring = {pose.position, rotate(pose.rotation, {0, 1, 0}), part.shape.radius};
            }
        }
        if (body.name == "ball") {
            ball = &body;
        }
    }
    bool through = false;
    for (int i = 1; i < timeline.sample_count; ++i) {
        through = through ||
                  falls_through(ring, ball->pose_at(i - 1).position, ball->pose_at(i).position);
    }
    return through;
}

Shot free_throw(Outcome outcome) {
    return ShotBuilder("gym", 3.6F)
        .thing("player", "person")
        .thing("ball", "basketball")
        .thing("hoop", "basketball_hoop")
        .act("player", Verb::kShoot, "ball", "hoop")
        .outcome(outcome)
        .shot();
}

TEST(HundredFreeThrows, MadeOnesAllGoThroughTheHoop) {
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        const Timeline timeline = play(free_throw(Outcome::kSuccess), seed);
        EXPECT_TRUE(went_through(timeline)) << seed;
        // The net lets it out again.
        for (const BodyTrack& body : timeline.bodies) {
            if (body.name == "ball") {
                EXPECT_LT(body.poses.back().position.y, 2.4F) << seed;
            }
        }
        EXPECT_EQ(count(timeline, EventKind::kScored), 1) << seed;
        EXPECT_EQ(count(timeline, EventKind::kMissed), 0) << seed;
    }
}

TEST(HundredFreeThrows, MissedOnesNeverEnterTheHoop) {
    for (std::uint64_t seed = 0; seed < kSeeds; ++seed) {
        const Timeline timeline = play(free_throw(Outcome::kFailure), seed);
        EXPECT_FALSE(went_through(timeline)) << seed;
        EXPECT_EQ(count(timeline, EventKind::kScored), 0) << seed;
        EXPECT_EQ(count(timeline, EventKind::kMissed), 1) << seed;
    }
}

TEST(Bowling, StrikesKnockPinsDownAndMissesLeaveThemStanding) {
    for (const Outcome outcome : {Outcome::kSuccess, Outcome::kFailure}) {
        ShotBuilder builder("gym", 4.5F);
        builder.thing("bowler", "person").thing("ball", "bowling_ball");
        for (int i = 0; i < 10; ++i) {
            builder.thing("pin_" + std::to_string(i), "bowling_pin");
        }
        builder.act("bowler", Verb::kBowl, "ball", "pin_0").outcome(outcome);
        const Timeline timeline = play(builder.shot(), 1);
        const auto fallen =
            std::count_if(timeline.events.begin(), timeline.events.end(), [](const Event& event) {
                return event.kind == EventKind::kToppled;
            });
        if (outcome == Outcome::kSuccess) {
            EXPECT_GE(fallen, 7);
        } else {
            EXPECT_EQ(fallen, 0);
        }
    }
}

}  // namespace
}  // namespace hibari::world
