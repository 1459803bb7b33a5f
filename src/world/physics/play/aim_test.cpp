#include "world/physics/play/aim.h"

#include "world/physics/fake_performer.h"
#include "world/physics/shot_builder.h"
#include "world/physics/simulate.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <string>

namespace hibari::world {
namespace {

bool has(const Timeline& timeline, EventKind kind) {
    return std::any_of(timeline.events.begin(), timeline.events.end(), [&](const Event& event) {
        return event.kind == kind;
    });
}

Timeline play(const Shot& shot, std::uint64_t seed) {
    Result<Timeline> result =
        simulate(shot, {.seed = seed, .make_performer = &make_fake_performer});
    EXPECT_TRUE(result);
    return std::move(*result);
}

Shot free_throw(Outcome outcome) {
    return ShotBuilder("gym", 3.5F)
        .thing("player", "person")
        .thing("ball", "basketball")
        .thing("hoop", "basketball_hoop")
        .act("player", Verb::kShoot, "ball", "hoop")
        .outcome(outcome)
        .shot();
}

/// Whether the ball's centre ever went down through the ring, from the poses alone.
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

TEST(Ballistic, ReachesItsTargetWithAndWithoutDrag) {
    const Vec3 from{0, 2, 0};
    const Vec3 to{4, 3, 1};
    for (const float drag : {0.0F, 0.03F}) {
        const auto velocity = ballistic(from, to, radians(52.0F), 9.81F, drag);
        ASSERT_TRUE(velocity);
        Vec3 at = from;
        Vec3 v = *velocity;
        float nearest = 1e9F;
        for (int i = 0; i < 4000; ++i) {
            v += (Vec3{0, -9.81F, 0} - v * (drag * length(v))) * 5e-4F;
            at += v * 5e-4F;
            nearest = std::min(nearest, distance(at, to));
        }
        EXPECT_LT(nearest, 0.02F);
    }
    EXPECT_FALSE(ballistic(from, {1, 9, 0}, radians(30.0F), 9.81F, 0.0F));
}

TEST(FreeThrow, MadeShotsFallThroughTheHoop) {
    for (std::uint64_t seed = 0; seed < 2; ++seed) {
        const Timeline timeline = play(free_throw(Outcome::kSuccess), seed);
        EXPECT_TRUE(went_through(timeline)) << seed;
        EXPECT_TRUE(has(timeline, EventKind::kScored)) << seed;
        EXPECT_FALSE(has(timeline, EventKind::kMissed)) << seed;
    }
}

TEST(FreeThrow, MissedShotsHitTheHoopAndStayOut) {
    for (std::uint64_t seed = 0; seed < 2; ++seed) {
        const Timeline timeline = play(free_throw(Outcome::kFailure), seed);
        EXPECT_FALSE(went_through(timeline)) << seed;
        EXPECT_TRUE(has(timeline, EventKind::kMissed)) << seed;
        EXPECT_FALSE(has(timeline, EventKind::kScored)) << seed;
        const bool clang = std::any_of(
            timeline.contacts.begin(),
            timeline.contacts.end(),
            [&](const Contact& contact) {
                const auto is_hoop = [&](int body) {
                    return body >= 0 &&
                           timeline.bodies[static_cast<std::size_t>(body)].name.starts_with("hoop");
                };
                return is_hoop(contact.body_a) || is_hoop(contact.body_b);
            }
        );
        EXPECT_TRUE(clang) << seed;
    }
}

TEST(PenaltyKick, GoalsGoInAndMissesStayOut) {
    for (std::uint64_t seed = 0; seed < 1; ++seed) {
        for (const Outcome outcome : {Outcome::kSuccess, Outcome::kFailure}) {
            const Shot shot = ShotBuilder("park", 3.5F)
                                  .thing("striker", "person")
                                  .thing("ball", "soccer_ball")
                                  .thing("goal", "soccer_goal")
                                  .act("striker", Verb::kKick, "ball", "goal")
                                  .outcome(outcome)
                                  .shot();
            const Timeline timeline = play(shot, seed);
            EXPECT_EQ(has(timeline, EventKind::kScored), outcome == Outcome::kSuccess) << seed;
            EXPECT_EQ(has(timeline, EventKind::kMissed), outcome == Outcome::kFailure) << seed;
        }
    }
}

/// Whether anything touched `target` before that time.
bool rang(const Timeline& timeline, std::string_view target, double before_s) {
    return std::any_of(
        timeline.contacts.begin(),
        timeline.contacts.end(),
        [&](const Contact& contact) {
            const auto is = [&](int body) {
                return body >= 0 &&
                       timeline.bodies[static_cast<std::size_t>(body)].name.starts_with(target);
            };
            return contact.time_s < before_s && (is(contact.body_a) || is(contact.body_b));
        }
    );
}

double time_of(const Timeline& timeline, EventKind kind) {
    for (const Event& event : timeline.events) {
        if (event.kind == kind) {
            return event.time_s;
        }
    }
    return 1e9;
}

TEST(FreeThrow, GoesTheWayTheScriptSays) {
    for (const Outcome outcome : {Outcome::kSuccess, Outcome::kFailure}) {
        for (const Via via : {Via::kClean, Via::kFrame, Via::kBoard}) {
            Shot shot = free_throw(outcome);
            shot.actions[0].via = via;
            const Timeline timeline = play(shot, 1);
            EXPECT_EQ(went_through(timeline), outcome == Outcome::kSuccess);
            const double decided = std::min(
                time_of(timeline, EventKind::kScored), time_of(timeline, EventKind::kMissed)
            );
            EXPECT_EQ(rang(timeline, "hoop", decided), via != Via::kClean)
                << static_cast<int>(outcome) << static_cast<int>(via);
        }
    }
}

TEST(PenaltyKick, HitsThePostWhenTheScriptSaysSo) {
    for (const Outcome outcome : {Outcome::kSuccess, Outcome::kFailure}) {
        for (const Via via : {Via::kClean, Via::kFrame}) {
            Shot shot = ShotBuilder("park", 3.5F)
                            .thing("striker", "person")
                            .thing("ball", "soccer_ball")
                            .thing("goal", "soccer_goal")
                            .act("striker", Verb::kKick, "ball", "goal")
                            .outcome(outcome)
                            .shot();
            shot.actions[0].via = via;
            const Timeline timeline = play(shot, 2);
            EXPECT_EQ(has(timeline, EventKind::kScored), outcome == Outcome::kSuccess);
            const double scored = time_of(timeline, EventKind::kScored);
            EXPECT_EQ(rang(timeline, "goal", std::min(scored, 3.0)), via == Via::kFrame)
                << static_cast<int>(outcome);
        }
    }
}

TEST(Pins, AsManyAreLeftAsAreToldToStay) {
    constexpr int kPins = 10;
    for (const int spared : {1, 4}) {
        ShotBuilder builder("bowling_alley", 5.0F);
        builder.thing("bowler", "person").thing("ball", "bowling_ball");
        for (int i = 1; i <= kPins; ++i) {
            builder.thing("pin" + std::to_string(i), "bowling_pin");
            if (i > kPins - spared) {
                builder.act("pin" + std::to_string(i), Verb::kStay);
            }
        }
        builder.act("bowler", Verb::kBowl, "ball", "pin1").outcome(Outcome::kSuccess);
        const Result<Timeline> timeline = simulate(builder.shot(), {.seed = 1});
        ASSERT_TRUE(timeline);
        int standing = 0;
        for (const BodyTrack& body : timeline->bodies) {
            const Vec3 up = rotate(body.poses.back().rotation, {0, 1, 0});
            standing += body.name.starts_with("pin") && up.y > 0.9F ? 1 : 0;
        }
        EXPECT_EQ(standing, spared);
    }
}

}  // namespace
}  // namespace hibari::world
