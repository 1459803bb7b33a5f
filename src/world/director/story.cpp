#include "world/director/story.h"

#include "base/check.h"
#include "base/text.h"
#include "world/director/lexicon/tables.h"
#include "world/script/script_json.h"

#include <algorithm>

namespace hibari::world {

const ThingNoun& Story::thing_of(int member) const {
    HIBARI_CHECK(member >= 0 && static_cast<std::size_t>(member) < cast.size(), member);
    const int thing = cast[static_cast<std::size_t>(member)].thing;
    return nouns->things[static_cast<std::size_t>(thing)];
}

Category Story::category_of(int member) const {
    return thing_of(member).category;
}

bool Story::is_alive(int member) const {
    const Category category = category_of(member);
    return category == Category::kPerson || category == Category::kAnimal;
}

bool Story::is_person(int member) const {
    return category_of(member) == Category::kPerson;
}

int Story::add(DraftShot& shot, CastMember member) {
    if (shot.present.size() >= ScriptLimits::kEntitiesMax ||
        cast.size() >= 4 * ScriptLimits::kEntitiesMax) {
        return -1;
    }
    member.last_seen = ++clock;
    member.entity.called = utf8_prefix(member.entity.called, ScriptLimits::kCalledBytesMax);
    member.entity.kind = std::string(nouns->things[static_cast<std::size_t>(member.thing)].name);
    if (member.group == 0) {
        member.group = ++groups;
    }
    cast.push_back(std::move(member));
    const int index = static_cast<int>(cast.size()) - 1;
    shot.present.push_back(index);
    return index;
}

int Story::thing_named(std::string_view phrase) const {
    for (const Meaning& meaning : dictionary->meanings(std::string(phrase))) {
        if (meaning.kind == WordKind::kThing) {
            return meaning.row;
        }
    }
    return -1;
}

std::string Story::place_named(std::string_view phrase) const {
    const auto meanings = dictionary->meanings(std::string(phrase));
    for (const Meaning& meaning : meanings) {
        if (meaning.kind == WordKind::kPlace) {
            return std::string(nouns->places[static_cast<std::size_t>(meaning.row)].name);
        }
    }
    for (const Meaning& meaning : meanings) {
        if (meaning.kind == WordKind::kPlaceHint) {
            const std::string_view name =
                place_hint_rows()[static_cast<std::size_t>(meaning.row)].value;
            if (nouns->place(name) >= 0) {
                return std::string(name);
            }
        }
    }
    return nouns->place(phrase) >= 0 ? std::string(phrase) : std::string{};
}

bool Story::has(const DraftShot& shot, int member) {
    return std::ranges::find(shot.present, member) != shot.present.end();
}

void Story::bring(DraftShot& shot, int member) {
    if (!has(shot, member) && shot.present.size() < ScriptLimits::kEntitiesMax) {
        shot.present.push_back(member);
    }
}

}  // namespace hibari::world
