#include "world/director/restate.h"

#include "base/text.h"
#include "world/director/finish.h"
#include "world/director/looks.h"
#include "world/director/merge_actions.h"
#include "world/director/reader_words.h"
#include "world/director/take_parts.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hibari::world {
namespace {

using Limits = ScriptLimits;

/// What the words of a shot fixed, before what they left open was chosen.
struct Said {
    bool place = false;
    bool time = false;
    bool sky = false;
    bool season = false;
    bool wind = false;
    bool speed = false;
    bool chosen_place = false;  ///< by what is done there
};

bool begins_with(const std::string& called, std::string_view words) {
    return listed(words, to_lower(called.substr(0, called.find(' '))));
}

/// The member of one scene that each member of the other is.
using SameOnes = std::map<std::string, std::string>;

class Matcher {
  public:
    Matcher(const std::vector<Entity>& told, const std::vector<Action>& told_actions, Shot& shot)
        : told_(told), told_actions_(told_actions), parts_(parts_of(shot)) {}

    SameOnes run() {
        match([](const Entity& a, const Entity& b) { return a.id == b.id && a.kind == b.kind; });
        match([](const Entity& a, const Entity& b) { return a.kind == b.kind; });
        match_roles();
        return std::move(same_);
    }

  private:
    bool taken(const std::string& id) const {
        return std::ranges::any_of(same_, [&](const auto& pair) { return pair.second == id; });
    }

    void match(auto alike) {
        for (const Entity& entity : told_) {
            for (const TakePart& part : parts_) {
                for (const Entity& old : part.entities) {
                    if (!same_.contains(entity.id) && !taken(old.id) && alike(entity, old)) {
                        same_[entity.id] = old.id;
                    }
                }
            }
        }
    }

    const Entity* old_of(const std::string& id) const {
        for (const TakePart& part : parts_) {
            const auto found = std::ranges::find(part.entities, id, &Entity::id);
            if (found != part.entities.end()) {
                return &*found;
            }
        }
        return nullptr;
    }

    void pair_up(const std::string& told, const std::string& old) {
        if (!told.empty() && !old.empty() && !same_.contains(told) && !taken(old) &&
            old_of(old) != nullptr) {
            same_[told] = old;
        }
    }

    // Who does the same, and what the same is done to.
    void match_roles() {
        for (const Action& action : told_actions_) {
            for (const TakePart& part : parts_) {
                for (const Action& old : part.actions) {
                    if (old.verb != action.verb) {
                        continue;
                    }
                    pair_up(action.subject, old.subject);
                    const auto subject = same_.find(action.subject);
                    if (subject != same_.end() && subject->second == old.subject) {
                        pair_up(action.object, old.object);
                        pair_up(action.target, old.target);
                    }
                }
            }
        }
    }

    const std::vector<Entity>& told_;
    const std::vector<Action>& told_actions_;
    std::vector<TakePart> parts_;
    SameOnes same_;
};

void describe_anew(Entity& entity, const Entity& told) {
    if (entity.kind != told.kind) {
        Entity next = told;
        next.id = entity.id;
        next.relations = std::move(entity.relations);
        entity = std::move(next);
        return;
    }
    entity.color = told.color ? told.color : entity.color;
    entity.accent = told.accent ? told.accent : entity.accent;
    entity.scale = told.scale != 1.0F ? told.scale : entity.scale;
    entity.material = told.material.empty() ? entity.material : told.material;
    entity.filled = entity.filled || told.filled;
    entity.burning = entity.burning || told.burning;
    add_look(entity.look, told.look);
}

void move_camera(Camera& camera, const Camera& told) {
    const Camera usual;
    const auto take = [&](auto member) {
        if (told.*member != usual.*member) {
            camera.*member = told.*member;
        }
    };
    take(&Camera::move);
    take(&Camera::framing);
    take(&Camera::angle);
    take(&Camera::subject);
    take(&Camera::from);
    take(&Camera::lens_mm);
    take(&Camera::handheld);
    take(&Camera::speed);
    take(&Camera::shallow_focus);
    take(&Camera::rack_focus);
}

class Restater {
  public:
    explicit Restater(ClipScript& script) : script_(script) {}

