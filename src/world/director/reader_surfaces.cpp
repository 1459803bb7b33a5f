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

// "Behind them stands a tower", "on the table sits a cat": the place first, then who is there.
bool ShotReader::read_inversion(const PrepositionRow& row, const NounPhrase& place) {
    constexpr std::string_view kStates =
        "stands|stand|stood|sits|sit|sat|lies|lie|lay|rests|rest|is|are|was|were|hangs|waits|"
        "sleeps";
    std::size_t verb = at_;
    if (is_any(verb, ",")) {
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
    subject_ = shown_one.who;
    sentence_subject_ = subject_;
    last_noun_ = subject_;
    plural_subject_ = subject_.size() > 1;
    noun_just_read_ = true;
    return true;
}

}  // namespace hibari::world
