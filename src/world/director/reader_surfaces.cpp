// Floors and edges: nouns that tell where, and name no thing of their own.
#include "world/director/reader.h"
#include "world/director/reader_words.h"

#include <algorithm>

namespace hibari::world {

bool ShotReader::is_floor(std::size_t at) const {
    if (at > 0 && is_any(at - 1, "magic|flying|red") && is_any(at, "carpet")) {
        return false;
    }
    return is_any(at, "floor|ground|floorboards|carpet|rug|pavement|tiles");
}

// "flips a pancake, it lands on the floor": what was sent somewhere, and not there.
bool ShotReader::falls_to_floor(std::size_t at) const {
    if (subject_.empty() || story_.is_alive(subject_.front()) || !is_any(at, "on|onto") ||
        !(is_floor(at + 1) || is_floor(at + 2) || is_floor(at + 3))) {
        return false;
    }
    return std::ranges::any_of(shot_.actions, [&](const DraftAction& action) {
        return action.object == subject_.front() && action.target >= 0 &&
               (is_sending(action.action.verb) || action.action.verb == Verb::kSpin) &&
               (story_.category_of(action.target) == Category::kTabletop ||
                story_.thing_of(action.target).traits.vessel);
    });
}

// "the stone floor", "the living room carpet": every place has its ground.
ShotReader::NounPhrase ShotReader::floor_noun(std::size_t at, const Modifiers& modifiers) {
    NounPhrase phrase;
    phrase.end = at + 1;
    phrase.head = tokens_[at].text;
    phrase.kind = modifiers.place.empty() ? NounKind::kUnreal : NounKind::kPlace;
    phrase.place = modifiers.place;
    if (is_any(at, "carpet|rug") && shot_.place_hint.empty()) {
        shot_.place_hint = story_.place_named("living room");
    }
    return phrase;
}

// "falls off the end", "over the edge": of what was named last and can carry something.
ShotReader::NounPhrase ShotReader::edge_noun(std::size_t at, std::size_t begin) {
    if (is_any(at, "side|end") && begin > 0 && is_any(begin - 1, "on|onto|off|from|at")) {
        // "a box is dropped on the other side": of the seesaw that is there.
        for (const int member : shot_.present) {
            if (story_.thing_of(member).name == "seesaw" && !is(at + 1, "of")) {
                NounPhrase plank;
                plank.begin = begin;
                plank.end = at + 1;
                plank.head = tokens_[at].text;
                plank.kind = NounKind::kCast;
                plank.who = {member};
                return plank;
            }
        }
    }
    const bool leaves = begin > 0 && is_any(begin - 1, "off|over|from");
    const bool edge = is_any(at, "edge|brink") || (leaves && is_any(at, "end|side|top|back"));
    if (!edge || is(at + 1, "of")) {
        return {};
    }
    NounPhrase phrase;
    phrase.begin = begin;
    phrase.end = at + 1;
    phrase.head = tokens_[at].text;
    phrase.kind = NounKind::kUnreal;
    int seen = -1;
    for (const int member : shot_.present) {
        const CastMember& known = story_.cast[static_cast<std::size_t>(member)];
        if (story_.thing_of(member).traits.surface && !story_.is_alive(member) &&
            known.last_seen > seen) {
            seen = known.last_seen;
            phrase.kind = NounKind::kCast;
            phrase.who = {member};
        }
    }
    return phrase;
}

// Whether it has its place on something already: the blocks of a tower on each other.
bool ShotReader::stands(int member) const {
    return std::ranges::any_of(shot_.relations, [&](const DraftRelation& relation) {
        return relation.owner == member && relation.kind == RelationKind::kOn;
    });
}

// "over the edge" leaves what has the edge; "over the table" does not.
bool ShotReader::is_brink(const NounPhrase& phrase) const {
    return listed("edge|brink|side|end", phrase.head);
}

// "on a pile of books": on the uppermost.
int ShotReader::top_of_stack(const std::vector<int>& members) const {
    int top = members.front();
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto above = std::ranges::find_if(shot_.relations, [&](const DraftRelation& load) {
            return load.target == top && load.kind == RelationKind::kOn &&
                   std::ranges::find(members, load.owner) != members.end();
        });
        if (above == shot_.relations.end()) {
            break;
        }
        top = above->owner;
    }
    return top;
}

