#include "world/physics/play/play.h"

#include "world/physics/fake_performer.h"
#include "world/physics/shot_builder.h"
#include "world/physics/simulate.h"
#include "world/things/catalogue.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

Timeline play(const Shot& shot, std::span<const Utterance> lines = {}) {
    Result<Timeline> result =
        simulate(shot, {.seed = 3, .utterances = lines, .make_performer = &make_fake_performer});
    EXPECT_TRUE(result) << (result ? "" : to_string(result.error()));
    return std::move(*result);
}

const Event* find(const Timeline& timeline, EventKind kind, std::string_view detail = {}) {
    for (const Event& event : timeline.events) {
        if (event.kind == kind && (detail.empty() || event.detail == detail)) {
            return &event;
        }
    }
    return nullptr;
}

const BodyTrack& track(const Timeline& timeline, std::string_view name) {
    for (const BodyTrack& body : timeline.bodies) {
        if (body.name.starts_with(name)) {
            return body;
        }
    }
    ADD_FAILURE() << name;
    return timeline.bodies.front();
}

TEST(Play, StepsFollowEachOtherAndAllBegin) {
    const Shot shot = ShotBuilder("studio", 4.0F)
                          .thing("a", "cube")
                          .thing("b", "basketball")
                          .act("a", Verb::kFall)
                          .act("b", Verb::kBounce)
                          .at_step(1)
                          .shot();
    const Timeline timeline = play(shot);
    const Event* first = find(timeline, EventKind::kStepBegan, "0");
    const Event* second = find(timeline, EventKind::kStepBegan, "1");
    ASSERT_TRUE(first != nullptr && second != nullptr);
    EXPECT_GT(second->time_s, first->time_s + 0.4);
    EXPECT_LT(second->time_s, 2.0);
}

TEST(Play, LinesAreSpokenOneAfterTheOtherAndTooLongOnesAreLeftOut) {
    Shot shot = ShotBuilder("studio", 4.0F).thing("a", "person").thing("b", "person").shot();
    shot.lines = {
        {.speaker = "a", .text = "One."},
        {.speaker = "b", .text = "Two."},
        {.speaker = "a", .text = "Three."}
    };
    const std::array<Utterance, 3> lines{
        Utterance{.line = 0, .entity = 0, .duration_s = 1.2},
        Utterance{.line = 1, .entity = 1, .duration_s = 1.0},
        Utterance{.line = 2, .entity = 0, .duration_s = 5.0}
    };
    const Timeline timeline = play(shot, lines);
    ASSERT_EQ(timeline.utterances.size(), 3U);
    EXPECT_GE(timeline.utterances[0].start_s, 0.0);
    EXPECT_GE(timeline.utterances[1].start_s, timeline.utterances[0].start_s + 1.2);
    EXPECT_LT(timeline.utterances[1].start_s, timeline.utterances[0].start_s + 1.6);
    EXPECT_LT(timeline.utterances[2].start_s, 0.0);
}

TEST(Play, FailedTrickEndsInAPhysicalFall) {
    const Shot shot = ShotBuilder("studio", 3.0F)
                          .thing("gymnast", "person")
                          .act("gymnast", Verb::kBackflip)
                          .outcome(Outcome::kFailure)
                          .shot();
    const Timeline timeline = play(shot);
    ASSERT_NE(find(timeline, EventKind::kFell), nullptr);
    for (const BodyTrack& body : timeline.bodies) {
        if (body.entity != 0) {
            continue;
        }
        // Down, at rest, whole: nothing flies off or sinks in.
        const Vec3 end = body.poses.back().position;
        EXPECT_LT(end.y, 0.75F) << body.name;
        EXPECT_GT(end.y, 0.0F) << body.name;
        EXPECT_LT(std::hypot(end.x, end.z), 2.5F) << body.name;
    }
}

TEST(Play, ThrownBallIsCaught) {
    const Shot shot = ShotBuilder("park", 4.0F)
                          .thing("a", "person")
                          .thing("ball", "baseball")
                          .thing("b", "person")
                          .act("a", Verb::kThrow, "ball", "b")
                          .outcome(Outcome::kSuccess)
                          .act("b", Verb::kCatch, "ball")
                          .outcome(Outcome::kSuccess)
                          .shot();
    const Timeline timeline = play(shot);
    const Event* thrown = find(timeline, EventKind::kThrown);
    const Event* caught = find(timeline, EventKind::kCaught);
    ASSERT_TRUE(thrown != nullptr && caught != nullptr);
    EXPECT_GT(caught->time_s, thrown->time_s + 0.2);
}

