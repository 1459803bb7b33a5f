#include "world/director/direct.h"

#include "base/json.h"
#include "world/director/nouns.h"
#include "world/director/script_facts.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <set>
#include <sstream>
#include <string>

namespace hibari::world {
namespace {

struct Case {
    std::string name;
    std::string prompt;
    std::vector<std::string> wanted;
    std::vector<std::string> unwanted;  ///< lines that begin with "not "
    std::vector<std::string> notes;     ///< "ignored word", "substituted word used"
};

// A case is "prompt: ..." (a backslash-n is a line break) and indented facts, up to an empty line.
std::vector<Case> load_cases(const std::string& name) {
    const std::filesystem::path path =
        HIBARI_SOURCE_DIR "/src/world/director/testdata/" + name + ".txt";
    std::vector<Case> cases;
    {
        std::ifstream file(path);
        int number = 0;
        for (std::string line; std::getline(file, line);) {
            ++number;
            if (line.starts_with("prompt: ")) {
                Case item;
                item.name = path.filename().string() + ":" + std::to_string(number);
                for (std::size_t i = 8; i < line.size(); ++i) {
                    const bool line_break = line.compare(i, 2, "\\n") == 0;
                    item.prompt += line_break ? '\n' : line[i];
                    i += line_break ? 1 : 0;
                }
                cases.push_back(std::move(item));
            } else if (line.starts_with("  ") && !cases.empty()) {
                const std::string fact = line.substr(2);
                Case& item = cases.back();
                (fact.starts_with("not ")           ? item.unwanted
                 : fact.starts_with("ignored ")     ? item.notes
                 : fact.starts_with("substituted ") ? item.notes
                                                    : item.wanted)
                    .push_back(fact.starts_with("not ") ? fact.substr(4) : fact);
            }
        }
    }
    return cases;
}

std::set<std::string> note_facts(const Json& interpretation) {
    std::set<std::string> found;
    for (const Json& note : interpretation.at("ignored").items()) {
        found.insert("ignored " + note.at("words").as_string());
    }
    for (const Json& note : interpretation.at("substituted").items()) {
        found.insert(
            "substituted " + note.at("word").as_string() + " " + note.at("used").as_string()
        );
    }
    return found;
}

ScriptVocabulary vocabulary_of(const Nouns& nouns) {
    ScriptVocabulary vocabulary;
    for (const ThingNoun& thing : nouns.things) {
        vocabulary.things.push_back(thing.name);
    }
    for (const PlaceNoun& place : nouns.places) {
        vocabulary.places.push_back(place.name);
    }
    for (const MaterialNoun& material : nouns.materials) {
        vocabulary.materials.push_back(material.name);
    }
    return vocabulary;
}

// The catalogue, and the animals that the cases name should it lack them.
Nouns test_nouns() {
    Nouns nouns = catalogue_nouns();
    for (const std::string_view name : {"dog", "cat", "horse", "bird", "fish"}) {
        if (nouns.thing(name) < 0) {
            nouns.things.push_back({
                .name = name,
                .words = {name},
                .category = Category::kAnimal,
                .traits = {.rideable = name == "horse", .flies = name == "bird"},
            });
        }
    }
    return nouns;
}

class DirectCases : public testing::TestWithParam<std::string> {};

TEST_P(DirectCases, ReadAsMeant) {
    const Nouns nouns = test_nouns();
    const ScriptVocabulary vocabulary = vocabulary_of(nouns);
    const std::vector<Case> cases = load_cases(GetParam());
    Director director(DirectOptions{}.wordnet_folder, &nouns);
    EXPECT_FALSE(cases.empty());
    for (const Case& item : cases) {
        SCOPED_TRACE(item.name + "\n" + item.prompt);
        const auto directed = director.direct(item.prompt, {});
        ASSERT_TRUE(directed.has_value());
        const Json json = to_json(directed->script);
        const auto again = parse_script(json, vocabulary);
        EXPECT_TRUE(again.has_value()) << (again ? "" : to_string(again.error()));
        const auto found = facts(directed->script);
        for (const std::string& fact : item.wanted) {
            EXPECT_TRUE(found.contains(fact)) << "missing: " << fact << "\n" << to_string(json, 1);
        }
        for (const std::string& fact : item.unwanted) {
            EXPECT_FALSE(found.contains(fact)) << "not wanted: " << fact << "\n"
                                               << to_string(json, 1);
        }
        const auto notes = note_facts(directed->interpretation);
        for (const std::string& note : item.notes) {
            EXPECT_TRUE(notes.contains(note)) << "missing: " << note << "\n"
                                              << to_string(directed->interpretation, 1);
        }
    }
}

INSTANTIATE_TEST_SUITE_P(
    Testdata,
    DirectCases,
    testing::Values(
        "deeds",
        "plays",
        "sequels",
        "music",
        "odd",
        "order",
        "outcomes",
        "people",
        "places",
        "setting",
        "shots",
        "speech",
        "states",
        "table_top",
        "groups",
        "things",
        "users",
        "vehicles"
    ),
    [](const auto& item) { return item.param; }
);

TEST(Direct, ReadsOnWhenTheShotIsFull) {
    std::string prompt;
    for (int i = 0; i < 30; ++i) {
        prompt += "Three red cubes fall. Three blue balls fall. ";
    }
    for (const char* more : {"A backflip!", "The ball hits a cube and a family.", "A dog barks."}) {
        EXPECT_TRUE(direct(prompt + more).has_value()) << more;
    }
}

TEST(Direct, RefusesAnEmptyPrompt) {
    for (const char* prompt : {"", "  \n ", "\t"}) {
        const auto directed = direct(prompt);
        ASSERT_FALSE(directed.has_value());
        EXPECT_EQ(directed.error().code, ErrorCode::kInvalidArgument);
        EXPECT_EQ(directed.error().field, "prompt");
    }
}

TEST(Direct, RefusesWhatItCannotRead) {
    const auto directed = direct("一只狗在海滩上奔跑");
    ASSERT_FALSE(directed.has_value());
    EXPECT_EQ(directed.error().code, ErrorCode::kUnsupported);
}

TEST(Direct, ReadsTheLongestPromptAndRefusesALongerOne) {
    std::string prompt(kPromptLettersMax, 'a');
    EXPECT_TRUE(direct(prompt).has_value());
    prompt += 'a';
    const auto directed = direct(prompt);
    ASSERT_FALSE(directed.has_value());
    EXPECT_EQ(directed.error().code, ErrorCode::kInvalidArgument);
}

TEST(Direct, AVeryLongNameStillGivesAReadableScript) {
    const std::string name = "C" + std::string(180, 'c');
    const auto directed = direct("a man sees " + name + " and waves. Then " + name + " runs.");
    ASSERT_TRUE(directed.has_value());
    EXPECT_TRUE(parse_script(to_json(directed->script)).has_value());
}

TEST(Direct, WorksWithoutWordNetAndSaysSo) {
    const auto directed = direct("a dog runs", {.wordnet_folder = "/nowhere"});
    ASSERT_TRUE(directed.has_value());
    const std::string notes = to_string(directed->interpretation);
    EXPECT_NE(notes.find("WordNet is not installed"), std::string::npos) << notes;
}

TEST(Direct, GivesTheSameScriptForTheSamePrompt) {
    const char* prompt = "Three dogs chase a red ball around a tree while it rains.";
    EXPECT_EQ(to_json(direct(prompt)->script), to_json(direct(prompt)->script));
}

TEST(Direct, SharesTheWantedLengthAmongTheShots) {
    const auto directed =
        direct("Shot 1: a man walks. Shot 2: a man sits. Shot 3: a man waves.", {.seconds = 12.0});
    ASSERT_TRUE(directed.has_value());
    float total = 0.0F;
    for (const Shot& shot : directed->script.shots) {
        total += shot.duration_s;
    }
    EXPECT_NEAR(total, 12.0F, 1e-3F);
}

TEST(Direct, TheStyleOptionHolds) {
    const auto directed = direct("anime, a man walks", {.style = Style::kNoir});
    ASSERT_TRUE(directed.has_value());
    EXPECT_EQ(directed->script.style, Style::kNoir);
}

// The reader went one call deeper with each phrase until the stack was full.
TEST(Direct, PhrasesNestedToTheLongestPromptAreReadAndQuickly) {
    constexpr double kQuick_s = 10.0;  // Some twenty times what it takes, for slow builds.
    const Nouns nouns = catalogue_nouns();
    Director director(DirectOptions{}.wordnet_folder, &nouns);
    for (const char* form :
         {"a ball on ", "a ball of ", "the ball in ", "balls on the ", "one end of the "}) {
        std::string prompt;
        while (prompt.size() + std::string_view(form).size() < kPromptLettersMax) {
            prompt += form;
        }
        const auto before = std::chrono::steady_clock::now();
        EXPECT_TRUE(director.direct(prompt, {})) << form;
        const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
        EXPECT_LT(took.count(), kQuick_s) << form;
    }
}

TEST(Direct, AnyBytesGiveAScriptOrAnError) {
    const Nouns nouns = catalogue_nouns();
    const ScriptVocabulary vocabulary = vocabulary_of(nouns);
    Director director(DirectOptions{}.wordnet_folder, &nouns);
    const auto check = [&](const std::string& prompt) {
        const auto directed = director.direct(prompt, {});
        if (directed) {
            RC_ASSERT(parse_script(to_json(directed->script), vocabulary).has_value());
        }
    };
    EXPECT_TRUE(rc::check("bytes", [&](const std::string& bytes) { check(bytes); }));
    // Real words in any order reach further into the grammar than noise does.
    const std::vector<std::string> words = {
        "a",          "the",     "man",     "dog",    "ball",  "throws",    "falls",   "and",
        "then",       "who",     "\"Hi!\"", ",",      ".",     "with",      "red",     "hat",
        "three",      "on",      "in",      "park",   "rain",  "camera",    "pans",    "left",
        "says",       "Shot 1:", "is",      "her",    "it",    "misses",    "to",      "by",
        "each other", "kicked",  "running", "'s",     "of",    "music",     "2",       "seconds",
        ":",          "\n",      "crowd",   "cheers", "first", "the other", "wearing", "stack of",
    };
    EXPECT_TRUE(rc::check("words", [&] {
        std::string prompt;
        const int count = *rc::gen::inRange(1, 60);
        for (int i = 0; i < count; ++i) {
            prompt += words[*rc::gen::inRange<std::size_t>(0, words.size())] + " ";
        }
        check(prompt);
    }));
}

}  // namespace
}  // namespace hibari::world