    void lay_over(Shot& shot, Shot told, const Said& said) const {
        SameOnes same = Matcher(told.entities, told.actions, shot).run();
        if (same.empty()) {
            take_the_place(shot, std::move(told), said);
            return;
        }
        give_ids(told, same);
        set_light(shot, told, said);
        shot.place = said.place ? told.place : shot.place;
        for (const Entity& entity : told.entities) {
            if (Entity* known = find_in_take(shot, entity.id); known != nullptr) {
                describe_anew(*known, entity);
            } else if (count_entities(shot) < Limits::kEntitiesMax) {
                shot.entities.push_back(entity);
                shot.entities.back().relations.clear();
            }
        }
        for (const Entity& entity : told.entities) {
            relate(shot, entity);
        }
        std::erase_if(told.actions, [&](const Action& action) {
            return find_in_take(shot, action.subject) == nullptr;
        });
        std::vector<TakePart> parts = parts_of(shot);
        merge_actions(parts, told.actions, {});
        merge_lines(parts, told.lines, false);
        for (TakePart& part : parts) {
            close_gaps(part);
        }
        for (const SoundCue& cue : told.sounds) {
            const bool heard =
                std::ranges::find(shot.sounds, cue.kind, &SoundCue::kind) != shot.sounds.end();
            if (!heard && shot.sounds.size() < Limits::kSoundsMax) {
                shot.sounds.push_back(cue);
            }
        }
        move_camera(shot.camera, told.camera);
    }

  private:
    static void set_light(Shot& shot, const Shot& told, const Said& said) {
        shot.time = said.time ? told.time : shot.time;
        shot.season = said.season ? told.season : shot.season;
        shot.speed = said.speed ? told.speed : shot.speed;
        if (said.sky && told.sky != shot.sky) {
            shot.sky = told.sky;
            shot.wind = told.wind;
        }
        shot.wind = said.wind ? told.wind : shot.wind;
    }

    // Another scene altogether, which begins as the old one did.
    static void take_the_place(Shot& shot, Shot told, const Said& said) {
        Shot next = std::move(told);
        const Shot wanted = next;
        next.time = shot.time;
        next.sky = shot.sky;
        next.season = shot.season;
        next.wind = shot.wind;
        next.speed = shot.speed;
        set_light(next, wanted, said);
        next.place = said.place || said.chosen_place ? next.place : shot.place;
        next.duration_s = shot.duration_s;
        Camera camera = shot.camera;
        camera.subject.clear();
        camera.from.clear();
        camera.rack_focus = false;
        camera.framing =
            camera.framing == Framing::kOverShoulder ? Framing::kMedium : camera.framing;
        move_camera(camera, wanted.camera);
        next.camera = camera;
        shot = std::move(next);
    }

    // The told scene with the ids of the old one.
    void give_ids(Shot& told, SameOnes& same) const {
        for (const Entity& entity : told.entities) {
            if (!same.contains(entity.id)) {
                std::string id = entity.id;
                for (int number = 2; is_taken(id, same); ++number) {
                    id = entity.id + "_" + std::to_string(number);
                }
                same[entity.id] = id;
            }
        }
        const auto rename = [&](std::string& id) {
            const auto found = same.find(id);
            id = found == same.end() ? id : found->second;
        };
        for (Entity& entity : told.entities) {
            rename(entity.id);
            for (Relation& relation : entity.relations) {
                rename(relation.target);
            }
        }
        for (Action& action : told.actions) {
            rename(action.subject);
            rename(action.object);
            rename(action.target);
        }
        for (SpokenLine& line : told.lines) {
            rename(line.speaker);
        }
        rename(told.camera.subject);
        rename(told.camera.from);
    }

    bool is_taken(const std::string& id, const SameOnes& same) const {
        const bool renamed =
            std::ranges::any_of(same, [&](const auto& pair) { return pair.second == id; });
        return renamed || std::ranges::any_of(script_.shots, [&](const Shot& shot) {
                   Shot copy = shot;
                   return find_in_take(copy, id) != nullptr;
               });
    }

    static void relate(Shot& shot, const Entity& told) {
        Entity* entity = find_in_take(shot, told.id);
        const std::vector<TakePart> parts = parts_of(shot);
        for (const Relation& relation : told.relations) {
            const bool there = entity != nullptr &&
                               find_in_take(shot, relation.target) != nullptr &&
                               part_of(parts, relation.target) <= part_of(parts, told.id);
            const bool had = there && std::ranges::any_of(entity->relations, [&](const auto& old) {
                                 return old.kind == relation.kind && old.target == relation.target;
                             });
            if (there && !had && entity->relations.size() < Limits::kRelationsMax) {
                entity->relations.push_back(relation);
            }
        }
    }