TEST(Play, PuttRollsIntoTheHoleOrPastIt) {
    for (const Outcome outcome : {Outcome::kSuccess, Outcome::kFailure}) {
        const Shot shot = ShotBuilder("meadow", 8.0F)
                              .thing("golfer", "person")
                              .related(RelationKind::kHolding, "club")
                              .thing("club", "golf_club")
                              .thing("ball", "golf_ball")
                              .thing("hole", "golf_hole")
                              .act("golfer", Verb::kBat, "ball", "hole")
                              .outcome(outcome)
                              .shot();
        const Timeline timeline = play(shot);
        EXPECT_EQ(find(timeline, EventKind::kScored) != nullptr, outcome == Outcome::kSuccess);
        EXPECT_NE(find(timeline, EventKind::kHit), nullptr);
    }
}

TEST(Play, RowOfDominoesFallsToTheLastOne) {
    ShotBuilder builder("studio", 4.0F);
    for (int i = 0; i < 9; ++i) {
        builder.thing("domino_" + std::to_string(i), "domino");
    }
    builder.act("domino_0", Verb::kTopple);
    const Timeline timeline = play(builder.shot());
    const auto fallen =
        std::count_if(timeline.events.begin(), timeline.events.end(), [](const Event& event) {
            return event.kind == EventKind::kToppled;
        });
    EXPECT_EQ(fallen, 9);
}

TEST(Play, CradleAnswersOneBallWithOneBall) {
    const Shot shot = ShotBuilder("studio", 2.0F)
                          .thing("cradle", "newtons_cradle")
                          .act("cradle", Verb::kSwing)
                          .shot();
    const Timeline timeline = play(shot);
    float first = 0.0F;
    float last = 0.0F;
    float middle = 0.0F;
    for (const BodyTrack& body : timeline.bodies) {
        float reach = 0.0F;
        for (const Pose& pose : body.poses) {
            reach = std::max(reach, distance(pose.position, body.poses.back().position));
        }
        if (body.name.ends_with("ball_1")) {
            first = reach;
        } else if (body.name.ends_with("ball_5")) {
            last = reach;
        } else if (body.name.ends_with("ball_3")) {
            middle = reach;
        }
    }
    EXPECT_GT(first, 0.02F);
    EXPECT_GT(last, 0.02F);
    EXPECT_LT(middle, 0.3F * first);
}

const Pose& pose_of(const Timeline& timeline, std::string_view name, float time_s) {
    return track(timeline, name).pose_at(static_cast<int>(time_s * kSampleRateHz));
}

float pelvis_y(const Timeline& timeline, float time_s) {
    return pose_of(timeline, "p.pelvis", time_s).position.y;
}

// "She sits by the fire" is how the shot begins; "she sits down" happens in it.
TEST(Play, WhoSitsSitsInTheFirstPictureUnlessTheySitDown) {
    const auto seated = [](Direction direction) {
        Shot shot = ShotBuilder("park", 4.0F)
                        .thing("b", "bench")
                        .thing("p", "person")
                        .related(RelationKind::kOn, "b")
                        .act("p", Verb::kSit)
                        .shot();
        shot.actions.front().target = "b";
        shot.actions.front().direction = direction;
        Result<Timeline> timeline = simulate(shot, {.seed = 3});
        EXPECT_TRUE(timeline);
        return std::move(*timeline);
    };
    const Timeline sits = seated(Direction::kNone);
    EXPECT_NEAR(pelvis_y(sits, 0.0F), pelvis_y(sits, 3.9F), 0.03F);
    const Timeline sits_down = seated(Direction::kDown);
    EXPECT_LT(pelvis_y(sits_down, 0.0F), 1.2F);  // Not standing on the bench.
}

