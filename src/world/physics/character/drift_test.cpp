#include "world/physics/character/drift.h"

#include "world/physics/character/rehearsal.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hibari::world {
namespace {

Rehearsal in_space() {
    Rehearsal rehearsal;
    rehearsal.stage.ground = [](float, float) { return -1e6F; };
    rehearsal.stage.gravity_mps2 = 0.0F;
    rehearsal.performer.place({{0, 0, 0}, {}});
    rehearsal.run(0.5F);
    return rehearsal;
}

TEST(Drift, WhoHasNoGroundBelowStaysWhereHeIs) {
    Rehearsal rehearsal = in_space();
    rehearsal.run(2.0F);
    for (const Frames& frames : rehearsal.frames) {
        EXPECT_NEAR(frames.pivot[kPelvis].y, rehearsal.frames.front().pivot[kPelvis].y, 0.3F);
    }
}

TEST(Drift, WhoRunsThereFloatsThere) {
    Rehearsal rehearsal = in_space();
    const float from = rehearsal.frames.back().pivot[kPelvis].x;
    rehearsal.play({.verb = Verb::kRun, .facing = {1, 0, 0}, .duration_s = 3.0}, 4.0F);
    EXPECT_GT(rehearsal.frames.back().pivot[kPelvis].x, from + 1.0F);
    EXPECT_EQ(rehearsal.find(SignalKind::kFootDown), nullptr);
}

TEST(Drift, ABackflipTurnsHeadOverHeelsOnce) {
    Rehearsal rehearsal = in_space();
    const std::size_t begin = rehearsal.frames.size();
    EXPECT_TRUE(rehearsal.play({.verb = Verb::kBackflip, .repeat = 1}, 6.0F));
    bool upside_down = false;
    for (std::size_t i = begin; i < rehearsal.frames.size(); ++i) {
        const Frames& frames = rehearsal.frames[i];
        upside_down = upside_down || frames.pivot[kHead].y < frames.pivot[kPelvis].y - 0.2F;
    }
    EXPECT_TRUE(upside_down);
    const Frames& last = rehearsal.frames.back();
    EXPECT_GT(last.pivot[kHead].y, last.pivot[kPelvis].y + 0.2F);
}

}  // namespace
}  // namespace hibari::world
