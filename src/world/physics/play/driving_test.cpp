// Vehicles that stop and swerve, and what is sent over a fence, as a stranger must see them.

#include "world/physics/camera/action_path.h"
#include "world/physics/shot_builder.h"
#include "world/physics/simulate.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

Timeline play(const Shot& shot) {
    Result<Timeline> result = simulate(shot, {.seed = 3});
    EXPECT_TRUE(result);
    return std::move(*result);
}

bool touch(const Timeline& timeline, int a, int b) {
    return std::ranges::any_of(timeline.contacts, [&](const Contact& contact) {
        if (contact.body_a < 0 || contact.body_b < 0) {
            return false;
        }
        const int one = timeline.bodies[static_cast<std::size_t>(contact.body_a)].entity;
        const int other = timeline.bodies[static_cast<std::size_t>(contact.body_b)].entity;
        return (one == a && other == b) || (one == b && other == a);
    });
}

// Where it comes to stand is seen.
TEST(Braking, TheTaxiStandsBeforeTheDeerWhichThenWalksOn) {
    const Shot shot = ShotBuilder("road", 10.0F)
                          .thing("t", "car")
                          .thing("d", "deer")
                          .act("t", Verb::kDrive, "", "d")
                          .act("t", Verb::kStay, "", "d")
                          .at_step(1)
                          .act("d", Verb::kWalk)
                          .towards(Direction::kAwayFromCamera)
                          .at_step(2)
                          .shot();
    const Timeline timeline = play(shot);
    EXPECT_FALSE(touch(timeline, 0, 1));
    const int last = timeline.sample_count - 1;
    const int before = last - 2 * kSampleRateHz;
    EXPECT_LT(
        distance(entity_box(timeline, 0, before).center(), entity_box(timeline, 0, last).center()),
        0.02F
    );
    const Box taxi = entity_box(timeline, 0, last);
    const Box deer = entity_box(timeline, 1, 0);
    EXPECT_GT(deer.low.x - taxi.high.x, 0.2F);
    EXPECT_LT(deer.low.x - taxi.high.x, 2.0F);
    EXPECT_GT(
        entity_box(timeline, 0, last).center().x - entity_box(timeline, 0, 0).center().x, 5.0F
    );
    EXPECT_LT(entity_box(timeline, 1, last).center().z, deer.center().z - 2.0F);
}

TEST(Swerving, TheTruckPassesBesideTheCowAndGoesOn) {
    const Shot shot = ShotBuilder("road", 5.0F)
                          .thing("t", "truck")
                          .thing("c", "cow")
                          .act("t", Verb::kDrive, "", "c")
                          .towards(Direction::kAround)
                          .shot();
    const Timeline timeline = play(shot);
    EXPECT_FALSE(touch(timeline, 0, 1));
    const Box cow = entity_box(timeline, 1, 0);
    const Box truck = entity_box(timeline, 0, timeline.sample_count - 1);
    EXPECT_GT(truck.center().x, cow.high.x);
    // It came straight at the cow.
    EXPECT_NEAR(entity_box(timeline, 0, 0).center().z, cow.center().z, 0.6F);
}

TEST(OverTheFence, TheBallClearsItAndTheDogLeapsAfterIt) {
    const Shot shot = ShotBuilder("park", 9.0F)
                          .thing("b", "person")
                          .thing("o", "soccer_ball")
                          .thing("f", "fence")
                          .thing("d", "dog")
                          .act("b", Verb::kKick, "o", "f")
                          .towards(Direction::kUp)
                          .outcome(Outcome::kSuccess)
                          .act("d", Verb::kJump, "", "f")
                          .at_step(1)
                          .act("d", Verb::kRun, "", "o")
                          .at_step(2)
                          .shot();
    const Timeline timeline = play(shot);
    EXPECT_FALSE(touch(timeline, 1, 2));
    EXPECT_FALSE(touch(timeline, 1, 3)) << "the dog stands in the way of the ball";
    const Box fence = entity_box(timeline, 2, 0);
    const int last = timeline.sample_count - 1;
    EXPECT_GT(entity_box(timeline, 1, last).center().x, fence.high.x);
    EXPECT_GT(entity_box(timeline, 3, last).center().x, fence.high.x);
}

}  // namespace
}  // namespace hibari::world
