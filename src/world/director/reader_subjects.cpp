// A noun where a clause may begin: its subject, an item of a list, an object, or the place.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/script_json.h"

#include <algorithm>

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

// "a dog and a cat": more objects of the same verb.
void ShotReader::attach_another(const NounPhrase& phrase) {
    const std::vector<std::size_t> before = recent_;
    std::vector<std::size_t> made;
    for (const std::size_t i : before) {
        DraftAction more = shot_.actions[i];
        const int what = phrase.who.front();
        if (more.object >= 0 && more.object != what) {
            last_plural_ = {more.object, what};
            const bool held = std::ranges::any_of(shot_.relations, [&](const DraftRelation& told) {
                return told.owner == more.subject && told.target == more.object &&
                       told.kind == RelationKind::kHolding;
            });
            if (more.action.verb == Verb::kDrop && held) {
                relate(more.subject, RelationKind::kHolding, what);  // In the other hand.
            }
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

// "a girl plays the flute and a man the saxophone": the second does the same with another thing.
bool ShotReader::leaves_out_the_verb(const NounPhrase& phrase) {
    if (recent_row_ < 0 || !story_.is_alive(phrase.who.front()) || phrase.end >= tokens_.size() ||
        !is_any(phrase.end, "the|a|an|his|her")) {
        return false;
    }
    const DraftAction& deed = shot_.actions[recent_.front()];
    const int thing = deed.object >= 0 ? deed.object : deed.target;
    const NounPhrase other = peek_noun(phrase.end);
    return thing >= 0 && !story_.is_alive(thing) && other.kind == NounKind::kCast &&
           (is_boundary(other.end) || is_any(other.end, "and|on|in|at|while"));
}

// A noun behind a comma that only says where it is by whom the sentence is about: "..., a dog
// behind him".
bool ShotReader::stands_apart(const NounPhrase& phrase) const {
    if (after_comma_ && !after_and_ && !is_boundary(phrase.end) &&
        tokens_[phrase.end].text.ends_with("ing") && hit(phrase.end, WordKind::kSound) != nullptr) {
        return true;  // "..., oars creaking"
    }
    if (after_comma_ && is(phrase.end, "in") && is_any(phrase.end + 1, "hand|hands|tow")) {
        return true;  // "..., fishing rods in hand"
    }
    const VerbUse use = recent_row_ >= 0 ? verb_rows()[static_cast<std::size_t>(recent_row_)].use
                                         : VerbUse::kActsOn;
    if (after_comma_ && !after_and_ && use == VerbUse::kPlain && !phrase.pronoun) {
        return true;  // "they dance, street lamps, snow"
    }
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
        // "a woman in high heels runs": behind a noun it is no other noun.
        const bool behind_noun = i > at + 1 && head_at(i - 1) && verb != nullptr &&
                                 verb->form == (plural ? VerbForm::kBase : VerbForm::kThird) &&
                                 head_at(i) && head_at(i)->kind == WordKind::kActionNoun;
        const bool noun = is_any(i - 1, "a|an|the|his|her|their|its|of") ||
                          (head_at(i) && (head_at(i)->plural || plural) && !behind_noun);
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
    order_ =
        order_ == OrderWord::kAfter ? OrderWord::kThen : order_;  // "when the rope breaks, ..."
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

// "a storm", "the early morning": weather and time behind an article.
bool ShotReader::read_weather_noun() {
    std::size_t inner = at_;
    constexpr std::size_t kWordsMax = 5;
    while (
        inner < at_ + kWordsMax &&
        is_any(
            inner,
            "a|an|the|some|this|that|early|late|violent|heavy|light|raging|big|terrible|wild|huge|"
            "bright|loud|distant|faint|soft"
        )
    ) {
        ++inner;
    }
    if (inner > at_ && inner < tokens_.size() && !head_at(inner)) {
        for (const WordKind kind :
             {WordKind::kSky, WordKind::kTime, WordKind::kWind, WordKind::kSeason, WordKind::kSound
             }) {
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
    return false;
}

// Parts of a body that stand for their owner: "the dog's tail knocks it over".
void ShotReader::take_for_owner(NounPhrase& phrase) {
    if (phrase.kind != NounKind::kPart) {
        return;
    }
    if (!phrase.who.empty() && reads_as_verb(phrase.end, phrase.plural)) {
        phrase.kind = NounKind::kCast;  // "the dog's tail knocks it over"
        phrase.plural = phrase.plural || phrase.who.size() > 1;
    }
    if (!phrase.who.empty() && verb_seen_ && !subject_.empty() &&
        phrase.who.front() != subject_.front()) {
        phrase.kind = NounKind::kCast;  // "hits the teacher's head"
    }
    if (phrase.who.empty() && (subject_.empty() || !story_.is_alive(subject_.front())) &&
        is_any(phrase.end - 1, kLimbs) && reads_as_verb(phrase.end, phrase.plural)) {
        // "close-up of hands dribbling a ball": somebody's.
        const int member = shot_.present.empty() || !story_.is_person(shot_.present.front())
                               ? story_.add_somebody(shot_)
                               : shot_.present.front();
        if (member >= 0) {
            phrase.kind = NounKind::kCast;
            phrase.who = {member};
        }
    }
}

// The noun begins a clause or goes on with the list that does.
void ShotReader::take_as_subject(const NounPhrase& phrase, bool own_verb, bool joined) {
    if (own_verb) {
        end_clause();
    }
    const bool listed_before =
        after_comma_ && noun_just_read_ && !verb_seen_ && !own_verb && !joined;
    if (joined && !verb_seen_ && !own_verb && furnished_ >= 0) {
        relate(phrase.who.front(), RelationKind::kOn, furnished_);
    } else if (joined && !verb_seen_ && !own_verb && subject_.size() == 1 &&
               story_.category_of(subject_.front()) == Category::kAnimal &&
               story_.is_person(phrase.who.front()) && is_any(phrase.end - 1, "rider|jockey")) {
        relate(phrase.who.front(), RelationKind::kRiding, subject_.front());  // "a horse and rider"
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
            comma_list_.end(), subject_.begin(), listed_before ? subject_.end() : subject_.begin()
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
}

// "Running down the street, a man ...": the participle that waited has found its subject.
void ShotReader::end_waiting() {
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

void ShotReader::read_cast_noun(const NounPhrase& phrase, bool own_verb, bool joined) {
    see(phrase.who);
    drop_enumerated(phrase);
    bear(phrase);
    if (phrase.who.size() > 1) {
        last_plural_ = phrase.who;
    }
    last_noun_ = phrase.who;
    if (!verb_seen_ || own_verb) {
        take_as_subject(phrase, own_verb, joined);
    } else if (verb_seen_ && stands_apart(phrase)) {
        // "She sings, four dancers behind her": they are there, and nothing is done to them.
        recent_.clear();
    } else if (verb_seen_) {
        if (joined && object_seen_ && !recent_.empty() && leaves_out_the_verb(phrase)) {
            const DraftAction same = shot_.actions[recent_.front()];
            const int row = recent_row_;
            end_clause();
            subject_ = phrase.who;
            order_ = OrderWord::kWhile;
            make_actions(
                row, verb_rows()[static_cast<std::size_t>(row)].verb, subject_, same.words
            );
            verb_seen_ = true;
            finite_seen_ = true;
        } else if (joined && object_seen_ && !recent_.empty()) {
            attach_another(phrase);
        } else if (!joined || !prep_noun_just_read_) {
            attach_object(phrase);  // "past houses and trees" is no object.
        }
    }
    if (dangling_row_ >= 0 && !verb_seen_) {
        end_waiting();
    }
}

// Whether the place itself was told to do something: "... as a wave crashes over the ship".
bool ShotReader::read_place_noun(const NounPhrase& phrase) {
    if (is_any(phrase.end - 1, "wave|waves|tide|avalanche|flood|current") && read_blown(at_)) {
        shot_.place = shot_.place.value_or(phrase.place);  // "a wave washes it away"
        return true;
    }
    set_place(phrase.place, phrase.begin, phrase.end);
    if (!subject_.empty() && (order_ || after_and_ || after_comma_) &&
        reads_as_verb(at_, phrase.plural) && skip_unseen_deed()) {
        order_.reset();  // "... as a wave crashes over the ship"
        return true;
    }
    place_subject_ = place_subject_ || subject_.empty();
    return false;
}

// "a backflip", "the shot": a deed named by a noun.
void ShotReader::read_deed_noun(const NounPhrase& phrase) {
    const bool taken =
        verb_seen_ && !recent_.empty() && recent_row_ >= 0 && !order_ && !after_and_ &&
        (verb_rows()[static_cast<std::size_t>(recent_row_)].use == VerbUse::kActsOn ||
         verb_rows()[static_cast<std::size_t>(recent_row_)].use == VerbUse::kAims);
    const bool same = verb_seen_ && !recent_.empty() && phrase.row >= 0 &&
                      shot_.actions[recent_.front()].action.verb ==
                          action_noun_rows()[static_cast<std::size_t>(phrase.row)].verb;
    const auto last = shot_.actions.empty() ? nullptr : &shot_.actions.back();
    if (!verb_seen_ && subject_.empty() && last != nullptr && is_boundary(phrase.end) &&
        phrase.end == phrase.begin + 1 && phrase.row >= 0 && !last->decided &&
        is_sending(last->action.verb) &&
        last->action.verb == action_noun_rows()[static_cast<std::size_t>(phrase.row)].verb) {
        last->action.outcome = Outcome::kSuccess;  // "... a powerful serve. Ace!"
        last->decided = true;
        return;
    }
    const bool way = verb_seen_ && !recent_.empty() && !order_ && !after_and_ &&
                     listed("lap|length|race|mile|sprint", phrase.head);  // "swims a lap"
    if (taken || way || (same && !order_ && !after_and_)) {
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
}

bool ShotReader::read_noun() {
    const auto first = head_at(at_);
    if (const Hit* way = hit(at_, WordKind::kDirection);
        way != nullptr && first && way->length > first->length) {
        return false;  // "back and forth"
    }
    if (read_weather_noun() || read_apposition()) {
        return true;
    }
    NounPhrase phrase = hat_off_the_head(noun_phrase(at_, verb_seen_));
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
    take_for_owner(phrase);
    without_ = without_ || is_any(phrase.begin, "neither|none");  // "neither falls"
    const bool cloth = phrase.kind == NounKind::kGarment &&
                       (verb_seen_ || (subject_.empty() && reads_as_verb(at_, phrase.plural))
                       );  // "his hat flies off"
    // "..., feet dangling", "arms folded": how somebody sits or stands.
    const bool pose = phrase.kind == NounKind::kPart && after_comma_ && verb_seen_ &&
                      phrase.end == phrase.begin + 1 && hit(at_, WordKind::kVerb) != nullptr;
    if (pose) {
        const std::size_t end = at_ + hit(at_, WordKind::kVerb)->length;
        use(phrase.begin, end);
        story_.notes.understood(shown(phrase.begin, end), "a pose");
        at_ = end;
        return true;
    }
    if (phrase.kind == NounKind::kUnreal && after_verb && sport() == nullptr && !recent_.empty() &&
        object_follows(phrase) && !object_seen_) {
        DraftAction& deed = shot_.actions[recent_.front()];
        if ((deed.action.verb == Verb::kCatch || deed.action.verb == Verb::kThrow) &&
            deed.object < 0) {
            // "catches snowflakes": nothing that a hand could hold, so it is only a gesture.
            deed.action.verb = deed.action.verb == Verb::kCatch ? Verb::kLook : Verb::kWave;
            deed.verb_row = -1;
        }
    }
    if (phrase.kind == NounKind::kUnreal && after_verb && !recent_.empty() &&
        object_follows(phrase) && is_any(phrase.end - 1, "knob|dial|lever|switch|page|key|wheel") &&
        story_.is_person(shot_.actions[recent_.front()].subject)) {
        shot_.actions[recent_.front()].action.verb = Verb::kPush;  // "turns the knob"
        shot_.actions[recent_.front()].verb_row = -1;
    }
    const bool passive = phrase.kind == NounKind::kUnreal || cloth;
    if (passive && skip_unseen_deed()) {
        return true;
    }
    // A noun with a verb right behind it begins a clause of its own: "..., the dog barks"; so does
    // the one behind the comma of a subordinate clause.
    const bool main_clause = subordinate_ && after_comma_ && verb_seen_ &&
                             phrase.kind == NounKind::kCast && !is_boundary(at_) && !after_and_;
    subordinate_ = subordinate_ && !main_clause;
    const bool own_verb =
        main_clause || (at_ < tokens_.size() && phrase.kind == NounKind::kCast && verb_seen_ &&
                        (after_comma_ || after_and_ || order_) &&
                        (reads_as_verb(at_, phrase.plural) || clause_follows(at_, phrase.plural) ||
                         (phrase.collective && reads_as_verb(at_, false))));
    switch (phrase.kind) {
        case NounKind::kCast:
            read_cast_noun(phrase, own_verb, joined);
            break;
        case NounKind::kPlace:
            if (read_place_noun(phrase)) {
                return true;
            }
            break;
        case NounKind::kAction:
            if (!(is(phrase.end - 1, "shot") && is(phrase.end, "of"))) {
                read_deed_noun(phrase);  // Else what we look at: "a long shot of traffic".
            }
            break;
        case NounKind::kGarment:
            if (!recent_.empty() && is_handled(phrase)) {
                give_up_garment(phrase);
            } else {
                wear(phrase, last_noun_);
            }
            break;
        default:
            break;
    }
    at_ = std::max(at_, phrase.end);
    noun_just_read_ = true;
    prep_noun_just_read_ = false;
    object_seen_ = last_noun_ != subject_ && (object_seen_ || after_verb);
    after_comma_ = false;
    after_and_ = false;
    after_to_ = false;
    order_ = verb_seen_ ? std::nullopt : order_;
    return true;
}

// "throws his coat": no such thing can be thrown, so it is only waved after.
void ShotReader::give_up_garment(const NounPhrase& phrase) {
    story_.notes.ignored(shown(phrase.begin, phrase.end), "it can only be worn");
    use(phrase.begin, phrase.end, TokenUse::kReported);
    for (const std::size_t i : recent_) {
        shot_.actions[i].action.verb = Verb::kWave;
        shot_.actions[i].verb_row = -1;
    }
    recent_.clear();
}

// "..., a red hat": a garment told of somebody just named.
void ShotReader::wear(const NounPhrase& phrase, std::span<const int> wearers) {
    Modifiers modifiers;
    modifiers.color = phrase.color;
    for (const int member : wearers) {
        if (story_.is_person(member)) {
            dress(member, garment_rows()[static_cast<std::size_t>(phrase.row)], modifiers);
        }
    }
}

}  // namespace hibari::world
