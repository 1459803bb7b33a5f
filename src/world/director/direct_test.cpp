#include "world/director/direct.h"

#include "base/json.h"
#include "world/director/nouns.h"
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

// Facts about a script as lines of text, so that a case can list those it cares about:
// "place gym", "entity player person", "action player shoot object=ball target=hoop
// outcome=failure".
std::set<std::string> facts(const ClipScript& script) {
    std::set<std::string> found;
    found.insert("style " + std::string(enum_name(script.style)));
    found.insert("shots " + std::to_string(script.shots.size()));
    if (script.music) {
        found.insert("music " + script.music->mood);
        found.insert("instrument " + script.music->instrument);
        found.insert(script.music->tempo_bpm > 120.0F ? "tempo fast" : "tempo slow");
    }
    for (std::size_t i = 0; i < script.shots.size(); ++i) {
        const Shot& shot = script.shots[i];
        std::set<std::string> here;
        here.insert("place " + shot.place);
        here.insert("time " + std::string(enum_name(shot.time)));
        here.insert("sky " + std::string(enum_name(shot.sky)));
        here.insert("season " + std::string(enum_name(shot.season)));
        here.insert(shot.wind > 0.0F ? "windy" : "still");
        here.insert("seconds " + to_string(Json(static_cast<double>(shot.duration_s))));
        if (shot.speed < 1.0F) {
            here.insert("slow motion");
        }
        const Camera& camera = shot.camera;
        here.insert("camera " + std::string(enum_name(camera.move)));
        here.insert("framing " + std::string(enum_name(camera.framing)));
        here.insert("angle " + std::string(enum_name(camera.angle)));
        here.insert("lens " + std::to_string(static_cast<int>(camera.lens_mm)));
        here.insert("camera on " + camera.subject);
        here.insert("camera from " + camera.from);
        if (camera.rack_focus) {
            here.insert("rack focus");
        }
        if (camera.handheld > 0.0F) {
            here.insert("handheld");
        }
        if (camera.shallow_focus) {
            here.insert("shallow focus");
        }
        for (const Entity& entity : shot.entities) {
            here.insert("entity " + entity.id + " " + entity.kind);
            here.insert("entity " + entity.id);
            here.insert(
                "count " + entity.kind + " " +
                std::to_string(std::ranges::count_if(
                    shot.entities, [&](const Entity& other) { return other.kind == entity.kind; }
                ))
            );
            const auto add = [&](const std::string& what) {
                here.insert("look " + entity.id + " " + what);
            };
            if (entity.color) {
                const Vec3 c = *entity.color;
                add(c.x > 2.0F * std::max(c.y, c.z)             ? "red"
                    : c.z > 1.3F * std::max(c.x, c.y)           ? "blue"
                    : c.y > 1.5F * std::max(c.x, c.z)           ? "green"
                    : c.x > 0.7F && c.y > 0.7F && c.z > 0.7F    ? "white"
                    : c.x < 0.05F && c.y < 0.05F && c.z < 0.05F ? "black"
                    : c.x > 0.5F && c.y > 0.2F && c.z < 0.15F   ? "yellow"
                                                                : "coloured");
            }
            if (entity.scale > 1.2F) {
                add("big");
            } else if (entity.scale < 0.8F) {
                add("small");
            }
            if (!entity.material.empty()) {
                add(entity.material);
            }
            if (entity.burning) {
                add("burning");
            }
            const PersonLook& look = entity.look;
            add("feeling " + std::string(enum_name(look.feeling)));
            add(std::string(enum_name(look.age)));
            add(std::string(enum_name(look.build)));
            add(std::string(enum_name(look.gender)));
            add("hat " + std::string(enum_name(look.hat)));
            add("top " + std::string(enum_name(look.top)));
            add("bottom " + std::string(enum_name(look.bottom)));
            add("hair " + std::string(enum_name(look.hair)));
            for (const auto& [name, color] :
                 {std::pair{"hat", look.hat_color},
                  std::pair{"top", look.top_color},
                  std::pair{"bottom", look.bottom_color},
                  std::pair{"hair", look.hair_color},
                  std::pair{"shoe", look.shoe_color}}) {
                if (color) {
                    const Vec3 c = *color;
                    add(std::string(name) + (c.x > 2.0F * std::max(c.y, c.z)          ? " red"
                                             : c.z > 1.3F * std::max(c.x, c.y)        ? " blue"
                                             : c.y > 1.5F * std::max(c.x, c.z)        ? " green"
                                             : c.x > 0.6F && c.y > 0.6F && c.z > 0.5F ? " white"
                                             : c.x < 0.05F && c.y < 0.05F && c.z < 0.05F
                                                 ? " black"
                                                 : " coloured"));
                }
            }
            if (look.beard) {
                add("beard");
            }
            if (look.glasses != Glasses::kNone) {
                add("glasses");
            }
            for (const auto& [name, worn] :
                 {std::pair{"cape", look.worn.cape}, std::pair{"backpack", look.worn.backpack}}) {
                if (worn) {
                    add(name);
                }
            }
            for (const Relation& relation : entity.relations) {
                here.insert(
                    "relation " + entity.id + " " + std::string(enum_name(relation.kind)) + " " +
                    relation.target
                );
            }
        }
        for (const Action& action : shot.actions) {
            // Every combination of the optional parts, so that a case may leave any of them out.
            const std::string head = action.subject + " " + std::string(enum_name(action.verb));
            std::vector<std::string> parts;
            if (!action.object.empty()) {
                parts.push_back(" object=" + action.object);
            }
            if (!action.target.empty()) {
                parts.push_back(" target=" + action.target);
            }
            if (action.direction != Direction::kNone) {
                parts.push_back(" direction=" + std::string(enum_name(action.direction)));
            }
            parts.push_back(" outcome=" + std::string(enum_name(action.outcome)));
            if (action.via != Via::kNone) {
                parts.push_back(" via=" + std::string(enum_name(action.via)));
            }
            parts.push_back(" repeat=" + std::to_string(action.repeat));
            parts.push_back(" turns=" + std::to_string(action.turns));
            parts.push_back(" step=" + std::to_string(action.step));
            parts.push_back(
                action.intensity < 0.9F   ? " gently"
                : action.intensity > 1.1F ? " hard"
                                          : " plainly"
            );
            if (action.start_s) {
                parts.push_back(" start=" + std::to_string(static_cast<int>(*action.start_s)));
            }
            for (std::size_t mask = 0; mask < (std::size_t{1} << parts.size()); ++mask) {
                std::string fact = "action " + head;
                for (std::size_t p = 0; p < parts.size(); ++p) {
                    fact += (mask >> p & 1U) != 0 ? parts[p] : "";
                }
                here.insert(fact);
            }
            here.insert("does " + std::string(enum_name(action.verb)));
        }
        for (const SpokenLine& line : shot.lines) {
            here.insert(
                "line " + line.speaker + " " + std::string(enum_name(line.delivery)) + " " +
                line.text
            );
        }
        for (const SoundCue& cue : shot.sounds) {
            here.insert("sound " + cue.kind);
        }
        for (const std::string& fact : here) {
            found.insert(fact);
            found.insert("shot " + std::to_string(i + 1) + " " + fact);
        }
    }
    return found;
}

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
