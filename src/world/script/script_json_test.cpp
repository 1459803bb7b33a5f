#include "world/script/script_json.h"

#include "world/script/names.h"

#include <array>
#include <cstdio>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <string>

namespace hibari::world {
namespace {

template <typename Enum>
Enum any_enum() {
    return static_cast<Enum>(*rc::gen::inRange<std::size_t>(0, enum_names<Enum>().size()));
}

float any_float(float low, float high) {
    const float t = static_cast<float>(*rc::gen::inRange(0, 1'000'001)) / 1'000'000.0F;
    return std::min(high, low + (high - low) * t);
}

template <typename T>
std::optional<T> maybe(const T& value) {
    return *rc::gen::arbitrary<bool>() ? std::optional<T>(value) : std::nullopt;
}

std::optional<Vec3> any_color() {
    return maybe(Vec3{any_float(0, 1), any_float(0, 1), any_float(0, 1)});
}

Entity any_entity(int index) {
    Entity entity{.id = "thing_" + std::to_string(index), .kind = "cube"};
    entity.color = any_color();
    entity.scale = any_float(0.05F, 20.0F);
    entity.filled = *rc::gen::arbitrary<bool>();
    entity.burning = *rc::gen::arbitrary<bool>();
    entity.likeness = *rc::gen::arbitrary<bool>() ? "ana" : "";
    entity.look.age = any_enum<Age>();
    entity.look.hat = any_enum<Hat>();
    entity.look.skin_tone = maybe(any_float(0, 1));
    entity.look.top_color = any_color();
    if (index > 0) {
        entity.relations.push_back({.kind = any_enum<RelationKind>(), .target = "thing_0"});
    }
    return entity;
}

ClipScript any_script() {
    ClipScript script;
    script.style = any_enum<Style>();
    script.music = maybe(Music{.mood = "epic", .tempo_bpm = any_float(50, 180)});
    const int shots = *rc::gen::inRange(1, 4);
    for (int s = 0; s < shots; ++s) {
        Shot shot;
        shot.duration_s = any_float(1, 20);
        shot.sky = any_enum<Sky>();
        shot.season = any_enum<Season>();
        shot.wind = any_float(0, 1);
        shot.camera.move = any_enum<CameraMove>();
        shot.camera.lens_mm = any_float(12, 200);
        for (int e = 0; e < 3; ++e) {
            shot.entities.push_back(any_entity(e));
        }
        shot.actions.push_back({
            .subject = "thing_0",
            .verb = any_enum<Verb>(),
            .target = "thing_1",
            .direction = any_enum<Direction>(),
            .intensity = any_float(0.25F, 2.0F),
            .outcome = any_enum<Outcome>(),
            .via = any_enum<Via>(),
            .repeat = *rc::gen::inRange(1, 21),
            .turns = *rc::gen::inRange(1, 7),
            .step = *rc::gen::inRange(0, 32),
            .start_s = maybe(any_float(0, 20)),
        });
        shot.lines.push_back({.speaker = "narrator", .text = "Words.", .step = 3});
        shot.sounds.push_back({.kind = "bell", .level = any_float(0, 2), .step = maybe(2)});
        for (int c = *rc::gen::inRange(0, 3); c > 0; --c) {
            shot.continuations.push_back({
                .duration_s = any_float(1, 20),
                .camera = {.move = any_enum<CameraMove>(), .subject = "thing_1"},
                .entities = {any_entity(10 + c)},
                .actions =
                    {{.subject = "thing_" + std::to_string(10 + c),
                      .verb = any_enum<Verb>(),
                      .target = "thing_1"}},
                .lines = {{.speaker = "thing_0", .text = "More.", .step = 1}},
                .sounds = {{.kind = "bell", .step = maybe(1)}},
            });
        }
        script.shots.push_back(shot);
    }
    return script;
}

TEST(ScriptJson, RoundTripIsExact) {
    const bool holds = rc::check("script -> text -> script", [] {
        const Json json = to_json(any_script());
        const auto text = parse_json(to_string(json, 2));
        RC_ASSERT(text.has_value());
        const auto script = parse_script(*text);
        RC_ASSERT(script.has_value());
        RC_ASSERT(to_json(*script) == json);
    });
    EXPECT_TRUE(holds);
}

TEST(ScriptJson, FloatsPrintShort) {
    ClipScript script;
    script.shots.emplace_back().wind = 0.1F;
    EXPECT_NE(to_string(to_json(script)).find("\"wind\":0.1}"), std::string::npos)
        << to_string(to_json(script));
}

std::string error_of(std::string_view text, const ScriptVocabulary& vocabulary = {}) {
    const auto json = parse_json(text);
    EXPECT_TRUE(json.has_value()) << text;
    const auto script = parse_script(*json, vocabulary);
    return script ? "" : to_string(script.error());
}

TEST(ScriptJson, AcceptsTheShortestScript) {
    EXPECT_EQ(error_of(R"({"shots": [{}]})"), "");
}

TEST(ScriptJson, NamesTheFieldAtFault) {
    const std::vector<std::pair<const char*, const char*>> cases = {
        {R"({"shots": []})", "shots"},
        {R"({"shots": [{"duration_s": 99}]})", "shots[0].duration_s"},
        {R"({"shots": [{"colour": 1}]})", "shots[0]"},
        {R"({"shots": [{"sky": "purple"}]})", "shots[0].sky"},
        {R"({"shots": [{"entities": [{"id": "A b", "kind": "cube"}]}]})", "entities[0].id"},
        {R"({"shots": [{"entities": [{"id": "a", "kind": "cube"},
            {"id": "a", "kind": "cube"}]}]})",
         "entities[1].id"},
        {R"({"shots": [{"actions": [{"subject": "nobody", "verb": "run"}]}]})", "actions[0].subject"
        },
        {R"({"shots": [{"entities": [{"id": "a", "kind": "cube",
            "relations": [{"kind": "on", "target": "a"}]}]}]})",
         "entities[0].relations"},
        {R"({"shots": [{"lines": [{"speaker": "narrator", "text": ""}]}]})", "lines[0].text"},
        {R"({"shots": [{"camera": {"lens_mm": 5}}]})", "camera.lens_mm"},
        {R"({"version": 2, "shots": [{}]})", "version"},
        {R"({"shots": [{"continuations": [{"place": "gym"}]}]})", "shots[0].continuations[0]"},
        {R"({"shots": [{"continuations": [{"duration_s": 21}]}]})",
         "shots[0].continuations[0].duration_s"},
        {R"({"shots": [{"continuations": [{}, {}, {}, {}, {}, {}, {}]}]})", "shots[0].continuations"
        },
        {R"({"shots": [{"duration_s": 20, "continuations": [{"duration_s": 20},
            {"duration_s": 20}, {"duration_s": 20}, {"duration_s": 20}, {"duration_s": 20},
            {"duration_s": 1}]}]})",
         "shots[0].continuations: a shot lasts at most 120 s"},
    };
    for (const auto& [text, field] : cases) {
        EXPECT_NE(error_of(text).find(field), std::string::npos) << text << "\n" << error_of(text);
    }
}

