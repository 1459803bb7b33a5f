#include "engine/learned/retell.h"

#include "engine/learned/told_script.h"
#include "world/director/direct.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <optional>
#include <string>
#include <vector>

namespace hibari::engine {
namespace {

mini::Tokenizer tokenizer() {
    return *mini::Tokenizer::load("training/testdata/tokenizer_vocabulary.txt");
}

Retold read(const ClipRequest& request) {
    const auto retold = retell(request, {.tokenizer = tokenizer()});
    EXPECT_TRUE(retold) << to_string(retold.error());
    return retold.value_or(Retold{});
}

std::string told(const std::string& prompt) {
    return read({.prompt = prompt}).text;
}

std::vector<std::string> left_out(const std::string& prompt) {
    const auto directed = world::direct(prompt, {});
    EXPECT_TRUE(directed);
    return tell_script(directed->script).left_out;
}

double length_of(const Json& script) {
    return script.at("shots").at(0).at("duration_s").as_number();
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
    const Retold retold = read({.prompt = "an astronaut waves"});
    EXPECT_EQ(retold.text, "an astronaut waves");
    EXPECT_FALSE(retold.interpretation.at("retold").as_bool());
    EXPECT_GT(retold.interpretation.at("unknown_words").size(), 0U);
}

TEST(Retell, LosesNeitherPlaceNorHourNorCamera) {
    const std::string ball = told("a red ball bounces in the park at night");
    EXPECT_TRUE(has(ball, "park") && has(ball, "at night")) << ball;
    const std::string dog = told("a dog barks in the kitchen while the camera zooms in");
    EXPECT_TRUE(has(dog, "kitchen") && has(dog, "camera zooms in")) << dog;
    const std::string cubes = told("three cubes in the park at night with the sound of rain");
    EXPECT_TRUE(has(cubes, "park") && has(cubes, "night") && has(cubes, "rain")) << cubes;
    const std::string rolling = told("a red ball rolls fast to the left");
    EXPECT_TRUE(has(rolling, "quickly to the left")) << rolling;
}

TEST(Retell, SaysWhatIsNotRead) {
    EXPECT_EQ(read({.prompt = "a red ball bounces"}).interpretation.at("not_read").as_string(), "");
    const std::string prompt = "an astronaut waves and then another astronaut waves back at once";
    const auto retold = retell({.prompt = prompt}, {.tokenizer = tokenizer(), .tokens = 16});
    ASSERT_TRUE(retold);
    EXPECT_EQ(retold->text, prompt);
    const std::string rest = retold->interpretation.at("not_read").as_string();
    ASSERT_FALSE(rest.empty());
    const std::string known = prompt.substr(0, prompt.size() - rest.size());
    EXPECT_EQ(known + rest, prompt);
    EXPECT_LE(tokenizer().ids(known).size(), 16U);
    EXPECT_GT(tokenizer().ids(known).size(), 8U);
}

TEST(Retell, TheStyleOfTheRequestWinsOverTheScripts) {
    const Json script = read({.prompt = "a red ball bounces"}).script;
    const Retold retold = read({.script = script, .style = "anime"});
    EXPECT_TRUE(retold.text.starts_with("Anime")) << retold.text;
    EXPECT_EQ(retold.script.at("style").as_string(), "anime");
}

TEST(Retell, LastsAsLongAsTheRequestThePromptOrTheScriptSays) {
    EXPECT_EQ(read({.prompt = "a ball bounces"}).seconds, 5.0);
    const Retold twelve = read({.prompt = "a ball bounces for 12 seconds"});
    EXPECT_EQ(twelve.seconds, 12.0);
    EXPECT_EQ(length_of(twelve.script), 12.0);
    EXPECT_EQ(read({.script = twelve.script}).seconds, 12.0);
    const Retold three = read({.prompt = "a ball bounces for 12 seconds", .seconds = 3.0});
    EXPECT_EQ(three.seconds, 3.0);
    EXPECT_EQ(length_of(three.script), 3.0);
    EXPECT_EQ(read({.script = twelve.script, .seconds = 2.0}).seconds, 2.0);
}

TEST(Retell, FollowsTheFirstShotAndSaysSo) {
    const Retold retold = read({.prompt = "Shot 1: A cube falls. Shot 2: A red ball rolls."});
    EXPECT_EQ(retold.script.at("shots").size(), 1U);
    EXPECT_TRUE(has(retold.text, "cube")) << retold.text;
    EXPECT_FALSE(has(retold.text, "ball")) << retold.text;
    EXPECT_TRUE(has(to_string(retold.interpretation.at("left_out")), "after the first shot"));
}

ClipRequest extension(const std::string& before, const std::string& after) {
    ClipRequest request{.prompt = after, .seconds = 3.0};
    request.source = SourceClip{
        .change = Change::kExtend,
        .script = read({.prompt = before, .seconds = 5.0}).script,
    };
    return request;
}

TEST(Retell, AnExtensionKnowsTheClipThatItContinues) {
    const Retold retold =
        read(extension("claymation: a red ball rests in a park at night", "the ball rolls left"));
    for (const char* known : {"Claymation", "red ball", "roll", "park", "night"}) {
        EXPECT_TRUE(has(retold.text, known)) << known << " in: " << retold.text;
    }
    const Json& shot = retold.script.at("shots").at(0);
    EXPECT_EQ(shot.at("duration_s").as_number(), 5.0);
    EXPECT_EQ(shot.at("continuations").at(0).at("duration_s").as_number(), 3.0);
    EXPECT_EQ(retold.seconds, 3.0);
}

TEST(Retell, AnExtensionWithoutWordsGoesOn) {
    const Retold retold = read(extension("a red ball rolls to the left in a gym", ""));
    EXPECT_TRUE(has(retold.text, "red ball") && has(retold.text, "gym")) << retold.text;
    EXPECT_EQ(retold.script.at("shots").at(0).at("continuations").size(), 1U);
}

TEST(Retell, AnExtensionHasNoCuts) {
    const Retold retold =
        read(extension("a red ball rests", "cut to a blue cube on a beach. Cut to a cat."));
    EXPECT_TRUE(has(retold.text, "blue cube")) << retold.text;
    EXPECT_EQ(retold.script.at("shots").size(), 2U);
    EXPECT_TRUE(has(to_string(retold.interpretation.at("left_out")), "cut"));
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
    struct Case {
        const char* prompt;
        std::vector<const char*> left_out;
    };

    const std::vector<Case> cases{
        {"a dog runs to the left and then jumps", {"the dog jumps"}},
        {"a woman says \"good morning\" while rain falls and piano music plays",
         {"the woman says \"good morning\"",
          "weather: rain",
          "calm piano music",
          "how the woman looks"}},
        {"red ball drops in slow motion in heavy snow", {"slow motion", "weather: snow"}},
        {"a red cube next to a blue ball", {"the red cube is beside the blue ball"}},
        {"a red ball rolls into a blue cube with the sound of waves and a siren", {"sound: siren"}},
        {"a dog runs fast", {"the dog is fast"}},
        {"a girl waves and walks away from the camera", {"the girl walks away from the camera"}},
    };
    for (const Case& one : cases) {
        const std::vector<std::string> out = left_out(one.prompt);
        for (const char* words : one.left_out) {
            EXPECT_NE(std::ranges::find(out, words), out.end()) << one.prompt << ": " << words;
        }
        for (const std::string& words : out) {
            EXPECT_FALSE(has(words, "_")) << words;
        }
    }
    for (const char* prompt :
         {"a red ball bounces",
          "three red cubes stand in a studio",
          "a red ball rolls into a blue cube in the park at night"}) {
        EXPECT_EQ(left_out(prompt), std::vector<std::string>{}) << prompt;
    }
}

TEST(TellScript, ARowOfDominoesFallsAsOne) {
    const auto directed = world::direct("ten dominoes fall over one after the other", {});
    ASSERT_TRUE(directed);
    const ToldScript script = tell_script(directed->script);
    ASSERT_EQ(script.told.things.size(), 1U);
    EXPECT_EQ(script.told.things[0].ids.size(), 10U);
    EXPECT_EQ(script.told.things[0].deed, "domino_fall");
}

TEST(TellScript, WhatFallsOnABucketFallsIntoIt) {
    const auto directed = world::direct("a ball falls into a bucket", {});
    ASSERT_TRUE(directed);
    EXPECT_EQ(tell_script(directed->script).told.things.at(0).deed, "fall_into");
}

TEST(TellScript, ThoseWhoThrowToEachOtherThrow) {
    EXPECT_TRUE(has(told("two girls throw a ball back and forth"), "two people throw a ball"));
}

TEST(TellScript, NobodyRollsIntoAWall) {
    const auto directed = world::direct("a neighbour bangs on the wall", {});
    ASSERT_TRUE(directed);
    EXPECT_EQ(tell_script(directed->script).told.things.at(0).deed, "stay");
}

TEST(TellScript, WhoSaysSomethingTalks) {
    const auto directed = world::direct("a dog says \"hello\"", {});
    ASSERT_TRUE(directed);
    EXPECT_EQ(tell_script(directed->script).told.things.at(0).deed, "talk");
}

TEST(TellScript, TellsTheFirstDeedThatHasWords) {
    const auto directed = world::direct("a man smiles and then waves", {});
    ASSERT_TRUE(directed);
    const ToldScript script = tell_script(directed->script);
    EXPECT_EQ(script.told.things.at(0).deed, "wave");
    EXPECT_NE(std::ranges::find(script.left_out, "the man smiles"), script.left_out.end());
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
