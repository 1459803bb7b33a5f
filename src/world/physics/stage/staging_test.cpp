// What a stranger must see in a shot, stated as properties: who is large enough, what starts where,
// what happens when.

#include "world/physics/camera/action_path.h"
#include "world/physics/shot_builder.h"
#include "world/physics/simulate.h"
#include "world/physics/stage/prepare_shot.h"
#include "world/things/terrain_eval.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

Timeline play(const Shot& shot, float aspect = 16.0F / 9.0F) {
    Result<Timeline> result = simulate(shot, {.seed = 3, .aspect = aspect});
    EXPECT_TRUE(result);
    return std::move(*result);
}

double time_of(const Timeline& timeline, EventKind kind) {
    for (const Event& event : timeline.events) {
        if (event.kind == kind) {
            return event.time_s;
        }
    }
    return 1e9;
}

int count(const Timeline& timeline, EventKind kind) {
    return static_cast<int>(std::count_if(
        timeline.events.begin(),
        timeline.events.end(),
        [&](const Event& event) { return event.kind == kind; }
    ));
}

/// Height of an entity in the picture, as a share of the picture's.
float share_of_height(const Timeline& timeline, int entity, int sample) {
    const CameraPose& camera = timeline.camera[static_cast<std::size_t>(sample)];
    const Box box = entity_box(timeline, entity, sample);
    const Vec3 local = rotate(inverse(camera.rotation), box.center() - camera.position);
    return box.size().y / (-local.z * 2.0F * std::tan(0.5F * camera.fov_y_rad));
}

// On a slope the board's end touched the snow before the flip was round, and every one fell.
TEST(Staging, ASnowboardFlipThatIsToWorkLands) {
    for (const Verb verb : {Verb::kBackflip, Verb::kFrontFlip}) {
        for (const std::uint64_t seed : {1U, 2U, 3U, 4U}) {
            const Shot shot = ShotBuilder("mountain", 4.0F)
                                  .thing("p", "person")
                                  .related(RelationKind::kRiding, "s")
                                  .thing("s", "snowboard")
                                  .act("p", verb)
                                  .outcome(Outcome::kSuccess)
                                  .shot();
            const Result<Timeline> timeline = simulate(shot, {.seed = seed});
            ASSERT_TRUE(timeline);
            const auto happened = [&](EventKind kind) {
                return std::any_of(
                    timeline->events.begin(),
                    timeline->events.end(),
                    [&](const Event& event) { return event.kind == kind; }
                );
            };
            EXPECT_TRUE(happened(EventKind::kLanded)) << seed;
            EXPECT_FALSE(happened(EventKind::kFell)) << seed;
        }
    }
}

// Left-handers walked round the ball for the whole shot.
TEST(Staging, AGolferStrikesTheBallFromWhereHeStands) {
    for (const std::uint64_t seed : {1U, 2U, 3U, 4U, 5U, 6U}) {
        const Shot shot = ShotBuilder("meadow", 6.0F)
                              .thing("p", "person")
                              .related(RelationKind::kHolding, "c")
                              .thing("c", "golf_club")
                              .thing("b", "golf_ball")
                              .thing("h", "golf_hole")
                              .act("p", Verb::kBat, "b", "h")
                              .outcome(Outcome::kSuccess)
                              .shot();
        const Result<Timeline> timeline = simulate(shot, {.seed = seed});
        ASSERT_TRUE(timeline);
        const auto hit =
            std::find_if(timeline->events.begin(), timeline->events.end(), [](const Event& event) {
                return event.kind == EventKind::kHit;
            });
        ASSERT_NE(hit, timeline->events.end()) << seed;
        EXPECT_LT(hit->time_s, 3.5) << seed;
    }
}

