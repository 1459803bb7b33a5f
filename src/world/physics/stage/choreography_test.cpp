// Who stands where and what begins when, of those who do something to each other: chases, fights,
// saves, races, collisions. Stated as what a stranger must see.

#include "world/physics/camera/action_path.h"
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

const Event* first(const Timeline& timeline, EventKind kind) {
    const auto found = std::ranges::find(timeline.events, kind, &Event::kind);
    return found == timeline.events.end() ? nullptr : &*found;
}

Vec3 center(const Timeline& timeline, int entity, int sample) {
    return entity_box(timeline, entity, sample).center();
}

int sample_at(double time_s) {
    return static_cast<int>(time_s * kSampleRateHz);
}

Shot penalty(Outcome outcome) {
    return ShotBuilder("stadium", 4.0F)
        .thing("striker", "person")
        .thing("ball", "soccer_ball")
        .thing("goal", "soccer_goal")
        .thing("keeper", "person")
        .related(RelationKind::kInside, "goal")
        .act("striker", Verb::kKick, "ball", "goal")
        .outcome(outcome)
        .shot();
}

// He collapsed where he stood, whichever way the ball went.
TEST(Keeper, WhoIsBeatenDivesToTheOtherCorner) {
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
        const Timeline timeline = play(penalty(Outcome::kSuccess), seed);
        const Event* scored = first(timeline, EventKind::kScored);
        ASSERT_NE(scored, nullptr) << seed;
        const Vec3 stood = center(timeline, 3, 0);
        const Vec3 flies = center(timeline, 3, sample_at(scored->time_s + 0.2));
        const Vec3 ball = center(timeline, 1, sample_at(scored->time_s));
        EXPECT_LT((flies.x - stood.x) * (ball.x - stood.x), 0.0F) << seed;
        EXPECT_GT(std::abs(flies.x - stood.x), 0.8F) << seed;
        // He lies in the end, and was never out of control.
        const Box lies = entity_box(timeline, 3, timeline.sample_count - 1);
        EXPECT_LT(lies.size().y, 0.9F) << seed;
        EXPECT_GT(lies.size().x, 1.2F) << seed;
        EXPECT_EQ(first(timeline, EventKind::kFell), nullptr) << seed;
    }
}

TEST(Keeper, ASaveReachesTheBallInTheAir) {
    int caught = 0;
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U, 6U}) {
        Shot shot = penalty(Outcome::kFailure);
        Action save;
        save.subject = "keeper";
        save.verb = Verb::kCatch;
        save.object = "ball";
        save.outcome = Outcome::kSuccess;
        save.step = 1;
        shot.actions.push_back(save);
        const Timeline timeline = play(shot, seed);
        const Event* save_event = first(timeline, EventKind::kCaught);
        caught += save_event != nullptr ? 1 : 0;
        EXPECT_EQ(first(timeline, EventKind::kScored), nullptr) << seed;
        if (save_event != nullptr) {
            const Vec3 at = center(timeline, 3, sample_at(save_event->time_s));
            EXPECT_GT(std::abs(at.x - center(timeline, 3, 0).x), 0.5F) << seed;
        }
    }
    EXPECT_GE(caught, 5);
}

// The dog ran away from the camera, and the ball was never in the picture.
TEST(Chase, GoesAcrossThePictureAndEndsWithTheBallInTheMouth) {
    const Timeline timeline = play(ShotBuilder("beach", 4.5F)
                                       .thing("d", "dog")
                                       .thing("b", "tennis_ball")
                                       .act("d", Verb::kRun, "", "b")
                                       .act("b", Verb::kRoll)
                                       .shot());
    const Vec3 dog = center(timeline, 0, 0);
    const Vec3 ball = center(timeline, 1, 0);
    EXPECT_GT(std::abs(ball.x - dog.x), 4.0F * std::abs(ball.z - dog.z));
    const Event* caught = first(timeline, EventKind::kCaught);
    ASSERT_NE(caught, nullptr);
    EXPECT_GT(caught->time_s, 1.2);
    EXPECT_GT(std::abs(center(timeline, 0, timeline.sample_count - 1).x - dog.x), 2.5F);
}

