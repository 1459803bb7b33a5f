// Acrobatics where there is little room or much spring: on a beam, on a trampoline.
#include "world/physics/character/rehearsal.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <vector>

namespace hibari::world {
namespace {

// ---- On a beam

Rehearsal on_a_beam() {
    Rehearsal rehearsal;
    rehearsal.stage.ground = [](float x, float) { return std::fabs(x) < 0.05F ? 1.25F : 0.0F; };
    rehearsal.performer.place({{0, 1.25F, 0}, {}});
    rehearsal.run(0.3F);
    return rehearsal;
}

TEST(PersonOnABeam, StandsFlipsAndLandsOnIt) {
    for (const Verb verb :
         {Verb::kStand,
          Verb::kJump,
          Verb::kBackflip,
          Verb::kFrontFlip,
          Verb::kCartwheel,
          Verb::kHandstand,
          Verb::kBalance}) {
        Rehearsal rehearsal = on_a_beam();
        EXPECT_NEAR(rehearsal.frames.back().pivot[kLeftToes].y, 1.27F, 0.03F);
        rehearsal.play({.verb = verb, .outcome = Outcome::kSuccess}, 8.0F);
        EXPECT_FALSE(rehearsal.limp);
        for (std::size_t i = rehearsal.first; i < rehearsal.frames.size(); ++i) {
            EXPECT_GT(rehearsal.frames[i].pivot[0].y, 1.25F + 0.4F) << static_cast<int>(verb);
        }
        for (const int foot : {int{kLeftToes}, int{kRightToes}}) {
            const Vec3 toes = rehearsal.frames.back().pivot[static_cast<std::size_t>(foot)];
            EXPECT_NEAR(toes.y, 1.27F, 0.04F) << static_cast<int>(verb);
            EXPECT_NEAR(toes.x, 0.0F, 0.06F);
        }
    }
}

TEST(PersonOnABeam, FailedBackflipComesDownBesideIt) {
    Rehearsal rehearsal = on_a_beam();
    rehearsal.play({.verb = Verb::kBackflip, .outcome = Outcome::kFailure}, 8.0F);
    EXPECT_TRUE(rehearsal.limp);
    EXPECT_GT(std::fabs(rehearsal.frames.back().pivot[0].x), 0.25F);
    EXPECT_LT(rehearsal.frames.back().pivot[0].y, 1.25F);
}

TEST(PersonOnABeam, FailedCartwheelTipsOffItToOneSide) {
    Rehearsal rehearsal = on_a_beam();
    rehearsal.play({.verb = Verb::kCartwheel, .outcome = Outcome::kFailure}, 8.0F);
    ASSERT_TRUE(rehearsal.limp);
    const Signal* limp = rehearsal.find(SignalKind::kLimp);
    EXPECT_GT(limp->point.y, 1.25F);  // Up there it loses control, and is on its way off.
    EXPECT_GT(std::fabs(limp->velocity.x), 0.6F);
    EXPECT_GT(std::fabs(limp->point.x + 0.5F * limp->velocity.x), 0.3F);
}

// ---- On a trampoline

Rehearsal on_a_bed(const Cue& cue, float seconds) {
    Rehearsal rehearsal;
    rehearsal.stage.ground = [](float, float) { return 0.75F; };
    rehearsal.performer.place({{0, 0.75F, 0}, {}});
    rehearsal.performer.begin(cue, rehearsal.stage);
    rehearsal.run(seconds);
    return rehearsal;
}

std::vector<Vec3> take_offs(const Rehearsal& rehearsal) {
    std::vector<Vec3> velocities;
    for (const auto& [time, signal] : rehearsal.signals) {
        if (signal.kind == SignalKind::kTakeOff) {
            velocities.push_back(signal.velocity);
        }
    }
    return velocities;
}

// Jumpers hopped once as on a floor, and stood.
TEST(PersonOnATrampoline, BouncesHigherAndHigherAndGoesOn) {
    const Rehearsal rehearsal = on_a_bed({.verb = Verb::kJump, .springs = true}, 6.0F);
    const std::vector<Vec3> up = take_offs(rehearsal);
    ASSERT_GE(up.size(), 5U);
    EXPECT_GT(up[1].y, up[0].y);
    EXPECT_GT(up[2].y, up[1].y);
    float highest = 0.0F;
    float lowest = 9.0F;
    for (const Frames& frames : rehearsal.frames) {
        highest = std::max(highest, frames.pivot[kLeftToes].y);
        lowest = std::min(lowest, frames.pivot[kLeftToes].y);
    }
    EXPECT_GT(highest, 0.75F + 0.6F);  // The feet clear the bed by so much,
    EXPECT_LT(lowest, 0.75F - 0.15F);  // and press it down.
    EXPECT_FALSE(rehearsal.limp);
}

TEST(PersonOnATrampoline, FlipsOnTheHeightOfABounceAndGoesOnBouncing) {
    for (const Verb verb : {Verb::kFrontFlip, Verb::kBackflip}) {
        const Rehearsal rehearsal =
            on_a_bed({.verb = verb, .outcome = Outcome::kSuccess, .springs = true}, 6.0F);
        EXPECT_FALSE(rehearsal.limp);
        bool upside_down = false;
        for (const Frames& frames : rehearsal.frames) {
            upside_down = upside_down || rotate(frames.turn[0], {0, 1, 0}).y < -0.8F;
        }
        EXPECT_TRUE(upside_down);
        EXPECT_GE(take_offs(rehearsal).size(), 5U);
    }
}

TEST(PersonOnATrampoline, FailedFlipComesDownOnTheBack) {
    const Rehearsal rehearsal =
        on_a_bed({.verb = Verb::kBackflip, .outcome = Outcome::kFailure, .springs = true}, 6.0F);
    EXPECT_TRUE(rehearsal.limp);
}

}  // namespace
}  // namespace hibari::world
