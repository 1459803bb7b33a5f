#include "world/script/script_json.h"

#include "base/json_reader.h"
#include "base/text.h"
#include "world/script/names.h"
#include "world/script/shot_lengths.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hibari::world {
namespace {

using Limits = ScriptLimits;

template <typename Enum>
Result<Enum> read_enum(const JsonReader& reader, std::string_view key, Enum usual) {
    const std::size_t index =
        HIBARI_TRY(reader.choice(key, enum_names<Enum>(), static_cast<std::size_t>(usual)));
    return static_cast<Enum>(index);
}

template <typename Enum>
Result<Enum> read_enum(const JsonReader& reader, std::string_view key) {
    return static_cast<Enum>(HIBARI_TRY(reader.choice(key, enum_names<Enum>())));
}

Result<float> read_float(const JsonReader& reader, std::string_view key, const NumberRule& rule) {
    return static_cast<float>(HIBARI_TRY(reader.number(key, rule)));
}

Result<std::optional<float>> read_float_if(
    const JsonReader& reader, std::string_view key, const NumberRule& rule
) {
    if (const auto member = reader.find(key)) {
        return static_cast<float>(HIBARI_TRY(member->as_number(rule)));
    }
    return std::optional<float>{};
}

Result<int> read_int(const JsonReader& reader, std::string_view key, const IntegerRule& rule) {
    return static_cast<int>(HIBARI_TRY(reader.integer(key, rule)));
}

Result<std::optional<Vec3>> read_color(const JsonReader& reader, std::string_view key) {
    const auto member = reader.find(key);
    if (!member) {
        return std::optional<Vec3>{};
    }
    const auto parts = HIBARI_TRY(member->as_array({.size_min = 3, .size_max = 3}));
    const NumberRule share{.min = 0.0, .max = 1.0};
    return Vec3{
        static_cast<float>(HIBARI_TRY(parts[0].as_number(share))),
        static_cast<float>(HIBARI_TRY(parts[1].as_number(share))),
        static_cast<float>(HIBARI_TRY(parts[2].as_number(share))),
    };
}

bool is_id(std::string_view text) {
    return !text.empty() && text.size() <= Limits::kIdBytesMax &&
           std::ranges::all_of(text, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
           });
}

Error wrong(const JsonReader& reader, std::string_view key, std::string message) {
    Error error = reader.error(std::move(message));
    error.field += error.field.empty() ? std::string(key) : "." + std::string(key);
    return error;
}

Result<std::string> read_id(const JsonReader& reader, std::string_view key) {
    std::string id = HIBARI_TRY(reader.string(key));
    if (!is_id(id)) {
        return fail(wrong(reader, key, "must be 1 to 48 lower-case letters, digits and underscores")
        );
    }
    return id;
}

// A name of an open vocabulary.
Result<std::string> read_name(
    const JsonReader& reader,
    std::string_view key,
    std::span<const std::string_view> known,
    std::optional<std::string> usual = std::nullopt
) {
    const bool may_be_empty = usual && usual->empty();
    std::string name = HIBARI_TRY(
        reader.string(key, {.size_max = Limits::kIdBytesMax, .fallback = std::move(usual)})
    );
    if ((name.empty() && may_be_empty) || std::ranges::find(known, name) != known.end() ||
        (known.empty() && is_id(name))) {
        return name;
    }
    Error error = wrong(reader, key, "\"" + name + "\" is not a known name");
    if (const std::string_view near = nearest_word(name, known); !near.empty()) {
        error.hint = "did you mean \"" + std::string(near) + "\"?";
    }
    return fail(std::move(error));
}

