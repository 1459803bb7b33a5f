#include "engine/learned/retell.h"

#include "engine/learned/told_script.h"
#include "world/director/direct.h"

#include <gtest/gtest.h>

namespace hibari::engine {
namespace {

mini::Tokenizer tokenizer() {
    return *mini::Tokenizer::load("training/testdata/tokenizer_vocabulary.txt");
}

std::string told(const std::string& prompt) {
    const auto retold = retell({.prompt = prompt}, tokenizer());
    EXPECT_TRUE(retold) << to_string(retold.error());
    return retold ? retold->text : "";
}

bool has(const std::string& text, std::string_view word) {
    return text.find(word) != std::string::npos;
}

TEST(Retell, SaysWhatTheDirectorUnderstood) {
    const std::string text = told("A crimson ball bounces in a studio");
    EXPECT_TRUE(has(text, "red")) << text;
    EXPECT_TRUE(has(text, "bounc")) << text;
}

TEST(Retell, IsTheSameForTheSamePrompt) {
    EXPECT_EQ(told("a blue cube falls"), told("a blue cube falls"));
}

TEST(Retell, LeavesAloneWhatTheCaptionsDoNotKnow) {
    const auto retold = retell({.prompt = "an astronaut waves"}, tokenizer());
    ASSERT_TRUE(retold);
    EXPECT_EQ(retold->text, "an astronaut waves");
    EXPECT_FALSE(retold->interpretation.at("retold").as_bool());
    EXPECT_GT(retold->interpretation.at("unknown_words").size(), 0U);
}

TEST(TellScript, GathersWhatIsAlike) {
    const auto directed = world::direct("three red cubes stand in a studio", {});
    ASSERT_TRUE(directed);
    const ToldScript script = tell_script(directed->script);
    ASSERT_EQ(script.told.things.size(), 1U);
    EXPECT_EQ(script.told.things[0].ids.size(), 3U);
    EXPECT_EQ(script.told.things[0].colour, "red");
}

TEST(TellScript, SaysWhatItLeavesOut) {
    const auto directed = world::direct("a man does a cartwheel", {});
    ASSERT_TRUE(directed);
    EXPECT_FALSE(tell_script(directed->script).left_out.empty());
}

TEST(TellScript, WhateverIsToldCanBeSaid) {
    // Deeds whose target or ball is not there: nothing may be said of what is missing.
    for (const char* prompt :
         {"a man throws a ball at a hoop and misses",
          "a girl kicks a ball",
          "somebody throws",
          "a ball swings",
          "a boy shoots at a goal",
          "a cat kicks",
          "a ball falls on itself",
          "a stack of five cubes falls over",
          "a tiger rides a bicycle past a burning house"}) {
        EXPECT_FALSE(told(prompt).empty()) << prompt;
    }
}

TEST(TellScript, AimsAtWhatIsHit) {
    const auto directed = world::direct("a red ball rolls into a blue cube", {});
    ASSERT_TRUE(directed);
    const ToldScript script = tell_script(directed->script);
    ASSERT_EQ(script.told.things.size(), 2U);
    EXPECT_EQ(script.told.things[0].deed, "roll_into");
    EXPECT_EQ(script.told.things[0].target, 1);
}

}  // namespace
}  // namespace hibari::engine
