#include "world/script/whole_shot.h"

#include <gtest/gtest.h>

namespace hibari::world {
namespace {

TEST(WholeShot, SaysWhatAllPartsSayInTheirOrder) {
    Shot shot{.duration_s = 4.0F};
    shot.entities = {{.id = "man", .kind = "person"}};
    shot.actions = {{.subject = "man", .verb = Verb::kWalk, .step = 1}};
    shot.lines = {{.speaker = "man", .text = "First."}};
    shot.continuations.push_back({
        .duration_s = 3.0F,
        .entities = {{.id = "cat", .kind = "cat"}},
        .actions = {{.subject = "cat", .verb = Verb::kRun}},
        .lines = {{.speaker = "man", .text = "Second.", .step = 2}},
        .sounds = {{.kind = "bell"}, {.kind = "bell", .step = 1}},
    });
    const Shot whole = whole_shot(shot);
    EXPECT_FLOAT_EQ(whole.duration_s, 7.0F);
    EXPECT_TRUE(whole.continuations.empty());
    ASSERT_EQ(whole.entities.size(), 2U);
    EXPECT_EQ(whole.entities[1].id, "cat");
    EXPECT_EQ(whole.actions[0].step, 1);
    EXPECT_EQ(whole.actions[1].step, kStepsPerPart);
    EXPECT_EQ(whole.lines[1].step, kStepsPerPart + 2);
    EXPECT_FALSE(whole.sounds[0].step);
    EXPECT_EQ(whole.sounds[1].step, kStepsPerPart + 1);
    const std::vector<PartTime> parts = part_times(shot);
    ASSERT_EQ(parts.size(), 2U);
    EXPECT_DOUBLE_EQ(parts[1].begin_s, 4.0);
    EXPECT_DOUBLE_EQ(parts[1].end_s, 7.0);
}

}  // namespace
}  // namespace hibari::world
