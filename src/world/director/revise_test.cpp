#include "world/director/revise.h"

#include "base/json.h"
#include "world/director/check_script.h"
#include "world/script/script_json.h"

#include <fstream>
#include <gtest/gtest.h>
#include <iterator>
#include <map>
#include <rapidcheck.h>
#include <set>
#include <string>
#include <vector>

namespace hibari::world {
namespace {

struct Case {
    std::string name;
    std::string source;
    std::string prompt;
    std::map<std::string, std::string> changed;  ///< field to new value, "" when any will do
    std::set<std::string> ignored;
};

// "source: ..." holds for the cases that follow; a case is "prompt: ..." and, indented, every field
// that changes, with its new value where it matters.
std::vector<Case> load_cases() {
    std::ifstream file(HIBARI_SOURCE_DIR "/src/world/director/testdata/revisions.txt");
    std::vector<Case> cases;
    std::string source;
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        if (line.starts_with("source: ")) {
            source = line.substr(8);
        } else if (line.starts_with("prompt: ")) {
            cases.push_back({
                .name = "revisions.txt:" + std::to_string(number),
                .source = source,
                .prompt = line.substr(8),
            });
        } else if (line.starts_with("  ignored ")) {
            cases.back().ignored.insert(line.substr(10));
        } else if (line.starts_with("  ")) {
            const auto equals = line.find(" = ");
            const bool valued = equals != std::string::npos;
            cases.back().changed[line.substr(2, valued ? equals - 2 : equals)] =
                valued ? line.substr(equals + 3) : "";
        }
    }
    return cases;
}

TEST(Revise, ChangesWhatTheWordsSayAndNothingElse) {
    Director director;
    const std::vector<Case> cases = load_cases();
    EXPECT_GT(cases.size(), 45U);
    for (const Case& item : cases) {
        SCOPED_TRACE(item.name + "\n" + item.source + "\n" + item.prompt);
        const auto source = director.direct(item.source, {});
        ASSERT_TRUE(source.has_value());
        const auto revised = director.revise(source->script, item.prompt, {});
        ASSERT_TRUE(revised.has_value()) << to_string(revised.error());
        EXPECT_TRUE(read_script(to_json(revised->script)).has_value());
        const Json changed = revised->interpretation.at("changed");
        std::set<std::string> fields;
        for (const Json& change : changed.items()) {
            const std::string& field = change.at("field").as_string();
            fields.insert(field);
            const auto wanted = item.changed.find(field);
            EXPECT_TRUE(wanted != item.changed.end()) << "not wanted: " << to_string(change);
            if (wanted != item.changed.end() && !wanted->second.empty()) {
                EXPECT_EQ(to_string(change.at("to")), wanted->second) << field;
            }
        }
        for (const auto& [field, value] : item.changed) {
            EXPECT_TRUE(fields.contains(field)) << "missing: " << field << "\n"
                                                << to_string(revised->interpretation, 1);
        }
        std::set<std::string> ignored;
        for (const Json& note : revised->interpretation.at("ignored").items()) {
            ignored.insert(note.at("words").as_string());
        }
        for (const std::string& words : item.ignored) {
            EXPECT_TRUE(ignored.contains(words)) << "missing: ignored " << words;
        }
    }
}

ClipScript script_of(std::string_view prompt) {
    return direct(prompt)->script;
}

TEST(Revise, OfNothingChangesNothing) {
    const ClipScript source = script_of("A man in a grey suit walks down a rainy street at night.");
    for (const std::string_view prompt :
         {"same again", "the same shot", "Keep everything the same.", "once more, please"}) {
        const auto revised = revise(source, prompt);
        ASSERT_TRUE(revised.has_value());
        EXPECT_EQ(to_json(revised->script), to_json(source)) << prompt;
    }
}

TEST(Revise, ByItsOwnPromptChangesNothing) {
    Director director;
    for (const std::string_view prompt :
         {"A man in a grey suit walks down a rainy city street at night holding an umbrella.",
          "A basketball player shoots a free throw and misses, then tries again and scores.",
          "A mother duck waddles ahead and six ducklings follow her in a line.",
          "Two friends sit on a bench. Anna: \"Hello.\" Ben: \"Hi there!\" Anna: \"Bye.\"",
          "Shot 1: a cat sleeps on a sofa. Shot 2: a dog barks. Shot 3: the cat runs away.",
          "Three coloured balls roll down a ramp; the green one hits the wall."}) {
        const auto source = director.direct(prompt, {});
        ASSERT_TRUE(source.has_value());
        const auto revised = director.revise(source->script, prompt, {});
        ASSERT_TRUE(revised.has_value());
        EXPECT_EQ(to_string(to_json(revised->script)), to_string(to_json(source->script)));
        EXPECT_EQ(revised->interpretation.at("changed"), Json::array());
    }
}

TEST(Revise, LetsAnotherSceneBeginInTheOldLight) {
    const ClipScript source =
        script_of("A horse gallops through a meadow on a foggy evening, anime style.");
    const auto revised = revise(source, "A robot dances in a factory.");
    ASSERT_TRUE(revised.has_value());
    const Shot& shot = revised->script.shots.front();
    EXPECT_EQ(shot.entities.front().id, "robot");
    EXPECT_EQ(shot.time, source.shots.front().time);
    EXPECT_EQ(shot.sky, Sky::kFog);
    EXPECT_EQ(shot.duration_s, source.shots.front().duration_s);
    EXPECT_EQ(revised->script.style, Style::kAnime);
    EXPECT_NE(shot.place, source.shots.front().place);
}

TEST(Revise, ReachesWhatAContinuationBroughtIn) {
    ClipScript source = script_of("A boy walks on the beach.");
    Continuation more;
    more.entities.push_back({.id = "dog", .kind = "dog", .called = "a dog"});
    more.actions.push_back({.subject = "dog", .verb = Verb::kRun});
    source.shots.front().continuations.push_back(more);
    const auto revised = revise(source, "replace the dog with a cat");
    ASSERT_TRUE(revised.has_value());
    const Continuation& changed = revised->script.shots.front().continuations.front();
    EXPECT_EQ(changed.entities.front().kind, "cat");
    EXPECT_EQ(changed.entities.front().id, "dog");
    EXPECT_EQ(changed.actions.front().subject, "dog");
}

TEST(Revise, TakesAnyWordsAndGivesAScriptThatReads) {
    Director director;
    const ClipScript source = director
                                  .direct(
                                      "Two boys and a brown dog play with a red ball. Shot 2: a "
                                      "woman in a red hat says \"Well done\" and claps.",
                                      {}
                                  )
                                  ->script;
    const ClipScript longer = director.extend(source, "a cat runs in and bows", 4.0, {})->script;
    constexpr std::string_view kWords[] = {
        "make",   "the",     "dog",   "ball",   "red",  "remove", "replace", "with",
        "a",      "cat",     "he",    "she",    "and",  ",",      ".",       "instead",
        "of",     "walking", "shot",  "2",      "in",   "two",    "boys",    "twice",
        "as",     "big",     "is",    "now",    "hat",  "change", "to",      "from",
        "'s",     "wears",   "night", "\"Hi\"", "then", "both",   "without", "says",
        "closer", "camera",  "on",    "add",    "put",  "no",     "it",
    };
    EXPECT_TRUE(rc::check("words", [&] {
        const auto count = *rc::gen::inRange<std::size_t>(1, 14);
        std::string prompt;
        for (std::size_t i = 0; i < count; ++i) {
            prompt += kWords[*rc::gen::inRange<std::size_t>(0, std::size(kWords))];
            prompt += ' ';
        }
        const auto revised = director.revise(longer, prompt, {});
        if (revised) {
            const auto again = read_script(to_json(revised->script));
            RC_LOG() << prompt << "\n" << (again ? "" : to_string(again.error()));
            RC_ASSERT(again.has_value());
        }
        const auto extended = director.extend(longer, prompt, 4.0, {});
        if (extended) {
            const auto again = read_script(to_json(extended->script));
            RC_LOG() << prompt << "\n" << (again ? "" : to_string(again.error()));
            RC_ASSERT(again.has_value());
        }
    }));
}

TEST(Revise, GivesWhatIsSomethingElseInOneShotAnIdOfItsOwn) {
    const ClipScript source = script_of("A dog runs. Shot 2: the dog sleeps.");
    const auto revised = revise(source, "in shot 2 replace the dog with a cat");
    ASSERT_TRUE(revised.has_value());
    EXPECT_TRUE(read_script(to_json(revised->script)).has_value());
    EXPECT_EQ(revised->script.shots[0].entities.front().id, "dog");
    EXPECT_EQ(revised->script.shots[1].entities.front().id, "dog_2");
    EXPECT_EQ(revised->script.shots[1].actions.front().subject, "dog_2");
}

TEST(Revise, RefusesAnEmptyScriptAndAnEmptyPrompt) {
    EXPECT_FALSE(revise(ClipScript{}, "make it red").has_value());
    EXPECT_FALSE(revise(script_of("a ball rolls"), "  ").has_value());
}

}  // namespace
}  // namespace hibari::world
