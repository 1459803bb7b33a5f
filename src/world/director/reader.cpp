#include "world/director/reader.h"

#include "base/text.h"
#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>

namespace hibari::world {
ShotReader::ShotReader(Story& story, DraftShot& shot, int shot_number)
    : ShotWords(*story.dictionary), story_(story), shot_(shot), shot_number_(shot_number) {}

void ShotReader::read(std::span<Token> tokens, Topic topic) {
    open(tokens);
    topic_ = topic;
    doer_read_ = {};
    at_ = 0;
    // "round a tree", "turns round": the preposition, against "a round table".
    for (std::size_t i = 1; i + 1 < tokens_.size(); ++i) {
        const bool shape = is_any(i - 1, "a|an|the|big|small|large|red|blue|green|white|black|and");
        if (is(i, "round") && !shape &&
            (is_any(i + 1, "a|an|the|his|her|its|their|him|it|them|each|one|this|that") ||
             is_boundary(i + 1) || is_any(i + 1, "and|then"))) {
            tokens_[i].text = "around";
        }
    }
    end_sentence();
    note_seasons();
    while (at_ < tokens_.size()) {
        const std::size_t before = at_;
        read_one();
        if (at_ == before) {
            ++at_;  // Whatever it was, it cannot hold the reader up.
        }
    }
    end_sentence();
}

void ShotReader::read_one() {
    const Token& token = tokens_[at_];
    if (doer_read_.second > at_ && doer_read_.first == at_) {
        at_ = doer_read_.second;
        return;
    }
    if (token.kind == TokenKind::kQuote) {
        read_quote();
        return;
    }
    if (ends_sentence(token)) {
        use(at_, at_ + 1, TokenUse::kGrammar);
        ++at_;
        end_sentence();
        return;
    }
    if (token.kind == TokenKind::kPunct) {
        use(at_, at_ + 1, TokenUse::kGrammar);
        if (token.text == "," || token.text == "(" || token.text == ")" || token.text == "/" ||
            (token.text == "-" && at_ > 0 && tokens_[at_ - 1].end < token.begin)) {
            after_comma_ = true;
            noun_just_read_ = noun_just_read_ && token.text == ",";
        } else if (token.text == ";" || token.text == ":") {
            if (token.text == ":" && !bearer_ && !verb_seen_ && last_noun_.size() == 1 &&
                story_.thing_of(last_noun_.front()).traits.surface) {
                bearer_ = {RelationKind::kOn, last_noun_.front()};  // "pans across a table: ..."
            }
            end_clause();
            subject_.clear();
        }
        ++at_;
        return;
    }
    if (const Hit* repeat = hit(at_, WordKind::kRepeat);
        repeat != nullptr && !recent_.empty() && !is(at_ + repeat->length, "the")) {
        shot_.actions[recent_.front()].action.repeat = 1;
        for (const std::size_t i : recent_) {
            shot_.actions[i].action.repeat =
                repeat_rows()[static_cast<std::size_t>(repeat->row)].count;
        }
        use(at_, at_ + repeat->length);
        at_ += repeat->length;
        return;
    }
    if (is(at_, "outside") && is(at_ + 1, ",") && !shot_.present.empty() &&
        (shot_.place || !shot_.place_hint.empty())) {
        // "Outside, fields rush by": seen through the window by those inside.
        std::size_t end = at_ + 1;
        while (end < tokens_.size() && !ends_sentence(tokens_[end])) {
            ++end;
        }
        story_.notes.ignored(shown(at_, end), "we are inside");
        use(at_, end, TokenUse::kReported);
        at_ = end;
        shot_.place_hint =
            shot_.place_hint.empty() ? story_.place_named("living room") : shot_.place_hint;
        return;
    }
    if (is(at_, "before") && is_any(at_ + 1, "anyone|anybody|he|she|they|it") &&
        is_any(at_ + 2, "can|could|even|has")) {
        // "before anyone can catch it": it does not come to that.
        std::size_t end = at_ + 1;
        while (!is_boundary(end) && !is_any(end, "and|but|while")) {
            ++end;
        }
        story_.notes.understood(shown(at_, end), "does not happen");
        use(at_, end);
        at_ = end;
        return;
    }
    if (is(at_, "nobody") || (is(at_, "no") && is_any(at_ + 1, "one|people|person|man|woman"))) {
        // "Nobody is on the beach": a picture without people.
        std::size_t end = at_ + (is(at_, "nobody") ? 1 : 2);
        end += is_any(end, "is|are|was|around") ? 1 : 0;
        use(at_, end, TokenUse::kGrammar);
        at_ = end;
        return;
    }
    if (is(at_ + 1, ":") && sport() != nullptr && listed(sport()->clues, token.text)) {
        use(at_, at_ + 1);  // "Tennis: she serves": the game.
        ++at_;
        return;
    }
    if (read_throwing_fight() || read_try() || read_made_of() || read_in_turn() || read_opening() ||
        read_impersonal() || read_fire()) {
        return;
    }
    if (read_result() || read_camera_sentence() || read_setting()) {
        return;
    }
    if (read_absent() || read_spared()) {
        return;
    }
    // What is said of style, music and sound names nobody and nothing to be seen.
    if (topic_ == Topic::kScene && is(at_, "both") && subject_.empty() && !verb_seen_ &&
        read_noun()) {
        return;  // "Both bow."
    }
    const bool sound_only = topic_ == Topic::kSound && listed(kHeardSources, token.text);
    const bool seen = topic_ != Topic::kStyle && topic_ != Topic::kMusic && topic_ != Topic::kSound;
    if ((sound_only && read_noun()) || (seen && (read_order() || read_verb() || read_noun() ||
                                                 read_preposition() || read_adverb()))) {
        return;
    }
    // Nothing knows this word.
    if (hit(at_, WordKind::kGrammar) != nullptr) {
        if (token.text == "and" || token.text == "or" || token.text == "plus") {
            after_and_ = true;
        }
        after_to_ = token.text == "to";
        use(at_, at_ + 1, TokenUse::kGrammar);
    } else if (hit(at_, WordKind::kHarmless) != nullptr) {
        story_.notes.ignored(token.shown, "it changes nothing that can be seen");
        use(at_, at_ + 1, TokenUse::kReported);
    }
    ++at_;
}

// "no people", "without cars": what is said to be missing does not come into the picture.
bool ShotReader::read_absent() {
    if (!is_any(at_, "no|without|zero|0")) {
        return false;
    }
    std::size_t noun = at_ + 1;
    while (is_any(noun, "a|an|any|the|single|other|visible")) {
        ++noun;
    }
    const NounPhrase phrase = peek_noun(noun);
    const bool known = !phrase.who.empty();  // "without the dog" is about one we have seen.
    const bool named = phrase.kind == NounKind::kCast || phrase.kind == NounKind::kGarment ||
                       phrase.kind == NounKind::kSource || phrase.kind == NounKind::kUnreal;
    if (!named || known) {
        return false;
    }
    const bool none_does = !is(at_, "without") && reads_as_verb(phrase.end, phrase.plural);
    use(at_, phrase.end);
    story_.notes.understood(shown(at_, phrase.end), "not in the picture");
    at_ = phrase.end;
    if (none_does) {
        skip_unseen_deed();  // "no cars drive by"
    }
    return true;
}

// "roll down the stairs one after another": each of the group a little later than the one before.
bool ShotReader::read_in_turn() {
    constexpr std::string_view kTurns[] = {
        "one after another",
        "one after the other",
        "one by one",
        "one at a time",
        "in turn",
        "in sequence",
        "in succession",
        "each in turn",
        "in a row",
        "back to back",
        "take turns",
        "takes turns",
        "taking turns",
    };
    for (const std::string_view phrase : kTurns) {
        const auto words = split(phrase, ' ');
        bool same = true;
        for (std::size_t i = 0; i < words.size() && same; ++i) {
            same = is(at_ + i, words[i]);
        }
        const bool trick = !recent_.empty() && is_trick(shot_.actions[recent_.front()].action.verb);
        if (!same || ((phrase == "in a row" || phrase == "back to back") && !trick)) {
            continue;
        }
        use(at_, at_ + words.size());
        at_ += words.size();
        if (phrase.starts_with("tak")) {
            turns_next_ = true;  // The verb is still to come.
            after_to_ = true;
            return true;
        }
        const bool living = !subject_.empty() && story_.is_alive(subject_.front());
        stagger(living ? kLivingGap_s : kThingGap_s);
        return true;
    }
    return false;
}

void ShotReader::stagger(float gap_s) {
    if (recent_.size() < 2) {
        return;
    }
    const Action first = shot_.actions[recent_.front()].action;
    for (std::size_t i = 1; i < recent_.size(); ++i) {
        Action& next = shot_.actions[recent_[i]].action;
        next.step = std::min(first.step + static_cast<int>(i), ScriptLimits::kStepMax);
        if (first.step == 0) {
            // The clock starts them; later in the shot each waits for the one before.
            next.start_s = first.start_s.value_or(0.0F) + gap_s * static_cast<float>(i);
        }
        shot_.step = std::max(shot_.step, next.step);
    }
}

// "Open on a sunrise", "We see a man", "Fade in on": how the clip begins, not what anybody does.
bool ShotReader::read_opening() {
    if (at_ > 0 && !ends_sentence(tokens_[at_ - 1])) {
        return false;
    }
    std::size_t end = at_;
    if (is_any(at_, "open|opens|opening|start|starts|begin|begins|end|ends|fade|fades|close")) {
        end = at_ + (is_any(at_, "fade|fades") && is_any(at_ + 1, "in|out|up") ? 2 : 1);
        if (!is_any(end, "on|with|to|from")) {
            return false;
        }
    } else if (is(at_, "we") && is_any(at_ + 1, "see|watch|open|start")) {
        end = at_ + 1;
    }
    if (end == at_) {
        return false;
    }
    use(at_, end + 1, TokenUse::kGrammar);
    at_ = end + 1;
    return true;
}

bool ShotReader::read_order() {
    const Hit* order = hit(at_, WordKind::kOrder);
    if (order == nullptr) {
        return false;
    }
    const auto longer = [&](WordKind kind) {
        const Hit* other = hit(at_, kind);
        return other != nullptr && other->length > order->length;
    };
    if (longer(WordKind::kPreposition) || longer(WordKind::kDirection) ||
        longer(WordKind::kRepeat) || longer(WordKind::kThing)) {
        return false;
    }
    OrderWord word = order_rows()[static_cast<std::size_t>(order->row)].value;
    const std::size_t end = at_ + order->length;
    const std::string text = tokens_[at_].text;
    if (is(end - 1, "after") && order->length > 1 && !is_boundary(end)) {
        word = OrderWord::kAfter;  // "shortly after launch"
    }
    // "after the dog", "as a clown": prepositions unless a clause follows; a verb in -ing counts.
    if ((text == "after" || text == "before" || text == "as") && order->length == 1 &&
        at_ + 1 < tokens_.size() && !is_boundary(at_ + 1) && impersonal_at(at_ + 1) == 0) {
        const NounPhrase phrase = peek_noun(at_ + 1);
        if (phrase.kind == NounKind::kCast && !reads_as_verb(phrase.end, phrase.plural) &&
            hit(at_, WordKind::kPreposition) != nullptr) {
            return false;
        }
    }
    if (text == "only" || text == "later" || text == "during") {
        use(at_, end, TokenUse::kGrammar);
        at_ = end;
        return true;
    }
    use(at_, end, TokenUse::kGrammar);
    if (word == OrderWord::kThen || word == OrderWord::kFinally || word == OrderWord::kBut ||
        verb_seen_ || word == OrderWord::kWhile) {
        end_clause();
    }
    if (word == OrderWord::kBut && !shot_.actions.empty()) {
        for (DraftAction& action : shot_.actions) {
            if (action.attempt && !action.decided) {
                action.action.outcome = Outcome::kFailure;
            }
        }
    }
    clause_before_ = !sentence_subject_.empty() && !shot_.actions.empty();
    subordinate_ = at_ == 0 || ends_sentence(tokens_[at_ - 1]);
    order_ = word;
    after_and_ = word == OrderWord::kThen || word == OrderWord::kBut || word == OrderWord::kFinally;
    at_ = end;
    return true;
}

void ShotReader::end_clause() {
    consequence_ = false;
    if (!subject_.empty()) {
        previous_subject_ = subject_;
    }
    recent_.clear();
    recent_row_ = -1;
    verb_seen_ = false;
    object_seen_ = false;
    passive_ = false;
    noun_list_.clear();
    comma_list_.clear();
    furnished_ = -1;
    noun_just_read_ = false;
    pending_manner_ = 1.0F;
}

void ShotReader::end_sentence() {
    end_clause();
    place_subject_ = false;
    sentence_before_ = sentence_subject_.empty() ? sentence_before_ : sentence_subject_;
    subject_.clear();
    sentence_subject_.clear();
    finite_seen_ = false;
    after_comma_ = false;
    after_and_ = false;
    after_to_ = false;
    order_.reset();
    start_s_.reset();
    sentence_first_step_ = -1;
    dangling_row_ = -1;
    dangling_nouns_.clear();
    last_source_.clear();
    bearer_.reset();
    named_ahead_.reset();
    subordinate_ = false;
    relative_head_.clear();
}

std::string ShotReader::names(std::span<const int> members) const {
    if (members.empty()) {
        return "someone";
    }
    const CastMember& first = story_.cast[static_cast<std::size_t>(members.front())];
    std::string text = first.name.empty() ? first.head : first.name;
    if (members.size() > 1) {
        text += " and " + std::to_string(members.size() - 1) + " more";
    }
    return text;
}

void ShotReader::see(std::span<const int> members) {
    ++story_.clock;
    for (const int member : members) {
        story_.cast[static_cast<std::size_t>(member)].last_seen = story_.clock;
        Story::bring(shot_, member);
    }
}

}  // namespace hibari::world
