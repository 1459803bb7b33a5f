// What a stranger must see of a game or a trick: it happens where the script says, on, over or down
// from what it names, and the camera shows it.

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

/// Height of an entity in the picture, as a share of the picture's.
float share_of_height(const Timeline& timeline, int entity, int sample) {
    const CameraPose& camera = timeline.camera[static_cast<std::size_t>(sample)];
    const Box box = entity_box(timeline, entity, sample);
    const Vec3 local = rotate(inverse(camera.rotation), box.center() - camera.position);
    return box.size().y / (-local.z * 2.0F * std::tan(0.5F * camera.fov_y_rad));
}

Shot on_a_beam(Verb verb, Outcome outcome) {
    return ShotBuilder("gym", 5.0F)
        .thing("p", "person")
        .related(RelationKind::kOn, "b")
        .thing("b", "balance_beam")
        .thing("m", "mat")
        .act("p", verb)
        .outcome(outcome)
        .shot();
}

// Only the beam's top was in the picture, so that it seemed to lie before somebody on the floor.
TEST(Staging, AGymnastOnABeamIsSeenWithTheFloorUnderIt) {
    const Timeline timeline = play(on_a_beam(Verb::kBackflip, Outcome::kSuccess));
    const Vec3 gymnast = entity_box(timeline, 0, 0).center();
    const CameraPose& camera = timeline.camera.front();
    const Vec3 floor =
        rotate(inverse(camera.rotation), Vec3{gymnast.x, 0, gymnast.z} - camera.position);
    EXPECT_LT(std::abs(floor.y / floor.z), std::tan(0.5F * camera.fov_y_rad));
    EXPECT_GT(share_of_height(timeline, 0, 0), 0.25F);
}

// The mat lay metres away, and who was to fall stood in the beam.
TEST(Staging, WhoFallsOffABeamLandsOnTheMat) {
    for (const Verb verb : {Verb::kCartwheel, Verb::kFall}) {
        const Timeline timeline = play(on_a_beam(verb, Outcome::kFailure));
        EXPECT_GT(entity_box(timeline, 0, 0).low.y, 1.2F);
        const int last = timeline.sample_count - 1;
        const Vec3 gymnast = entity_box(timeline, 0, last).center();
        const Box mat = entity_box(timeline, 2, last);
        EXPECT_GT(gymnast.x, mat.low.x);
        EXPECT_LT(gymnast.x, mat.high.x);
        EXPECT_GT(gymnast.z, mat.low.z);
        EXPECT_LT(gymnast.z, mat.high.z);
        EXPECT_LT(gymnast.y, 0.6F);
    }
}

Shot down_stairs(Verb verb, Outcome outcome) {
    return ShotBuilder("skate_park", 5.0F)
        .thing("p", "person")
        .related(RelationKind::kRiding, "b")
        .thing("b", "skateboard")
        .thing("s", "stairs")
        .act("p", verb, "b", "s")
        .towards(Direction::kDown)
        .outcome(outcome)
        .shot();
}

const Event* find(const Timeline& timeline, EventKind kind) {
    const auto found = std::ranges::find(timeline.events, kind, &Event::kind);
    return found == timeline.events.end() ? nullptr : &*found;
}

// He rode into the side of the stairs.
TEST(Staging, ASkaterLeapsDownStairsFromThePlatformAboveThem) {
    const Timeline timeline = play(down_stairs(Verb::kOllie, Outcome::kSuccess));
    const Event* leaves = find(timeline, EventKind::kJumped);
    const Event* lands = find(timeline, EventKind::kLanded);
    ASSERT_NE(leaves, nullptr);
    ASSERT_NE(lands, nullptr);
    EXPECT_GT(leaves->position.y, lands->position.y + 0.4F);
    EXPECT_EQ(find(timeline, EventKind::kFell), nullptr);
}

TEST(Staging, ASkaterWhoMissesTheBoardFallsAtTheFootOfTheStairs) {
    const Timeline timeline = play(down_stairs(Verb::kKickflip, Outcome::kFailure));
    const Event* fell = find(timeline, EventKind::kFell);
    ASSERT_NE(fell, nullptr);
    const Vec3 edge = entity_box(timeline, 2, 0).center();
    EXPECT_GT(entity_box(timeline, 0, timeline.sample_count - 1).center().x, edge.x + 2.0F);
    EXPECT_LT(fell->position.y, 0.6F);
}

// It flew past a dog that waited for it to land.
TEST(Staging, ADogCatchesADiscInALeap) {
    const Shot shot = ShotBuilder("park", 4.0F)
                          .thing("p", "person")
                          .thing("d", "dog")
                          .thing("f", "frisbee")
                          .act("p", Verb::kThrow, "f", "d")
                          .outcome(Outcome::kSuccess)
                          .act("d", Verb::kCatch, "f")
                          .shot();
    for (const std::uint64_t seed : {1U, 2U, 3U}) {
        const Result<Timeline> timeline = simulate(shot, {.seed = seed});
        ASSERT_TRUE(timeline);
        const Event* leaps = find(*timeline, EventKind::kJumped);
        const Event* caught = find(*timeline, EventKind::kCaught);
        ASSERT_NE(leaps, nullptr) << seed;
        ASSERT_NE(caught, nullptr) << seed;
        EXPECT_GT(caught->time_s, leaps->time_s);
        EXPECT_GT(caught->position.y, 0.9F) << seed;
    }
}

