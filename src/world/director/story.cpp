#include "world/director/story.h"

#include "base/check.h"
#include "base/text.h"
#include "world/director/lexicon/tables.h"
#include "world/director/reader_words.h"
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

int Story::add_somebody(DraftShot& shot) {
    CastMember someone;
    someone.thing = thing_named("person");
    someone.head = "person";
    someone.entity.called = "someone";
    return someone.thing < 0 ? -1 : add(shot, std::move(someone));
}

int Story::need(DraftShot& shot, std::string_view words, std::string_view because) {
    constexpr int kPins = 10;
    const StandInRow* stand_in = nullptr;
    int thing = thing_named(words);
    if (thing < 0) {
        for (const Meaning& meaning : dictionary->meanings(std::string(words))) {
            if (meaning.kind == WordKind::kStandIn) {
                stand_in = &stand_in_rows()[static_cast<std::size_t>(meaning.row)];
                thing = thing_named(stand_in->use);
            }
        }
    }
    if (thing < 0) {
        return -1;
    }
    for (const int member : shot.present) {
        if (cast[static_cast<std::size_t>(member)].thing == thing) {
            return member;
        }
    }
    for (std::size_t i = 0; i < cast.size(); ++i) {
        if (cast[i].thing == thing) {
            bring(shot, static_cast<int>(i));
            return static_cast<int>(i);
        }
    }
    CastMember needed;
    needed.thing = thing;
    const auto space = words.rfind(' ');
    needed.head = std::string(space == std::string_view::npos ? words : words.substr(space + 1));
    needed.entity.kind = std::string(nouns->things[static_cast<std::size_t>(thing)].name);
    needed.entity.called = std::string(words);
    if (stand_in != nullptr) {
        needed.entity.scale = stand_in->scale;
        if (stand_in->srgb != 0) {
            needed.entity.color = linear_color(stand_in->srgb);
        }
    }
    needed.implied = true;
    needed.group = ++groups;
    notes.assumed("a " + std::string(words) + ", because " + std::string(because));
    const int first = add(shot, needed);
    for (int pin = 1; needed.entity.kind == "bowling_pin" && first >= 0 && pin < kPins; ++pin) {
        add(shot, needed);
    }
    return first;
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

bool said(const DraftAction& action, std::string_view stem) {
    for (std::size_t at = action.words.find(stem); at != std::string::npos;
         at = action.words.find(stem, at + 1)) {
        if (at == 0 || action.words[at - 1] == ' ') {
            return true;
        }
    }
    return false;
}

const SportRow* sport_of(const DraftShot& draft) {
    return draft.sport < 0 ? nullptr : &sport_rows()[static_cast<std::size_t>(draft.sport)];
}

bool stands_on_something(const DraftShot& draft, int member) {
    return std::ranges::any_of(draft.relations, [&](const DraftRelation& relation) {
        return relation.owner == member && relation.kind == RelationKind::kOn;
    });
}

}  // namespace hibari::world
