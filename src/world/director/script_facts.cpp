#include "world/director/script_facts.h"

#include "base/json.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <vector>

namespace hibari::world {

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

}  // namespace hibari::world
