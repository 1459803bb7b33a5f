// One of several: "the first", "the red one", "the steel one", "the second ball", "two of them".
#include "base/text.h"
#include "world/director/reader.h"
#include "world/director/reader_words.h"

#include <algorithm>

namespace hibari::world {
namespace {

constexpr std::string_view kOrdinals =
    "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|other|last|final|another|one|"
    "bottom|top|middle|lowest|topmost|upper|"
    "lower|left|right";

}  // namespace

// The last members that were named together and are in the shot, or were in an earlier one.
std::vector<int> ShotReader::last_group() const {
    const std::vector<int> here = last_group(true);
    return here.empty() && shot_number_ > 0 ? last_group(false) : here;
}

std::vector<int> ShotReader::last_group(bool in_this_shot) const {
    for (std::size_t i = story_.cast.size(); i-- > 0;) {
        std::vector<int> group;
        for (std::size_t k = 0; k < story_.cast.size(); ++k) {
            if (story_.cast[k].group == story_.cast[i].group &&
                (!in_this_shot || Story::has(shot_, static_cast<int>(k)))) {
                group.push_back(static_cast<int>(k));
            }
        }
        if (group.size() > 1) {
            return group;
        }
    }
    return {};
}

// Which of `count` the word means.
std::size_t ShotReader::number_of_ordinal(std::size_t at, std::size_t count) const {
    const std::size_t which = is_any(at, "first|one|the|bottom|lowest|lower|left") ? 0
                              : is_any(at, "last|final|top|topmost|upper|right")   ? count - 1
                              : is(at, "middle")                                   ? count / 2
                              : is(at, "third")                                    ? 2
                              : is(at, "fourth")                                   ? 3
                              : is(at, "fifth")                                    ? 4
                              : is(at, "sixth")                                    ? 5
                              : is(at, "seventh")                                  ? 6
                              : is(at, "eighth")                                   ? 7
                              : is(at, "ninth")                                    ? 8
                              : is(at, "tenth")                                    ? 9
                                                                                   : 1;
    return std::min(which, count - 1);
}

bool ShotReader::looks_like(const CastMember& known, const Modifiers& wanted) const {
    const bool person =
        story_.nouns->things[static_cast<std::size_t>(known.thing)].category == Category::kPerson;
    CastMember described = known;
    described.entity.scale = 1.0F;
    describe(described, wanted);
    const bool size =
        wanted.big_rows.empty() || (described.entity.scale > 1.0F) == (known.entity.scale > 1.0F);
    return (!wanted.color || same_color(known.entity.color, wanted.color)) && size &&
           described.entity.material == known.entity.material &&
           (wanted.big_rows.empty() || known.entity.scale != 1.0F) &&
           (wanted.person_rows.empty() || !person);
}

// "the steel one": who looks like that, or else the first of the group of whom nothing was told.
int ShotReader::member_described(const Modifiers& modifiers) {
    const std::vector<int> group = last_plural_.size() > 1 ? last_plural_ : last_group();
    const auto same_thing = [&](int member) {
        return story_.cast[static_cast<std::size_t>(member)].thing ==
               story_.cast[static_cast<std::size_t>(group.front())].thing;
    };
    if (modifiers.weight != 0 && group.size() > 1 && !std::ranges::all_of(group, same_thing)) {
        // "A bowling ball and a beach ball; the heavier one sinks."
        const int member = modifiers.weight > 0 ? heaviest(group, Measure::kMass)
                                                : heaviest(group, Measure::kLightness);
        told_apart_.push_back(member);
        return member;
    }
    for (auto member = shot_.present.rbegin(); member != shot_.present.rend(); ++member) {
        if (looks_like(story_.cast[static_cast<std::size_t>(*member)], modifiers)) {
            told_apart_.push_back(*member);
            return *member;
        }
    }
    for (const int member : group) {
        if (std::ranges::find(told_apart_, member) == told_apart_.end()) {
            told_apart_.push_back(member);
            describe(story_.cast[static_cast<std::size_t>(member)], modifiers);
            return member;
        }
    }
    return -1;
}

// "the blue one": the only one that was called so, whatever became of the word; else -1.
int ShotReader::member_called(std::size_t begin, std::size_t end) const {
    int found = -1;
    for (const int member : shot_.present) {
        const std::string called =
            " " + to_lower(story_.cast[static_cast<std::size_t>(member)].entity.called) + " ";
        bool all = begin < end;
        for (std::size_t i = begin; i < end && all; ++i) {
            all = called.find(" " + tokens_[i].text + " ") != std::string::npos;
        }
        if (all && found >= 0) {
            return -1;
        }
        found = all ? member : found;
    }
    return found;
}

// Whether "from one ..." stands right before the preposition at `at`.
bool ShotReader::from_one(std::size_t at) const {
    constexpr std::size_t kWordsMax = 3;  // "one tall player"
    for (std::size_t i = at; i > 1 && at - i <= kWordsMax; --i) {
        if (is(i - 1, "one")) {
            return is(i - 2, "from");
        }
    }
    return false;
}

// Whose like "another" or "the other" without a noun is, when there is none yet, or -1: "from one
// bowl into another", "a car overtakes another".
int ShotReader::meant_by_another(std::size_t at, const NounPhrase& phrase) const {
    const bool another = at == phrase.begin + 1 && is(phrase.begin, "another");
    const bool other = at == phrase.begin + 2 && is(phrase.begin, "the") && is(at - 1, "other");
    const bool ends = at >= tokens_.size() || is_boundary(at);
    if (phrase.begin == 0 || (!another && !other)) {
        return -1;
    }
    const std::size_t before = phrase.begin - 1;
    if (is_any(before, "into|onto|to|in|on|against|over")) {
        const bool known = ends && !last_noun_.empty() &&
                           (from_one(before) || (another && !story_.is_alive(last_noun_.front())));
        return known ? last_noun_.front() : -1;
    }
    const bool object = another && verb_seen_ && subject_.size() == 1 &&
                        (ends || hit(at, WordKind::kPreposition) != nullptr);
    return object ? subject_.front() : -1;
}

// Another just like `one`, told by the words of `phrase` up to `end`.
ShotReader::NounPhrase ShotReader::twin_of(int one, NounPhrase phrase, std::size_t end) {
    const CastMember& like = story_.cast[static_cast<std::size_t>(one)];
    CastMember twin;
    twin.thing = like.thing;
    twin.head = like.head;
    twin.entity = like.entity;
    twin.entity.id.clear();
    phrase.kind = NounKind::kCast;
    phrase.end = end;
    phrase.who = create(std::move(twin), Modifiers{}, 1, phrase);
    return phrase;
}

ShotReader::NounPhrase ShotReader::one_of_several(
    std::size_t at, NounPhrase phrase, const Modifiers& modifiers, bool determined
) {
    const bool describes = modifiers.color || !modifiers.material.empty() ||
                           !modifiers.big_rows.empty() || !modifiers.person_rows.empty() ||
                           modifiers.weight != 0;
    const bool ordinal = at > phrase.begin && is_any(at - 1, kOrdinals);
    if (const int one = meant_by_another(at, phrase); one >= 0) {
        return twin_of(one, phrase, at);
    }
    const auto found = [&](int member, std::size_t end) {
        phrase.kind = NounKind::kCast;
        phrase.who = {member};
        phrase.end = end;
        return phrase;
    };
    // "the red", "the second": an adjective alone.
    if ((at >= tokens_.size() || is_boundary(at)) && !ordinal) {
        const int member =
            determined && modifiers.definite && modifiers.color ? member_described(modifiers) : -1;
        return member >= 0 ? found(member, at) : NounPhrase{};
    }
    // "A boxer throws a punch, the other ducks": there was just one, so there is another like him.
    const Hit* deed = hit(at, WordKind::kVerb);
    const bool does = deed != nullptr && deed->form == VerbForm::kThird && after_comma_ &&
                      hit(at + 1, WordKind::kVerb) == nullptr;
    if (at == phrase.begin + 2 && is(phrase.begin, "the") && is(at - 1, "other") && does &&
        subject_.size() == 1 && group_meant(at).size() < 2 && story_.is_person(subject_.front())) {
        return twin_of(subject_.front(), phrase, at);
    }
    if (ordinal && determined && !describes) {
        const std::size_t end = is_any(at, "one|ones") ? at + 1 : at;
        const std::vector<int> group = group_meant(end);
        if (group.size() > 1) {
            // "the last one": the word before tells which.
            const std::size_t told = is(at - 1, "one") && at > phrase.begin + 1 ? at - 2 : at - 1;
            const std::size_t asked = number_of_ordinal(told, story_.cast.size() + 1);
            const bool numbered =
                is_any(told, "third|fourth|fifth|sixth|seventh|eighth|ninth|tenth");
            if (numbered && asked == group.size() && !story_.is_alive(group.front())) {
                // "clears two fences but knocks down the third": one more than were told.
                const CastMember& like = story_.cast[static_cast<std::size_t>(group.front())];
                CastMember next;
                next.thing = like.thing;
                next.head = like.head;
                next.entity = like.entity;
                next.entity.id.clear();
                const int together = like.group;
                const std::vector<int> made = create(std::move(next), Modifiers{}, 1, phrase);
                if (!made.empty()) {
                    story_.cast[static_cast<std::size_t>(made.front())].group = together;
                    return found(made.front(), end);
                }
            }
            const int which = is_any(told, "other|another")
                                  ? untold(group).front()
                                  : group[number_of_ordinal(told, group.size())];
            told_apart_.push_back(which);
            return found(which, end);
        }
    }
    if (!is_any(at, "one|ones") || !(determined || modifiers.any)) {
        return {};
    }
    if (describes) {
        const int called = member_called(phrase.begin + 1, at);
        const int member = called >= 0 ? called : member_described(modifiers);
        // "A blue one": another of what the sentence before was about; "... than the blue one":
        // another of the subject's kind.
        const std::vector<int>& kind = modifiers.indefinite ? sentence_before_ : subject_;
        if (member >= 0 || kind.size() != 1) {
            return member >= 0 ? found(member, at + 1) : NounPhrase{};
        }
        const CastMember& like = story_.cast[static_cast<std::size_t>(kind.front())];
        CastMember twin;
        twin.thing = like.thing;
        twin.head = like.head;
        twin.entity.called = shown(phrase.begin, at + 1);
        phrase.kind = NounKind::kCast;
        phrase.end = at + 1;
        phrase.who = create(std::move(twin), modifiers, 1, phrase);
        return phrase;
    }
    if (is(at - 1, "another") && sentence_before_.size() == 1) {
        return twin_of(sentence_before_.front(), phrase, at + 1);  // "Another one follows."
    }
    return shot_.present.empty() ? NounPhrase{} : found(shot_.present.back(), at + 1);
}

// The balls of a Newton's cradle are parts of it; how many are named is how many are lifted.
int ShotReader::cradle_of(const CastMember& ball, const Modifiers& modifiers) {
    if (ball.head != "ball" || modifiers.color || !modifiers.material.empty()) {
        return -1;
    }
    for (const int member : shot_.present) {
        if (story_.thing_of(member).name != "newtons_cradle") {
            continue;
        }
        const int count = std::clamp(modifiers.count, 1, 4);
        const auto swing = std::ranges::find_if(shot_.actions, [&](const DraftAction& action) {
            return action.subject == member && action.action.verb == Verb::kSwing;
        });
        if (swing != shot_.actions.end()) {
            swing->action.repeat = std::max(swing->action.repeat, count);
        } else {
            DraftAction lifted;
            lifted.subject = member;
            lifted.action.verb = Verb::kSwing;
            lifted.action.repeat = count;
            lifted.action.step = shot_.step;
            lifted.words = ball.entity.called;
            shot_.actions.push_back(lifted);
        }
        return member;
    }
    return -1;
}

// "a heavy and a light ball": the noun of both stands behind the second.
ShotReader::NounPhrase ShotReader::first_of_two(
    std::size_t at, NounPhrase phrase, const Modifiers& modifiers
) {
    const bool bare = at > phrase.begin && is(at, "and") && is_any(at + 1, "a|an|one");
    if (!bare || is_any(at - 1, "one|a|an")) {
        return {};
    }
    std::vector<CastMember> made;
    const NounPhrase second = peek_noun(at + 1, &made);
    if (second.kind != NounKind::kCast || made.size() != 1) {
        return {};
    }
    CastMember first;
    first.thing = made.front().thing;
    first.head = made.front().head;
    first.entity.called = shown(phrase.begin, at) + " " + first.head;
    phrase.kind = NounKind::kCast;
    phrase.end = at;
    phrase.head = first.head;
    phrase.who = create(std::move(first), modifiers, std::max(modifiers.count, 1), phrase);
    return phrase;
}

// "Two balls are lifted, two fly out": so many of those just named.
ShotReader::NounPhrase ShotReader::so_many(std::size_t at, const Modifiers& modifiers) {
    NounPhrase phrase;
    const std::vector<int> group = last_plural_.size() > 1 ? last_plural_ : last_group();
    const auto count = static_cast<std::size_t>(modifiers.count);
    if (modifiers.count < 1 || modifiers.any) {
        return phrase;
    }
    if (group.size() < count) {
        CastMember ball;
        ball.head = "ball";
        if (const int cradle = cradle_of(ball, Modifiers{}); cradle >= 0) {
            phrase.kind = NounKind::kCast;
            phrase.who = {cradle};
            phrase.end = at;
        }
        return phrase;
    }
    for (const int member : group) {
        const bool told = std::ranges::find(told_apart_, member) != told_apart_.end();
        if (phrase.who.size() < count && (!told || group.size() == count)) {
            phrase.who.push_back(member);
        }
    }
    if (phrase.who.size() < count) {
        phrase.who.assign(group.begin(), group.begin() + static_cast<std::ptrdiff_t>(count));
    }
    told_apart_.insert(told_apart_.end(), phrase.who.begin(), phrase.who.end());
    phrase.kind = NounKind::kCast;
    phrase.end = at;
    phrase.plural = count > 1;
    return phrase;
}

}  // namespace hibari::world