TEST(Chase, InARoomBeginsWithinItsWalls) {
    const Timeline timeline = play(ShotBuilder("living_room", 3.5F)
                                       .thing("c", "cat")
                                       .thing("m", "rabbit")
                                       .act("c", Verb::kRun, "", "m")
                                       .act("m", Verb::kRun)
                                       .shot());
    const Vec3 room = timeline.environment.place->half_extent;
    for (const int animal : {0, 1}) {
        EXPECT_LT(std::abs(center(timeline, animal, 0).x), room.x);
    }
    EXPECT_GT(center(timeline, 1, 0).x, center(timeline, 0, 0).x);
}

// The cat stopped where the mouse had been when it set out.
TEST(Chase, OfASlowMouseGoesOnToTheEnd) {
    const Timeline timeline = play(ShotBuilder("meadow", 3.5F)
                                       .thing("c", "cat")
                                       .thing("m", "mouse")
                                       .act("c", Verb::kRun, "", "m")
                                       .act("m", Verb::kRun)
                                       .shot());
    const int last = timeline.sample_count - 1;
    const float mouse = center(timeline, 1, last).x - center(timeline, 1, 0).x;
    const float apart = center(timeline, 1, last).x - center(timeline, 0, last).x;
    EXPECT_GT(mouse, 1.2F);
    EXPECT_GT(apart, 0.0F);
    EXPECT_LT(apart, center(timeline, 1, 0).x - center(timeline, 0, 0).x);
}

// A trumpet was strummed before the belly.
TEST(Musicians, HoldWhatTheyPlayAtTheFace) {
    for (const char* kind : {"flute", "trumpet", "violin"}) {
        const Timeline timeline = play(ShotBuilder("stage", 3.0F)
                                           .thing("i", kind)
                                           .thing("p", "person")
                                           .related(RelationKind::kHolding, "i")
                                           .act("p", Verb::kPlayInstrument, "i")
                                           .shot());
        const int sample = sample_at(1.5);
        const float tall = entity_box(timeline, 1, sample).high.y;
        EXPECT_GT(center(timeline, 0, sample).y, 0.78F * tall) << kind;
        EXPECT_LT(center(timeline, 0, sample).y, tall) << kind;
    }
}

// They fought inside one another, or side by side towards the camera.
TEST(Duel, IsFoughtAtArmsLengthBlowForBlow) {
    const Timeline timeline = play(ShotBuilder("gym", 6.0F)
                                       .thing("a", "person")
                                       .thing("b", "person")
                                       .act("a", Verb::kHit)
                                       .act("b", Verb::kHit)
                                       .shot());
    const float apart = center(timeline, 1, 0).x - center(timeline, 0, 0).x;
    EXPECT_GT(std::abs(apart), 0.6F);
    EXPECT_LT(std::abs(apart), 1.4F);
    std::vector<int> strikers;
    for (const Event& event : timeline.events) {
        if (event.kind == EventKind::kHit) {
            strikers.push_back(event.entity);
        }
    }
    ASSERT_GE(strikers.size(), 4U);
    for (std::size_t i = 1; i < strikers.size(); ++i) {
        EXPECT_NE(strikers[i], strikers[i - 1]) << i;
    }
}

TEST(Duel, WhoGoesDownIsStruckDown) {
    const Timeline timeline = play(ShotBuilder("gym", 8.0F)
                                       .thing("a", "person")
                                       .thing("b", "person")
                                       .act("a", Verb::kHit)
                                       .act("b", Verb::kHit)
                                       .act("a", Verb::kFall)
                                       .at_step(1)
                                       .shot());
    const Event* fell = first(timeline, EventKind::kFell);
    ASSERT_NE(fell, nullptr);
    EXPECT_EQ(fell->entity, 0);
    EXPECT_LT(center(timeline, 0, timeline.sample_count - 1).y, 0.7F);
    EXPECT_GT(center(timeline, 1, timeline.sample_count - 1).y, 0.7F);
}

