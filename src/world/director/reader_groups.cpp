// Some of those who were named together: "one ... the other", "the others", "the rest", "two of
// them", "neither", "everyone".
#include "world/director/heft.h"
#include "world/director/reader.h"
#include "world/director/reader_words.h"

#include <algorithm>

namespace hibari::world {
namespace {

bool holds(std::span<const int> members, int member) {
    return std::ranges::find(members, member) != members.end();
}

constexpr std::string_view kGroupPronouns = "them|these|those|us|which|whom";
constexpr std::string_view kGroupOwners = "the|these|those|his|her|their|its|my|our";

}  // namespace

// Whether only somebody alive does what the verb there says.
bool ShotReader::done_by_the_living(std::size_t at) const {
    while (is_any(at, "then|all|both|just|is|are|tries|starts|begins|to|also|suddenly")) {
        ++at;
    }
    if (hit(at, WordKind::kSpeech) != nullptr) {
        return true;
    }
    const Hit* verb = hit(at, WordKind::kVerb);
    if (verb == nullptr) {
        return false;
    }
    const VerbRow& row = verb_rows()[static_cast<std::size_t>(verb->row)];
    switch (row.verb) {
        case Verb::kLaugh:
        case Verb::kTalk:
        case Verb::kSing:
        case Verb::kClap:
        case Verb::kCry:
        case Verb::kDance:
        case Verb::kLook:
        case Verb::kNod:
        case Verb::kWave:
        case Verb::kSit:
        case Verb::kEat:
        case Verb::kDrink:
        case Verb::kRead:
        case Verb::kCatch:
        case Verb::kThrow:
        case Verb::kJuggle:
        case Verb::kBlow:
        case Verb::kPour:
        case Verb::kKick:
        case Verb::kPickUp:
        case Verb::kPlayInstrument:
            return true;
        default:
            return is_trick(row.verb) && row.verb != Verb::kSpin && row.verb != Verb::kBalance;
    }
}

// The group that "one", "the others" or "both" are of, by what was said last and by who can do the
// verb at `verb_at`; empty when there is none.
std::vector<int> ShotReader::group_meant(std::size_t verb_at) const {
    const bool living = done_by_the_living(verb_at);
    const std::vector<int> last = last_group();
    const auto fits = [&](std::span<const int> group) {
        return group.size() > 1 && std::ranges::all_of(group, [&](int member) {
                   return (Story::has(shot_, member) || group.data() == last.data()) &&
                          (!living || story_.is_alive(member));
               });
    };
    for (const std::vector<int>* group :
         {&last_plural_, &subject_, &previous_subject_, &sentence_before_, &last}) {
        if (fits(*group)) {
            return *group;
        }
    }
    std::vector<int> people;
    std::ranges::copy_if(shot_.present, std::back_inserter(people), [&](int member) {
        return story_.is_person(member);
    });
    return people.size() > 1 && (living || !fits(shot_.present)) ? people : std::vector<int>{};
}

// Those of the group who were not singled out yet.
std::vector<int> ShotReader::untold(const std::vector<int>& group) const {
    std::vector<int> left;
    std::ranges::copy_if(group, std::back_inserter(left), [&](int member) {
        return !holds(told_apart_, member);
    });
    if (left.size() == group.size()) {
        // "Anna jumps. The others clap.": without her who did something just now.
        std::erase_if(left, [&](int member) {
            return holds(subject_.empty() ? previous_subject_ : subject_, member);
        });
    }
    return left.empty() ? group : left;
}

// Which of the group does it: the lighter one floats, the heavier one sinks.
int ShotReader::one_to_do(const std::vector<int>& group, std::size_t verb_at) const {
    const std::vector<int> free = untold(group);
    const Hit* found = hit(verb_at, WordKind::kVerb);
    const Verb verb =
        found == nullptr ? Verb::kStay : verb_rows()[static_cast<std::size_t>(found->row)].verb;
    if ((verb != Verb::kFloat && verb != Verb::kSink) || story_.is_alive(free.front())) {
        return holds(group, free.front()) && free.size() == group.size() ? group.front()
                                                                         : free.front();
    }
    return heaviest(free, verb == Verb::kSink ? Measure::kDensity : Measure::kLightness);
}

int ShotReader::heaviest(const std::vector<int>& group, Measure measure) const {
    const auto value = [&](int member) {
        const Heft heft = heft_of(story_.cast[static_cast<std::size_t>(member)].entity);
        switch (measure) {
            case Measure::kMass:
                return heft.mass_kg;
            case Measure::kDensity:
                return heft.density_kg_m3;
            default:
                return -heft.density_kg_m3;
        }
    };
    return *std::ranges::max_element(group, {}, value);
}

ShotReader::NounPhrase ShotReader::members_phrase(
    std::size_t begin, std::size_t end, std::vector<int> who
) {
    NounPhrase phrase;
    if (who.empty()) {
        return phrase;
    }
    phrase.kind = NounKind::kCast;
    phrase.begin = begin;
    phrase.end = end;
    // "the rest falls", "the rest fall": the verb knows.
    phrase.plural = who.size() > 1 && !reads_as_verb(end, false);
    phrase.who = std::move(who);
    return phrase;
}

// "the others", "the rest", "the remaining two", "the other three", "everyone else".
ShotReader::NounPhrase ShotReader::the_others(std::size_t at) {
    std::size_t end = at;
    std::size_t count = 0;
    const bool all = is_any(end, "all") && is(end + 1, "the");
    end += all ? 1 : 0;
    if (is_any(end, "everyone|everybody|everything") && is(end + 1, "else")) {
        end += 2;
    } else if (is(end, "others") && !is(end + 1, "'s")) {
        end += 1;
    } else if (is(end, "the") && is_any(end + 1, "others|rest|remainder")) {
        end += 2;
        if (is(end, "of") && is_any(end + 1, kGroupPronouns)) {
            end += 2;
        } else if (is(end, "of")) {
            return {};  // "the rest of the pins", "the rest of the day"
        }
    } else if (is(end, "the") && is_any(end + 1, "other|remaining")) {
        const Hit* number = hit(end + 2, WordKind::kCount);
        if (number == nullptr && !is(end + 2, "ones")) {
            return {};
        }
        count = number == nullptr ? 0
                                  : static_cast<std::size_t>(
                                        count_rows()[static_cast<std::size_t>(number->row)].count
                                    );
        end += 2 + (number == nullptr ? 1 : number->length);
        if (count == 1 || head_at(end)) {
            return {};  // "the other one", "the other two balls"
        }
    } else {
        return {};
    }
    const std::vector<int> group = group_meant(end);
    if (group.empty()) {
        return {};
    }
    std::vector<int> who = untold(group);
    if (count > 0 && count < who.size()) {
        who.resize(count);
    }
    told_apart_.insert(told_apart_.end(), who.begin(), who.end());
    return members_phrase(at, end, std::move(who));
}

// "the whole thing comes down", "it all collapses": what was built or named together.
ShotReader::NounPhrase ShotReader::the_whole_thing(std::size_t at) {
    const bool thing =
        is(at, "the") && is_any(at + 1, "whole|entire") &&
        is_any(at + 2, "thing|lot|structure|construction|tower|stack|pile|row|line|chain|wall");
    const bool all = is(at, "it") && is(at + 1, "all") && reads_as_verb(at + 2, false);
    if (!thing && !all) {
        return {};
    }
    std::vector<int> group = group_meant(at);
    if (group.empty() || story_.is_alive(group.front())) {
        group = last_group();
    }
    if (group.empty() || story_.is_alive(group.front())) {
        return {};
    }
    return members_phrase(at, thing ? at + 3 : at + 2, std::move(group));
}

// "two of them", "one of his three balls", "none of the pins".
ShotReader::NounPhrase ShotReader::some_of(std::size_t at) {
    const bool whole = is_any(at, "all|both|each|neither|none|most|every|many|half|any");
    const Hit* number = hit(at, WordKind::kCount);
    const std::size_t of = number != nullptr && !whole ? at + number->length : at + 1;
    if ((number == nullptr && !whole) || !is(of, "of")) {
        return {};
    }
    std::vector<int> group;
    std::size_t end = of + 2;
    if (is_any(of + 1, kGroupPronouns)) {
        group = group_meant(end);
    } else if (is_any(of + 1, kGroupOwners)) {
        const NounPhrase named = noun_phrase(of + 1, true);
        if (named.kind != NounKind::kCast || named.who.size() < 2) {
            return {};
        }
        see(named.who);
        group = named.who;
        last_plural_ = group;
        end = named.end;
    }
    if (group.size() < 2) {
        return {};
    }
    std::vector<int> who = group;
    if (!whole) {
        const auto count =
            static_cast<std::size_t>(count_rows()[static_cast<std::size_t>(number->row)].count);
        who = untold(group);
        if (count == 1) {
            who = {one_to_do(group, end)};
        } else if (who.size() < count) {
            who = group;
        }
        who.resize(std::min(who.size(), count));
        told_apart_.insert(told_apart_.end(), who.begin(), who.end());
    }
    return members_phrase(at, end, std::move(who));
}

// "a domino is tipped; dozens fall after it": more of what was named alone.
ShotReader::NounPhrase ShotReader::many_more(std::size_t at) {
    const bool many = is_any(at, "dozens|hundreds|many|others|thousands|more");
    const std::size_t end = is(at + 1, "more") || is(at + 1, "others") ? at + 2 : at + 1;
    const int one = previous_subject_.size() == 1 ? previous_subject_.front() : -1;
    if (!many || one < 0 || story_.is_alive(one) || !reads_as_verb(end, true) ||
        !group_meant(end).empty()) {
        return {};
    }
    constexpr int kMany = 11;
    const CastMember& like = story_.cast[static_cast<std::size_t>(one)];
    CastMember more;
    more.thing = like.thing;
    more.head = like.head;
    more.entity = like.entity;
    more.entity.id.clear();
    const int group = like.group;
    NounPhrase unused;
    std::vector<int> made = create(std::move(more), Modifiers{}, kMany, unused);
    for (const int member : made) {
        story_.cast[static_cast<std::size_t>(member)].group = group;
    }
    return members_phrase(at, end, std::move(made));
}

// "the one in the middle", "the one on the left": of a group that stands in a row.
ShotReader::NounPhrase ShotReader::the_one_there(std::size_t at) {
    if (!is(at, "the") || !is(at + 1, "one") || !is_any(at + 2, "in|on|at") || !is(at + 3, "the") ||
        !is_any(at + 4, "middle|center|centre|left|right|front|back|end|top|bottom|far")) {
        return {};
    }
    const std::size_t end = is(at + 4, "far") ? at + 6 : at + 5;
    const std::vector<int> group = group_meant(end);
    if (group.empty()) {
        return {};
    }
    const std::size_t which = is_any(at + 4, "middle|center|centre") ? group.size() / 2
                              : is_any(at + 4, "left|bottom|front")  ? 0
                                                                     : group.size() - 1;
    told_apart_.push_back(group[which]);
    return members_phrase(at, end, {group[which]});
}

// "one red, one white", "the other blue": how each of them looks.
ShotReader::NounPhrase ShotReader::one_described(std::size_t at) {
    const bool other = is(at, "the") && is_any(at + 1, "other|second|third");
    if (!is(at, "one") && !other) {
        return {};
    }
    std::size_t end = at + (other ? 2 : 1);
    end += is_any(end, "is|in") ? 1 : 0;
    Modifiers modifiers;
    while (read_modifier(end, modifiers)) {
    }
    const bool looks = modifiers.color || !modifiers.material.empty() ||
                       !modifiers.big_rows.empty() || !modifiers.person_rows.empty();
    const std::vector<int> group = looks ? group_meant(end) : std::vector<int>{};
    if (group.empty() || !(is_boundary(end) || is_any(end, "and|while|but|on|in"))) {
        return {};
    }
    const int member = untold(group).front();
    told_apart_.push_back(member);
    CastMember& known = story_.cast[static_cast<std::size_t>(member)];
    if (story_.is_person(member) && modifiers.color) {
        known.entity.look.top_color = modifiers.color;
    }
    describe(known, modifiers);
    return members_phrase(at, end, {member});
}

// "both", "neither", "all three", "everyone" where a verb follows.
ShotReader::NounPhrase ShotReader::the_whole_group(std::size_t at) {
    if (!is_any(at, "both|neither|none|all|everyone|everybody|each")) {
        return {};
    }
    const bool counted = is(at, "all") && hit(at + 1, WordKind::kCount) != nullptr;
    const std::size_t end = at + (counted ? 1 + hit(at + 1, WordKind::kCount)->length : 1);
    const bool everyone = is_any(at, "everyone|everybody");
    if (!reads_as_verb(end, false) && !reads_as_verb(end, true) &&
        !(everyone && is_any(end, "in|at|on|around|inside") && clause_follows(end, false))) {
        return {};
    }
    if (everyone) {
        std::vector<int> people;
        std::ranges::copy_if(shot_.present, std::back_inserter(people), [&](int member) {
            return story_.is_person(member);
        });
        // Alone somebody is no "everyone": that is the crowd, which is heard, as are its cheers.
        const bool heard = is_any(end, "cheers|claps|applauds|gasps|groans|roars|boos|screams");
        if (people.size() < 2 && !heard) {
            CastMember someone;
            someone.thing = story_.thing_named("person");
            someone.head = "person";
            someone.entity.called = "everyone";
            NounPhrase unused;
            constexpr int kEverybody = 4;
            const int more = kEverybody - static_cast<int>(people.size());
            people = create(std::move(someone), Modifiers{}, more, unused);
        }
        return people.size() > 1 && !heard ? members_phrase(at, end, std::move(people))
                                           : NounPhrase{};
    }
    // Behind its own noun it only stresses: "the cats both sleep".
    if (noun_just_read_ && !after_and_ && !after_comma_) {
        return {};
    }
    return members_phrase(at, end, group_meant(end));
}

ShotReader::NounPhrase ShotReader::some_members(std::size_t at) {
    for (const auto read :
         {&ShotReader::many_more,
          &ShotReader::the_others,
          &ShotReader::the_whole_thing,
          &ShotReader::some_of,
          &ShotReader::the_one_there,
          &ShotReader::one_described,
          &ShotReader::the_whole_group}) {
        if (NounPhrase phrase = (this->*read)(at); phrase.kind != NounKind::kNone) {
            return phrase;
        }
    }
    return {};
}

}  // namespace hibari::world