// The crates stood on the road before it, or in the driver's seat.
TEST(Staging, ATruckTakesItsCargoAlong) {
    const Shot shot = ShotBuilder("road", 5.0F)
                          .thing("t", "flatbed_truck")
                          .thing("c1", "crate")
                          .related(RelationKind::kOn, "t")
                          .thing("c2", "crate")
                          .related(RelationKind::kOn, "t")
                          .act("t", Verb::kDrive)
                          .shot();
    const Timeline timeline = play(shot);
    const int last = timeline.sample_count - 1;
    const Vec3 start = entity_box(timeline, 0, 0).center();
    const Vec3 truck = entity_box(timeline, 0, last).center();
    EXPECT_GT(distance(start, truck), 5.0F);
    for (const int crate : {1, 2}) {
        const Vec3 at = entity_box(timeline, crate, last).center();
        EXPECT_GT(at.y, 1.0F) << crate;
        EXPECT_LT(distance(at, truck), 3.5F) << crate;
    }
}

TEST(Staging, WhoLiesOnABenchLiesAlongIt) {
    const Shot shot = ShotBuilder("park", 3.0F)
                          .thing("p", "person")
                          .related(RelationKind::kOn, "b")
                          .thing("b", "bench")
                          .act("p", Verb::kLie, "", "b")
                          .shot();
    const Timeline timeline = play(shot);
    const int last = timeline.sample_count - 1;
    const Box person = entity_box(timeline, 0, last);
    const Box bench = entity_box(timeline, 1, last);
    EXPECT_GT(person.size().x, 1.3F);
    EXPECT_LT(person.size().y, 0.7F);
    EXPECT_NEAR(person.center().x, bench.center().x, 0.25F);
}

// They were looked at from above, for the kite was too high for a picture of the child.
TEST(Staging, AKiteAndItsFlyerAreSeenFromTheSide) {
    const Shot shot = ShotBuilder("meadow", 3.0F)
                          .thing("p", "person")
                          .thing("k", "kite")
                          .act("p", Verb::kHold, "k")
                          .act("k", Verb::kFly)
                          .shot();
    const Timeline timeline = play(shot);
    const CameraPose& camera = timeline.camera[90];
    const Vec3 look = rotate(camera.rotation, {0, 0, -1});
    EXPECT_LT(std::abs(look.y), 0.5F);
    for (const int entity : {0, 1}) {
        EXPECT_GT(share_of_height(timeline, entity, 90), 0.03F);
    }
}

// Only the lowest block was put into the way of the bob, and the tower stood elsewhere.
TEST(Staging, APendulumMeetsTheWholeTower) {
    ShotBuilder builder("studio", 4.0F);
    builder.thing("p", "pendulum").thing("b1", "block");
    for (const char* n : {"2", "3", "4", "5"}) {
        const std::string below = std::string("b") + static_cast<char>(n[0] - 1);
        builder.thing(std::string("b") + n, "block").related(RelationKind::kOn, below);
    }
    const Shot shot = builder.act("p", Verb::kSwing, "", "b1").shot();
    Result<Timeline> timeline = simulate(shot, {.seed = 3});
    ASSERT_TRUE(timeline);
    float fallen = 1.0F;
    float x1 = 0.0F;
    float x5 = 0.0F;
    for (const BodyTrack& body : timeline->bodies) {
        if (body.name.starts_with("b5")) {
            x5 = body.pose_at(0).position.x;
            fallen = body.pose_at(timeline->sample_count - 1).position.y;
        } else if (body.name.starts_with("b1")) {
            x1 = body.pose_at(0).position.x;
        }
    }
    EXPECT_NEAR(x1, x5, 0.02F);
    EXPECT_LT(fallen, 0.3F);
}