TEST(ScriptJson, ChecksNamesAgainstTheVocabulary) {
    const ScriptVocabulary vocabulary{
        .things = {"cube"}, .places = {"gym"}, .materials = {"wood"}, .sounds = {"bell"}
    };
    EXPECT_EQ(
        error_of(
            R"({"shots": [{"place": "gym", "entities": [{"id": "a", "kind": "cube"}]}]})",
            vocabulary
        ),
        ""
    );
    const std::string error = error_of(R"({"shots": [{"place": "gim"}]})", vocabulary);
    EXPECT_NE(error.find("did you mean \"gym\"?"), std::string::npos) << error;
}

TEST(ScriptJson, AContinuationKnowsAllWhoCameBeforeAndNobodyWhoComesLater) {
    const char* const shot = R"({"shots": [{"entities": [{"id": "a", "kind": "cube"}],
        "continuations": [
            {"actions": [{"subject": "%s", "verb": "run"}]},
            {"entities": [{"id": "%s", "kind": "dog",
                           "relations": [{"kind": "beside", "target": "a"}]}],
             "actions": [{"subject": "a", "verb": "hit", "target": "b"}]}
        ]}]})";
    const auto with = [&](const char* subject, const char* newcomer) {
        std::array<char, 600> text{};
        std::snprintf(text.data(), text.size(), shot, subject, newcomer);
        return error_of(text.data());
    };
    EXPECT_EQ(with("a", "b"), "");
    EXPECT_NE(with("b", "b").find("continuations[0].actions[0].subject"), std::string::npos);
    EXPECT_NE(with("a", "a").find("continuations[1].entities[0].id"), std::string::npos);
}

TEST(ScriptJson, AnIdKeepsItsKindFromShotToShot) {
    const std::string error = error_of(
        R"({"shots": [{"entities": [{"id": "a", "kind": "cube"}]},
                      {"entities": [{"id": "a", "kind": "dog"}]}]})"
    );
    EXPECT_NE(error.find("shots[1].entities"), std::string::npos) << error;
    const std::string later = error_of(
        R"({"shots": [{"continuations": [{"entities": [{"id": "a", "kind": "cube"}]}]},
                      {"entities": [{"id": "a", "kind": "dog"}]}]})"
    );
    EXPECT_NE(later.find("shots[1].entities"), std::string::npos) << later;
}

}  // namespace
}  // namespace hibari::world