    ClipScript& script_;
};

std::vector<Said> said_in(const Story& told) {
    std::vector<Said> all;
    for (const DraftShot& draft : told.shots) {
        const auto has = [&](auto member) {
            return (draft.*member).has_value() || (told.common.*member).has_value();
        };
        all.push_back({
            .place = has(&DraftShot::place),
            .time = has(&DraftShot::time),
            .sky = has(&DraftShot::sky),
            .season = has(&DraftShot::season),
            .wind = has(&DraftShot::wind),
            .speed = has(&DraftShot::speed),
        });
    }
    return all;
}

}  // namespace

bool stands_alone(const Story& told, std::span<const Token> tokens) {
    constexpr std::string_view kPointing =
        "the|this|that|these|those|his|her|their|its|he|she|they|it|him|them|both|everyone|someone|"
        "another|somebody";
    constexpr std::string_view kArrives =
        "enters|enter|appears|appear|arrives|arrive|joins|join|joining|entering|appearing";
    if (told.cast.empty()) {
        return false;
    }
    const bool own = std::ranges::any_of(told.cast, [&](const CastMember& member) {
        return !member.implied && !begins_with(member.entity.called, kPointing);
    });
    const CastMember& first = told.cast.front();
    const bool someone_is = std::ranges::any_of(told.cast, [&](const CastMember& member) {
        return member.entity.kind == "person" && !begins_with(member.entity.called, kPointing);
    });
    bool comes_in = false;
    bool points = false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const std::string& word = tokens[i].text;
        const bool ends = i + 1 >= tokens.size() || tokens[i + 1].kind != TokenKind::kWord ||
                          listed("from|and|behind|with", tokens[i + 1].text);
        comes_in = comes_in || listed(kArrives, word) ||
                   (i > 1 && ends && listed("in|by|past|up|over|too", word));
        points = points || (!someone_is && listed("he|she|his|her|him|them|they|their", word));
    }
    const bool does = std::ranges::any_of(told.shots, [](const DraftShot& draft) {
        return !draft.actions.empty() || !draft.lines.empty();
    });
    return own && does && !comes_in && !points && !first.implied &&
           !begins_with(first.entity.called, kPointing);
}

bool tells_again(const ClipScript& scene, const ClipScript& script) {
    std::size_t told = 0;
    std::size_t known = 0;
    std::size_t there = 0;
    std::size_t done = 0;
    std::size_t done_again = 0;
    for (std::size_t i = 0; i < std::min(scene.shots.size(), script.shots.size()); ++i) {
        Shot old = script.shots[i];
        told += scene.shots[i].entities.size();
        there += old.entities.size();
        for (const Entity& entity : scene.shots[i].entities) {
            const Entity* same = find_in_take(old, entity.id);
            known += same != nullptr && same->kind == entity.kind ? 1 : 0;
        }
        done += old.actions.size();
        for (const Action& action : old.actions) {
            const auto again = [&](const Action& other) {
                return other.subject == action.subject && other.verb == action.verb;
            };
            done_again += std::ranges::any_of(scene.shots[i].actions, again) ? 1 : 0;
        }
    }
    return told > 0 && 3 * known >= 2 * told && 2 * known >= there && 2 * done_again >= done &&
           (done > 0 || known == there);
}

void restate(Story& told, ClipScript& script) {
    std::vector<Said> said = said_in(told);
    const bool styled = told.style.has_value();
    const bool silent = told.no_music;
    const ClipScript next = finish(told, std::nullopt);
    const Json assumed = told.notes.to_json().at("assumed");
    for (std::size_t i = 0; i < said.size(); ++i) {
        said[i].chosen_place = std::ranges::any_of(assumed.items(), [&](const Json& note) {
            return note.as_string().starts_with("the place is " + next.shots[i].place + ",");
        });
    }
    script.style = styled ? next.style : script.style;
    if (next.music || silent) {
        script.music = next.music;
    }
    const std::vector<Shot> before = script.shots;
    for (std::size_t i = 0; i < next.shots.size(); ++i) {
        if (i >= script.shots.size()) {
            script.shots.push_back(before.back());
            script.shots.back().continuations.clear();
        }
        Restater(script).lay_over(script.shots[i], next.shots[i], said[i]);
    }
}

}  // namespace hibari::world