TEST(Staging, SavedShotEndsInTheKeepersHands) {
    const Shot shot = ShotBuilder("stadium", 6.0F)
                          .thing("striker", "person")
                          .thing("ball", "soccer_ball")
                          .thing("goal", "soccer_goal")
                          .thing("keeper", "person")
                          .act("striker", Verb::kShoot, "ball", "goal")
                          .outcome(Outcome::kFailure)
                          .act("keeper", Verb::kDive)
                          .at_step(1)
                          .act("keeper", Verb::kCatch, "ball")
                          .outcome(Outcome::kSuccess)
                          .at_step(2)
                          .shot();
    const Timeline timeline = play(shot);
    EXPECT_EQ(count(timeline, EventKind::kCaught), 1);
    EXPECT_EQ(count(timeline, EventKind::kScored), 0);
    // And stays there: no dive after it throws the ball away again.
    EXPECT_EQ(count(timeline, EventKind::kFell), 0);
}

TEST(Staging, FumbledCatchOfASecondThrowIsDropped) {
    const Shot shot = ShotBuilder("park", 8.0F)
                          .thing("a", "person")
                          .thing("ball", "ball")
                          .thing("b", "person")
                          .act("a", Verb::kThrow, "ball", "b")
                          .outcome(Outcome::kSuccess)
                          .act("b", Verb::kCatch, "ball")
                          .outcome(Outcome::kSuccess)
                          .at_step(1)
                          .act("b", Verb::kThrow, "ball", "a")
                          .outcome(Outcome::kSuccess)
                          .at_step(2)
                          .act("a", Verb::kCatch, "ball")
                          .outcome(Outcome::kFailure)
                          .at_step(3)
                          .shot();
    const Timeline timeline = play(shot);
    EXPECT_EQ(count(timeline, EventKind::kCaught), 1);
}

TEST(Staging, KnockedDownFallsBesideAndTheOtherStands) {
    Shot shot = ShotBuilder("stage", 5.0F)
                    .thing("a", "person")
                    .thing("b", "person")
                    .act("a", Verb::kHit, "", "b")
                    .towards(Direction::kDown)
                    .act("b", Verb::kHit, "", "a")
                    .shot();
    const Timeline timeline = play(shot);
    ASSERT_EQ(count(timeline, EventKind::kFell), 1);
    const auto last = static_cast<int>(timeline.camera.size()) - 1;
    const Vec3 down = entity_box(timeline, 1, last).center();
    EXPECT_LT(down.y, 0.7F);
    // Thrown over, not away.
    EXPECT_LT(distance(down, entity_box(timeline, 0, last).center()), 3.0F);
    EXPECT_GT(entity_box(timeline, 0, last).size().y, 1.0F);
}

TEST(Staging, ShotIsTakenBeforeTheNextDeedBegins) {
    const Timeline timeline = play(ShotBuilder("gym", 6.0F)
                                       .thing("p", "person")
                                       .thing("ball", "basketball")
                                       .thing("hoop", "basketball_hoop")
                                       .act("p", Verb::kShoot, "ball", "hoop")
                                       .outcome(Outcome::kFailure)
                                       .act("p", Verb::kBackflip)
                                       .at_step(1)
                                       .shot());
    EXPECT_LT(time_of(timeline, EventKind::kThrown), time_of(timeline, EventKind::kJumped));
    EXPECT_EQ(count(timeline, EventKind::kThrown), 1);
}

TEST(Staging, RunnersStartSideBySideAndTheFasterEndsAhead) {
    Shot shot = ShotBuilder("street", 5.0F)
                    .thing("a", "person")
                    .thing("b", "person")
                    .act("a", Verb::kRun)
                    .act("b", Verb::kRun)
                    .shot();
    shot.actions.front().intensity = 1.3F;
    const Timeline timeline = play(shot);
    const auto ahead = [&](int sample) {
        return entity_box(timeline, 0, sample).center().x -
               entity_box(timeline, 1, sample).center().x;
    };
    EXPECT_LT(std::abs(ahead(0)), 0.3F);
    EXPECT_GT(ahead(300), 0.8F);
}

