// When two phrases mean one person: "the driver, a young woman", "my friend Sarah", and names for
// people introduced without one.
#include "base/text.h"
#include "world/director/looks.h"
#include "world/director/reader.h"
#include "world/director/reader_words.h"

#include <algorithm>

namespace hibari::world {
namespace {

bool clash(Gender a, Gender b) {
    return a != Gender::kUnspecified && b != Gender::kUnspecified && a != b;
}

// Heads that say little, so that a name or a role may be theirs.
constexpr std::string_view kPlainHeads =
    "person|people|man|woman|boy|girl|kid|child|friend|stranger|guy|lady|gentleman|teenager|teen|"
    "student|couple|colleague|lover|neighbour|neighbor|passenger|customer|explorer|hiker|tourist|"
    "traveller|traveler|player|worker|sister|brother|twin|roommate|commuter|someone|figure";

}  // namespace

// A comma and a second description of the person just named, not another item of a list.
bool ShotReader::is_apposition(int first, const NounPhrase& second) const {
    const CastMember& named = story_.cast[static_cast<std::size_t>(first)];
    const std::size_t end = second.end;
    if (is_any(end, "and|or|&") || (is(end, ",") && is_any(end + 1, "a|an|two|three"))) {
        return false;
    }
    const std::string& called = named.entity.called;
    const bool known =
        !named.name.empty() ||
        std::ranges::any_of(
            split("the |The |THE |my |My |his |His |her |Her |their |our |Our |your ", '|'),
            [&](std::string_view word) { return called.starts_with(word); }
        );
    if (known) {
        return !(is(end, ",") && is_any(end + 1, "and|the"));
    }
    // "An old man, a fisherman, sits": the verb agrees with one.
    const std::size_t next = is(end, ",") ? end + 1 : end;
    const Hit* verb = hit(next, WordKind::kVerb);
    return is(end, ",") && verb != nullptr &&
           (verb->form == VerbForm::kThird || verb->form == VerbForm::kIng);
}

bool ShotReader::read_apposition() {
    if (!after_comma_ || !noun_just_read_ || verb_seen_ || last_noun_.size() != 1 ||
        !is_any(at_, "a|an|the") || !is(at_ - 1, ",") || !story_.is_person(last_noun_.front())) {
        return false;
    }
    const int first = last_noun_.front();
    std::vector<CastMember> made;
    const NounPhrase phrase = peek_noun(at_, &made);
    CastMember& known = story_.cast[static_cast<std::size_t>(first)];
    if (phrase.kind != NounKind::kCast || made.size() != 1 || made.front().thing != known.thing ||
        clash(known.entity.look.gender, made.front().entity.look.gender) ||
        !is_apposition(first, phrase)) {
        return false;
    }
    const PersonLook look = made.front().entity.look;
    add_look(known.entity.look, look);
    story_.notes.understood(shown(at_, phrase.end), "the same person as the " + known.head);
    if (listed(kPlainHeads, known.head)) {
        known.head = made.front().head;
    }
    use(at_, phrase.end);
    at_ = phrase.end;
    noun_just_read_ = true;
    return true;
}

// "three balls - a bowling ball, a tennis ball and a beach ball": the list tells which three.
bool ShotReader::drop_enumerated(const NounPhrase& phrase) {
    const std::size_t before = phrase.begin;
    // A band "with a singer and a drummer" has no others.
    const bool band =
        before > 0 && is_any(before - 1, "with|of|featuring|-|:|(") && last_plural_.size() > 1 &&
        story_.cast[static_cast<std::size_t>(last_plural_.front())].entity.called.find(" of the "
        ) != std::string::npos;
    if ((!band && (phrase.plural || phrase.who.size() != 1)) || last_plural_.size() < 2 ||
        verb_seen_ || last_noun_ != last_plural_ || before == 0 ||
        (!is_any(before - 1, "-|:|(") && !band)) {
        return false;
    }
    if (std::ranges::find(last_plural_, phrase.who.front()) != last_plural_.end()) {
        return false;  // "three dancers: the one in the middle ..." is one of them.
    }
    const auto same_kind = [&](int member) {
        return story_.category_of(member) == story_.category_of(phrase.who.front());
    };
    const auto used = [&](int member) {
        return std::ranges::any_of(shot_.actions, [&](const DraftAction& action) {
            return action.subject == member || action.object == member || action.target == member;
        });
    };
    if (!std::ranges::all_of(last_plural_, same_kind) || std::ranges::any_of(last_plural_, used)) {
        return false;
    }
    std::erase_if(shot_.present, [&](int member) {
        return std::ranges::find(last_plural_, member) != last_plural_.end();
    });
    subject_.clear();
    comma_list_.clear();
    last_plural_.clear();
    return true;
}

// "my friend Sarah", "Captain Nemo": where the name behind a role ends, or 0.
std::size_t ShotReader::name_behind(const NounPhrase& phrase) const {
    const std::size_t at = phrase.end;
    if (phrase.plural || at >= tokens_.size() || tokens_[at].kind != TokenKind::kWord ||
        !tokens_[at].capital) {
        return 0;
    }
    const std::string& word = tokens_[at].text;
    const bool unknown = story_.dictionary->hits_at(tokens_, at).empty() &&
                         !story_.nearest->is_noun(word) && !story_.nearest->is_verb(word) &&
                         !story_.nearest->is_adverb(word);
    const bool letter = word.size() == 1 && !is(at, "a") && !is(at, "i");  // "Person B says"
    return is_first_name(at) || unknown || letter ? at + 1 : 0;
}

// The person of the shot who fits best: nobody's name yet and no other gender.
int ShotReader::best_claim(Gender gender, bool plain) const {
    int best = -1;
    int best_value = -1;
    for (const int member : shot_.present) {
        const CastMember& known = story_.cast[static_cast<std::size_t>(member)];
        const bool head_is_plain = listed(kPlainHeads, known.head);
        if (!story_.is_person(member) || !known.name.empty() || known.implied ||
            clash(known.entity.look.gender, gender) || (plain && !head_is_plain)) {
            continue;
        }
        const bool sure = gender != Gender::kUnspecified && known.entity.look.gender == gender;
        const int value = (head_is_plain ? 2 : 0) + (sure ? 1 : 0);
        if (value > best_value) {
            best = member;
            best_value = value;
        }
    }
    return best;
}

// "Two people sit on a bench. Anna: ... Ben: ...": the speakers are the two. A role ("Teacher:")
// takes only somebody of whom little is known.
int ShotReader::claim_speaker(std::size_t at) {
    const Token& token = tokens_[at];
    const Hit* role = hit(at, WordKind::kRole);
    const PersonLook look = role == nullptr ? PersonLook{.gender = gender_of_name(token.text)}
                                            : role_rows()[static_cast<std::size_t>(role->row)].look;
    if (role == nullptr && head_at(at)) {
        return -1;  // A dog that speaks.
    }
    const int member = best_claim(look.gender, role != nullptr);
    if (member < 0 || (role != nullptr &&
                       story_.cast[static_cast<std::size_t>(member)].entity.look.age != look.age)) {
        return -1;
    }
    CastMember& known = story_.cast[static_cast<std::size_t>(member)];
    known.name = token.text;
    add_look(known.entity.look, look);
    see(std::span(&member, 1));
    return member;
}

// "Two friends sit on a bench. Anna waves.": a name that begins a sentence is one of those
// introduced as several.
int ShotReader::claim_of_group(const Token& token, Gender gender) {
    const bool listed_behind = after_comma_ || !comma_list_.empty();  // "two friends, Anna and Ben"
    if (verb_seen_ || !(subject_.empty() || listed_behind)) {
        return -1;
    }
    const int member = best_claim(gender, true);
    if (member < 0) {
        return -1;
    }
    CastMember& known = story_.cast[static_cast<std::size_t>(member)];
    const auto same = std::ranges::count(story_.cast, known.group, &CastMember::group);
    if (same < 2) {
        return -1;
    }
    known.name = token.text;
    known.entity.look.gender = gender == Gender::kUnspecified ? known.entity.look.gender : gender;
    return member;
}

}  // namespace hibari::world
