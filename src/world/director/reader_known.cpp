// Which of those already known a noun phrase means.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>

namespace hibari::world {

std::vector<int> ShotReader::find_known(
    const CastMember& wanted, const Modifiers& modifiers, bool plural
) {
    std::vector<int> found;
    int best_seen = -1;
    int group = -1;
    for (std::size_t i = 0; i < story_.cast.size(); ++i) {
        const CastMember& known = story_.cast[i];
        const bool same_word = known.head == wanted.head;
        const bool person = known.thing == wanted.thing && story_.is_person(static_cast<int>(i));
        const Gender a = known.entity.look.gender;
        const Gender b = wanted.entity.look.gender;
        const bool gender_clash = a != Gender::kUnspecified && b != Gender::kUnspecified && a != b;
        // "the player" later called "the man"; but never "the boy" for "the old man".
        const bool plain =
            listed("man|woman|person|guy|lady|figure|subject|speaker", wanted.head) ||
            (listed("player|athlete|performer|rider|skater|dancer", wanted.head) &&
             !listed("referee|umpire|coach|teacher|fan|judge|trainer|reporter", known.head));
        const bool same_person = person && !gender_clash &&
                                 (same_word || (plain && known.entity.look.age != Age::kChild) ||
                                  (plain && known.head == wanted.head));
        const bool child_word = person && !gender_clash && wanted.entity.look.age == Age::kChild &&
                                known.entity.look.age == Age::kChild;
        const auto category = story_.nouns->things[static_cast<std::size_t>(known.thing)].category;
        const bool ball = wanted.head == "ball" && category == Category::kBall;
        const bool general =
            (wanted.head == "animal" && category == Category::kAnimal) ||
            (wanted.head == "vehicle" && category == Category::kVehicle) ||
            (wanted.head == "board" && known.entity.kind.ends_with("board")) ||
            (listed("cup|mug|glass|drink", wanted.head) &&
             listed("coffee|tea|cocoa|beer|wine|juice|milk|drink|latte|espresso", known.head)) ||
            (wanted.head == "bike" && known.entity.kind == "bicycle") ||
            (wanted.head == "boat" && listed("sailboat|ship|fishing_boat", known.entity.kind));
        if (!(person ? same_person || child_word
                     : same_word || known.thing == wanted.thing || ball || general)) {
            continue;
        }
        if (!person && known.thing == wanted.thing && !same_word &&
            known.entity.look.hat == Hat::kNone && wanted.head != known.head && !ball && !general &&
            story_.is_alive(static_cast<int>(i)) && !known.head.ends_with(wanted.head) &&
            !story_.nearest->is_such(known.head, wanted.head)) {
            continue;  // "the fox" is not "the wolf", though both are shown by a dog.
        }
        if (modifiers.color && !person && !same_color(known.entity.color, modifiers.color)) {
            continue;
        }
        if (!modifiers.material.empty() && !person && !known.entity.material.empty() &&
            known.entity.material != modifiers.material) {
            continue;  // "the iron ball" is not the wooden one.
        }
        if (person && sport() != nullptr && known.entity.called == "someone" &&
            known.first_shot == shot_number_) {
            continue;  // Nobody yet: who the player of the game's heading is shows later.
        }
        if (modifiers.another && known.last_seen == story_.clock) {
            continue;
        }
        int seen = known.last_seen + (same_word ? 10'000 : 0) +
                   (Story::has(shot_, static_cast<int>(i)) ? 100'000 : 0);
        if (!plural && std::ranges::find(subject_, static_cast<int>(i)) != subject_.end() &&
            verb_seen_) {
            seen -= 50'000;
        }
        if (seen > best_seen) {
            best_seen = seen;
            found = {static_cast<int>(i)};
            group = known.group;
        }
    }
    if (!plural && !found.empty() && wanted.entity.look.gender != Gender::kUnspecified) {
        // "Two children ... the girl ... the boy": from now on it is known who is who.
        Gender& gender = story_.cast[static_cast<std::size_t>(found.front())].entity.look.gender;
        gender = gender == Gender::kUnspecified ? wanted.entity.look.gender : gender;
    }
    if (plural && !found.empty()) {
        const auto others = std::ranges::count_if(story_.cast, [&](const CastMember& known) {
            return known.group == group;
        });
        if (others == 1 &&
            story_.cast[static_cast<std::size_t>(found.front())].head != wanted.head) {
            return {};  // "the players" are not the coach.
        }
        found.clear();
        for (std::size_t i = 0; i < story_.cast.size(); ++i) {
            if (story_.cast[i].group == group) {
                found.push_back(static_cast<int>(i));
            }
        }
    }
    return found;
}

// "the largest ball", "the small one of two": of those there are, by their size; -1: none of them.
int ShotReader::one_by_size(const CastMember& wanted, const Modifiers& modifiers) {
    if (!modifiers.definite || modifiers.big_rows.size() != 1 || modifiers.color) {
        return -1;
    }
    std::vector<int> group = find_known(wanted, Modifiers{}, true);
    std::erase_if(group, [&](int member) { return !Story::has(shot_, member); });
    if (group.size() < 2 || story_.is_alive(group.front())) {
        return -1;
    }
    const auto scale = [&](int member) {
        return story_.cast[static_cast<std::size_t>(member)].entity.scale;
    };
    const auto [least, most] = std::ranges::minmax_element(group, {}, scale);
    const bool large =
        size_rows()[static_cast<std::size_t>(modifiers.big_rows.front())].factor > 1.0F;
    int one = large ? *most : *least;
    if (scale(*least) == scale(*most)) {
        one = untold(group).front();
        describe(story_.cast[static_cast<std::size_t>(one)], modifiers);
    }
    told_apart_.push_back(one);
    return one;
}

// "Three coloured balls ...; the green ball": one of those whose colours were only made up.
void ShotReader::recolor_one(const CastMember& wanted, Vec3 color, NounPhrase& phrase) {
    const std::vector<int> group = find_known(wanted, Modifiers{}, true);
    if (group.size() < 2) {
        return;
    }
    const auto color_of = [&](int member) {
        return story_.cast[static_cast<std::size_t>(member)].entity.color;
    };
    const bool told = color_of(group[0]) && same_color(color_of(group[0]), color_of(group[1]));
    if (told || !Story::has(shot_, group[0]) ||
        story_.cast[static_cast<std::size_t>(group[0])].group !=
            story_.cast[static_cast<std::size_t>(group[1])].group) {
        return;
    }
    const int member = untold(group).front();
    told_apart_.push_back(member);
    story_.cast[static_cast<std::size_t>(member)].entity.color = color;
    phrase.who = {member};
}

}  // namespace hibari::world