TEST(Staging, ServerStandsAtTheBaselineBehindTheNet) {
    const Timeline timeline = play(ShotBuilder("court", 4.0F)
                                       .thing("p", "person")
                                       .thing("ball", "tennis_ball")
                                       .thing("net", "tennis_net")
                                       .act("p", Verb::kBat, "ball", "net")
                                       .outcome(Outcome::kSuccess)
                                       .shot());
    const Vec3 server = entity_box(timeline, 0, 0).center();
    const Vec3 net = entity_box(timeline, 2, 0).center();
    EXPECT_GT(std::hypot(server.x - net.x, server.z - net.z), 5.0F);
}

TEST(Staging, WhoIsUnderALampIsNotInItsPole) {
    for (const char* lamp : {"lamp", "street_lamp", "tree"}) {
        const Timeline timeline = play(ShotBuilder("park", 1.0F)
                                           .thing("p", "person")
                                           .related(RelationKind::kUnder, "lamp")
                                           .thing("lamp", lamp)
                                           .shot());
        const Box person = entity_box(timeline, 0, 0);
        for (const BodyTrack& body : timeline.bodies) {
            if (body.entity != 1) {
                continue;
            }
            for (const Part& part : body.parts) {
                const Aabb box = bounds(part.shape, compose(body.pose_at(0), part.local));
                EXPECT_FALSE(
                    box.low.x < person.center().x && person.center().x < box.high.x &&
                    box.low.z < person.center().z && person.center().z < box.high.z &&
                    box.low.y < person.high.y
                ) << lamp;
            }
        }
    }
}

TEST(Staging, OnePersonFillsAboutHalfOfThePicture) {
    for (const float aspect : {16.0F / 9.0F, 1.0F, 9.0F / 16.0F}) {
        for (const Verb verb : {Verb::kStand, Verb::kWave, Verb::kWalk}) {
            const Timeline timeline =
                play(ShotBuilder("park", 2.0F).thing("p", "person").act("p", verb).shot(), aspect);
            for (const int sample : {0, 120, 230}) {
                const float share = share_of_height(timeline, 0, sample);
                EXPECT_GT(share, 0.33F) << aspect << " " << static_cast<int>(verb);
                EXPECT_LT(share, 0.95F) << aspect << " " << static_cast<int>(verb);
            }
        }
    }
}

TEST(Staging, APenaltyIsStruckWithinOneAndAHalfSeconds) {
    const Timeline timeline = play(ShotBuilder("stadium", 3.0F)
                                       .thing("p", "person")
                                       .thing("ball", "soccer_ball")
                                       .thing("goal", "soccer_goal")
                                       .act("p", Verb::kKick, "ball", "goal")
                                       .outcome(Outcome::kSuccess)
                                       .shot());
    EXPECT_LT(time_of(timeline, EventKind::kKicked), 1.6);
    EXPECT_LT(time_of(timeline, EventKind::kScored), 2.9);
    EXPECT_GT(share_of_height(timeline, 0, 0), 0.3F);
}

TEST(Staging, BoardsStartOnTheWater) {
    const Timeline timeline = play(ShotBuilder("beach", 2.0F)
                                       .thing("surfer", "person")
                                       .related(RelationKind::kRiding, "board")
                                       .thing("board", "surfboard")
                                       .act("surfer", Verb::kSurf, "board")
                                       .shot());
    for (const int sample : {0, 120, 240}) {
        const Vec3 at = entity_box(timeline, 1, sample).center();
        EXPECT_LT(
            terrain_height(timeline.environment.terrain, at.x, at.z),
            timeline.environment.water.level_m - 0.5F
        );
        EXPECT_NEAR(at.y, timeline.environment.water.level_m, 1.2F);
        // The rider is on the board, not on the bottom.
        EXPECT_GT(entity_box(timeline, 0, sample).center().y, at.y + 0.3F);
    }
}

TEST(Staging, WhoRidesABoardForATrickStandsOnIt) {
    const Timeline timeline = play(ShotBuilder("lake", 2.0F)
                                       .thing("man", "person")
                                       .related(RelationKind::kRiding, "board")
                                       .thing("board", "paddleboard")
                                       .act("man", Verb::kBackflip)
                                       .shot());
    EXPECT_GT(entity_box(timeline, 0, 0).low.y, timeline.environment.water.level_m - 0.35F);
}

