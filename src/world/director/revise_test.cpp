#include "world/director/revise.h"

#include "base/json.h"
#include "world/director/check_script.h"
#include "world/script/script_json.h"

#include <fstream>
#include <gtest/gtest.h>
#include <map>
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
    EXPECT_GT(cases.size(), 20U);
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

TEST(Revise, RefusesAnEmptyScriptAndAnEmptyPrompt) {
    EXPECT_FALSE(revise(ClipScript{}, "make it red").has_value());
    EXPECT_FALSE(revise(script_of("a ball rolls"), "  ").has_value());
}

}  // namespace
}  // namespace hibari::world
