// What a place does to a shot: shallow water, ice, slopes that end in the sea, castles behind.

#include "world/physics/camera/action_path.h"
#include "world/physics/shot_builder.h"
#include "world/physics/simulate.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <utility>
#include <vector>

namespace hibari::world {
namespace {

Timeline play(const Shot& shot) {
    Result<Timeline> result = simulate(shot, {.seed = 3});
    EXPECT_TRUE(result);
    return std::move(*result);
}

const BodyTrack& root_of(const Timeline& timeline, int entity) {
    return *std::ranges::find_if(timeline.bodies, [&](const BodyTrack& body) {
        return body.entity == entity;
    });
}

std::ptrdiff_t splashes_in(const Timeline& timeline) {
    return std::ranges::count_if(timeline.contacts, [](const Contact& contact) {
        return contact.kind == ContactKind::kSplash;
    });
}

TEST(Shallows, EveryHoofSplashesAndTheHorseGoesOnTheBed) {
    const Shot shot = ShotBuilder("stream", 3.0F).thing("h", "horse").act("h", Verb::kRun).shot();
    const Timeline timeline = play(shot);
    EXPECT_GT(splashes_in(timeline), 8);
    EXPECT_TRUE(std::ranges::none_of(timeline.contacts, [](const Contact& contact) {
        return contact.kind == ContactKind::kFootstep;
    }));
    EXPECT_GT(timeline.ripples.size(), 8U);
    // Its back is as high over the water as it stands: it does not swim.
    const Box box = entity_box(timeline, 0, timeline.sample_count - 1);
    EXPECT_GT(box.high.y, 1.3F);
    const Shot meadow = ShotBuilder("meadow", 3.0F).thing("h", "horse").act("h", Verb::kRun).shot();
    EXPECT_EQ(splashes_in(play(meadow)), 0);
}

TEST(Skid, TheCarGoesOnSidewaysAndHitsWhatItIsToHit) {
    const Shot shot = ShotBuilder("winter_road", 6.0F)
                          .thing("c", "car")
                          .thing("s", "snowman")
                          .act("c", Verb::kSlide)
                          .act("c", Verb::kHit, "", "s")
                          .at_step(1)
                          .shot();
    const Timeline timeline = play(shot);
    EXPECT_TRUE(std::ranges::any_of(timeline.events, [](const Event& event) {
        return event.kind == EventKind::kHit || event.kind == EventKind::kToppled;
    }));
    const BodyTrack& car = root_of(timeline, 0);
    float most = 0.0F;
    for (int i = 12; i < timeline.sample_count; ++i) {
        const Vec3 way = car.pose_at(i).position - car.pose_at(i - 12).position;
        if (length(way) > 0.1F) {
            const Vec3 nose = rotate(car.pose_at(i).rotation, {0, 0, 1});
            const Vec3 start = rotate(car.pose_at(0).rotation, {0, 0, 1});
            // How far its nose points from where it goes, whichever end its frame calls the front.
            const float now = std::fabs(dot(nose, normalize(way)));
            const float before = std::fabs(dot(start, normalize(way)));
            most = std::max(most, std::fabs(now - before));
        }
    }
    EXPECT_GT(most, 0.6F);
}

TEST(IcyCoast, PenguinsSlideIntoTheSeaAndSwimOnTheirBellies) {
    const Shot shot = ShotBuilder("icy_coast", 7.5F)
                          .thing("p", "penguin")
                          .act("p", Verb::kSlide)
                          .towards(Direction::kDown)
                          .act("p", Verb::kSwim)
                          .at_step(1)
                          .shot();
    const Timeline timeline = play(shot);
    EXPECT_GE(splashes_in(timeline), 1);
    const BodyTrack& penguin = root_of(timeline, 0);
    const float level = timeline.environment.water.level_m;
    EXPECT_GT(penguin.pose_at(0).position.y, level + 1.0F);
    const Pose& end = penguin.pose_at(timeline.sample_count - 1);
    EXPECT_NEAR(end.position.y, level, 0.4F);
    EXPECT_LT(std::fabs(rotate(end.rotation, {0, 1, 0}).y), 0.6F) << "it stands in the water";
}

TEST(Backcloth, ACastleStandsBehindThoseWhoFightBeforeIt) {
    const Shot shot = ShotBuilder("meadow", 3.0F)
                          .thing("k", "person")
                          .thing("d", "dragon")
                          .related(RelationKind::kInFrontOf, "c")
                          .thing("c", "castle")
                          .act("k", Verb::kHit, "", "d")
                          .shot();
    const Timeline timeline = play(shot);
    const Box knight = entity_box(timeline, 0, 0);
    const Box dragon = entity_box(timeline, 1, 0);
    const Box castle = entity_box(timeline, 2, 0);
    EXPECT_LT(castle.high.z, std::min(knight.low.z, dragon.low.z));
    EXPECT_LT(distance(knight.center(), dragon.center()), 6.0F);
    for (const CameraPose& camera : timeline.camera) {
        EXPECT_GT(camera.position.z, castle.high.z);
    }
}

TEST(Lead, RunsFromAHandToTheNeckOfWhatIsWalked) {
    const Shot shot = ShotBuilder("park", 3.0F)
                          .thing("m", "person")
                          .related(RelationKind::kHolding, "d")
                          .thing("d", "dog")
                          .related(RelationKind::kBeside, "m")
                          .act("m", Verb::kWalk)
                          .act("d", Verb::kWalk)
                          .shot();
    const Timeline timeline = play(shot);
    ASSERT_EQ(timeline.softs.size(), 1U);
    const SoftTrack& lead = timeline.softs.front();
    const std::size_t nodes = lead.soft.nodes.size();
    const auto track = [&](std::string_view name) -> const BodyTrack& {
        return *std::ranges::find(timeline.bodies, name, &BodyTrack::name);
    };
    for (int sample = 0; sample < timeline.sample_count; sample += 40) {
        const Vec3* first = &lead.positions[static_cast<std::size_t>(sample) * nodes];
        const Vec3 collar = track("d.neck").pose_at(sample).position;
        const float hand = std::min(
            distance(first[0], track("m.left_hand").pose_at(sample).position),
            distance(first[0], track("m.right_hand").pose_at(sample).position)
        );
        EXPECT_LT(hand, 1e-4F);
        EXPECT_LT(distance(first[nodes - 1], collar), 1e-4F);
    }
}

TEST(Landing, WhatComesDownStandsWhereItWasToLand) {
    const Timeline roof = play(ShotBuilder("rooftop", 7.0F)
                                   .thing("h", "helicopter")
                                   .act("h", Verb::kFly)
                                   .towards(Direction::kDown)
                                   .shot());
    const int last = roof.sample_count - 1;
    EXPECT_GT(entity_box(roof, 0, 0).low.y, 2.0F);
    EXPECT_NEAR(entity_box(roof, 0, last).low.y, 0.0F, 0.1F);
    const Timeline room = play(ShotBuilder("living_room", 6.0F)
                                   .thing("d", "drone")
                                   .thing("t", "table")
                                   .act("d", Verb::kFly, "", "t")
                                   .towards(Direction::kDown)
                                   .shot());
    const Box drone = entity_box(room, 0, room.sample_count - 1);
    const Box table = entity_box(room, 1, 0);
    EXPECT_NEAR(drone.low.y, table.high.y, 0.08F);
    EXPECT_GT(drone.center().x, table.low.x);
    EXPECT_LT(drone.center().x, table.high.x);
}

TEST(Audience, StandsOnBothSidesBeforeWhoPerforms) {
    ShotBuilder builder("stage", 3.0F);
    builder.thing("s", "person").act("s", Verb::kSing);
    for (const char* id : {"a", "b", "c", "d"}) {
        builder.thing(id, "person")
            .related(RelationKind::kInFrontOf, "s")
            .related(RelationKind::kFacing, "s")
            .act(id, Verb::kClap);
    }
    const Timeline timeline = play(builder.shot());
    const Vec3 star = entity_box(timeline, 0, 0).center();
    int left = 0;
    for (int i = 1; i <= 4; ++i) {
        const Vec3 at = entity_box(timeline, i, 0).center();
        EXPECT_GT(at.z, star.z + 1.0F);
        EXPECT_GT(std::fabs(at.x - star.x), 0.8F) << "it hides who performs";
        left += at.x < star.x ? 1 : 0;
    }
    EXPECT_EQ(left, 2);
}

TEST(Viaduct, ATrainCrossesOnIt) {
    const Timeline timeline = play(ShotBuilder("meadow", 4.0F)
                                       .thing("t", "train")
                                       .related(RelationKind::kOn, "b")
                                       .thing("b", "viaduct")
                                       .act("t", Verb::kDrive)
                                       .shot());
    const BodyTrack& train = root_of(timeline, 0);
    const Vec3 from = train.pose_at(0).position;
    const Vec3 to = train.pose_at(timeline.sample_count - 1).position;
    EXPECT_GT(from.y, 5.0F);
    EXPECT_NEAR(to.y, from.y, 0.3F);
    EXPECT_GT(to.x - from.x, 6.0F);
}

TEST(Puddle, ACarThatDrivesThroughItThrowsItsWaterOut) {
    const Shot shot = ShotBuilder("street", 5.0F)
                          .thing("c", "car")
                          .thing("p", "puddle")
                          .act("c", Verb::kDrive)
                          .shot();
    const Timeline timeline = play(shot);
    EXPECT_EQ(splashes_in(timeline), 1);
    const auto spray = std::ranges::count_if(timeline.particles, [](const Particle& particle) {
        return particle.kind == ParticleKind::kSpray;
    });
    EXPECT_GT(spray, 100);
    EXPECT_TRUE(std::ranges::is_sorted(timeline.contacts, {}, &Contact::time_s));
}

TEST(Jetty, WhoRunsAlongItAndLeapsEndsInTheLake) {
    for (const float seconds : {5.0F, 5.5F, 6.5F}) {
        const Shot shot = ShotBuilder("jetty", seconds)
                              .thing("m", "person")
                              .act("m", Verb::kRun)
                              .act("m", Verb::kJump)
                              .at_step(1)
                              .shot();
        const Timeline timeline = play(shot);
        EXPECT_GE(splashes_in(timeline), 1) << seconds;
        const Vec3 end = root_of(timeline, 0).pose_at(timeline.sample_count - 1).position;
        EXPECT_LT(end.y, timeline.environment.water.level_m + 0.3F) << seconds << " at x " << end.x;
    }
}

// It was set on the top of the trunk's box, found no ground there and flew away.
TEST(Setting, ABirdSitsOnTheBranchOrTheLampThatItIsOn) {
    for (const auto& [support, high_m] : {std::pair{"bough", 1.55F}, {"street_lamp", 4.2F}}) {
        const Timeline timeline = play(ShotBuilder("forest", 3.0F)
                                           .thing("owl", "owl")
                                           .related(RelationKind::kOn, "support")
                                           .thing("support", support)
                                           .act("owl", Verb::kChirp)
                                           .shot());
        for (const int sample : {0, timeline.sample_count - 1}) {
            EXPECT_NEAR(entity_box(timeline, 0, sample).low.y, high_m, 0.15F) << support;
        }
    }
}

// The bow was part of the violin and stood still on the strings.
TEST(Setting, AViolinIsPlayedWithABowThatIsDrawn) {
    const Timeline timeline = play(ShotBuilder("park", 4.0F)
                                       .thing("p", "person")
                                       .thing("violin", "violin")
                                       .act("p", Verb::kPlayInstrument, "violin")
                                       .shot());
    std::vector<const BodyTrack*> links;
    for (const BodyTrack& body : timeline.bodies) {
        if (body.entity == 1) {
            links.push_back(&body);
        }
    }
    ASSERT_EQ(links.size(), 2U);
    Vec3 low{1e9F, 1e9F, 1e9F};
    Vec3 high = -low;
    for (int sample = timeline.sample_count / 4; sample < timeline.sample_count / 2; ++sample) {
        const Pose bow = compose(inverse(links[0]->pose_at(sample)), links[1]->pose_at(sample));
        low = min(low, bow.position);
        high = max(high, bow.position);
    }
    EXPECT_GT(high.x - low.x, 0.2F);
    EXPECT_LT(high.y - low.y + high.z - low.z, 0.01F);
}

}  // namespace
}  // namespace hibari::world