TEST(Staging, WhoPlaysCatchWithFullHandsThrows) {
    const Timeline timeline = play(ShotBuilder("park", 4.0F)
                                       .thing("a", "person")
                                       .related(RelationKind::kHolding, "ball")
                                       .thing("b", "person")
                                       .thing("ball", "baseball")
                                       .act("a", Verb::kCatch, "ball")
                                       .act("b", Verb::kCatch, "ball")
                                       .shot());
    const double thrown = time_of(timeline, EventKind::kThrown);
    const double caught = time_of(timeline, EventKind::kCaught);
    EXPECT_LT(thrown, 1.6);
    EXPECT_GT(caught, thrown + 0.25);  // It was in the air in between.
    EXPECT_LT(caught, 3.0);
}

/// Highest point of an entity during a shot.
float peak(const Timeline& timeline, int entity) {
    float high = -1e9F;
    for (int sample = 0; sample < timeline.sample_count; sample += 6) {
        high = std::max(high, entity_box(timeline, entity, sample).high.y);
    }
    return high;
}

TEST(Staging, ATruckThatPassesBehindSomebodyStaysOnTheStreet) {
    for (const Direction way : {Direction::kNone, Direction::kLeft, Direction::kOff}) {
        const Timeline timeline = play(ShotBuilder("street", 3.0F)
                                           .thing("reporter", "person")
                                           .thing("truck", "truck")
                                           .related(RelationKind::kBehind, "reporter")
                                           .act("truck", Verb::kDrive)
                                           .towards(way)
                                           .shot());
        EXPECT_LT(peak(timeline, 1), 3.6F);
        EXPECT_EQ(
            std::count_if(
                timeline.contacts.begin(),
                timeline.contacts.end(),
                [](const Contact& contact) { return contact.impulse_ns > 2000.0F; }
            ),
            0
        );
    }
}

TEST(Staging, TwoCarsThatRaceDriveSideBySide) {
    const Timeline timeline = play(ShotBuilder("city", 3.0F)
                                       .thing("a", "car")
                                       .thing("b", "car")
                                       .act("a", Verb::kDrive)
                                       .act("b", Verb::kDrive)
                                       .shot());
    for (const int car : {0, 1}) {
        EXPECT_LT(peak(timeline, car), 2.0F);
        EXPECT_GT(
            entity_box(timeline, car, 359).center().x, entity_box(timeline, car, 0).center().x
        );
    }
}

TEST(Staging, AnAstronautInSpaceStaysInThePicture) {
    const Timeline timeline =
        play(ShotBuilder("space", 3.0F).thing("a", "person").act("a", Verb::kFloat).shot());
    for (const int sample : {0, 120, 300}) {
        EXPECT_GT(share_of_height(timeline, 0, sample), 0.2F);
        EXPECT_LT(distance(entity_box(timeline, 0, sample).center(), Vec3{0, 1, 0}), 3.0F);
    }
}

TEST(Staging, OfARowOfDominoesOneIsPushedAndAllFall) {
    ShotBuilder builder("studio", 3.0F);
    for (const char* id : {"a", "b", "c", "d", "e", "f"}) {
        builder.thing(id, "domino").related(RelationKind::kOn, "table");
    }
    builder.thing("table", "table");
    for (const char* id : {"a", "b", "c", "d", "e", "f"}) {
        builder.act(id, Verb::kHit);
    }
    EXPECT_EQ(prepare_shot(builder.shot()).actions.size(), 1U);
    EXPECT_GE(count(play(builder.shot()), EventKind::kToppled), 6);
}

TEST(Staging, ABalloonThatFloatsUpRises) {
    const Timeline timeline = play(ShotBuilder("meadow", 3.0F)
                                       .thing("balloon", "hot_air_balloon")
                                       .act("balloon", Verb::kFloat)
                                       .towards(Direction::kUp)
                                       .shot());
    EXPECT_GT(
        entity_box(timeline, 0, 360).center().y, entity_box(timeline, 0, 0).center().y + 2.0F
    );
}

