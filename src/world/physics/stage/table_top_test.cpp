// Table-top stories, stated as properties: what stands upon what, where falls end, who sits where.

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

Box last_box(const Timeline& timeline, int entity) {
    return entity_box(timeline, entity, timeline.sample_count - 1);
}

TEST(TableTop, CatJumpsOntoTheTableAndTheTableStays) {
    const Timeline timeline = play(ShotBuilder("kitchen", 4.0F)
                                       .thing("cat", "cat")
                                       .thing("t", "table")
                                       .act("cat", Verb::kJump, "", "t")
                                       .towards(Direction::kUp)
                                       .shot());
    const Box table = last_box(timeline, 1);
    EXPECT_NEAR(table.high.y, 0.75F, 0.02F);
    EXPECT_LT(distance(table.center(), entity_box(timeline, 1, 0).center()), 0.05F);
    const Box cat = last_box(timeline, 0);
    EXPECT_NEAR(cat.low.y, 0.75F, 0.08F) << "its paws are not on the top";
}

TEST(TableTop, CatOnAFenceStaysOnIt) {
    for (const char* kind : {"fence", "wall"}) {
        const Timeline timeline = play(ShotBuilder("park", 3.0F)
                                           .thing("cat", "cat")
                                           .related(RelationKind::kOn, "f")
                                           .thing("f", kind)
                                           .act("cat", Verb::kWalk)
                                           .shot());
        const float top = entity_box(timeline, 1, 0).high.y;
        const Box first = entity_box(timeline, 0, 0);
        const Box last = last_box(timeline, 0);
        EXPECT_GT(first.low.y, top - 0.25F) << kind;
        EXPECT_GT(last.low.y, top - 0.25F) << kind;
        EXPECT_GT(distance(first.center(), last.center()), 0.8F) << kind;
    }
}

TEST(TableTop, ARoomHasOneSofaTheOneThatWasNamed) {
    const Timeline timeline = play(ShotBuilder("living_room", 1.0F).thing("s", "sofa").shot());
    EXPECT_EQ(
        std::count_if(
            timeline.entities.begin(),
            timeline.entities.end(),
            [](const auto& entity) { return entity.kind == "sofa"; }
        ),
        1
    );
}

TEST(TableTop, ALongRowOfDominoesFindsRoomOnATable) {
    ShotBuilder builder("kitchen", 1.0F);
    for (int i = 0; i < 14; ++i) {
        builder.thing("d" + std::to_string(i), "domino").related(RelationKind::kOn, "t");
    }
    const Timeline timeline = play(builder.thing("t", "table").act("d0", Verb::kTopple).shot());
    for (int i = 0; i < 14; ++i) {
        EXPECT_GT(entity_box(timeline, i, 0).low.y, 0.7F) << i;
        EXPECT_GT(last_box(timeline, 13).low.y, 0.7F);
    }
}

TEST(TableTop, LastDominoRingsTheBell) {
    ShotBuilder builder("studio", 4.0F);
    for (int i = 0; i < 8; ++i) {
        builder.thing("d" + std::to_string(i), "domino");
    }
    const Timeline timeline =
        play(builder.thing("bell", "bell").scaled(0.3F).act("d0", Verb::kTopple, "", "bell").shot()
        );
    const auto rings = std::any_of(
        timeline.contacts.begin(),
        timeline.contacts.end(),
        [&](const Contact& contact) {
            const auto entity = [&](int body) {
                return body >= 0 ? timeline.bodies[static_cast<std::size_t>(body)].entity : -1;
            };
            return std::max(entity(contact.body_a), entity(contact.body_b)) == 8 &&
                   std::min(entity(contact.body_a), entity(contact.body_b)) == 7;
        }
    );
    EXPECT_TRUE(rings);
}

TEST(TableTop, WhatRollsOffAShelfComesDownOnTheCushion) {
    const Timeline timeline = play(ShotBuilder("living_room", 5.0F)
                                       .thing("b", "ball")
                                       .related(RelationKind::kOn, "s")
                                       .thing("s", "shelf")
                                       .thing("c", "cushion")
                                       .act("b", Verb::kRoll)
                                       .act("b", Verb::kFall, "", "c")
                                       .at_step(1)
                                       .shot());
    EXPECT_GT(entity_box(timeline, 0, 0).low.y, 1.0F);
    int first = 0;  // The first time that it is down.
    while (first < timeline.sample_count - 1 && entity_box(timeline, 0, first).low.y > 0.16F) {
        ++first;
    }
    const Vec3 ball = entity_box(timeline, 0, first).center();
    const Box cushion = entity_box(timeline, 2, first);
    EXPECT_GT(ball.x, cushion.low.x);
    EXPECT_LT(ball.x, cushion.high.x);
}

TEST(TableTop, PianistSitsBeforeTheKeysAndThePianoStands) {
    const Timeline timeline = play(ShotBuilder("stage", 3.0F)
                                       .thing("p", "person")
                                       .related(RelationKind::kRiding, "s")
                                       .thing("piano", "piano")
                                       .thing("s", "stool")
                                       .scaled(0.75F)
                                       .related(RelationKind::kInFrontOf, "piano")
                                       .act("p", Verb::kPlayInstrument, "piano")
                                       .shot());
    const Box piano = last_box(timeline, 1);
    EXPECT_LT(distance(piano.center(), entity_box(timeline, 1, 0).center()), 0.05F);
    const Box player = last_box(timeline, 0);
    const float above_seat = player.high.y - last_box(timeline, 2).high.y;
    EXPECT_GT(above_seat, 0.6F) << "is not on the stool";
    EXPECT_LT(above_seat, 1.2F) << "stands";
    EXPECT_LT(distance(player.center(), piano.center()), 1.2F);
}

