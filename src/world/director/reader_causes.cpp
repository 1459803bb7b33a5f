// Who does it, where another word stands between him and his verb: "makes her brother laugh", and
// where his name comes later: "After missing twice, a girl ...".
#include "world/director/reader.h"
#include "world/director/reader_words.h"

#include <utility>

namespace hibari::world {

// "makes the cat jump", "lets her baby crawl": what is done is the other's.
bool ShotReader::read_causative() {
    const bool makes = is_any(at_, "makes|make|made|making|lets|let|letting|has|have");
    const bool helps = is_any(at_, "helps|help|helping|gets|get|tells|tell|teaches|teach");
    if ((!makes && !helps) || at_ + 2 >= tokens_.size()) {
        return false;
    }
    // A base form behind the noun is its verb, as behind a plural: "the cat jump" is no jump.
    const bool plural_before = std::exchange(plural_subject_, true);
    const bool seen_before = std::exchange(verb_seen_, false);
    const NounPhrase seen = peek_noun(at_ + 1);
    plural_subject_ = plural_before;
    verb_seen_ = seen_before;
    const std::size_t verb = is(seen.end, "to") ? seen.end + 1 : seen.end;
    const Hit* deed = seen.kind == NounKind::kCast ? hit(verb, WordKind::kVerb) : nullptr;
    if (deed == nullptr || deed->form != VerbForm::kBase || (helps && verb == seen.end)) {
        return false;
    }
    const std::vector<int> maker = subject_;
    const bool spoken = is_any(at_, "tells|tell|teaches|teach") && !maker.empty();
    if (spoken) {
        make_actions(-1, Verb::kTalk, maker, "says how");
    }
    plural_subject_ = true;
    verb_seen_ = false;
    const NounPhrase moved = noun_phrase(at_ + 1, true);
    if (moved.who.empty()) {
        return false;
    }
    for (const std::size_t i : recent_) {
        if (spoken) {
            shot_.actions[i].target = moved.who.front();
        }
    }
    use(at_, verb);
    story_.notes.understood(shown(at_, verb), "somebody else does it");
    see(moved.who);
    end_clause();
    subject_ = moved.who;
    sentence_subject_ = subject_;
    last_noun_ = moved.who;
    plural_subject_ = moved.who.size() > 1;
    after_to_ = true;
    at_ = verb;
    return true;
}

// "After missing twice, a girl ...": the subject of what has none yet, named behind the comma.
void ShotReader::look_for_subject_ahead() {
    constexpr std::size_t kReach = 14;
    std::size_t comma = at_;
    while (comma < at_ + kReach && comma < tokens_.size() && !is(comma, ",") &&
           !ends_sentence(tokens_[comma])) {
        ++comma;
    }
    if (!is(comma, ",") || comma + 1 >= tokens_.size() || !sentence_subject_.empty()) {
        return;
    }
    const NounPhrase seen = peek_noun(comma + 1);
    if (seen.kind != NounKind::kCast || !reads_as_verb(seen.end, seen.plural)) {
        return;
    }
    const NounPhrase named = noun_phrase(comma + 1, true);
    if (named.who.empty()) {
        return;
    }
    named_ahead_ = named;
    see(named.who);
    subject_ = named.who;
}

}  // namespace hibari::world
