#include "world/director/wishes.h"

#include <gtest/gtest.h>
#include <vector>

namespace hibari::world {
namespace {

ClipScript two_takes() {
    ClipScript script;
    Shot shot;
    shot.entities = {
        {.id = "ana", .kind = "person", .likeness = "Ana"},
        {.id = "bob", .kind = "person"},
    };
    script.shots = {shot, shot};
    script.shots.back().continuations.push_back(
        {.entities = {{.id = "ana_2", .kind = "person", .likeness = "Ana"}}}
    );
    return script;
}

Result<void> follow(const std::string& thing, bool must, ClipScript& script, Json& notes) {
    const std::vector<LikenessWish> wishes = {{.likeness = "Ana", .thing = thing, .must = must}};
    return follow_wishes(wishes, script, notes);
}

TEST(Wishes, AreWornInEveryTakeByThoseWithTheLikenessAlone) {
    ClipScript script = two_takes();
    Json notes = Json::object();
    ASSERT_TRUE(follow("a fedora", true, script, notes));
    for (const Shot& shot : script.shots) {
        EXPECT_EQ(shot.entities[0].look.hat, Hat::kFedora);
        EXPECT_EQ(shot.entities[1].look.hat, Hat::kNone);
    }
    EXPECT_EQ(script.shots[1].continuations[0].entities[0].look.hat, Hat::kFedora);
    EXPECT_EQ(notes.at("assumed").size(), 1U);
}

TEST(Wishes, ChangeNothingElseOfTheLook) {
    ClipScript script = two_takes();
    script.shots[0].entities[0].look.top = Top::kDress;
    script.shots[0].entities[0].look.beard = true;
    Json notes = Json::object();
    ASSERT_TRUE(follow("sunglasses", true, script, notes));
    const PersonLook& look = script.shots[0].entities[0].look;
    EXPECT_EQ(look.glasses, Glasses::kDark);
    EXPECT_EQ(look.top, Top::kDress);
    EXPECT_TRUE(look.beard);
}

TEST(Wishes, WhatCannotBeShownIsAnErrorWhereItMust) {
    ClipScript script = two_takes();
    Json notes = Json::object();
    // The face is that of the likeness.
    for (const char* thing : {"a quantum flux", "a beard", "happy"}) {
        const auto followed = follow(thing, true, script, notes);
        ASSERT_FALSE(followed) << thing;
        EXPECT_EQ(followed.error().code, ErrorCode::kUnsupported);
    }
    ASSERT_TRUE(follow("a quantum flux", false, script, notes));
    EXPECT_EQ(notes.at("ignored").size(), 1U);
}

TEST(Wishes, ThingsWearNothing) {
    ClipScript script = two_takes();
    script.shots[0].entities[0].kind = "box";
    Json notes = Json::object();
    EXPECT_FALSE(follow("a fedora", true, script, notes));
}

}  // namespace
}  // namespace hibari::world