Result<PersonLook> read_look(const JsonReader& reader) {
    HIBARI_TRY(reader.allow({"age",        "build",        "gender",     "skin_tone",  "hair",
                             "hair_color", "hat",          "hat_color",  "top",        "top_color",
                             "bottom",     "bottom_color", "shoe_color", "glasses",    "beard",
                             "scarf",      "backpack",     "cape",       "headphones", "mask",
                             "gloves",     "wings",        "feeling"}));
    PersonLook look;
    look.age = HIBARI_TRY(read_enum(reader, "age", look.age));
    look.build = HIBARI_TRY(read_enum(reader, "build", look.build));
    look.gender = HIBARI_TRY(read_enum(reader, "gender", look.gender));
    look.skin_tone = HIBARI_TRY(read_float_if(reader, "skin_tone", {.min = 0.0, .max = 1.0}));
    look.hair = HIBARI_TRY(read_enum(reader, "hair", look.hair));
    look.hair_color = HIBARI_TRY(read_color(reader, "hair_color"));
    look.hat = HIBARI_TRY(read_enum(reader, "hat", look.hat));
    look.hat_color = HIBARI_TRY(read_color(reader, "hat_color"));
    look.top = HIBARI_TRY(read_enum(reader, "top", look.top));
    look.top_color = HIBARI_TRY(read_color(reader, "top_color"));
    look.bottom = HIBARI_TRY(read_enum(reader, "bottom", look.bottom));
    look.bottom_color = HIBARI_TRY(read_color(reader, "bottom_color"));
    look.shoe_color = HIBARI_TRY(read_color(reader, "shoe_color"));
    look.glasses = HIBARI_TRY(read_enum(reader, "glasses", look.glasses));
    look.beard = HIBARI_TRY(reader.boolean("beard", false));
    look.feeling = HIBARI_TRY(read_enum(reader, "feeling", look.feeling));
    look.worn.scarf = HIBARI_TRY(reader.boolean("scarf", false));
    look.worn.backpack = HIBARI_TRY(reader.boolean("backpack", false));
    look.worn.cape = HIBARI_TRY(reader.boolean("cape", false));
    look.worn.headphones = HIBARI_TRY(reader.boolean("headphones", false));
    look.worn.mask = HIBARI_TRY(reader.boolean("mask", false));
    look.worn.gloves = HIBARI_TRY(reader.boolean("gloves", false));
    look.worn.wings = HIBARI_TRY(reader.boolean("wings", false));
    return look;
}

Result<Entity> read_entity(const JsonReader& reader, const ScriptVocabulary& vocabulary) {
    HIBARI_TRY(reader.allow(
        {"id",
         "kind",
         "called",
         "color",
         "accent",
         "scale",
         "material",
         "filled",
         "burning",
         "likeness",
         "look",
         "relations"}
    ));
    Entity entity;
    entity.id = HIBARI_TRY(read_id(reader, "id"));
    if (entity.id == "narrator") {
        return fail(wrong(reader, "id", "\"narrator\" is the voice off screen, not an entity"));
    }
    entity.kind = HIBARI_TRY(read_name(reader, "kind", vocabulary.things));
    entity.called =
        HIBARI_TRY(reader.string("called", {.size_max = Limits::kCalledBytesMax, .fallback = ""}));
    entity.color = HIBARI_TRY(read_color(reader, "color"));
    entity.accent = HIBARI_TRY(read_color(reader, "accent"));
    entity.scale =
        HIBARI_TRY(read_float(reader, "scale", {.min = 0.05, .max = 20.0, .fallback = 1.0}));
    entity.material = HIBARI_TRY(read_name(reader, "material", vocabulary.materials, ""));
    entity.filled = HIBARI_TRY(reader.boolean("filled", false));
    entity.burning = HIBARI_TRY(reader.boolean("burning", false));
    entity.likeness =
        HIBARI_TRY(reader.string("likeness", {.size_max = Limits::kCalledBytesMax, .fallback = ""})
        );
    if (const auto look = reader.find("look")) {
        entity.look = HIBARI_TRY(read_look(*look));
    }
    const ArrayRule rule{.size_max = Limits::kRelationsMax, .optional = true};
    for (const JsonReader& item : HIBARI_TRY(reader.array("relations", rule))) {
        HIBARI_TRY(item.allow({"kind", "target"}));
        Relation relation;
        relation.kind = HIBARI_TRY(read_enum<RelationKind>(item, "kind"));
        relation.target = HIBARI_TRY(read_id(item, "target"));
        entity.relations.push_back(std::move(relation));
    }
    return entity;
}

// The ids of those who are there.
using Cast = std::vector<std::string>;

bool has_entity(const Cast& cast, std::string_view id) {
    return std::ranges::find(cast, id) != cast.end();
}