// It rode past the rock, and fell later for no reason.
TEST(Collision, ACyclistWhoHitsARockGoesOverTheHandlebars) {
    for (const char* obstacle : {"rock", "log"}) {
        const Timeline timeline = play(ShotBuilder("street", 6.0F)
                                           .thing("p", "person")
                                           .related(RelationKind::kRiding, "bike")
                                           .thing("bike", "bicycle")
                                           .thing("o", obstacle)
                                           .act("p", Verb::kCycle, "bike")
                                           .act("p", Verb::kHit, "", "o")
                                           .at_step(1)
                                           .act("p", Verb::kFly)
                                           .at_step(2)
                                           .shot());
        const auto pelvis = std::ranges::find_if(timeline.bodies, [](const BodyTrack& body) {
            return body.name == "p.pelvis";
        });
        ASSERT_NE(pelvis, timeline.bodies.end());
        float highest = 0.0F;
        float farthest = -1e9F;
        for (const Pose& pose : pelvis->poses) {
            highest = std::max(highest, pose.position.y);
            farthest = std::max(farthest, pose.position.x);
        }
        EXPECT_GT(highest, pelvis->poses.front().position.y + 0.2F) << obstacle;
        EXPECT_GT(farthest, center(timeline, 2, 0).x - 0.3F) << obstacle;
        const Event* fell = first(timeline, EventKind::kFell);
        ASSERT_NE(fell, nullptr) << obstacle;
        EXPECT_LT(fell->time_s, 3.0) << obstacle;
    }
}

// It fell over by itself before the penguin came, which stood and watched.
TEST(Collision, APenguinSlidesOnItsBellyIntoTheSnowman) {
    const Timeline timeline = play(ShotBuilder("mountain", 5.0F)
                                       .thing("p", "penguin")
                                       .thing("s", "snowman")
                                       .act("p", Verb::kSlide)
                                       .towards(Direction::kDown)
                                       .act("p", Verb::kHit, "", "s")
                                       .at_step(1)
                                       .shot());
    const Event* toppled = first(timeline, EventKind::kToppled);
    ASSERT_NE(toppled, nullptr);
    const int before = sample_at(toppled->time_s - 0.5);
    const Box prone = entity_box(timeline, 0, before);
    EXPECT_LT(prone.size().y, 0.7F * entity_box(timeline, 0, 0).size().y);
    EXPECT_GT(center(timeline, 0, before).x - center(timeline, 0, 0).x, 3.0F);
    const Vec3 stood = center(timeline, 1, 0);
    EXPECT_LT(distance(center(timeline, 1, sample_at(0.8)), stood), 0.02F);
}

TEST(Race, ACarThatIsRacedDrivesBesideItsRival) {
    Shot shot = ShotBuilder("desert_road", 4.5F)
                    .thing("m", "motorcycle")
                    .thing("c", "car")
                    .act("m", Verb::kDrive, "", "c")
                    .shot();
    shot.actions.front().intensity = 1.3F;
    const Timeline timeline = play(shot);
    EXPECT_LT(std::abs(center(timeline, 0, 0).x - center(timeline, 1, 0).x), 1.0F);
    const int last = timeline.sample_count - 1;
    EXPECT_GT(center(timeline, 1, last).x - center(timeline, 1, 0).x, 10.0F);
    EXPECT_GT(center(timeline, 0, last).x, center(timeline, 1, last).x + 0.5F);
}

// It stood for half of the clip and then rose a metre.
TEST(Launch, ARocketIsOffWithinASecondAndRisesByItsOwnLengthSeveralTimes) {
    for (const char* place : {"desert", "moon"}) {
        const Timeline timeline =
            play(ShotBuilder(place, 4.5F).thing("r", "rocket").act("r", Verb::kLaunch).shot());
        const Event* off = first(timeline, EventKind::kLaunched);
        ASSERT_NE(off, nullptr) << place;
        EXPECT_LT(off->time_s, 1.0) << place;
        const Box start = entity_box(timeline, 0, 0);
        const float rise = center(timeline, 0, timeline.sample_count - 1).y - start.center().y;
        EXPECT_GT(rise, 4.0F * start.size().y) << place;
    }
}

// Of the man inside only the hat showed.
TEST(Boat, WhoIsInItSitsAtTheOars) {
    const Timeline timeline = play(ShotBuilder("lake", 2.0F)
                                       .thing("p", "person")
                                       .related(RelationKind::kInside, "b")
                                       .thing("b", "rowboat")
                                       .shot());
    const Box man = entity_box(timeline, 0, 120);
    const Box boat = entity_box(timeline, 1, 120);
    EXPECT_GT(man.high.y, boat.low.y + 1.0F);
    EXPECT_LT(man.size().y, 1.5F);
    const Vec3 look = rotate(timeline.camera[120].rotation, {0, 0, -1});
    EXPECT_GT(look.y, -0.35F);
}