TEST(TableTop, GlassBreaksAsItComesDown) {
    ShotBuilder builder("kitchen", 4.0F);
    builder.thing("g", "bottle").related(RelationKind::kOn, "t").thing("t", "table");
    builder.act("g", Verb::kFall).act("g", Verb::kExplode);
    builder.shot().actions.back().intensity = 0.4F;
    const Timeline timeline = play(builder.shot());
    const auto broke =
        std::find_if(timeline.events.begin(), timeline.events.end(), [](const Event& event) {
            return event.kind == EventKind::kBroke;
        });
    ASSERT_NE(broke, timeline.events.end());
    EXPECT_LT(broke->position.y, 0.4F) << "broke in the air";
    EXPECT_LT(broke->time_s, 2.5);
}

TEST(TableTop, GesturesOfThoseWhoSitAtATableDoNotThrowItOver) {
    ShotBuilder builder("kitchen", 2.5F);
    for (const std::string number : {"1", "2", "3", "4"}) {
        const std::string person = "p" + number;
        const std::string chair = "c" + number;
        builder.thing(person, "person").related(RelationKind::kOn, chair);
        builder.thing(chair, "chair").related(RelationKind::kBeside, "t");
        builder.act(person, Verb::kSit, "", chair);
        builder.act(person, number == "1" ? Verb::kTalk : Verb::kLaugh);
    }
    const Timeline timeline = play(builder.thing("t", "table").shot());
    for (std::size_t entity = 0; entity < timeline.entities.size(); ++entity) {
        const std::string& kind = timeline.entities[entity].kind;
        if (kind == "table" || kind == "chair") {
            const Vec3 before = entity_box(timeline, static_cast<int>(entity), 0).center();
            const Vec3 after = last_box(timeline, static_cast<int>(entity)).center();
            EXPECT_LT(distance(before, after), 0.05F) << timeline.entities[entity].id;
        }
    }
}

TEST(TableTop, WhatIsSweptOffATableLeavesItOverTheEdge) {
    const Timeline timeline = play(ShotBuilder("kitchen", 5.0F)
                                       .thing("p", "person")
                                       .thing("cup", "cup")
                                       .related(RelationKind::kOn, "t")
                                       .thing("t", "table")
                                       .act("p", Verb::kPush, "cup")
                                       .shot());
    EXPECT_LT(last_box(timeline, 1).low.y, 0.1F) << "it has not fallen";
    for (int sample = 0; sample < timeline.sample_count; sample += 4) {
        const Vec3 cup = entity_box(timeline, 1, sample).center();
        const Box table = entity_box(timeline, 2, sample);
        const bool below = cup.y < table.high.y - 0.1F;
        const bool within = cup.x > table.low.x && cup.x < table.high.x && cup.z > table.low.z &&
                            cup.z < table.high.z;
        ASSERT_FALSE(below && within) << "through the table at sample " << sample;
    }
}

ShotBuilder tower_on_table(int count) {
    ShotBuilder builder("living_room", 8.0F);
    builder.thing("t", "table");
    for (int i = 1; i <= count; ++i) {
        builder.thing("b" + std::to_string(i), "block")
            .related(RelationKind::kOn, i == 1 ? "t" : "b" + std::to_string(i - 1));
    }
    return builder;
}

TEST(TableTop, WhoeverKnocksOverATowerOnATableFellsAllAboveItsFoot) {
    constexpr int kBlocks = 6;
    for (const std::string who : {"cat", "person"}) {
        ShotBuilder builder = tower_on_table(kBlocks);
        builder.thing("w", who);
        if (who == "cat") {
            builder.act("w", Verb::kJump, "", "t").towards(Direction::kUp);
        }
        const Timeline timeline = play(builder.act("w", Verb::kPush, "", "b1").at_step(1).shot());
        constexpr float kTop_m = 0.75F;
        constexpr float kBlock_m = 0.1F;
        for (int i = 1; i <= kBlocks; ++i) {
            const float high = kTop_m + kBlock_m * static_cast<float>(i - 1);
            EXPECT_NEAR(entity_box(timeline, i, 60).low.y, high, 0.01F) << who << " " << i;
        }
        for (int i = 3; i <= kBlocks; ++i) {
            const float stood = kTop_m + kBlock_m * static_cast<float>(i - 1);
            EXPECT_LT(last_box(timeline, i).low.y, stood - 0.5F * kBlock_m) << who << " " << i;
        }
    }
}

TEST(TableTop, WhatIsLaidOutInSomethingElseStaysThere) {
    // A statue in the middle of a fountain, as nobody would cast it.
    const Timeline timeline = play(ShotBuilder("park", 1.5F)
                                       .thing("s", "statue")
                                       .related(RelationKind::kInside, "f")
                                       .thing("f", "fountain")
                                       .shot());
    const Vec3 before = entity_box(timeline, 0, 0).center();
    const Vec3 after = last_box(timeline, 0).center();
    EXPECT_LT(std::hypot(after.x - before.x, after.z - before.z), 0.1F);
}

}  // namespace
}  // namespace hibari::world
