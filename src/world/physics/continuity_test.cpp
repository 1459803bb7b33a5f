// Nothing jumps: not into the first picture, and not when a performer loses control.
#include "world/physics/shot_builder.h"
#include "world/physics/simulate.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

/// Free fall from the height of a leap gives 6 m/s, a whipping hand twice that.
constexpr float kSpeedMax_mps = 15.0F;
/// What a hard landing does to a toe within one sample.
constexpr float kBlowMax_mps = 16.0F;

Timeline play(const Shot& shot, std::uint64_t seed) {
    Result<Timeline> result = simulate(shot, {.seed = seed});
    EXPECT_TRUE(result);
    return std::move(*result);
}

Vec3 velocity(const BodyTrack& body, int sample) {
    return (body.pose_at(sample).position - body.pose_at(sample - 1).position) *
           static_cast<float>(kSampleRateHz);
}

float fastest(const Timeline& timeline) {
    float speed = 0.0F;
    for (const BodyTrack& body : timeline.bodies) {
        for (int i = 1; i < timeline.sample_count; ++i) {
            speed = std::max(speed, length(velocity(body, i)));
        }
    }
    return speed;
}

float hardest_blow(const Timeline& timeline) {
    float change = 0.0F;
    for (const BodyTrack& body : timeline.bodies) {
        for (int i = 2; i < timeline.sample_count; ++i) {
            change = std::max(change, length(velocity(body, i) - velocity(body, i - 1)));
        }
    }
    return change;
}

TEST(Continuity, WhoLosesControlFallsAndIsNotFlung) {
    for (const Verb trick : {Verb::kHandstand, Verb::kFrontFlip, Verb::kBackflip}) {
        for (std::uint64_t seed = 0; seed < 3; ++seed) {
            const Timeline timeline = play(
                ShotBuilder("gym")
                    .thing("gymnast", "person")
                    .act("gymnast", trick)
                    .outcome(Outcome::kFailure)
                    .shot(),
                seed
            );
            EXPECT_TRUE(std::ranges::any_of(
                timeline.events, [](const Event& event) { return event.kind == EventKind::kFell; }
            )) << static_cast<int>(trick)
               << ' ' << seed;
            EXPECT_LT(fastest(timeline), kSpeedMax_mps) << static_cast<int>(trick) << ' ' << seed;
            EXPECT_LT(hardest_blow(timeline), kBlowMax_mps)
                << static_cast<int>(trick) << ' ' << seed;
        }
    }
}

// For one step they were posed as before the fall.
TEST(Continuity, WhoComesUpAfterAFallIntoWaterGoesOnFromWhereTheyFloated) {
    const Timeline timeline =
        play(ShotBuilder("lake", 2.5F).thing("man", "person").act("man", Verb::kFall).shot(), 1);
    EXPECT_LT(fastest(timeline), kSpeedMax_mps);
}

TEST(Continuity, PerformersStandInTheFirstPictureAsInTheNext) {
    const Timeline timeline = play(
        ShotBuilder("street", 1.0F)
            .thing("ball", "basketball")
            .thing("man", "person")
            .related(RelationKind::kHolding, "ball")
            .act("man", Verb::kStand)
            .shot(),
        2
    );
    for (const BodyTrack& body : timeline.bodies) {
        EXPECT_LT(length(velocity(body, 1)), 1.0F) << body.name;
    }
}

}  // namespace
}  // namespace hibari::world