// One served, and nobody ever hit the ball back.
TEST(Rally, GoesToAndFroUntilItIsLost) {
    for (const Outcome last : {Outcome::kNone, Outcome::kFailure}) {
        Shot shot = ShotBuilder("court", 8.0F)
                        .thing("a", "person")
                        .related(RelationKind::kHolding, "r")
                        .thing("b", "person")
                        .related(RelationKind::kHolding, "r")
                        .thing("ball", "tennis_ball")
                        .thing("net", "tennis_net")
                        .thing("r", "tennis_racket")
                        .act("a", Verb::kBat, "ball", "net")
                        .act("b", Verb::kBat, "ball", "net")
                        .outcome(last)
                        .at_step(1)
                        .shot();
        const Timeline timeline = play(shot);
        std::vector<int> strikers;
        for (const Event& event : timeline.events) {
            if (event.kind == EventKind::kHit && event.entity <= 1 && event.patient == 2) {
                strikers.push_back(event.entity);
            }
        }
        ASSERT_GE(strikers.size(), 4U);
        for (std::size_t i = 1; i < strikers.size(); ++i) {
            EXPECT_NE(strikers[i], strikers[i - 1]) << i;
        }
        EXPECT_TRUE(last == Outcome::kNone || strikers.back() == 1);
        // From the first picture on the ball is with the one who serves.
        EXPECT_LT(distance(center(timeline, 2, 0), center(timeline, 0, 0)), 1.3F);
        const float net = center(timeline, 3, 0).x;
        EXPECT_LT((center(timeline, 0, 0).x - net) * (center(timeline, 1, 0).x - net), 0.0F);
    }
}

// They walked off the boat and swam.
TEST(Boat, WhoCrossesALakeInItRows) {
    const Timeline timeline = play(ShotBuilder("lake", 3.5F)
                                       .thing("p", "person")
                                       .related(RelationKind::kInside, "b")
                                       .thing("b", "rowboat")
                                       .act("p", Verb::kWalk)
                                       .shot());
    const int last = timeline.sample_count - 1;
    EXPECT_GT(distance(center(timeline, 1, last), center(timeline, 1, 0)), 0.8F);
    EXPECT_LT(distance(center(timeline, 0, last), center(timeline, 1, last)), 1.5F);
}

// It was thrown at the other's chest from across the room.
TEST(Passing, WhatIsGivenGoesFromHandToHand) {
    Shot shot = ShotBuilder("kitchen", 4.0F)
                    .thing("w", "person")
                    .thing("l", "person")
                    .thing("c", "cup")
                    .act("w", Verb::kThrow, "c", "l")
                    .shot();
    shot.actions.front().intensity = 0.4F;
    const Timeline timeline = play(shot);
    const Event* taken = first(timeline, EventKind::kCaught);
    ASSERT_NE(taken, nullptr);
    EXPECT_EQ(first(timeline, EventKind::kThrown), nullptr);
    const int sample = sample_at(taken->time_s);
    EXPECT_LT(distance(center(timeline, 0, sample), center(timeline, 1, sample)), 1.3F);
    const int last = timeline.sample_count - 1;
    EXPECT_LT(
        distance(center(timeline, 2, last), center(timeline, 1, last)),
        distance(center(timeline, 2, last), center(timeline, 0, last))
    );
}

// He rolled up to it and stood there.
TEST(Skating, AnOllieClearsWhatIsInTheWayOrEndsAtIt) {
    for (const Outcome outcome : {Outcome::kSuccess, Outcome::kFailure}) {
        for (const char* thing : {"barrel", "crate"}) {
            const Timeline timeline = play(ShotBuilder("skate_park", 4.0F)
                                               .thing("p", "person")
                                               .related(RelationKind::kRiding, "s")
                                               .thing("s", "skateboard")
                                               .thing("o", thing)
                                               .act("p", Verb::kOllie, "s", "o")
                                               .outcome(outcome)
                                               .shot());
            const Vec3 obstacle = center(timeline, 2, 0);
            const Vec3 half = entity_box(timeline, 2, 0).size() * 0.5F;
            const int last = timeline.sample_count - 1;
            const bool cleared = outcome == Outcome::kSuccess;
            EXPECT_EQ(first(timeline, EventKind::kFell) == nullptr, cleared) << thing;
            for (int i = 0; cleared && i < last; ++i) {
                const Box board = entity_box(timeline, 1, i);
                if (std::abs(board.center().x - obstacle.x) < half.x) {
                    EXPECT_GT(board.low.y, obstacle.y + half.y) << thing;
                }
            }
            EXPECT_EQ(center(timeline, 1, last).x > obstacle.x + half.x, cleared) << thing;
            // Nobody pushed it away.
            EXPECT_TRUE(!cleared || distance(center(timeline, 2, last), obstacle) < 0.02F);
        }
    }
}