TEST(Staging, ASeesawThrowsUpWhatWaitsOnTheOtherEnd) {
    const Timeline timeline = play(ShotBuilder("studio", 3.0F)
                                       .thing("block", "cube")
                                       .thing("seesaw", "seesaw")
                                       .thing("cube", "cube")
                                       .scaled(0.6F)
                                       .act("block", Verb::kDrop)
                                       .shot());
    float highest = 0.0F;
    for (int sample = 0; sample < timeline.sample_count; sample += 4) {
        highest = std::max(highest, entity_box(timeline, 2, sample).center().y);
    }
    EXPECT_GT(highest, entity_box(timeline, 2, 0).center().y + 0.25F);
}

TEST(Staging, MarblesAtTheFootOfTheRampAreHit) {
    const Timeline timeline = play(ShotBuilder("studio", 4.0F)
                                       .thing("first", "marble")
                                       .related(RelationKind::kOn, "ramp")
                                       .thing("ramp", "ramp")
                                       .thing("second", "marble")
                                       .thing("third", "marble")
                                       .act("first", Verb::kRoll)
                                       .shot());
    const auto gone = [&](int entity) {
        return distance(
            entity_box(timeline, entity, 0).center(), entity_box(timeline, entity, 480).center()
        );
    };
    EXPECT_GT(gone(2), 0.1F);
    EXPECT_GT(gone(3), 0.1F);
}

TEST(Staging, PeopleAreLitAtNight) {
    Shot shot = ShotBuilder("meadow", 1.0F).thing("p", "person").act("p", Verb::kStand).shot();
    const std::size_t by_day = play(shot).environment.lamps.size();
    shot.time = TimeOfDay::kNight;
    EXPECT_GT(play(shot).environment.lamps.size(), by_day);
}

/// Of the body of an entity's link over time.
const BodyTrack& track_of(const Timeline& timeline, const std::string& name) {
    const auto found =
        std::find_if(timeline.bodies.begin(), timeline.bodies.end(), [&](const BodyTrack& body) {
            return body.name == name;
        });
    EXPECT_NE(found, timeline.bodies.end()) << name;
    return *found;
}

TEST(Staging, SnowboarderRidesOverTheKickerTurnsInTheAirAndLandsOrCrashes) {
    for (const Outcome outcome : {Outcome::kSuccess, Outcome::kFailure}) {
        const Timeline timeline = play(ShotBuilder("mountain", 4.0F)
                                           .thing("p", "person")
                                           .related(RelationKind::kRiding, "b")
                                           .related(RelationKind::kOn, "k")
                                           .thing("b", "snowboard")
                                           .thing("k", "kicker")
                                           .act("p", Verb::kJump, "", "k")
                                           .act("p", Verb::kSpin)
                                           .at_step(1)
                                           .outcome(outcome)
                                           .shot());
        EXPECT_EQ(count(timeline, EventKind::kJumped), 1);
        EXPECT_EQ(count(timeline, EventKind::kFell), outcome == Outcome::kFailure ? 1 : 0);
        EXPECT_EQ(count(timeline, EventKind::kLanded), outcome == Outcome::kSuccess ? 1 : 0);
        const double up = time_of(timeline, EventKind::kJumped);
        EXPECT_GT(up, 0.3);
        EXPECT_LT(up, 2.0);
        // It crosses the kicker from uphill to downhill.
        const BodyTrack& board = track_of(timeline, "b");
        EXPECT_LT(board.poses.front().position.x, -4.0F);
        EXPECT_GT(board.poses.back().position.x, 3.0F);
        const Box rider = entity_box(timeline, 0, 479);
        EXPECT_LT(distance(rider.center(), board.poses.back().position), 15.0F);
    }
}