// An id of the cast; empty is fine unless it is required.
Result<std::string> read_reference(
    const JsonReader& reader, std::string_view key, const Cast& cast, bool required = false
) {
    StringRule rule{.size_max = Limits::kIdBytesMax};
    if (!required) {
        rule.fallback = "";
    }
    std::string id = HIBARI_TRY(reader.string(key, rule));
    if ((id.empty() && !required) || has_entity(cast, id)) {
        return id;
    }
    Error error = wrong(reader, key, "there is no entity \"" + id + "\" in this shot");
    const std::vector<std::string_view> known(cast.begin(), cast.end());
    if (const std::string_view near = nearest_word(id, known); !near.empty()) {
        error.hint = "did you mean \"" + std::string(near) + "\"?";
    }
    return fail(std::move(error));
}

Result<Action> read_action(const JsonReader& reader, const Cast& cast) {
    HIBARI_TRY(reader.allow(
        {"subject",
         "verb",
         "object",
         "target",
         "direction",
         "intensity",
         "outcome",
         "via",
         "repeat",
         "turns",
         "step",
         "start_s",
         "duration_s"}
    ));
    Action action;
    action.subject = HIBARI_TRY(read_reference(reader, "subject", cast, true));
    action.verb = HIBARI_TRY(read_enum<Verb>(reader, "verb"));
    action.object = HIBARI_TRY(read_reference(reader, "object", cast));
    action.target = HIBARI_TRY(read_reference(reader, "target", cast));
    action.direction = HIBARI_TRY(read_enum(reader, "direction", action.direction));
    action.intensity =
        HIBARI_TRY(read_float(reader, "intensity", {.min = 0.25, .max = 2.0, .fallback = 1.0}));
    action.outcome = HIBARI_TRY(read_enum(reader, "outcome", action.outcome));
    action.via = HIBARI_TRY(read_enum(reader, "via", action.via));
    action.repeat =
        HIBARI_TRY(read_int(reader, "repeat", {.min = 1, .max = Limits::kRepeatMax, .fallback = 1})
        );
    action.turns =
        HIBARI_TRY(read_int(reader, "turns", {.min = 1, .max = Limits::kTurnsMax, .fallback = 1}));
    action.step =
        HIBARI_TRY(read_int(reader, "step", {.min = 0, .max = Limits::kStepMax, .fallback = 0}));
    const NumberRule seconds{.min = 0.0, .max = Limits::kShotSecondsMax};
    action.start_s = HIBARI_TRY(read_float_if(reader, "start_s", seconds));
    action.duration_s = HIBARI_TRY(read_float_if(reader, "duration_s", seconds));
    return action;
}