TEST(Passing, WhoKicksItBackKicksItToWhereItCameFrom) {
    const Timeline timeline = play(ShotBuilder("park", 9.0F)
                                       .thing("ann", "person")
                                       .thing("ben", "person")
                                       .thing("ball", "soccer_ball")
                                       .act("ann", Verb::kKick, "ball", "ben")
                                       .act("ben", Verb::kKick, "ball")
                                       .at_step(1)
                                       .shot());
    const Vec3 ann = center(timeline, 0, 0);
    const Vec3 ben = center(timeline, 1, 0);
    EXPECT_LT(distance(center(timeline, 2, 0), ann), distance(center(timeline, 2, 0), ben));
    float nearest = 1e9F;
    bool away = false;
    for (int i = 0; i < timeline.sample_count; ++i) {
        const Vec3 ball = center(timeline, 2, i);
        away = away || distance(ball, ben) < 1.6F;
        nearest = away ? std::min(nearest, distance(ball, center(timeline, 0, i))) : nearest;
    }
    EXPECT_LT(nearest, 1.8F);
}

// A leap aside comes before the blow would.
TEST(Dodging, WhoIsChargedAtLeapsAsideWhenTheBullIsNearAndItRunsPast) {
    const Timeline timeline = play(ShotBuilder("farm", 6.0F)
                                       .thing("bull", "cow")
                                       .thing("man", "person")
                                       .act("bull", Verb::kRun, "", "man")
                                       .act("man", Verb::kJump, "", "bull")
                                       .shot());
    const int last = timeline.sample_count - 1;
    const Vec3 stood = center(timeline, 1, 0);
    const Vec3 came = center(timeline, 0, 0);
    EXPECT_GT(std::abs(center(timeline, 1, last).z - stood.z), 1.0F);
    EXPECT_LT((center(timeline, 0, last).x - stood.x) * (came.x - stood.x), 0.0F)
        << "the bull stopped before him";
    int leapt = 0;
    while (leapt < last && distance(center(timeline, 1, leapt), stood) < 0.4F) {
        ++leapt;
    }
    EXPECT_LT(distance(center(timeline, 0, leapt), stood), 0.8F * distance(came, stood));
}

// It went through where he stood before he was away.
TEST(Dodging, WhoLeapsAsideIsNotTouchedByWhatIsDriven) {
    for (const char* vehicle : {"car", "truck", "motorcycle", "bus"}) {
        const Timeline timeline = play(ShotBuilder("street", 6.0F)
                                           .thing("vehicle", vehicle)
                                           .thing("man", "person")
                                           .act("vehicle", Verb::kDrive, "", "man")
                                           .act("man", Verb::kJump, "", "vehicle")
                                           .shot());
        const int last = timeline.sample_count - 1;
        const Vec3 stood = center(timeline, 1, 0);
        const Vec3 came = center(timeline, 0, 0);
        EXPECT_LT((center(timeline, 0, last).x - stood.x) * (came.x - stood.x), 0.0F)
            << vehicle << " stopped before him";
        float clear = 1e9F;
        for (int i = 0; i <= last; ++i) {
            const Box wheels = entity_box(timeline, 0, i);
            const Box man = entity_box(timeline, 1, i);
            const float along = std::max(wheels.low.x - man.high.x, man.low.x - wheels.high.x);
            const float across = std::max(wheels.low.z - man.high.z, man.low.z - wheels.high.z);
            clear = std::min(clear, std::max(along, across));
        }
        EXPECT_GT(clear, 0.0F) << vehicle;
    }
}

}  // namespace
}  // namespace hibari::world
