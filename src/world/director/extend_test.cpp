#include "world/director/extend.h"

#include "base/json.h"
#include "world/director/check_script.h"
#include "world/director/script_facts.h"
#include "world/script/script_json.h"

#include <cmath>
#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <string>
#include <vector>

namespace hibari::world {
namespace {

struct Case {
    std::string name;
    std::string source;
    std::string prompt;
    std::vector<std::string> wanted;
    std::vector<std::string> unwanted;
    std::vector<std::string> ignored;
};

// As revisions.txt, but the indented lines are facts of what is added.
std::vector<Case> load_cases() {
    std::ifstream file(HIBARI_SOURCE_DIR "/src/world/director/testdata/extensions.txt");
    std::vector<Case> cases;
    std::string source;
    int number = 0;
    for (std::string line; std::getline(file, line);) {
        ++number;
        if (line.starts_with("source: ")) {
            source = line.substr(8);
        } else if (line.starts_with("prompt:")) {
            cases.push_back({
                .name = "extensions.txt:" + std::to_string(number),
                .source = source,
                .prompt = line.size() > 8 ? line.substr(8) : "",
            });
        } else if (line.starts_with("  not ")) {
            cases.back().unwanted.push_back(line.substr(6));
        } else if (line.starts_with("  ignored ")) {
            cases.back().ignored.push_back(line.substr(10));
        } else if (line.starts_with("  ")) {
            cases.back().wanted.push_back(line.substr(2));
        }
    }
    return cases;
}

/// What was added, as a script of its own.
ClipScript added(const ClipScript& source, const ClipScript& extended) {
    ClipScript more;
    const Shot& last = extended.shots[source.shots.size() - 1];
    const std::size_t known = source.shots.back().continuations.size();
    for (std::size_t i = known; i < last.continuations.size(); ++i) {
        const Continuation& part = last.continuations[i];
        Shot shot;
        shot.duration_s = part.duration_s;
        shot.camera = part.camera;
        shot.entities = part.entities;
        shot.actions = part.actions;
        shot.lines = part.lines;
        shot.sounds = part.sounds;
        more.shots.push_back(shot);
    }
    more.shots.insert(
        more.shots.end(),
        extended.shots.begin() + static_cast<std::ptrdiff_t>(source.shots.size()),
        extended.shots.end()
    );
    return more;
}

TEST(Extend, GoesOnAsTheWordsSay) {
    Director director;
    const std::vector<Case> cases = load_cases();
    EXPECT_GT(cases.size(), 10U);
    for (const Case& item : cases) {
        SCOPED_TRACE(item.name + "\n" + item.source + "\n" + item.prompt);
        const auto source = director.direct(item.source, {});
        ASSERT_TRUE(source.has_value());
        const auto extended = director.extend(source->script, item.prompt, 4.0, {});
        ASSERT_TRUE(extended.has_value()) << to_string(extended.error());
        const auto again = read_script(to_json(extended->script));
        EXPECT_TRUE(again.has_value()) << (again ? "" : to_string(again.error()));

        ClipScript before = extended->script;
        before.shots.resize(source->script.shots.size());
        before.shots.back().continuations = source->script.shots.back().continuations;
        EXPECT_EQ(to_json(before), to_json(source->script));

        const ClipScript more = added(source->script, extended->script);
        double seconds = 0.0;
        for (const Shot& shot : more.shots) {
            seconds += static_cast<double>(shot.duration_s);
        }
        EXPECT_NEAR(seconds, 4.0, 1e-4);
        std::set<std::string> found = facts(more);
        found.insert(
            extended->script.shots.size() > source->script.shots.size() ? "cut" : "one take"
        );
        for (const std::string& fact : item.wanted) {
            EXPECT_TRUE(found.contains(fact)) << "missing: " << fact << "\n"
                                              << to_string(to_json(more), 1);
        }
        for (const std::string& fact : item.unwanted) {
            EXPECT_FALSE(found.contains(fact)) << "not wanted: " << fact << "\n"
                                               << to_string(to_json(more), 1);
        }
        std::set<std::string> ignored;
        for (const Json& note : extended->interpretation.at("ignored").items()) {
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

TEST(Extend, NamesTheFieldThatIsOutOfRange) {
    const ClipScript source = script_of("a man walks");
    for (const double seconds : {0.5, 21.0, std::nan("")}) {
        const auto extended = extend(source, "he waves", seconds);
        ASSERT_FALSE(extended.has_value());
        EXPECT_EQ(extended.error().code, ErrorCode::kInvalidArgument);
        EXPECT_EQ(extended.error().field, "seconds");
    }
}

TEST(Extend, GoesOnSixTimesAndCutsAfterwards) {
    Director director;
    ClipScript script = script_of("a man walks down the street");
    for (int i = 0; i < 6; ++i) {
        const auto extended = director.extend(script, "", 4.0, {});
        ASSERT_TRUE(extended.has_value());
        script = extended->script;
    }
    EXPECT_EQ(script.shots.front().continuations.size(), 6U);
    const auto seventh = director.extend(script, "he waves", 4.0, {});
    ASSERT_FALSE(seventh.has_value());
    EXPECT_EQ(seventh.error().field, "shots[0].continuations");
    const auto cut = director.extend(script, "Cut to: he waves", 4.0, {});
    ASSERT_TRUE(cut.has_value());
    EXPECT_EQ(cut->script.shots.size(), 2U);
    EXPECT_EQ(cut->script.shots.back().entities.front().id, "man");
}

}  // namespace
}  // namespace hibari::world