TEST(Staging, BirdSitsDownOnTopOfWhatItFliesTo) {
    for (const char* perch : {"log", "rock", "fence"}) {
        const Timeline timeline = play(ShotBuilder("park", 6.0F)
                                           .thing("b", "bird")
                                           .thing("t", perch)
                                           .act("b", Verb::kFly, "", "t")
                                           .shot());
        EXPECT_LT(time_of(timeline, EventKind::kJumped), 1.0) << perch;
        const Box bird = entity_box(timeline, 0, 719);
        const Box thing = entity_box(timeline, 1, 719);
        // A log has a stub that is higher than where a bird sits.
        EXPECT_NEAR(bird.low.y, thing.high.y - 0.06F, 0.12F) << perch;
        EXPECT_GT(bird.center().x, thing.low.x) << perch;
        EXPECT_LT(bird.center().x, thing.high.x) << perch;
        const Box before = entity_box(timeline, 0, 660);
        EXPECT_LT(distance(before.center(), bird.center()), 0.1F) << perch;
    }
}

TEST(Staging, BigFlierGoesRoundTheCastleAndNotThroughItsWalls) {
    const Timeline timeline = play(ShotBuilder("meadow", 8.0F)
                                       .thing("b", "eagle")
                                       .scaled(4.0F)
                                       .thing("c", "castle")
                                       .act("b", Verb::kFly, "", "c")
                                       .shot());
    std::vector<std::pair<Pose, Vec3>> walls;
    for (const BodyTrack& body : timeline.bodies) {
        for (const Part& part : body.parts) {
            if (body.entity == 1 && part.collides && part.shape.kind == ShapeKind::kBox) {
                walls.emplace_back(compose(body.poses.front(), part.local), bounds(part.shape));
            }
        }
    }
    ASSERT_FALSE(walls.empty());
    for (const BodyTrack& body : timeline.bodies) {
        if (body.entity != 0) {
            continue;
        }
        for (const Pose& pose : body.poses) {
            for (const auto& [wall, half] : walls) {
                const Vec3 local = apply(inverse(wall), pose.position);
                const bool inside = std::fabs(local.x) < half.x && std::fabs(local.y) < half.y &&
                                    std::fabs(local.z) < half.z;
                ASSERT_FALSE(inside) << body.name;
            }
        }
    }
}

TEST(Staging, FallenCyclistLeavesAWholeBicycleLyingNearby) {
    for (const Verb verb : {Verb::kFall, Verb::kHit, Verb::kCycle}) {
        const Timeline timeline = play(ShotBuilder("street", 6.0F)
                                           .thing("p", "person")
                                           .related(RelationKind::kRiding, "b")
                                           .thing("b", "bicycle")
                                           .act("p", verb)
                                           .outcome(Outcome::kFailure)
                                           .shot());
        EXPECT_EQ(count(timeline, EventKind::kFell), 1);
        const Box first = entity_box(timeline, 1, 0);
        const Box last = entity_box(timeline, 1, 719);
        EXPECT_LT(length(last.size()), 1.25F * length(first.size()));
        EXPECT_LT(last.size().y, 0.75F * first.size().y) << "it still stands";
        EXPECT_GT(last.low.y, -0.1F);
        const Box rider = entity_box(timeline, 0, 719);
        EXPECT_LT(distance(rider.center(), last.center()), 5.0F);
    }
}