TEST(Play, FourAtATableFaceItAndDoNotThrowItOver) {
    ShotBuilder builder("kitchen", 3.0F);
    builder.thing("table", "table");
    for (const char* n : {"1", "2", "3", "4"}) {
        const std::string chair = std::string("c") + n;
        const std::string person = std::string("p") + n;
        builder.thing(chair, "chair").related(RelationKind::kBeside, "table");
        builder.thing(person, "person").related(RelationKind::kOn, chair).act(person, Verb::kSit);
    }
    Shot shot = builder.shot();
    for (Action& action : shot.actions) {
        action.target = "c" + action.subject.substr(1);
    }
    Result<Timeline> timeline = simulate(shot, {.seed = 3});
    ASSERT_TRUE(timeline);
    const Pose first = pose_of(*timeline, "table", 0.0F);
    const Pose last = pose_of(*timeline, "table", 2.9F);
    EXPECT_LT(distance(first.position, last.position), 0.02F);
    for (const char* n : {"1", "2", "3", "4"}) {
        const Pose chair = pose_of(*timeline, std::string("c") + n, 2.9F);
        Vec3 to_table = last.position - chair.position;
        to_table.y = 0;
        EXPECT_GT(dot(normalize(to_table, {}), rotate(chair.rotation, {0, 0, 1})), 0.8F) << n;
    }
}

TEST(Play, RocketRisesAndTellsItsLaunch) {
    const Shot shot =
        ShotBuilder("park", 4.0F).thing("rocket", "rocket").act("rocket", Verb::kLaunch).shot();
    const Timeline timeline = play(shot);
    ASSERT_NE(find(timeline, EventKind::kLaunched), nullptr);
    const BodyTrack& rocket = track(timeline, "rocket");
    EXPECT_GT(rocket.poses.back().position.y, rocket.poses.front().position.y + 8.0F);
    EXPECT_FALSE(timeline.particles.empty());
    EXPECT_FALSE(timeline.hums.empty());
}

TEST(Play, CarDrivesAndItsWheelsTurnWithTheWay) {
    const Shot shot = ShotBuilder("road", 3.0F)
                          .thing("car", "car")
                          .act("car", Verb::kDrive)
                          .towards(Direction::kRight)
                          .shot();
    const Timeline timeline = play(shot);
    const BodyTrack& body = track(timeline, "car.body");
    EXPECT_GT(body.poses.back().position.x, body.poses.front().position.x + 8.0F);
    EXPECT_LT(std::abs(body.poses.back().position.y - body.poses.front().position.y), 0.1F);
    const BodyTrack& wheel = track(timeline, "car.wheel");
    float turned = 0.0F;
    for (std::size_t i = 1; i < wheel.poses.size(); ++i) {
        const Quat step = inverse(wheel.poses[i - 1].rotation) * wheel.poses[i].rotation;
        turned += 2.0F * std::acos(std::min(1.0F, std::abs(step.w)));
    }
    const float way = body.poses.back().position.x - body.poses.front().position.x;
    const float radius = wheel.poses.front().position.y;
    EXPECT_NEAR(turned * radius, way, 0.15F * way);
}

/// Every thing of the catalogue can be put on a stage and comes to rest inside the world.
class EveryThing : public ::testing::TestWithParam<const Thing*> {};

TEST_P(EveryThing, StandsStillWhenNothingHappens) {
    const Thing& thing = *GetParam();
    if (thing.traits.flies) {
        return;
    }
    const Timeline timeline =
        play(ShotBuilder("studio", 1.0F).thing("it", std::string(thing.name)).shot());
    for (const BodyTrack& body : timeline.bodies) {
        if (body.entity != 0) {
            continue;
        }
        const Vec3 start = body.poses.front().position;
        const Vec3 end = body.poses.back().position;
        ASSERT_TRUE(std::isfinite(end.x + end.y + end.z)) << body.name;
        // A board may tip over its fin, nothing more.
        EXPECT_LT(std::abs(end.y - start.y), 0.12F + 0.1F * thing.usual_size.y) << body.name;
        EXPECT_LT(std::hypot(end.x - start.x, end.z - start.z), 0.15F + 0.1F * thing.usual_size.y)
            << body.name;
    }
    for (const CameraPose& pose : timeline.camera) {
        ASSERT_TRUE(std::isfinite(pose.position.x + pose.rotation.w + pose.focus_m));
    }
}

INSTANTIATE_TEST_SUITE_P(
    Catalogue,
    EveryThing,
    ::testing::ValuesIn(all_things().begin(), all_things().end()),
    [](const auto& test) { return std::string(test.param->name); }
);

}  // namespace
}  // namespace hibari::world
