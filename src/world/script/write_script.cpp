#include "world/script/names.h"
#include "world/script/script_json.h"

#include <array>
#include <charconv>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hibari::world {
namespace {

Json to_json(const Relation& relation);
Json to_json(const Entity& entity);
Json to_json(const Action& action);
Json to_json(const SpokenLine& line);
Json to_json(const SoundCue& cue);
Json to_json(const Continuation& more);

// The shortest decimal that reads back as this float; printing the float as a double would show
// noise such as 0.10000000149011612.
Json number(float value) {
    std::array<char, 32> buffer{};
    const auto written = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
    double shortest = 0.0;
    std::from_chars(buffer.data(), written.ptr, shortest);
    return {shortest};
}

Json color(const Vec3& rgb) {
    return Json::array({number(rgb.x), number(rgb.y), number(rgb.z)});
}

template <typename Enum>
void put(Json& json, const char* key, Enum value, Enum usual) {
    if (value != usual) {
        json.set(key, enum_name(value));
    }
}

void put(Json& json, const char* key, float value, float usual) {
    if (value != usual) {
        json.set(key, number(value));
    }
}

void put(Json& json, const char* key, int value, int usual) {
    if (value != usual) {
        json.set(key, value);
    }
}

void put(Json& json, const char* key, bool value, bool usual) {
    if (value != usual) {
        json.set(key, value);
    }
}

void put(Json& json, const char* key, const std::string& value) {
    if (!value.empty()) {
        json.set(key, value);
    }
}

void put(Json& json, const char* key, const std::optional<float>& value) {
    if (value) {
        json.set(key, number(*value));
    }
}

void put(Json& json, const char* key, const std::optional<Vec3>& value) {
    if (value) {
        json.set(key, color(*value));
    }
}

template <typename Item>
void put(Json& json, const char* key, const std::vector<Item>& items) {
    if (items.empty()) {
        return;
    }
    Json list = Json::array();
    for (const Item& item : items) {
        list.push_back(to_json(item));
    }
    json.set(key, std::move(list));
}

Json to_json(const PersonLook& look) {
    const PersonLook usual;
    Json json = Json::object();
    put(json, "age", look.age, usual.age);
    put(json, "build", look.build, usual.build);
    put(json, "gender", look.gender, usual.gender);
    put(json, "skin_tone", look.skin_tone);
    put(json, "hair", look.hair, usual.hair);
    put(json, "hair_color", look.hair_color);
    put(json, "hat", look.hat, usual.hat);
    put(json, "hat_color", look.hat_color);
    put(json, "top", look.top, usual.top);
    put(json, "top_color", look.top_color);
    put(json, "bottom", look.bottom, usual.bottom);
    put(json, "bottom_color", look.bottom_color);
    put(json, "shoe_color", look.shoe_color);
    put(json, "glasses", look.glasses, usual.glasses);
    put(json, "beard", look.beard, usual.beard);
    put(json, "feeling", look.feeling, usual.feeling);
    put(json, "scarf", look.worn.scarf, usual.worn.scarf);
    put(json, "backpack", look.worn.backpack, usual.worn.backpack);
    put(json, "cape", look.worn.cape, usual.worn.cape);
    put(json, "headphones", look.worn.headphones, usual.worn.headphones);
    put(json, "mask", look.worn.mask, usual.worn.mask);
    put(json, "gloves", look.worn.gloves, usual.worn.gloves);
    put(json, "wings", look.worn.wings, usual.worn.wings);
    return json;
}

Json to_json(const Relation& relation) {
    return Json::object({{"kind", enum_name(relation.kind)}, {"target", relation.target}});
}

Json to_json(const Entity& entity) {
    Json json = Json::object({{"id", entity.id}, {"kind", entity.kind}});
    put(json, "called", entity.called);
    put(json, "color", entity.color);
    put(json, "accent", entity.accent);
    put(json, "scale", entity.scale, 1.0F);
    put(json, "material", entity.material);
    put(json, "filled", entity.filled, false);
    put(json, "burning", entity.burning, false);
    put(json, "likeness", entity.likeness);
    if (Json look = to_json(entity.look); look.size() > 0) {
        json.set("look", std::move(look));
    }
    put(json, "relations", entity.relations);
    return json;
}

Json to_json(const Action& action) {
    const Action usual;
    Json json = Json::object({{"subject", action.subject}, {"verb", enum_name(action.verb)}});
    put(json, "object", action.object);
    put(json, "target", action.target);
    put(json, "direction", action.direction, usual.direction);
    put(json, "intensity", action.intensity, usual.intensity);
    put(json, "outcome", action.outcome, usual.outcome);
    put(json, "via", action.via, usual.via);
    put(json, "repeat", action.repeat, usual.repeat);
    put(json, "turns", action.turns, usual.turns);
    put(json, "step", action.step, usual.step);
    put(json, "start_s", action.start_s);
    put(json, "duration_s", action.duration_s);
    return json;
}

Json to_json(const SpokenLine& line) {
    Json json = Json::object({{"speaker", line.speaker}, {"text", line.text}});
    put(json, "delivery", line.delivery, Delivery::kSay);
    put(json, "step", line.step, 0);
    put(json, "recorded", line.recorded, false);
    return json;
}

Json to_json(const SoundCue& cue) {
    Json json = Json::object({{"kind", cue.kind}});
    put(json, "level", cue.level, 1.0F);
    if (cue.step) {
        json.set("step", *cue.step);
    }
    return json;
}

Json to_json(const Music& music) {
    Json json = Json::object({{"mood", music.mood}});
    put(json, "tempo_bpm", music.tempo_bpm, Music{}.tempo_bpm);
    put(json, "instrument", music.instrument);
    return json;
}

Json to_json(const Camera& camera) {
    const Camera usual;
    Json json = Json::object();
    put(json, "move", camera.move, usual.move);
    put(json, "framing", camera.framing, usual.framing);
    put(json, "angle", camera.angle, usual.angle);
    put(json, "subject", camera.subject);
    put(json, "from", camera.from);
    put(json, "lens_mm", camera.lens_mm, usual.lens_mm);
    put(json, "handheld", camera.handheld, usual.handheld);
    put(json, "speed", camera.speed, usual.speed);
    put(json, "shallow_focus", camera.shallow_focus, usual.shallow_focus);
    put(json, "rack_focus", camera.rack_focus, usual.rack_focus);
    return json;
}

void put(Json& json, const Camera& camera) {
    if (Json written = to_json(camera); written.size() > 0) {
        json.set("camera", std::move(written));
    }
}

Json to_json(const Continuation& more) {
    Json json = Json::object({{"duration_s", number(more.duration_s)}});
    put(json, more.camera);
    put(json, "entities", more.entities);
    put(json, "actions", more.actions);
    put(json, "lines", more.lines);
    put(json, "sounds", more.sounds);
    return json;
}

Json to_json(const Shot& shot) {
    const Shot usual;
    Json json = Json::object({{"duration_s", number(shot.duration_s)}, {"place", shot.place}});
    put(json, "time", shot.time, usual.time);
    put(json, "sky", shot.sky, usual.sky);
    put(json, "season", shot.season, usual.season);
    put(json, "wind", shot.wind, usual.wind);
    put(json, "speed", shot.speed, usual.speed);
    put(json, shot.camera);
    put(json, "entities", shot.entities);
    put(json, "actions", shot.actions);
    put(json, "lines", shot.lines);
    put(json, "sounds", shot.sounds);
    put(json, "continuations", shot.continuations);
    return json;
}

}  // namespace

Json to_json(const ClipScript& script) {
    Json json = Json::object({{"version", ClipScript::kVersion}});
    put(json, "style", script.style, Style::kPhotoreal);
    if (script.music) {
        json.set("music", to_json(*script.music));
    }
    Json shots = Json::array();
    for (const Shot& shot : script.shots) {
        shots.push_back(to_json(shot));
    }
    json.set("shots", std::move(shots));
    return json;
}

}  // namespace hibari::world
