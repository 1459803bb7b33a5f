// What people do with small things, stated as properties of what then happens.

#include "world/physics/camera/action_path.h"
#include "world/physics/shot_builder.h"
#include "world/physics/simulate.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <string>

namespace hibari::world {
namespace {

Timeline play(const Shot& shot) {
    Result<Timeline> result = simulate(shot, {.seed = 3, .aspect = 16.0F / 9.0F});
    EXPECT_TRUE(result);
    return std::move(*result);
}

Vec3 middle(const Timeline& timeline, int entity, int sample) {
    return entity_box(timeline, entity, sample).center();
}

const BodyTrack& flames_of(const Timeline& timeline, int entity) {
    return *std::ranges::find_if(timeline.bodies, [&](const BodyTrack& body) {
        return body.entity == entity && body.name.ends_with(kFlames);
    });
}

ShotBuilder juggling(int count, float duration_s) {
    ShotBuilder builder("studio", duration_s);
    builder.thing("p", "person");
    for (int i = 0; i < count; ++i) {
        builder.thing("o" + std::to_string(i), "orange_fruit");
    }
    for (int i = 0; i < count; ++i) {
        builder.act("p", Verb::kJuggle, "o" + std::to_string(i));
    }
    return builder;
}

TEST(Juggling, EveryThingGoesUpAgainAndAgainAndNoneComesDown) {
    for (const int count : {2, 3, 4, 5}) {
        const Timeline timeline = play(juggling(count, 4.0F).shot());
        for (int thing = 1; thing <= count; ++thing) {
            int peaks = 0;
            float before = 0.0F;
            float now = middle(timeline, thing, 0).y;
            for (int i = 1; i < timeline.sample_count; ++i) {
                const float next = middle(timeline, thing, i).y;
                peaks += now > before && now >= next && now > 1.2F ? 1 : 0;
                before = now;
                now = next;
                ASSERT_GT(next, 0.7F) << count << " things, number " << thing;
            }
            EXPECT_GE(peaks, 2) << count << " things, number " << thing;
        }
    }
}

TEST(Juggling, ThingsInTheAirFallAsGravitySays) {
    const Timeline timeline = play(juggling(3, 4.0F).shot());
    constexpr int kApart = 6;
    constexpr float kStep_s = static_cast<float>(kApart) / kSampleRateHz;
    int free = 0;
    for (int i = kApart; i + kApart < timeline.sample_count; ++i) {
        const Vec3 at = middle(timeline, 1, i);
        const float bend =
            middle(timeline, 1, i - kApart).y - 2.0F * at.y + middle(timeline, 1, i + kApart).y;
        if (at.y > 1.25F) {
            EXPECT_NEAR(bend / (kStep_s * kStep_s), -9.81F, 0.5F);
            ++free;
        }
    }
    EXPECT_GT(free, 40);
}

TEST(Juggling, TheOneThatIsFumbledEndsOnTheGroundAlone) {
    ShotBuilder builder = juggling(3, 6.0F);
    builder.shot().actions[1].outcome = Outcome::kFailure;
    const Timeline timeline = play(builder.shot());
    const int last = timeline.sample_count - 1;
    EXPECT_LT(middle(timeline, 2, last).y, 0.2F);
    EXPECT_GT(middle(timeline, 1, last).y, 0.7F);
    EXPECT_GT(middle(timeline, 3, last).y, 0.7F);
}

TEST(Hands, TwoThingsDroppedTogetherAreHeldInBothAndLandTogetherWithoutAir) {
    const Timeline timeline = play(ShotBuilder("moon", 4.0F)
                                       .thing("p", "person")
                                       .thing("hammer", "hammer")
                                       .thing("feather", "feather")
                                       .act("p", Verb::kDrop, "hammer")
                                       .act("p", Verb::kDrop, "feather")
                                       .shot());
    EXPECT_GT(middle(timeline, 1, 0).y, 0.7F);
    EXPECT_GT(middle(timeline, 2, 0).y, 0.7F);
    EXPECT_GT(distance(middle(timeline, 1, 0), middle(timeline, 2, 0)), 0.2F);
    // Half a second after the first of them began to fall both are as far down.
    const auto fall = [&](int entity, int sample) {
        return middle(timeline, entity, 0).y - middle(timeline, entity, sample).y;
    };
    for (int i = 0; i < timeline.sample_count; ++i) {
        if (fall(1, i) > 0.3F) {
            EXPECT_NEAR(fall(2, i), fall(1, i), 0.15F);
            return;
        }
    }
    FAIL() << "the hammer was not dropped";
}

TEST(Hands, APancakeComesDownInThePanOrOnTheFloor) {
    for (const Outcome outcome : {Outcome::kSuccess, Outcome::kFailure}) {
        const Timeline timeline = play(ShotBuilder("kitchen", 3.5F)
                                           .thing("p", "person")
                                           .related(RelationKind::kHolding, "pan")
                                           .thing("cake", "pancake")
                                           .related(RelationKind::kInside, "pan")
                                           .thing("pan", "frying_pan")
                                           .act("p", Verb::kThrow, "cake", "pan")
                                           .outcome(outcome)
                                           .shot());
        const int last = timeline.sample_count - 1;
        EXPECT_LT(distance(middle(timeline, 1, 0), middle(timeline, 2, 0)), 0.3F);
        EXPECT_GT(middle(timeline, 2, last).y, 0.7F) << "the pan is kept in the hand";
        float top = 0.0F;
        for (int i = 0; i < timeline.sample_count; ++i) {
            top = std::max(top, middle(timeline, 1, i).y);
        }
        EXPECT_GT(top, middle(timeline, 1, 0).y + 0.4F);
        const float apart = distance(middle(timeline, 1, last), middle(timeline, 2, last));
        EXPECT_EQ(apart < 0.3F, outcome == Outcome::kSuccess) << apart;
    }
}

TEST(Hands, GlassesOnATrayAreCarriedAndFallWithWhoeverCarriesIt) {
    const Timeline timeline = play(ShotBuilder("kitchen", 4.0F)
                                       .thing("p", "person")
                                       .thing("tray", "tray")
                                       .thing("g", "tumbler")
                                       .related(RelationKind::kOn, "tray")
                                       .act("p", Verb::kHold, "tray")
                                       .act("p", Verb::kFall)
                                       .at_step(1)
                                       .shot());
    const Box tray = entity_box(timeline, 1, 0);
    const Box glass = entity_box(timeline, 2, 0);
    EXPECT_GT(tray.low.y, 0.6F);
    EXPECT_NEAR(glass.low.y, tray.high.y, 0.03F);
    EXPECT_LT(middle(timeline, 2, timeline.sample_count - 1).y, 0.3F);
}

TEST(Hands, ABalloonRisesFromTheHandThatLetsItGo) {
    const Timeline timeline = play(ShotBuilder("park", 4.0F)
                                       .thing("p", "person")
                                       .thing("b", "balloon")
                                       .act("p", Verb::kDrop, "b")
                                       .act("b", Verb::kFloat)
                                       .towards(Direction::kUp)
                                       .shot());
    const float start = middle(timeline, 1, 0).y;
    for (int i = 0; i < timeline.sample_count; ++i) {
        ASSERT_GT(middle(timeline, 1, i).y, start - 0.6F);
    }
    EXPECT_GT(middle(timeline, 1, timeline.sample_count - 1).y, start + 0.8F);
}

TEST(Candles, GoOutWhenTheyAreBlownAtAndNotBefore) {
    const Timeline timeline = play(ShotBuilder("living_room", 4.0F)
                                       .thing("p", "person")
                                       .thing("cake", "cake")
                                       .related(RelationKind::kOn, "t")
                                       .thing("t", "table")
                                       .act("p", Verb::kBlow, "", "cake")
                                       .shot());
    const BodyTrack& flames = flames_of(timeline, 1);
    EXPECT_GT(flames.pose_at(kSampleRateHz).position.y, 0.75F);
    EXPECT_LT(flames.pose_at(timeline.sample_count - 1).position.y, -100.0F);
    EXPECT_NEAR(entity_box(timeline, 1, 0).low.y, 0.75F, 0.02F) << "the cake stands on the table";
    // Whoever blows is at the table, its head no more than a breath away.
    EXPECT_LT(std::abs(middle(timeline, 0, 0).x - middle(timeline, 1, 0).x), 0.9F);
}

TEST(Load, OfAGunGoesIntoItsMouthFromTheHands) {
    ShotBuilder shot("studio", 7.0F);
    shot.thing("gun", "cannon").thing("ball", "cannonball").thing("man", "person");
    shot.related(RelationKind::kHolding, "ball").related(RelationKind::kBehind, "gun");
    shot.act("man", Verb::kDrop, "ball", "gun").act("gun", Verb::kShoot, "ball").at_step(1);
    const Timeline timeline = play(shot.shot());
    const BodyTrack& ball = *std::ranges::find_if(timeline.bodies, [](const BodyTrack& body) {
        return body.entity == 1;
    });
    EXPECT_GT(ball.pose_at(0).position.y, 0.7F) << "not in his hands";
    const auto fired = std::ranges::find_if(timeline.events, [](const Event& event) {
        return event.kind == EventKind::kLaunched;
    });
    ASSERT_NE(fired, timeline.events.end());
    const int before = timeline.sample_of(fired->time_s);
    EXPECT_GT(distance(ball.poses.back().position, ball.pose_at(before).position), 3.0F);
    for (int i = 1; i < before; ++i) {
        // From his hands into the mouth.
        EXPECT_LT(distance(ball.pose_at(i).position, ball.pose_at(i - 1).position), 0.4F) << i;
    }
}

}  // namespace
}  // namespace hibari::world
