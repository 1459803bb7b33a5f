#include "world/director/take_parts.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>

namespace hibari::world {
namespace {

using Kinds = std::map<std::string, std::string>;

void rename(Shot& shot, const std::string& from, const std::string& to) {
    const auto change = [&](std::string& id) { id = id == from ? to : id; };
    change(shot.camera.subject);
    change(shot.camera.from);
    for (Continuation& more : shot.continuations) {
        change(more.camera.subject);
        change(more.camera.from);
    }
    for (TakePart& part : parts_of(shot)) {
        for (Entity& entity : part.entities) {
            change(entity.id);
            for (Relation& relation : entity.relations) {
                change(relation.target);
            }
        }
        for (Action& action : part.actions) {
            change(action.subject);
            change(action.object);
            change(action.target);
        }
        for (SpokenLine& line : part.lines) {
            change(line.speaker);
        }
    }
}

/// All ids of the script with what each is where it comes first.
Kinds kinds_of(ClipScript& script) {
    Kinds kinds;
    for (Shot& shot : script.shots) {
        for (const TakePart& part : parts_of(shot)) {
            for (const Entity& entity : part.entities) {
                kinds.emplace(entity.id, entity.kind);
            }
        }
    }
    return kinds;
}

void look_at_what_is_there(Camera& camera, const std::set<std::string>& there) {
    if (!there.contains(camera.subject)) {
        camera.subject.clear();
    }
    if (!there.contains(camera.from)) {
        camera.from.clear();
        camera.rack_focus = false;
        camera.framing =
            camera.framing == Framing::kOverShoulder ? Framing::kMedium : camera.framing;
    }
}

// Nobody comes in twice, and nothing is done by or with those who are not there.
void keep_what_is_there(TakePart& part, std::set<std::string>& there) {
    std::erase_if(part.entities, [&](const Entity& entity) {
        return !there.insert(entity.id).second;
    });
    const auto absent = [&](const std::string& id) { return !id.empty() && !there.contains(id); };
    for (Entity& entity : part.entities) {
        std::erase_if(entity.relations, [&](const Relation& relation) {
            return absent(relation.target);
        });
    }
    std::erase_if(part.actions, [&](const Action& action) {
        return absent(action.subject) || absent(action.object) || absent(action.target);
    });
    std::erase_if(part.lines, [&](const SpokenLine& line) {
        return line.speaker != "narrator" && absent(line.speaker);
    });
}

}  // namespace

std::vector<TakePart> parts_of(Shot& shot) {
    std::vector<TakePart> parts{{shot.entities, shot.actions, shot.lines, shot.sounds}};
    for (Continuation& more : shot.continuations) {
        parts.push_back({more.entities, more.actions, more.lines, more.sounds});
    }
    return parts;
}

Entity* find_in_take(Shot& shot, std::string_view id) {
    for (const TakePart& part : parts_of(shot)) {
        const auto found = std::ranges::find(part.entities, id, &Entity::id);
        if (found != part.entities.end()) {
            return &*found;
        }
    }
    return nullptr;
}

std::size_t part_of(std::span<const TakePart> parts, std::string_view id) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (std::ranges::find(parts[i].entities, id, &Entity::id) != parts[i].entities.end()) {
            return i;
        }
    }
    return 0;
}

std::size_t count_entities(const Shot& shot) {
    std::size_t count = shot.entities.size();
    for (const Continuation& more : shot.continuations) {
        count += more.entities.size();
    }
    return count;
}

void close_gaps(TakePart& part) {
    std::set<int> used;
    for (const Action& action : part.actions) {
        used.insert(action.step);
    }
    for (const SpokenLine& line : part.lines) {
        used.insert(line.step);
    }
    const auto number = [&](int step) {
        return static_cast<int>(std::distance(used.begin(), used.lower_bound(step)));
    };
    for (Action& action : part.actions) {
        action.step = number(action.step);
    }
    for (SpokenLine& line : part.lines) {
        line.step = number(line.step);
    }
    for (SoundCue& cue : part.sounds) {
        if (cue.step) {
            cue.step = used.contains(*cue.step) ? number(*cue.step) : 0;
        }
    }
}

void settle(ClipScript& script) {
    Kinds kinds = kinds_of(script);
    for (Shot& shot : script.shots) {
        std::set<std::string> there;
        std::vector<std::pair<std::string, std::string>> others;
        for (const TakePart& part : parts_of(shot)) {
            for (const Entity& entity : part.entities) {
                if (kinds[entity.id] != entity.kind) {
                    std::string id = entity.id;
                    for (int number = 2; kinds.contains(id); ++number) {
                        id = entity.id + "_" + std::to_string(number);
                    }
                    kinds[id] = entity.kind;
                    others.emplace_back(entity.id, id);
                }
            }
        }
        for (const auto& [from, to] : others) {
            rename(shot, from, to);
        }
        std::vector<Camera*> cameras{&shot.camera};
        for (Continuation& more : shot.continuations) {
            cameras.push_back(&more.camera);
        }
        std::size_t number = 0;
        for (TakePart& part : parts_of(shot)) {
            keep_what_is_there(part, there);
            look_at_what_is_there(*cameras[number++], there);
        }
    }
}

}  // namespace hibari::world
