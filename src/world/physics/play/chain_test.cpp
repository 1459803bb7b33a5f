// Things that meet things: towers stand until they are struck, what is sent at something hits it,
// what rolls down stairs starts at their head.

#include "world/physics/fake_performer.h"
#include "world/physics/shot_builder.h"
#include "world/physics/simulate.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <string>

namespace hibari::world {
namespace {

Timeline play(const Shot& shot, std::uint64_t seed = 1) {
    Result<Timeline> result =
        simulate(shot, {.seed = seed, .make_performer = &make_fake_performer});
    EXPECT_TRUE(result) << (result ? "" : to_string(result.error()));
    return std::move(*result);
}

const BodyTrack& track(const Timeline& timeline, std::string_view name) {
    for (const BodyTrack& body : timeline.bodies) {
        if (body.name == name) {
            return body;
        }
    }
    ADD_FAILURE() << name;
    return timeline.bodies.front();
}

ShotBuilder tower(const std::string& kind, int count, float duration_s) {
    ShotBuilder builder("studio", duration_s);
    for (int i = 1; i <= count; ++i) {
        builder.thing("block_" + std::to_string(i), kind);
        if (i > 1) {
            builder.related(RelationKind::kOn, "block_" + std::to_string(i - 1));
        }
    }
    return builder;
}

TEST(Tower, StandsForTenSecondsUntouched) {
    for (const char* kind : {"cube", "crate", "book", "die"}) {
        for (const int count : {3, 6, 8}) {
            const Timeline timeline = play(tower(kind, count, 10.0F).shot());
            for (int i = 1; i <= count; ++i) {
                const BodyTrack& block = track(timeline, "block_" + std::to_string(i));
                const Vec3 moved = block.poses.back().position - block.poses.front().position;
                // They start 0.2 mm above each other.
                EXPECT_GT(moved.y, -0.002F) << kind << " " << count << " " << i;
                EXPECT_LT(std::hypot(moved.x, moved.z), 0.004F) << kind << " " << count << " " << i;
            }
        }
    }
}

TEST(Gun, PaysForTheMomentumOfItsBallAndKnocksOverWhatItFiresAt) {
    ShotBuilder shot("studio", 5.0F);
    shot.thing("gun", "cannon").thing("ball", "cannonball");
    shot.thing("barrel_1", "barrel").thing("barrel_2", "barrel");
    shot.related(RelationKind::kOn, "barrel_1");
    shot.act("gun", Verb::kShoot, "ball", "barrel_1");
    const Timeline timeline = play(shot.shot());
    const auto fired = std::ranges::find_if(timeline.events, [](const Event& event) {
        return event.kind == EventKind::kLaunched;
    });
    ASSERT_NE(fired, timeline.events.end());
    const BodyTrack& gun = track(timeline, "gun");
    const BodyTrack& ball = track(timeline, "ball");
    const int after = timeline.sample_of(fired->time_s) + 2;
    const auto along = [&](const BodyTrack& body) {
        return (body.pose_at(after).position.x - body.pose_at(after - 1).position.x) *
               kSampleRateHz * body.mass_kg;
    };
    EXPECT_GT(along(ball), 100.0F);
    EXPECT_LT(along(gun), 0.0F);
    EXPECT_NEAR(along(gun), -along(ball), 0.2F * along(ball));  // Its wheels rub on the ground.
    EXPECT_GT(
        distance(
            track(timeline, "barrel_2").poses.back().position,
            track(timeline, "barrel_2").poses.front().position
        ),
        0.5F
    );
}

TEST(Gun, MissesWhatItIsToMissAndFiresAtWhatFiresAtIt) {
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        ShotBuilder shot("studio", 4.0F);
        shot.thing("gun", "cannon").thing("ball", "cannonball").thing("barrel", "barrel");
        shot.act("gun", Verb::kShoot, "ball", "barrel").outcome(Outcome::kFailure);
        const Timeline timeline = play(shot.shot(), seed);
        const BodyTrack& barrel = track(timeline, "barrel");
        EXPECT_LT(
            distance(
                barrel.pose_at(0).position, barrel.pose_at(timeline.sample_count - 1).position
            ),
            0.05F
        );
    }
    ShotBuilder duel("studio", 3.0F);
    duel.thing("one", "cannon").thing("ball_1", "cannonball");
    duel.thing("two", "cannon").thing("ball_2", "cannonball");
    duel.act("one", Verb::kShoot, "ball_1", "two").act("two", Verb::kShoot, "ball_2", "one");
    const Timeline timeline = play(duel.shot());
    const Vec3 one = track(timeline, "one").pose_at(0).position;
    const Vec3 two = track(timeline, "two").pose_at(0).position;
    EXPECT_GT(distance(one, two), 6.0F);
    // Each ball waits between the guns, at the muzzle that looks at the other.
    EXPECT_GT(distance(track(timeline, "ball_1").pose_at(0).position, one), 0.5F);
    EXPECT_LT(distance(track(timeline, "ball_1").pose_at(0).position, two), distance(one, two));
    EXPECT_LT(distance(track(timeline, "ball_2").pose_at(0).position, one), distance(one, two));
}

TEST(Gun, FiresOneBallAfterTheOther) {
    ShotBuilder shot("studio", 8.0F);
    shot.thing("gun", "cannon").thing("wall", "wall");
    for (const char* ball : {"ball_1", "ball_2", "ball_3"}) {
        shot.thing(ball, "cannonball");
    }
    shot.act("gun", Verb::kShoot, "ball_1", "wall");
    shot.act("gun", Verb::kShoot, "ball_2", "wall").at_step(1);
    shot.act("gun", Verb::kShoot, "ball_3", "wall").at_step(2);
    const Timeline timeline = play(shot.shot());
    std::vector<double> fired_s;
    for (const Event& event : timeline.events) {
        if (event.kind == EventKind::kLaunched) {
            fired_s.push_back(event.time_s);
        }
    }
    ASSERT_EQ(fired_s.size(), 3U);
    EXPECT_GT(fired_s[1] - fired_s[0], 0.5);
    EXPECT_GT(fired_s[2] - fired_s[1], 0.5);
    const Vec3 gun = track(timeline, "gun").pose_at(0).position;
    for (const char* ball : {"ball_1", "ball_2", "ball_3"}) {
        EXPECT_LT(distance(track(timeline, ball).pose_at(0).position, gun), 1.5F) << ball;
        EXPECT_GT(distance(track(timeline, ball).poses.back().position, gun), 2.0F) << ball;
    }
}

TEST(Tower, FallsWhenABallIsSentAtIt) {
    for (const char* ball : {"soccer_ball", "bowling_ball"}) {
        ShotBuilder builder = tower("cube", 6, 5.0F);
        builder.thing("ball", ball).act("ball", Verb::kHit, {}, "block_1");
        const Timeline timeline = play(builder.shot());
        double hit = 1e9;
        double fell = 1e9;
        for (const Event& event : timeline.events) {
            if (event.kind == EventKind::kHit && hit > event.time_s) {
                hit = event.time_s;
            }
            if (event.kind == EventKind::kToppled && fell > event.time_s) {
                fell = event.time_s;
            }
        }
        // A hit never adds speed; what stands still has none to give.
        const BodyTrack& thrown = track(timeline, "ball");
        const auto speed = [&](double time_s) {
            const int sample = static_cast<int>(time_s * kSampleRateHz);
            return distance(thrown.pose_at(sample).position, thrown.pose_at(sample + 1).position) *
                   static_cast<float>(kSampleRateHz);
        };
        EXPECT_LT(speed(hit + 0.05), speed(hit - 0.03)) << ball;
        const BodyTrack& top = track(timeline, "block_6");
        EXPECT_LT(hit, 3.0) << ball;
        EXPECT_GT(fell, hit) << ball;
        EXPECT_LT(top.poses.back().position.y, top.poses.front().position.y - 0.2F) << ball;
    }
}

TEST(Stairs, MarblesRollDownThemFromTheTopOneAfterTheOther) {
    ShotBuilder builder("studio", 8.0F);
    builder.thing("stairs", "stairs");
    for (int i = 1; i <= 5; ++i) {
        const std::string id = "marble_" + std::to_string(i);
        builder.thing(id, "marble").act(id, Verb::kRoll, {}, "stairs").towards(Direction::kDown);
    }
    const Timeline timeline = play(builder.shot());
    double before = -1.0;
    for (int i = 1; i <= 5; ++i) {
        const BodyTrack& marble = track(timeline, "marble_" + std::to_string(i));
        EXPECT_GT(marble.poses.front().position.y, 1.2F);
        EXPECT_LT(marble.poses.back().position.y, 0.1F) << i;
        int left = 0;
        while (marble.pose_at(left).position.y > 1.2F && left < timeline.sample_count - 1) {
            ++left;
        }
        EXPECT_GT(left, before + 20.0) << i;
        before = left;
    }
}

TEST(WreckingBall, SwingsIntoTheWallAndItsStandHolds) {
    const Timeline timeline = play(ShotBuilder("studio", 4.0F)
                                       .thing("ball", "pendulum")
                                       .related(RelationKind::kInside, "wall")
                                       .thing("wall", "wall")
                                       .act("ball", Verb::kSwing)
                                       .shot());
    const BodyTrack& stand = track(timeline, "ball.stand");
    EXPECT_LT(distance(stand.poses.front().position, stand.poses.back().position), 1e-3F);
    const bool clash = std::any_of(
        timeline.contacts.begin(),
        timeline.contacts.end(),
        [&](const Contact& contact) {
            const auto is = [&](std::string_view name, int body) {
                return body >= 0 && timeline.bodies[static_cast<std::size_t>(body)].name == name;
            };
            return contact.speed_mps > 1.0F &&
                   ((is("ball.bob", contact.body_a) && is("wall", contact.body_b)) ||
                    (is("wall", contact.body_a) && is("ball.bob", contact.body_b)));
        }
    );
    EXPECT_TRUE(clash);
}

TEST(Table, ABallThatRollsAcrossItKnocksTheVaseOff) {
    const Timeline timeline = play(ShotBuilder("studio", 4.0F)
                                       .thing("ball", "ball")
                                       .thing("table", "table")
                                       .thing("vase", "vase")
                                       .act("ball", Verb::kRoll, {}, "table")
                                       .act("ball", Verb::kHit, {}, "vase")
                                       .at_step(1)
                                       .shot());
    EXPECT_GT(track(timeline, "ball").poses.front().position.y, 0.7F);
    EXPECT_GT(track(timeline, "vase").poses.front().position.y, 0.7F);
    EXPECT_LT(track(timeline, "vase").poses.back().position.y, 0.4F);
}

TEST(Gutter, TheBallRollsInItPastAllPins) {
    ShotBuilder builder("bowling_alley", 5.0F);
    builder.thing("bowler", "person").thing("ball", "bowling_ball");
    for (int i = 0; i < 10; ++i) {
        builder.thing("pin_" + std::to_string(i), "bowling_pin");
    }
    builder.act("bowler", Verb::kBowl, "ball", "pin_0").outcome(Outcome::kFailure);
    for (std::uint64_t seed = 1; seed < 4; ++seed) {
        const Timeline timeline = play(builder.shot(), seed);
        for (const Event& event : timeline.events) {
            EXPECT_NE(event.kind, EventKind::kToppled) << seed;
        }
        // Between lip and rail for most of the way.
        int in_gutter = 0;
        for (const Pose& pose : track(timeline, "ball").poses) {
            const float wide = std::abs(pose.position.x);
            in_gutter += wide > 0.5F && wide < 0.78F && pose.position.y < 0.25F ? 1 : 0;
        }
        EXPECT_GT(in_gutter, 40) << seed;
    }
}

}  // namespace
}  // namespace hibari::world
