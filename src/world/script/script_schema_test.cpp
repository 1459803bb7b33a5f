#include "base/json.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <fstream>
#include <gtest/gtest.h>
#include <set>
#include <sstream>
#include <string>

namespace hibari::world {
namespace {

Json load_schema() {
    std::ifstream file(HIBARI_SOURCE_DIR "/api/shot-script.schema.json");
    std::stringstream text;
    text << file.rdbuf();
    auto json = parse_json(text.str());
    EXPECT_TRUE(json.has_value());
    return json ? *json : Json::object();
}

const Json& properties(const Json& schema, std::string_view definition) {
    return schema.at("$defs").at(definition).at("properties");
}

template <typename Enum>
void expect_same_names(const Json& property) {
    std::vector<std::string> listed;
    for (const Json& item : property.at("enum").items()) {
        listed.push_back(item.as_string());
    }
    const auto names = enum_names<Enum>();
    EXPECT_EQ(listed, std::vector<std::string>(names.begin(), names.end()));
}

TEST(ScriptSchema, ListsTheVeryEnumeratorsOfTheScript) {
    const Json schema = load_schema();
    expect_same_names<Style>(schema.at("properties").at("style"));
    const Json& shot = properties(schema, "shot");
    expect_same_names<TimeOfDay>(shot.at("time"));
    expect_same_names<Sky>(shot.at("sky"));
    expect_same_names<Season>(shot.at("season"));
    const Json& action = properties(schema, "action");
    expect_same_names<Verb>(action.at("verb"));
    expect_same_names<Outcome>(action.at("outcome"));
    expect_same_names<Via>(action.at("via"));
    expect_same_names<Direction>(action.at("direction"));
    expect_same_names<RelationKind>(properties(schema, "relation").at("kind"));
    const Json& look = properties(schema, "look");
    expect_same_names<Age>(look.at("age"));
    expect_same_names<Build>(look.at("build"));
    expect_same_names<Gender>(look.at("gender"));
    expect_same_names<HairStyle>(look.at("hair"));
    expect_same_names<Hat>(look.at("hat"));
    expect_same_names<Glasses>(look.at("glasses"));
    expect_same_names<Top>(look.at("top"));
    expect_same_names<Bottom>(look.at("bottom"));
    expect_same_names<Feeling>(look.at("feeling"));
    expect_same_names<Delivery>(properties(schema, "line").at("delivery"));
    const Json& camera = properties(schema, "camera");
    expect_same_names<CameraMove>(camera.at("move"));
    expect_same_names<Framing>(camera.at("framing"));
    expect_same_names<Angle>(camera.at("angle"));
}

// Collects every key that a written script has at each of its levels.
std::set<std::string> keys(const Json& json) {
    std::set<std::string> found;
    for (const JsonMember& member : json.members()) {
        found.insert(member.key);
    }
    return found;
}

// A script in which nothing has its usual value.
ClipScript full_script() {
    const Vec3 red{0.8F, 0.1F, 0.1F};
    Entity person{.id = "a", .kind = "person", .called = "a", .color = red, .accent = red};
    person.scale = 2.0F;
    person.material = "wood";
    person.filled = true;
    person.burning = true;
    person.likeness = "ana";
    person.look = {
        .age = Age::kOld,
        .build = Build::kHeavy,
        .gender = Gender::kMan,
        .skin_tone = 0.5F,
        .hair = HairStyle::kBun,
        .hair_color = red,
        .hat = Hat::kCap,
        .hat_color = red,
        .top = Top::kSuit,
        .top_color = red,
        .bottom = Bottom::kSkirt,
        .bottom_color = red,
        .shoe_color = red,
        .glasses = Glasses::kDark,
        .beard = true,
        .feeling = Feeling::kHappy,
        .worn =
            {.scarf = true,
             .backpack = true,
             .cape = true,
             .headphones = true,
             .mask = true,
             .gloves = true,
             .wings = true},
    };
    person.relations = {{.kind = RelationKind::kBehind, .target = "b"}};
    Shot shot;
    shot.time = TimeOfDay::kNight;
    shot.sky = Sky::kRain;
    shot.season = Season::kAutumn;
    shot.wind = 0.5F;
    shot.speed = 0.5F;
    shot.camera = {
        .move = CameraMove::kOrbit,
        .framing = Framing::kWide,
        .angle = Angle::kLow,
        .subject = "a",
        .from = "b",
        .lens_mm = 35.0F,
        .handheld = 0.5F,
        .speed = 2.0F,
        .shallow_focus = true,
        .rack_focus = true,
    };
    shot.entities = {person, Entity{.id = "b", .kind = "cube"}};
    shot.actions = {{
        .subject = "a",
        .verb = Verb::kThrow,
        .object = "b",
        .target = "b",
        .direction = Direction::kUp,
        .intensity = 1.5F,
        .outcome = Outcome::kSuccess,
        .via = Via::kFrame,
        .repeat = 2,
        .turns = 2,
        .step = 1,
        .start_s = 1.0F,
        .duration_s = 2.0F,
    }};
    shot.lines = {
        {.speaker = "a", .text = "Hi.", .delivery = Delivery::kShout, .step = 1, .recorded = true}
    };
    shot.sounds = {{.kind = "bell", .level = 0.5F, .step = 1}};
    shot.continuations = {{
        .duration_s = 2.0F,
        .camera = shot.camera,
        .entities = {Entity{.id = "c", .kind = "cube"}},
        .actions = shot.actions,
        .lines = shot.lines,
        .sounds = shot.sounds,
    }};
    ClipScript script;
    script.style = Style::kAnime;
    script.music = Music{.mood = "jazz", .tempo_bpm = 90.0F, .instrument = "piano"};
    script.shots = {shot};
    return script;
}

TEST(ScriptSchema, ListsTheVeryKeysThatAreWritten) {
    const Json schema = load_schema();
    const Json json = to_json(full_script());
    const Json& shot = json.at("shots").at(0);
    EXPECT_EQ(keys(json), keys(schema.at("properties")));
    EXPECT_EQ(keys(shot), keys(properties(schema, "shot")));
    EXPECT_EQ(keys(shot.at("continuations").at(0)), keys(properties(schema, "continuation")));
    EXPECT_EQ(keys(json.at("music")), keys(properties(schema, "music")));
    EXPECT_EQ(keys(shot.at("camera")), keys(properties(schema, "camera")));
    const Json& person = shot.at("entities").at(0);
    EXPECT_EQ(keys(person), keys(properties(schema, "entity")));
    EXPECT_EQ(keys(person.at("look")), keys(properties(schema, "look")));
    EXPECT_EQ(keys(person.at("relations").at(0)), keys(properties(schema, "relation")));
    EXPECT_EQ(keys(shot.at("actions").at(0)), keys(properties(schema, "action")));
    EXPECT_EQ(keys(shot.at("lines").at(0)), keys(properties(schema, "line")));
    EXPECT_EQ(keys(shot.at("sounds").at(0)), keys(properties(schema, "sound")));
}

}  // namespace
}  // namespace hibari::world
