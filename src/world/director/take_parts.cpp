#include "world/director/take_parts.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace hibari::world {

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

}  // namespace hibari::world