// Sixty metres down, on the bottom of the sea, he stood up.
TEST(Staging, WhoFallsOffASurfboardComesUpAndSwims) {
    const Shot shot = ShotBuilder("sea", 7.0F)
                          .thing("p", "person")
                          .related(RelationKind::kRiding, "b")
                          .thing("b", "surfboard")
                          .act("p", Verb::kSurf, "b")
                          .outcome(Outcome::kFailure)
                          .shot();
    const Timeline timeline = play(shot);
    ASSERT_NE(find(timeline, EventKind::kSplashed), nullptr);
    const int last = timeline.sample_count - 1;
    for (int sample = last / 2; sample <= last; sample += 12) {
        const Box swimmer = entity_box(timeline, 0, sample);
        EXPECT_GT(swimmer.high.y, timeline.environment.water.level_m - 2.0F) << sample;
        EXPECT_LT(distance(swimmer.center(), entity_box(timeline, 1, sample).center()), 4.0F);
    }
}

// The next ball hung in the air before the thrower until its turn came.
TEST(Staging, WhatIsThrownLaterLiesReadyOnTheGroundAndIsThrownToo) {
    const Shot shot = ShotBuilder("gym", 9.0F)
                          .thing("p", "person")
                          .thing("first", "basketball")
                          .thing("second", "basketball")
                          .thing("hoop", "basketball_hoop")
                          .act("p", Verb::kShoot, "first", "hoop")
                          .outcome(Outcome::kFailure)
                          .act("p", Verb::kShoot, "second", "hoop")
                          .at_step(1)
                          .outcome(Outcome::kSuccess)
                          .shot();
    const Timeline timeline = play(shot);
    const Box waiting = entity_box(timeline, 2, 0);
    EXPECT_LT(waiting.low.y, 0.02F);
    const auto happened = [&](EventKind kind) {
        return std::ranges::count(timeline.events, kind, &Event::kind);
    };
    EXPECT_EQ(happened(EventKind::kThrown), 2);
    EXPECT_EQ(happened(EventKind::kScored), 1);
}

// Two of them stood on the floor beside it.
TEST(Staging, FiveOnATrampolineAllStandOnItApart) {
    ShotBuilder builder("gym", 3.0F);
    builder.thing("t", "trampoline");
    constexpr int kChildren = 5;
    for (int i = 0; i < kChildren; ++i) {
        builder.thing("p" + std::to_string(i), "person").related(RelationKind::kOn, "t");
    }
    for (int i = 0; i < kChildren; ++i) {
        builder.act("p" + std::to_string(i), Verb::kJump);
    }
    const Timeline timeline = play(builder.shot());
    const float mat = entity_box(timeline, 0, 0).low.y + 0.4F;
    for (int i = 1; i <= kChildren; ++i) {
        EXPECT_GT(entity_box(timeline, i, 0).low.y, mat) << i;
        for (int k = i + 1; k <= kChildren; ++k) {
            const Vec3 apart =
                entity_box(timeline, i, 0).center() - entity_box(timeline, k, 0).center();
            EXPECT_GT(std::hypot(apart.x, apart.z), 0.5F) << i << " and " << k;
        }
    }
}

// All were sent to the same point at its end.
TEST(Staging, TwoWhoCrossABridgeStopOneBehindTheOther) {
    const Shot shot = ShotBuilder("lake", 8.0F)
                          .thing("b", "bridge")
                          .thing("p", "person")
                          .related(RelationKind::kOn, "b")
                          .thing("q", "person")
                          .related(RelationKind::kOn, "b")
                          .act("p", Verb::kWalk)
                          .act("q", Verb::kWalk)
                          .shot();
    const Timeline timeline = play(shot);
    const int last = timeline.sample_count - 1;
    const Vec3 apart =
        entity_box(timeline, 1, last).center() - entity_box(timeline, 2, last).center();
    EXPECT_GT(std::hypot(apart.x, apart.z), 0.5F);
}

// A skier stood across the skis like a snowboarder.
TEST(SportsStaging, ASkierLooksAheadAndASnowboarderAcross) {
    const auto looks_ahead = [](const char* gear) {
        const Timeline timeline = play(ShotBuilder("mountain", 3.0F)
                                           .thing("p", "person")
                                           .related(RelationKind::kRiding, "gear")
                                           .thing("gear", gear)
                                           .act("p", Verb::kSnowboard, "gear")
                                           .shot());
        const auto hips = std::ranges::find(timeline.bodies, 0, &BodyTrack::entity);
        const int half = timeline.sample_count / 2;
        const Vec3 way = hips->pose_at(half + 10).position - hips->pose_at(half).position;
        const Vec3 front = rotate(hips->pose_at(half).rotation, Vec3{0, 0, 1});
        return dot(
            normalize(Vec3{way.x, 0, way.z}, {0, 0, 1}),
            normalize(Vec3{front.x, 0, front.z}, {0, 0, 1})
        );
    };
    EXPECT_GT(looks_ahead("ski"), 0.8F);
    EXPECT_LT(std::abs(looks_ahead("snowboard")), 0.6F);
}

// Opponents have the net between them.
TEST(Staging, WhoOnlyWatchesAnAceStandsAcrossTheNet) {
    const Timeline timeline = play(ShotBuilder("court", 4.0F)
                                       .thing("p", "person")
                                       .related(RelationKind::kHolding, "r")
                                       .thing("b", "tennis_ball")
                                       .thing("o", "person")
                                       .thing("n", "tennis_net")
                                       .thing("r", "tennis_racket")
                                       .act("p", Verb::kBat, "b", "n")
                                       .act("o", Verb::kLook)
                                       .shot());
    const Vec3 net = entity_box(timeline, 3, 0).center();
    const Vec3 server = entity_box(timeline, 0, 0).center() - net;
    const Vec3 opponent = entity_box(timeline, 2, 0).center() - net;
    EXPECT_LT(dot(server, opponent), -4.0F);
}

}  // namespace
}  // namespace hibari::world