// "sits between a bottle and a cup" has one at either side; "rolls between two cups" goes through
// a gate of them.
bool ShotReader::read_between(const NounPhrase& first) {
    std::vector<int> gate = first.who;
    if (gate.size() < 2 && is(at_, "and")) {
        const NounPhrase second = noun_phrase(at_ + 1, true);
        if (second.kind == NounKind::kCast && !second.who.empty()) {
            see(second.who);
            gate.push_back(second.who.front());
            use(at_, second.end);
            at_ = second.end;
        }
    }
    const DraftAction* deed = recent_.empty() ? nullptr : &shot_.actions[recent_.front()];
    const int one = deed == nullptr     ? (last_noun_.empty() ? -1 : last_noun_.front())
                    : deed->object >= 0 ? deed->object
                                        : deed->subject;
    if (gate.size() < 2 || one < 0 || std::ranges::find(gate, one) != gate.end()) {
        return false;
    }
    const bool moves = deed != nullptr && deed->verb_row >= 0 &&
                       verb_rows()[static_cast<std::size_t>(deed->verb_row)].use == VerbUse::kGoes;
    relate(gate.front(), moves ? RelationKind::kBehind : RelationKind::kLeftOf, one);
    relate(gate.back(), moves ? RelationKind::kInFrontOf : RelationKind::kRightOf, one);
    return true;
}

// "a lamp to the left of it and a bell to the right": of the same.
bool ShotReader::read_other_side(Direction way) {
    const RelationKind side =
        way == Direction::kLeft ? RelationKind::kLeftOf : RelationKind::kRightOf;
    const RelationKind other =
        way == Direction::kLeft ? RelationKind::kRightOf : RelationKind::kLeftOf;
    const auto before =
        std::find_if(shot_.relations.rbegin(), shot_.relations.rend(), [&](const auto& relation) {
            return relation.kind == other;
        });
    if ((way != Direction::kLeft && way != Direction::kRight) || last_noun_.empty() ||
        before == shot_.relations.rend()) {
        return false;
    }
    relate(last_noun_.front(), side, before->target);
    return true;
}

// "On a shelf: a bottle and two books", "a bowl of fruit: two apples and a pear": what stands
// before the colon has all that the list behind it names.
void ShotReader::bear(const NounPhrase& phrase) {
    if (bearer_ && !verb_seen_ && !phrase.pronoun && phrase.who.front() != bearer_->second) {
        for (const int member : phrase.who) {
            relate(member, bearer_->first, bearer_->second);
        }
        return;
    }
    const int what = phrase.who.front();
    const ThingNoun& thing = story_.thing_of(what);
    if (phrase.who.size() != 1 || !is(at_, ":") || verb_seen_ || story_.is_alive(what)) {
        return;
    }
    if (listed("bowl|basket|box|crate|bucket", thing.name)) {
        bearer_ = {RelationKind::kInside, what};
    } else if (thing.traits.surface) {
        bearer_ = {RelationKind::kOn, what};
    }
}

// "Behind them stands a tower", "on the table sits a cat": the place first, then who is there.
bool ShotReader::read_inversion(const PrepositionRow& row, const NounPhrase& place) {
    constexpr std::string_view kStates =
        "stands|stand|stood|sits|sit|sat|lies|lie|lay|rests|rest|is|are|was|were|hangs|waits|"
        "sleeps";
    std::size_t verb = at_;
    if (is_any(verb, ",|there")) {
        ++verb;
    }
    if (row.relation < 0 || place.who.empty() || !subject_.empty() || !recent_.empty() ||
        !is_any(verb, kStates) || is_boundary(verb + 1)) {
        return false;
    }
    const bool new_one =
        is_any(verb + 1, "a|an|one|two|three|four|five|six|some|several|many|another");
    const NounPhrase shown_one = new_one ? noun_phrase(verb + 1, true) : NounPhrase{};
    if (shown_one.kind != NounKind::kCast) {
        return false;
    }
    for (const int owner : shown_one.who) {
        relate(owner, static_cast<RelationKind>(row.relation), place.who.front());
    }
    use(at_, shown_one.end);
    at_ = shown_one.end;
    see(shown_one.who);
    // "... a clock, two books and a plant": all of the list.
    for (int guard = 0; guard < 8 && is_any(at_, ",|and"); ++guard) {
        const std::size_t next = is(at_, ",") && is(at_ + 1, "and") ? at_ + 2 : at_ + 1;
        const NounPhrase more =
            is_any(next, "a|an|one|two|three|four|some|several") ? peek_noun(next) : NounPhrase{};
        if (more.kind != NounKind::kCast || reads_as_verb(more.end, more.plural)) {
            break;
        }
        const NounPhrase another = noun_phrase(next, true);
        for (const int owner : another.who) {
            relate(owner, static_cast<RelationKind>(row.relation), place.who.front());
        }
        see(another.who);
        use(at_, another.end);
        at_ = another.end;
    }
    subject_ = shown_one.who;
    sentence_subject_ = subject_;
    last_noun_ = subject_;
    plural_subject_ = subject_.size() > 1;
    noun_just_read_ = true;
    return true;
}

}  // namespace hibari::world