TEST(Staging, HeldToolOrHandMeetsTheBall) {
    struct Case {
        const char* tool;
        const char* ball;
    };

    for (const Case& c :
         {Case{"golf_club", "golf_ball"},
          Case{"tennis_racket", "tennis_ball"},
          Case{"baseball_bat", "baseball"},
          Case{nullptr, "volleyball"}}) {
        ShotBuilder builder("park", 4.0F);
        builder.thing("p", "person");
        if (c.tool != nullptr) {
            builder.related(RelationKind::kHolding, "t").thing("t", c.tool);
        }
        const Timeline timeline = play(
            builder.thing("o", c.ball).act("p", Verb::kBat, "o").outcome(Outcome::kSuccess).shot()
        );
        EXPECT_EQ(count(timeline, EventKind::kHit) > 0, true) << c.ball;
        // Nobody hits what is not there: the ball is where the head of the tool is.
        const double hit = time_of(timeline, EventKind::kHit);
        ASSERT_LT(hit, 3.5) << c.ball;
        const int sample = static_cast<int>(hit * kSampleRateHz);
        const int tool = c.tool != nullptr ? 1 : 0;
        Box reach = entity_box(timeline, tool, sample);
        const Box ball = entity_box(timeline, tool + 1, sample);
        const Vec3 middle = ball.center();
        const Vec3 nearest = min(max(middle, reach.low), reach.high);
        EXPECT_LT(distance(nearest, middle), 0.35F) << c.ball;
        const Box after = entity_box(timeline, tool + 1, std::min(sample + 60, 479));
        EXPECT_GT(distance(after.center(), middle), 3.0F) << c.ball;
    }
}

TEST(Staging, DogRunsAfterWhatIsThrownAndBringsItsMouthToIt) {
    const Timeline timeline = play(ShotBuilder("park", 6.0F)
                                       .thing("p", "person")
                                       .thing("d", "dog")
                                       .thing("o", "tennis_ball")
                                       .act("p", Verb::kThrow, "o")
                                       .act("d", Verb::kCatch, "o")
                                       .at_step(1)
                                       .shot());
    const double thrown = time_of(timeline, EventKind::kThrown);
    const double caught = time_of(timeline, EventKind::kCaught);
    EXPECT_LT(thrown, 2.0);
    EXPECT_GT(caught, thrown);
    ASSERT_LT(caught, 5.5);
    const auto sample = static_cast<std::size_t>(caught * kSampleRateHz);
    const Vec3 ball = track_of(timeline, "o").poses[sample].position;
    const Vec3 head = track_of(timeline, "d.head").poses[sample].position;
    EXPECT_LT(distance(ball, head), 0.6F);
}

TEST(Staging, GuitarLiesAcrossThePlayerBelowTheFace) {
    const Timeline timeline = play(ShotBuilder("park", 3.0F)
                                       .thing("p", "person")
                                       .thing("g", "guitar")
                                       .act("p", Verb::kPlayInstrument, "g")
                                       .shot());
    const BodyTrack& guitar = track_of(timeline, "g");
    const BodyTrack& head = track_of(timeline, "p.head");
    for (const std::size_t sample : {0UL, 60UL, 200UL, 330UL}) {
        const Pose& pose = guitar.poses[std::min(sample, guitar.poses.size() - 1)];
        const Vec3 neck = rotate(pose.rotation, {0, 1, 0});
        EXPECT_LT(std::fabs(neck.y), 0.55F) << sample;
        EXPECT_LT(
            entity_box(timeline, 1, static_cast<int>(sample)).high.y,
            head.poses[std::min(sample, head.poses.size() - 1)].position.y
        ) << sample;
    }
}

TEST(Staging, CyclistWhoFailsInTheAirLiesNearTheKicker) {
    for (const Outcome outcome : {Outcome::kSuccess, Outcome::kFailure}) {
        const Timeline timeline = play(ShotBuilder("park", 4.0F)
                                           .thing("p", "person")
                                           .related(RelationKind::kRiding, "b")
                                           .thing("b", "bicycle")
                                           .thing("k", "kicker")
                                           .act("p", Verb::kBackflip)
                                           .outcome(outcome)
                                           .shot());
        EXPECT_EQ(count(timeline, EventKind::kJumped), 1);
        EXPECT_EQ(count(timeline, EventKind::kFell), outcome == Outcome::kFailure ? 1 : 0);
        const Vec3 rider = entity_box(timeline, 0, 479).center();
        EXPECT_LT(length(rider), 16.0F);
        EXPECT_LT(rider.y, 2.0F);
    }
}

}  // namespace
}  // namespace hibari::world