Result<SpokenLine> read_line(const JsonReader& reader, const Cast& cast) {
    HIBARI_TRY(reader.allow({"speaker", "text", "delivery", "step", "recorded"}));
    SpokenLine line;
    const JsonReader* at = &reader;
    const std::string speaker = HIBARI_TRY(at->string("speaker"));
    line.speaker =
        speaker == "narrator" ? speaker : HIBARI_TRY(read_reference(reader, "speaker", cast, true));
    line.text = HIBARI_TRY(reader.string("text", {.size_min = 1, .size_max = 2'400}));
    if (count_code_points(line.text) > Limits::kLineLettersMax) {
        return fail(wrong(reader, "text", "must have at most 600 characters"));
    }
    line.delivery = HIBARI_TRY(read_enum(reader, "delivery", line.delivery));
    line.step =
        HIBARI_TRY(read_int(reader, "step", {.min = 0, .max = Limits::kStepMax, .fallback = 0}));
    line.recorded = HIBARI_TRY(reader.boolean("recorded", false));
    return line;
}

Result<SoundCue> read_sound(const JsonReader& reader, const ScriptVocabulary& vocabulary) {
    HIBARI_TRY(reader.allow({"kind", "level", "step"}));
    SoundCue cue;
    cue.kind = HIBARI_TRY(read_name(reader, "kind", vocabulary.sounds));
    cue.level = HIBARI_TRY(read_float(reader, "level", {.min = 0.0, .max = 2.0, .fallback = 1.0}));
    if (const auto step = reader.find("step")) {
        cue.step =
            static_cast<int>(HIBARI_TRY(step->as_integer({.min = 0, .max = Limits::kStepMax})));
    }
    return cue;
}

Result<Camera> read_camera(const JsonReader& reader, const Cast& cast) {
    HIBARI_TRY(reader.allow(
        {"move",
         "framing",
         "angle",
         "subject",
         "from",
         "lens_mm",
         "handheld",
         "speed",
         "shallow_focus",
         "rack_focus"}
    ));
    Camera camera;
    camera.move = HIBARI_TRY(read_enum(reader, "move", camera.move));
    camera.framing = HIBARI_TRY(read_enum(reader, "framing", camera.framing));
    camera.angle = HIBARI_TRY(read_enum(reader, "angle", camera.angle));
    camera.subject = HIBARI_TRY(read_reference(reader, "subject", cast));
    camera.from = HIBARI_TRY(read_reference(reader, "from", cast));
    camera.lens_mm =
        HIBARI_TRY(read_float(reader, "lens_mm", {.min = 0.0, .max = 200.0, .fallback = 0.0}));
    if (camera.lens_mm != 0.0F && camera.lens_mm < 12.0F) {
        return fail(wrong(reader, "lens_mm", "must be 0 (automatic) or between 12 and 200"));
    }
    camera.handheld =
        HIBARI_TRY(read_float(reader, "handheld", {.min = 0.0, .max = 1.0, .fallback = 0.0}));
    camera.speed =
        HIBARI_TRY(read_float(reader, "speed", {.min = 0.25, .max = 3.0, .fallback = 1.0}));
    camera.shallow_focus = HIBARI_TRY(reader.boolean("shallow_focus", false));
    camera.rack_focus = HIBARI_TRY(reader.boolean("rack_focus", false));
    return camera;
}

// Whoever is read joins the cast.
Result<std::vector<Entity>> read_entities(
    const JsonReader& reader, const ScriptVocabulary& vocabulary, Cast& cast
) {
    const ArrayRule rule{.size_max = Limits::kEntitiesMax - cast.size(), .optional = true};
    const auto items = HIBARI_TRY(reader.array("entities", rule));
    std::vector<Entity> entities;
    for (const JsonReader& item : items) {
        Entity entity = HIBARI_TRY(read_entity(item, vocabulary));
        if (has_entity(cast, entity.id)) {
            return fail(
                wrong(item, "id", "another entity of this shot is called \"" + entity.id + "\"")
            );
        }
        cast.push_back(entity.id);
        entities.push_back(std::move(entity));
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
        for (const Relation& relation : entities[i].relations) {
            if (relation.target == entities[i].id || !has_entity(cast, relation.target)) {
                return fail(wrong(
                    items[i],
                    "relations",
                    "there is no other entity \"" + relation.target + "\" in this shot"
                ));
            }
        }
    }
    return entities;
}

// What a shot and a continuation both have.
template <typename Part>
Result<void> read_part(
    const JsonReader& reader, const ScriptVocabulary& vocabulary, Cast& cast, Part& part
) {
    part.duration_s = HIBARI_TRY(read_float(
        reader,
        "duration_s",
        {.min = Limits::kShotSecondsMin, .max = Limits::kShotSecondsMax, .fallback = 4.0}
    ));
    part.entities = HIBARI_TRY(read_entities(reader, vocabulary, cast));
    if (const auto camera = reader.find("camera")) {
        part.camera = HIBARI_TRY(read_camera(*camera, cast));
    }
    const ArrayRule actions{.size_max = Limits::kActionsMax, .optional = true};
    for (const JsonReader& item : HIBARI_TRY(reader.array("actions", actions))) {
        part.actions.push_back(HIBARI_TRY(read_action(item, cast)));
    }
    const ArrayRule lines{.size_max = Limits::kLinesMax, .optional = true};
    for (const JsonReader& item : HIBARI_TRY(reader.array("lines", lines))) {
        part.lines.push_back(HIBARI_TRY(read_line(item, cast)));
    }
    const ArrayRule sounds{.size_max = Limits::kSoundsMax, .optional = true};
    for (const JsonReader& item : HIBARI_TRY(reader.array("sounds", sounds))) {
        part.sounds.push_back(HIBARI_TRY(read_sound(item, vocabulary)));
    }
    return {};
}

Result<Shot> read_shot(const JsonReader& reader, const ScriptVocabulary& vocabulary) {
    HIBARI_TRY(reader.allow(
        {"duration_s",
         "place",
         "time",
         "sky",
         "season",
         "wind",
         "speed",
         "camera",
         "entities",
         "actions",
         "lines",
         "sounds",
         "continuations"}
    ));
    Shot shot;
    shot.place = HIBARI_TRY(read_name(reader, "place", vocabulary.places, "studio"));
    shot.time = HIBARI_TRY(read_enum(reader, "time", shot.time));
    shot.sky = HIBARI_TRY(read_enum(reader, "sky", shot.sky));
    shot.season = HIBARI_TRY(read_enum(reader, "season", shot.season));
    shot.wind = HIBARI_TRY(read_float(reader, "wind", {.min = 0.0, .max = 1.0, .fallback = 0.0}));
    shot.speed =
        HIBARI_TRY(read_float(reader, "speed", {.min = 0.05, .max = 4.0, .fallback = 1.0}));
    Cast cast;
    HIBARI_TRY(read_part(reader, vocabulary, cast, shot));
    const ArrayRule rule{.size_max = Limits::kContinuationsMax, .optional = true};
    for (const JsonReader& item : HIBARI_TRY(reader.array("continuations", rule))) {
        HIBARI_TRY(item.allow({"duration_s", "camera", "entities", "actions", "lines", "sounds"}));
        Continuation more;
        HIBARI_TRY(read_part(item, vocabulary, cast, more));
        shot.continuations.push_back(std::move(more));
    }
    if (whole_length_s(shot) > static_cast<double>(Limits::kWholeSecondsMax)) {
        return fail(wrong(reader, "continuations", "a shot lasts at most 120 s with them"));
    }
    return shot;
}

Result<Music> read_music(const JsonReader& reader) {
    HIBARI_TRY(reader.allow({"mood", "tempo_bpm", "instrument"}));
    Music music;
    music.mood = music_moods()[HIBARI_TRY(reader.choice("mood", music_moods()))];
    music.tempo_bpm =
        HIBARI_TRY(read_float(reader, "tempo_bpm", {.min = 50.0, .max = 180.0, .fallback = 100.0}));
    music.instrument = HIBARI_TRY(read_name(reader, "instrument", music_instruments(), ""));
    return music;
}

std::map<std::string, std::string> kinds_by_id(const Shot& shot) {
    std::map<std::string, std::string> kinds;
    for (const Entity& entity : shot.entities) {
        kinds.emplace(entity.id, entity.kind);
    }
    for (const Continuation& more : shot.continuations) {
        for (const Entity& entity : more.entities) {
            kinds.emplace(entity.id, entity.kind);
        }
    }
    return kinds;
}

// The same id in two shots is the same one, so it cannot change its kind.
Result<void> check_identity(const ClipScript& script) {
    std::map<std::string, std::string> known;
    for (std::size_t s = 0; s < script.shots.size(); ++s) {
        for (const auto& [id, kind] : kinds_by_id(script.shots[s])) {
            const auto before = known.emplace(id, kind).first;
            if (before->second != kind) {
                return fail({
                    .code = ErrorCode::kInvalidArgument,
                    .message = "\"" + id + "\" is a " + before->second +
                               " in an earlier shot and a " + kind + " here",
                    .field = "shots[" + std::to_string(s) + "].entities",
                    .hint = "give it an id of its own",
                });
            }
        }
    }
    return {};
}

}  // namespace

Result<ClipScript> parse_script(const Json& json, const ScriptVocabulary& vocabulary) {
    const JsonReader reader(json);
    HIBARI_TRY(reader.allow({"version", "style", "music", "shots"}));
    HIBARI_TRY(reader.integer(
        "version", {.min = 1, .max = ClipScript::kVersion, .fallback = ClipScript::kVersion}
    ));
    ClipScript script;
    script.style = HIBARI_TRY(read_enum(reader, "style", script.style));
    if (const auto music = reader.find("music")) {
        script.music = HIBARI_TRY(read_music(*music));
    }
    const ArrayRule rule{.size_min = 1, .size_max = Limits::kShotsMax};
    for (const JsonReader& item : HIBARI_TRY(reader.array("shots", rule))) {
        script.shots.push_back(HIBARI_TRY(read_shot(item, vocabulary)));
    }
    HIBARI_TRY(check_identity(script));
    return script;
}

}  // namespace hibari::world
