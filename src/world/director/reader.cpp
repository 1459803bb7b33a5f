#include "world/director/reader.h"

#include "base/check.h"
#include "base/text.h"
#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <charconv>

namespace hibari::world {
namespace {

// Of somebody who does something with them.
constexpr std::string_view kLimbs =
    "hand|hands|foot|feet|finger|fingers|arm|arms|leg|legs|face|fist|fists|head|mouth|lips|eyes";

// Each member once, where it was named first.
void keep_first(std::vector<int>& members) {
    std::vector<int> once;
    for (const int member : members) {
        if (std::ranges::find(once, member) == once.end()) {
            once.push_back(member);
        }
    }
    members = std::move(once);
}

}  // namespace

ShotReader::ShotReader(Story& story, DraftShot& shot, int shot_number)
    : story_(story), shot_(shot), shot_number_(shot_number) {}

void ShotReader::read(std::span<Token> tokens, Topic topic) {
    tokens_ = tokens;
    topic_ = topic;
    hits_.assign(tokens.size(), std::nullopt);
    doer_read_ = {};
    at_ = 0;
    end_sentence();
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
    if (is(at_, "nobody") || (is(at_, "no") && is_any(at_ + 1, "one|people|person|man|woman"))) {
        // "Nobody is on the beach": a picture without people.
        std::size_t end = at_ + (is(at_, "nobody") ? 1 : 2);
        end += is_any(end, "is|are|was|around") ? 1 : 0;
        use(at_, end, TokenUse::kGrammar);
        at_ = end;
        return;
    }
    if (read_made_of() || read_in_turn() || read_opening() || read_impersonal()) {
        return;
    }
    if (read_result() || read_camera_sentence() || read_setting()) {
        return;
    }
    if (read_absent()) {
        return;
    }
    // What is said of style, music and sound names nobody and nothing to be seen.
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
    if (!is_any(at_, "no|without|zero")) {
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
        stagger(
            story_.is_alive(subject_.empty() ? 0 : subject_.front()) ? kLivingGap_s : kThingGap_s
        );
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
    order_ = word;
    after_and_ = word == OrderWord::kThen || word == OrderWord::kBut || word == OrderWord::kFinally;
    at_ = end;
    return true;
}

// "a dog and a cat": more objects of the same verb.
void ShotReader::attach_another(const NounPhrase& phrase) {
    const std::vector<std::size_t> before = recent_;
    std::vector<std::size_t> made;
    for (const std::size_t i : before) {
        DraftAction more = shot_.actions[i];
        const int what = phrase.who.front();
        if (more.object >= 0 && more.object != what) {
            last_plural_ = {more.object, what};
            more.object = what;
        } else if (more.target >= 0 && more.target != what) {
            last_plural_ = {more.target, what};
            more.target = what;
        } else {
            continue;
        }
        if (shot_.actions.size() < ScriptLimits::kActionsMax) {
            shot_.actions.push_back(more);
            made.push_back(shot_.actions.size() - 1);
        }
    }
    recent_.insert(recent_.end(), made.begin(), made.end());
}

// A noun behind a comma that only says where it is by whom the sentence is about: "..., a dog
// behind him".
bool ShotReader::stands_apart(const NounPhrase& phrase) const {
    const Hit* where = hit(phrase.end, WordKind::kPreposition);
    return after_comma_ && !after_and_ && where != nullptr &&
           preposition_rows()[static_cast<std::size_t>(where->row)].relation >= 0 &&
           is_any(phrase.end + where->length, "him|her|them|it");
}

// Whether a noun at the end of a list begins a clause of its own with its verb further on: "and a
// woman with a suitcase steps off".
bool ShotReader::clause_follows(std::size_t at, bool plural) const {
    constexpr std::size_t kReach = 7;
    if (hit(at, WordKind::kPreposition) == nullptr) {
        return false;
    }
    for (std::size_t i = at + 1; i < at + kReach && !is_boundary(i); ++i) {
        if (is_any(i, "and|while|then|as|who|that|which|but|or")) {
            return false;
        }
        const Hit* speech = hit(i, WordKind::kSpeech);
        const Hit* verb = speech != nullptr ? speech : hit(i, WordKind::kVerb);
        const bool noun = is_any(i - 1, "a|an|the|his|her|their|its|of") ||
                          (head_at(i) && (head_at(i)->plural || plural));
        if (verb != nullptr && !noun &&
            verb->form == (plural ? VerbForm::kBase : VerbForm::kThird)) {
            return true;
        }
    }
    return false;
}

// "dust flying behind them", "sparks fly": what the unseen does is not done by anybody else.
bool ShotReader::skip_unseen_deed() {
    std::size_t at = at_;
    while (is_any(at, "is|are|begins|begin|starts|start|keeps|continues|to")) {
        ++at;
    }
    const Hit* verb = hit(at, WordKind::kVerb);
    const bool unlisted =
        verb == nullptr && at < tokens_.size() &&
        std::ranges::any_of(
            verb_candidates(tokens_[at].text),
            [&](const VerbCandidate& word) {
                return word.form == VerbForm::kThird && story_.nearest->is_verb(word.lemma);
            }
        );  // "smoke billows"
    if (!unlisted && (verb == nullptr || verb->form == VerbForm::kPast)) {
        return false;
    }
    std::size_t end = at_;
    while (!is_boundary(end) && !is_any(end, "and|while|as|then|but|when") && !setting_ahead(end)) {
        ++end;
    }
    use(at_, end, TokenUse::kGrammar);
    at_ = end;
    return true;
}

// The ball of the deed that "the shot", "his throw" means, when somebody has done it; or -1.
int ShotReader::sent_by_deed(const NounPhrase& phrase) const {
    if (!is_any(phrase.begin, "the|his|her|their") || phrase.row < 0 ||
        !is_sending(action_noun_rows()[static_cast<std::size_t>(phrase.row)].verb)) {
        return -1;
    }
    for (auto action = shot_.actions.rbegin(); action != shot_.actions.rend(); ++action) {
        if (is_sending(action->action.verb) && action->object >= 0) {
            return action->object;
        }
    }
    return -1;
}

bool ShotReader::read_noun() {
    const auto first = head_at(at_);
    if (const Hit* way = hit(at_, WordKind::kDirection);
        way != nullptr && first && way->length > first->length) {
        return false;  // "back and forth"
    }
    // "a storm", "the early morning": weather and time behind an article.
    std::size_t inner = at_;
    while (is_any(
        inner,
        "a|an|the|some|this|that|early|late|violent|heavy|light|raging|big|terrible|wild|huge|"
        "bright|loud|distant|faint|soft"
    )) {
        ++inner;
    }
    if (inner > at_ && inner < tokens_.size() && !head_at(inner)) {
        for (const WordKind kind :
             {WordKind::kSky, WordKind::kTime, WordKind::kWind, WordKind::kSound}) {
            const Hit* setting = hit(inner, kind);
            if (setting == nullptr || head_at(inner + setting->length)) {
                continue;
            }
            const std::size_t begin = at_;
            at_ = inner;
            if (read_setting()) {
                use(begin, inner, TokenUse::kGrammar);
                return true;
            }
            at_ = begin;
        }
    }
    if (read_apposition()) {
        return true;
    }
    NounPhrase phrase = noun_phrase(at_, verb_seen_);
    if (phrase.kind == NounKind::kNone) {
        return false;
    }
    if (phrase.kind == NounKind::kCast && phrase.who.empty()) {
        use(phrase.begin, phrase.end);  // The shot is full.
        at_ = phrase.end;
        return true;
    }
    const bool after_verb = verb_seen_ && !after_comma_;
    const bool joined = after_and_ && (noun_just_read_ || !noun_list_.empty());
    use(phrase.begin, phrase.end);
    at_ = phrase.end;
    if (phrase.kind == NounKind::kSource && read_source_sentence(phrase)) {
        return true;
    }
    if (phrase.kind == NounKind::kPart && !phrase.who.empty() &&
        reads_as_verb(at_, phrase.plural)) {
        phrase.kind = NounKind::kCast;  // "the dog's tail knocks it over"
        phrase.plural = phrase.plural || phrase.who.size() > 1;
    }
    if (phrase.kind == NounKind::kPart && !phrase.who.empty() && verb_seen_ && !subject_.empty() &&
        phrase.who.front() != subject_.front()) {
        phrase.kind = NounKind::kCast;  // "hits the teacher's head"
    }
    if (phrase.kind == NounKind::kPart && phrase.who.empty() &&
        (subject_.empty() || !story_.is_alive(subject_.front())) &&
        is_any(phrase.end - 1, kLimbs) && reads_as_verb(at_, phrase.plural)) {
        // "close-up of hands dribbling a ball": somebody's.
        const int member = shot_.present.empty() || !story_.is_person(shot_.present.front())
                               ? story_.add_somebody(shot_)
                               : shot_.present.front();
        if (member >= 0) {
            phrase.kind = NounKind::kCast;
            phrase.who = {member};
        }
    }
    const bool passive = phrase.kind == NounKind::kUnreal ||
                         (phrase.kind == NounKind::kGarment && verb_seen_);  // "his hat flies off"
    if (passive && skip_unseen_deed()) {
        return true;
    }
    // A noun with a verb right behind it begins a clause of its own: "..., the dog barks".
    const bool own_verb = at_ < tokens_.size() && phrase.kind == NounKind::kCast && verb_seen_ &&
                          (after_comma_ || after_and_ || order_) &&
                          (reads_as_verb(at_, phrase.plural) || clause_follows(at_, phrase.plural));
    if (phrase.kind == NounKind::kCast) {
        see(phrase.who);
        drop_enumerated(phrase);
        bear(phrase);
        if (phrase.who.size() > 1) {
            last_plural_ = phrase.who;
        }
        last_noun_ = phrase.who;
        if (!verb_seen_ || own_verb || (after_comma_ && !after_and_ && object_seen_ && own_verb)) {
            if (own_verb) {
                end_clause();
            }
            const bool listed_before =
                after_comma_ && noun_just_read_ && !verb_seen_ && !own_verb && !joined;
            if (joined && !verb_seen_ && !own_verb && furnished_ >= 0) {
                relate(phrase.who.front(), RelationKind::kOn, furnished_);
            } else if (joined && !verb_seen_ && !own_verb) {
                subject_.insert(subject_.begin(), comma_list_.begin(), comma_list_.end());
                comma_list_.clear();
                subject_.insert(subject_.end(), phrase.who.begin(), phrase.who.end());
                keep_first(subject_);
                plural_subject_ = true;
                last_plural_ = subject_;
            } else {
                // "A man, a woman and a dog": the first waits for the "and".
                comma_list_.insert(
                    comma_list_.end(),
                    subject_.begin(),
                    listed_before ? subject_.end() : subject_.begin()
                );
                subject_ = phrase.who;
                plural_subject_ = phrase.plural;
            }
            if (sentence_subject_.empty() || own_verb) {
                sentence_subject_ = subject_;
                finite_seen_ = false;
            } else if (joined) {
                sentence_subject_ = subject_;
            }
            noun_list_ = subject_;
        } else if (verb_seen_ && stands_apart(phrase)) {
            // "She sings, four dancers behind her": they are there, and nothing is done to them.
            recent_.clear();
        } else if (verb_seen_) {
            if (joined && object_seen_ && !recent_.empty()) {
                attach_another(phrase);
            } else if (!joined || !prep_noun_just_read_) {
                attach_object(phrase);  // "past houses and trees" is no object.
            }
        }
        if (dangling_row_ >= 0 && !verb_seen_) {
            const int row = dangling_row_;
            dangling_row_ = -1;
            make_actions(row, verb_rows()[static_cast<std::size_t>(row)].verb, subject_, "");
            for (DraftAction& action : shot_.actions) {
                if (!recent_.empty() && &action == &shot_.actions[recent_.front()]) {
                    action.action.intensity = clamp(dangling_manner_, 0.25F, 2.0F);
                }
            }
            for (const auto& [preposition, member] : dangling_nouns_) {
                NounPhrase thing;
                thing.kind = NounKind::kCast;
                thing.who = {member};
                if (preposition < preposition_rows().size()) {
                    attach_preposition(preposition_rows()[preposition], "", thing);
                } else {
                    attach_object(thing);
                }
            }
            dangling_nouns_.clear();
            if (dangling_later_ && shot_.step < ScriptLimits::kStepMax) {
                for (const std::size_t i : recent_) {
                    shot_.actions[i].action.step = shot_.step + 1;
                }
            }
            dangling_later_ = false;
            recent_.clear();
            recent_row_ = -1;
        }
    } else if (phrase.kind == NounKind::kPlace) {
        set_place(phrase.place, phrase.begin, phrase.end);
        if (!subject_.empty() && (order_ || after_and_ || after_comma_) &&
            reads_as_verb(at_, phrase.plural) && skip_unseen_deed()) {
            order_.reset();  // "... as a wave crashes over the ship"
            return true;
        }
        place_subject_ = place_subject_ || subject_.empty();
    } else if (phrase.kind == NounKind::kAction && is(phrase.end - 1, "shot") &&
               is(phrase.end, "of")) {
        // "a long exposure-like shot of traffic": what we look at.
    } else if (phrase.kind == NounKind::kAction) {
        const bool taken =
            verb_seen_ && !recent_.empty() && recent_row_ >= 0 && !order_ && !after_and_ &&
            (verb_rows()[static_cast<std::size_t>(recent_row_)].use == VerbUse::kActsOn ||
             verb_rows()[static_cast<std::size_t>(recent_row_)].use == VerbUse::kAims);
        const bool same = verb_seen_ && !recent_.empty() && phrase.row >= 0 &&
                          shot_.actions[recent_.front()].action.verb ==
                              action_noun_rows()[static_cast<std::size_t>(phrase.row)].verb;
        if (taken || (same && !order_ && !after_and_)) {
            // "saves the penalty", "sings a song": the verb has said what is done.
        } else if (!subject_.empty() && !story_.is_alive(subject_.front()) && phrase.row >= 0 &&
                   is_sending(action_noun_rows()[static_cast<std::size_t>(phrase.row)].verb)) {
            // "The chain splits": things do not bowl.
        } else if (!subject_.empty() &&
                   (verb_seen_ || order_ || after_and_ || after_comma_ || noun_just_read_)) {
            if (!recent_.empty() && !order_) {
                order_ = OrderWord::kThen;
            }
            VerbGroup light;
            light.kind = VerbGroup::Kind::kLight;
            at_ = phrase.begin;
            read_light(light, phrase.begin);
        } else if (const int sent = verb_seen_ || !subject_.empty() ? -1 : sent_by_deed(phrase);
                   sent >= 0) {
            subject_ = {sent};  // "The shot goes wide": the ball of the one before.
            sentence_subject_ = subject_;
            last_noun_ = subject_;
        } else if (!verb_seen_ && subject_.empty()) {
            // "A backflip on the beach": somebody does it.
            if (!shot_.present.empty() && story_.is_alive(shot_.present.front())) {
                subject_ = {shot_.present.front()};
            }
            if (!subject_.empty()) {
                VerbGroup light;
                at_ = phrase.begin;
                read_light(light, phrase.begin);
            } else {
                const int member = story_.add_somebody(shot_);
                if (member >= 0) {
                    story_.notes.assumed("somebody does the " + phrase.head);
                    subject_ = {member};
                    VerbGroup light;
                    at_ = phrase.begin;
                    read_light(light, phrase.begin);
                }
            }
            if (!recent_.empty() && reads_as_verb(at_, false) &&
                shot_.actions[recent_.front()].object >= 0) {
                // "The free throw bounces": it is the ball that does.
                const int ball = shot_.actions[recent_.front()].object;
                end_clause();
                subject_ = {ball};
                sentence_subject_ = subject_;
                last_noun_ = subject_;
            }
        }
    } else if (phrase.kind == NounKind::kGarment && !last_noun_.empty()) {
        for (const int member : last_noun_) {
            if (story_.is_person(member)) {
                Modifiers modifiers;
                modifiers.color = phrase.color;
                dress(member, garment_rows()[static_cast<std::size_t>(phrase.row)], modifiers);
            }
        }
    }
    at_ = std::max(at_, phrase.end);
    noun_just_read_ = true;
    prep_noun_just_read_ = false;
    object_seen_ = object_seen_ || after_verb;
    after_comma_ = false;
    after_and_ = false;
    after_to_ = false;
    order_ = verb_seen_ ? std::nullopt : order_;
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
}

const std::vector<Hit>& ShotReader::hits(std::size_t at) {
    HIBARI_CHECK(at < hits_.size(), at, hits_.size());
    if (!hits_[at]) {
        hits_[at] = story_.dictionary->hits_at(tokens_, at);
    }
    return *hits_[at];
}

const Hit* ShotReader::hit(std::size_t at, WordKind kind) const {
    if (at >= tokens_.size()) {
        return nullptr;
    }
    auto& self = const_cast<ShotReader&>(*this);  // The hits are only a cache.
    for (const Hit& item : self.hits(at)) {
        if (item.kind == kind) {
            return &item;
        }
    }
    return nullptr;
}

bool ShotReader::is(std::size_t at, std::string_view text) const {
    return at < tokens_.size() && tokens_[at].kind != TokenKind::kQuote && tokens_[at].text == text;
}

bool ShotReader::is_any(std::size_t at, std::string_view words) const {
    if (at >= tokens_.size() || tokens_[at].kind == TokenKind::kQuote) {
        return false;
    }
    return std::ranges::any_of(split(words, '|'), [&](std::string_view word) {
        return tokens_[at].text == word;
    });
}

bool ShotReader::is_boundary(std::size_t at) const {
    return at >= tokens_.size() || tokens_[at].kind == TokenKind::kBreak ||
           tokens_[at].kind == TokenKind::kQuote ||
           (tokens_[at].kind == TokenKind::kPunct && tokens_[at].text != "'s" &&
            tokens_[at].text != "-");
}

std::size_t ShotReader::skip_hyphen(std::size_t at) const {
    return is(at, "-") ? at + 1 : at;
}

void ShotReader::use(std::size_t begin, std::size_t end, TokenUse how) {
    for (std::size_t i = begin; i < std::min(end, tokens_.size()); ++i) {
        if (tokens_[i].use == TokenUse::kOpen || how == TokenUse::kReported) {
            tokens_[i].use = how;
        }
    }
}

std::string ShotReader::shown(std::size_t begin, std::size_t end) const {
    end = std::min(end, tokens_.size());
    return begin < end ? shown_text(tokens_.subspan(begin, end - begin)) : std::string{};
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
