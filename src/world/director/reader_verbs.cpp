// Verb groups, and the actions they make.
#include "base/text.h"
#include "world/director/reader.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>

namespace hibari::world {
namespace {

bool listed(std::string_view words, std::string_view word) {
    const auto all = split(words, '|');
    return std::ranges::find(all, word) != all.end();
}

constexpr std::string_view kBe =
    "is|are|was|were|be|been|being|am|gets|get|got|getting|becomes|become";
constexpr std::string_view kAuxiliary =
    "will|would|can|could|may|might|must|should|shall|does|do|did|has|have|had";
constexpr std::string_view kAttempt =
    "try|tries|tried|trying|attempt|attempts|attempted|attempting|struggle|struggles|struggling|"
    "want|wants|hope|hopes|aims|aim|prepare|"
    "prepares|preparing|hoping|wanting";
constexpr std::string_view kPhase =
    "begin|begins|began|beginning|start|starts|started|starting|continue|continues|continued|keep|"
    "keeps|kept|proceed|proceeds|decide|decides|"
    "go|goes|going|about|love|loves|enjoy|enjoys|like|likes|learn|learns|stop|stops|need|needs|"
    "pretend|pretends|seems|appears|rush|practice|"
    "practices|practicing|keeping|continuing|happily|goes on|ready|gets|spends|help|helps";
constexpr std::string_view kLight =
    "do|does|did|doing|done|perform|performs|performed|performing|make|makes|made|making|take|"
    "takes|took|taking|give|gives|gave|giving|"
    "attempt|attempts|attempted|attempting|try|tries|tried|trying|execute|executes|executing|throw|"
    "throws|practice|practices|pull|pulls|"
    "has|have|having|deliver|delivers|land|shoot|shoots|shooting|bust|busts|show|shows|launch|hit|"
    "hits|go|goes|let|lets|finish|finishes|"
    "play|plays|kick|kicks|run|runs|scores|score|score|misses|miss|nail|nails|sink|sinks|complete|"
    "completes|fail|fails|attempting|start|starts";

bool is_trick(Verb verb) {
    switch (verb) {
        case Verb::kBackflip:
        case Verb::kFrontFlip:
        case Verb::kCartwheel:
        case Verb::kHandstand:
        case Verb::kPirouette:
        case Verb::kBalance:
        case Verb::kOllie:
        case Verb::kKickflip:
        case Verb::kGrind:
        case Verb::kSurf:
        case Verb::kSnowboard:
        case Verb::kPaddle:
        case Verb::kPushBoard:
        case Verb::kCycle:
        case Verb::kSkate:
        case Verb::kJump:
        case Verb::kClimb:
        case Verb::kDive:
        case Verb::kRide:
            return true;
        default:
            return false;
    }
}

// Background doings: they run beside the others instead of after them.
bool is_steady(Verb verb) {
    switch (verb) {
        case Verb::kStay:
        case Verb::kStand:
        case Verb::kSit:
        case Verb::kLie:
        case Verb::kLook:
        case Verb::kHold:
        case Verb::kFloat:
        case Verb::kSwing:
        case Verb::kFly:
        case Verb::kGraze:
        case Verb::kWag:
        case Verb::kFlap:
        case Verb::kDance:
        case Verb::kSwim:
        case Verb::kSail:
        case Verb::kPlayInstrument:
        case Verb::kRead:
        case Verb::kEat:
        case Verb::kDrink:
        case Verb::kChirp:
        case Verb::kWalk:
        case Verb::kDrive:
        case Verb::kCycle:
        case Verb::kClap:
        case Verb::kSing:
        case Verb::kTalk:
            return true;
        default:
            return false;
    }
}

}  // namespace

bool ShotReader::verb_may_stand(std::size_t at) const {
    // After a determiner or adjective comes a noun.
    if (at > 0 &&
        is_any(
            at - 1,
            "a|an|the|his|her|their|its|my|this|these|those|no|every|each|some|another|your|our"
        ) &&
        tokens_[at - 1].end + 2 > tokens_[at].begin && !(is(at - 1, "her") && noun_just_read_)) {
        return false;
    }
    return true;
}

// A noun for something done; "goal" and "basket" are things as well, which the caller knows to be
// unlikely.
const Hit* ShotReader::action_noun_at(std::size_t at) const {
    const Hit* deed = hit(at, WordKind::kActionNoun);
    const auto head = head_at(at);
    return deed != nullptr && (!head || head->length <= deed->length) ? deed : nullptr;
}

ShotReader::VerbGroup ShotReader::verb_group(std::size_t at) {
    VerbGroup group;
    bool be = false;
    bool have = false;
    bool to = after_to_;
    bool any_auxiliary = false;
    std::size_t cursor = at;
    for (int guard = 0; guard < 12 && cursor < tokens_.size() && !is_boundary(cursor); ++guard) {
        if (is_any(cursor, "who|that|which") && guard == 0) {
            ++cursor;
            any_auxiliary = true;
            continue;
        }
        if (is_any(cursor, "not|never")) {
            group.negated = true;
        } else if (is_any(cursor, "almost|nearly")) {
            group.outcome = Outcome::kFailure;
        } else if (is_any(
                       cursor,
                       "successfully|perfectly|flawlessly|cleanly|triumphantly|expertly|skillfully"
                   )) {
            group.outcome = Outcome::kSuccess;
        } else if (is_any(cursor, "unsuccessfully|clumsily|barely")) {
            group.outcome = is(cursor, "barely") ? group.outcome : Outcome::kFailure;
        } else if (is_any(
                       cursor,
                       "then|also|just|now|all|both|each|still|suddenly|again|soon|first|finally|"
                       "immediately|eventually|instead|always|really|simply|only|once|together|"
                       "there|on"
                   )) {
            if (is(cursor, "then")) {
                order_ = OrderWord::kThen;
            }
            if (is(cursor, "on") && guard == 0) {
                return group;
            }
        } else if (is_any(cursor, kBe) && !(hit(cursor, WordKind::kVerb) != nullptr &&
                                            hit(cursor, WordKind::kVerb)->length > 1)) {
            be = true;
            any_auxiliary = true;
        } else if (is_any(cursor, kAuxiliary)) {
            const bool light = !is_any(cursor + 1, "not|never") &&
                               hit(cursor + 1, WordKind::kVerb) == nullptr &&
                               hit(cursor + 1, WordKind::kOutcome) == nullptr &&
                               hit(cursor + 1, WordKind::kSpeech) == nullptr &&
                               !is_any(cursor + 1, "been|be|to|just|almost|never|already");
            if (light && is_any(cursor, "has|have|had|does|do|did")) {
                break;
            }
            have = have || is_any(cursor, "has|have|had");
            any_auxiliary = true;
        } else if (is_any(cursor, "to") && (any_auxiliary || to)) {
            to = true;
        } else if (is_any(cursor, kAttempt) &&
                   (is(cursor + 1, "to") ||
                    (cursor + 1 < tokens_.size() && tokens_[cursor + 1].text.ends_with("ing")))) {
            group.attempt = true;
            any_auxiliary = true;
            to = true;
            if (is(cursor + 1, "to")) {
                ++cursor;
            }
        } else if (is_any(cursor, "fail|fails|failed|failing|refuse|refuses") &&
                   is(cursor + 1, "to")) {
            group.outcome = Outcome::kFailure;
            any_auxiliary = true;
            to = true;
            ++cursor;
        } else if (is_any(cursor, "manage|manages|managed|able") && is(cursor + 1, "to")) {
            group.outcome = Outcome::kSuccess;
            any_auxiliary = true;
            to = true;
            ++cursor;
        } else if (is_any(cursor, kPhase) &&
                   (is(cursor + 1, "to") ||
                    (cursor + 1 < tokens_.size() && tokens_[cursor + 1].text.ends_with("ing") &&
                     hit(cursor + 1, WordKind::kVerb) != nullptr))) {
            any_auxiliary = true;
            to = true;
            if (is(cursor + 1, "to")) {
                ++cursor;
            }
        } else if (const Hit* manner = hit(cursor, WordKind::kManner);
                   manner != nullptr && (hit(cursor, WordKind::kVerb) == nullptr) &&
                   (tokens_[cursor].text.ends_with("ly") || manner->length > 1)) {
            group.manner *= manner_rows()[static_cast<std::size_t>(manner->row)].factor;
            cursor += manner->length;
            continue;
        } else if (tokens_[cursor].text.ends_with("ly") &&
                   hit(cursor, WordKind::kVerb) == nullptr && cursor + 1 < tokens_.size() &&
                   (hit(cursor + 1, WordKind::kVerb) != nullptr ||
                    hit(cursor + 1, WordKind::kSpeech) != nullptr)) {
            // Some adverb.
        } else {
            break;
        }
        ++cursor;
    }
    if (cursor >= tokens_.size() || is_boundary(cursor)) {
        if (be && cursor > at) {
            group.kind = VerbGroup::Kind::kBe;
            group.end = cursor;
        }
        return group;
    }
    if (!verb_may_stand(cursor)) {
        return group;
    }
    // Worn things: "wearing a hat", "dressed in red".
    if (is_any(cursor, "wearing|wears|wear|wore|sporting|donning") ||
        (is_any(cursor, "dressed|clad|clothed") && is_any(cursor + 1, "in|as|like|up|all"))) {
        group.kind = VerbGroup::Kind::kWear;
        group.end = is_any(cursor, "dressed|clad|clothed") ? cursor + 2 : cursor + 1;
        return group;
    }
    if (is_any(cursor, "has|have|having|had") && !have) {
        group.kind = VerbGroup::Kind::kHave;
        group.end = cursor + 1;
        group.lemma = "have";
        return group;
    }
    const Hit* best = nullptr;
    for (const WordKind kind : {WordKind::kVerb, WordKind::kOutcome, WordKind::kSpeech}) {
        for (const Hit& item : hits(cursor)) {
            if (item.kind != kind) {
                continue;
            }
            const bool ing_or_past = item.form == VerbForm::kIng || item.form == VerbForm::kPast;
            const bool fits = to || any_auxiliary || item.form != VerbForm::kBase || true;
            if (fits && (best == nullptr || item.length > best->length ||
                         (item.length == best->length && best->form == VerbForm::kBase &&
                          ing_or_past && be))) {
                best = &item;
            }
            break;
        }
    }
    // "does a backflip": a light verb with a noun that is done.
    std::size_t noun_at = cursor + 1;
    if (is_any(cursor, "pulls|pull|goes|go|pulling|pulled") && is_any(noun_at, "off|for")) {
        ++noun_at;
    }
    const std::size_t first_noun = noun_at;
    while (noun_at < tokens_.size() && noun_at < first_noun + 6 && !is_boundary(noun_at)) {
        const auto head = head_at(noun_at);
        const Hit* deed = action_noun_at(noun_at);
        if (deed != nullptr) {
            const bool compound = [&] {
                const std::size_t next = skip_hyphen(noun_at + deed->length);
                const auto other = is_boundary(next) ? std::nullopt : head_at(next);
                return other &&
                       (other->kind == WordKind::kThing || other->kind == WordKind::kRole) &&
                       !reads_as_verb(next, false);
            }();
            if (compound) {
                break;
            }
            const bool outcome_verb =
                best != nullptr &&
                (best->kind == WordKind::kOutcome || hit(cursor, WordKind::kOutcome) != nullptr);
            if (is_any(cursor, kLight) || outcome_verb) {
                group.kind = VerbGroup::Kind::kLight;
                group.end = first_noun;
                if (const Hit* outcome = hit(cursor, WordKind::kOutcome);
                    outcome != nullptr && !is_any(
                                              cursor,
                                              "make|makes|made|making|execute|executes|complete|"
                                              "completes|master|masters|pull"
                                          )) {
                    group.outcome = outcome_rows()[static_cast<std::size_t>(outcome->row)].outcome;
                } else if (is_any(
                               cursor,
                               "make|makes|made|complete|completes|pulls|executes|execute|sinks|"
                               "scores|score"
                           ) &&
                           deed != nullptr) {
                    const Verb verb = action_noun_rows()[static_cast<std::size_t>(deed->row)].verb;
                    if (verb == Verb::kShoot || is_any(cursor, "complete|completes|executes") ||
                        first_noun > cursor + 1) {
                        group.outcome = Outcome::kSuccess;
                    }
                }
                if (is_any(cursor, kAttempt)) {
                    group.attempt = true;
                }
                if (group.negated) {
                    group.outcome = Outcome::kFailure;
                }
                return group;
            }
            break;
        }
        const bool skippable =
            is_any(
                noun_at,
                "a|an|the|his|her|their|its|first|last|perfect|one|two|three|four|five|-|another|"
                "second|third|final|few|difficult|"
                "quick|double|triple|flawless|clean|huge|big|little|series|of|several|some|"
                "spectacular|impressive|crucial|winning|game|"
                "overhead|standing|running|bicycle|trick|contested|long|high|easy|simple|at|for"
            ) ||
            hit(noun_at, WordKind::kHarmless) != nullptr ||
            hit(noun_at, WordKind::kSize) != nullptr ||
            (head && (head->kind == WordKind::kThing || head->kind == WordKind::kStandIn) &&
             hit(noun_at + 1, WordKind::kActionNoun) != nullptr);
        if (!skippable) {
            break;
        }
        ++noun_at;
    }
    if (best == nullptr) {
        if (be) {
            group.kind = VerbGroup::Kind::kBe;
            group.end = cursor;
            return group;
        }
        // An unknown verb where a verb is due.
        const bool due = to || any_auxiliary || (noun_just_read_ && !subject_.empty()) ||
                         (after_and_ && !subject_.empty());
        if (due && tokens_[cursor].kind == TokenKind::kWord &&
            hit(cursor, WordKind::kPreposition) == nullptr &&
            hit(cursor, WordKind::kGrammar) == nullptr &&
            hit(cursor, WordKind::kDirection) == nullptr && !head_at(cursor)) {
            for (const VerbCandidate& candidate : verb_candidates(tokens_[cursor].text)) {
                const bool bare = candidate.form == VerbForm::kBase;
                if (bare && !(to || any_auxiliary || plural_subject_)) {
                    continue;
                }
                if (const auto near = story_.nearest->verb(candidate.lemma)) {
                    group.kind = VerbGroup::Kind::kVerb;
                    group.row = near->row;
                    group.form = candidate.form;
                    group.lemma = candidate.lemma;
                    group.end = cursor + 1;
                    story_.notes.substituted(
                        tokens_[cursor].shown,
                        std::string(enum_name(verb_rows()[static_cast<std::size_t>(near->row)].verb)
                        ),
                        "to " + candidate.lemma + " is a way to " + near->via
                    );
                    return group;
                }
            }
        }
        return group;
    }
    group.row = best->row;
    group.form = best->form;
    group.end = cursor + best->length;
    group.lemma = verb_candidates(tokens_[cursor].text).back().lemma;
    switch (best->kind) {
        case WordKind::kOutcome:
            group.kind = VerbGroup::Kind::kOutcome;
            break;
        case WordKind::kSpeech:
            group.kind = VerbGroup::Kind::kSpeech;
            break;
        default:
            group.kind = VerbGroup::Kind::kVerb;
            break;
    }
    if (group.kind == VerbGroup::Kind::kVerb && best->length > 1 &&
        verb_rows()[static_cast<std::size_t>(group.row)].verb == Verb::kPlayInstrument &&
        head_at(group.end - 1) && head_at(group.end - 1)->kind == WordKind::kThing) {
        group.end = cursor + 1;  // The instrument is read as the object.
    }
    // A passive needs be + past form, or a bare past form before "by".
    group.passive = best->form == VerbForm::kPast && ((be && !have) || is(group.end, "by"));
    if (group.kind == VerbGroup::Kind::kSpeech || hit(cursor, WordKind::kSpeech) != nullptr) {
        // Speech when words follow; "talks" alone is an action.
        std::size_t next = group.end;
        while (is_any(
                   next,
                   ",|:|to|him|her|them|the|camera|loudly|quietly|softly|angrily|sadly|out|back|"
                   "with|a|smile|happily|excitedly|-|directly|and|then|nervously|calmly|in|voice|"
                   "proudly|cheerfully"
               ) &&
               next < group.end + 8) {
            ++next;
        }
        const bool quoted = next < tokens_.size() && tokens_[next].kind == TokenKind::kQuote;
        const Hit* speech = hit(cursor, WordKind::kSpeech);
        if (quoted && speech != nullptr) {
            group.kind = VerbGroup::Kind::kSpeech;
            group.row = speech->row;
            group.end = cursor + speech->length;
        } else if (const Hit* verb = hit(cursor, WordKind::kVerb);
                   verb != nullptr && group.kind == VerbGroup::Kind::kSpeech) {
            group.kind = VerbGroup::Kind::kVerb;
            group.row = verb->row;
            group.end = cursor + verb->length;
        }
    }
    return group;
}

bool ShotReader::read_verb() {
    const Token& token = tokens_[at_];
    if (token.kind != TokenKind::kWord) {
        return false;
    }
    const bool relative = is_any(at_, "who|which|that") && noun_just_read_ && !last_noun_.empty() &&
                          at_ + 1 < tokens_.size() &&
                          (reads_as_verb(at_ + 1, false) || reads_as_verb(at_ + 1, true));
    const Hit* own = nullptr;
    for (const Hit& item : hits(at_)) {
        if (item.kind == WordKind::kVerb || item.kind == WordKind::kOutcome ||
            item.kind == WordKind::kSpeech) {
            own = &item;
            break;
        }
    }
    if (is(at_, "shot") && (subject_.empty() || is_any(at_ + 1, "on|in|with|from|by"))) {
        return false;  // "shot on film"
    }
    const auto head = head_at(at_);
    const bool has_subject = !subject_.empty();
    // A noun in a noun's place.
    if (own != nullptr && head && !is_any(at_, kBe) && !is_any(at_, kAuxiliary)) {
        const bool after_subject = has_subject && noun_just_read_ && !verb_seen_;
        const bool after_conjunction = has_subject && (after_and_ || after_comma_ || after_to_);
        if (own->form == VerbForm::kBase && !after_to_ && !(after_subject && plural_subject_) &&
            !(after_conjunction && plural_subject_) && !is_any(at_, "hit|cut|put")) {
            return false;
        }
        if (own->form == VerbForm::kThird && !after_subject && !after_conjunction && head->plural &&
            !order_) {
            return false;
        }
        if (head->length > own->length && own->form != VerbForm::kThird) {
            return false;
        }
    }
    if (subject_.empty() && noun_just_read_ && !last_noun_.empty()) {
        subject_ = last_noun_;  // "with cars driving"
        plural_subject_ = subject_.size() > 1;
    }
    if (read_again()) {
        return true;
    }
    // "the crowd gasps, then cheers": the source goes on.
    if (!last_source_.empty() && (order_ || after_and_) && !noun_just_read_) {
        NounPhrase same;
        same.begin = at_;
        same.end = at_;
        if (read_source_sentence(same, last_source_)) {
            order_.reset();
            after_and_ = false;
            return true;
        }
    }
    VerbGroup group = verb_group(at_);
    if (group.kind == VerbGroup::Kind::kNone) {
        return false;
    }
    const std::size_t begin = at_;
    if (relative) {
        end_clause();
        subject_ = last_noun_;
        plural_subject_ = last_noun_.size() > 1;
    } else if (group.form == VerbForm::kIng && !after_and_ && noun_just_read_ &&
               !last_noun_.empty() && verb_seen_ && !after_comma_ && !is_any(at_, kBe)) {
        // "watches a ball bouncing": the noun just read does it.
        std::vector<int> recent = last_noun_;
        const bool theirs =
            std::ranges::any_of(recent, [&](int member) { return story_.is_alive(member); });
        const bool ours = !subject_.empty() && story_.is_alive(subject_.front());
        const VerbUse usage = group.kind == VerbGroup::Kind::kVerb
                                  ? verb_rows()[static_cast<std::size_t>(group.row)].use
                                  : VerbUse::kActsOn;
        // "sitting on a bench reading": benches do not read.
        if ((!theirs && ours && usage != VerbUse::kPlain && usage != VerbUse::kGoes) ||
            (ours && prep_noun_just_read_ && usage != VerbUse::kGoes && !absolute_)) {
            recent = subject_;
        }
        end_clause();
        subject_ = recent;
        plural_subject_ = recent.size() > 1;
        if (order_ == std::nullopt) {
            order_ = OrderWord::kWhile;
        }
    } else if (verb_seen_ && group.form != VerbForm::kIng && finite_seen_ && !after_and_ &&
               !after_comma_ && !order_ && !after_to_ && noun_just_read_ && !last_noun_.empty() &&
               last_noun_ != subject_) {
        // A finite verb right behind an object: that object does it ("the ball hits the wall
        // bounces").
        const auto recent = last_noun_;
        end_clause();
        subject_ = recent;
    } else if (verb_seen_ && (after_and_ || after_comma_ || order_)) {
        const bool new_subject_seen = noun_just_read_ && after_and_;
        end_clause();
        if (!new_subject_seen && !sentence_subject_.empty() && (after_and_ || after_comma_) &&
            subject_ != sentence_subject_ && group.form == VerbForm::kThird && finite_seen_ &&
            std::ranges::find(subject_, sentence_subject_.front()) == subject_.end() &&
            group.kind == VerbGroup::Kind::kSpeech) {
            subject_ = sentence_subject_;
        }
    } else if (verb_seen_ && !finite_seen_ && group.form != VerbForm::kIng &&
               !sentence_subject_.empty()) {
        // After a participle clause the sentence's own verb: "A man riding a horse waves".
        end_clause();
        subject_ = sentence_subject_;
    } else if (verb_seen_ && after_to_) {
        end_clause();
    } else if (verb_seen_ && group.form == VerbForm::kIng && !noun_just_read_) {
        end_clause();
    } else if (verb_seen_ && own != nullptr && own->kind == WordKind::kOutcome) {
        end_clause();
    } else if (verb_seen_ && finite_seen_ && group.kind != VerbGroup::Kind::kWear &&
               group.kind != VerbGroup::Kind::kBe && !relative) {
        end_clause();
    }
    if (subject_.empty() && !sentence_subject_.empty()) {
        subject_ = sentence_subject_;
    }
    if (group.form != VerbForm::kIng || is_any(at_, kBe)) {
        finite_seen_ = true;
    }
    use(begin, group.end);
    at_ = group.end;
    verb_seen_ = true;
    noun_just_read_ = false;
    object_seen_ = false;
    passive_ = group.passive;
    switch (group.kind) {
        case VerbGroup::Kind::kWear:
            read_wearing(
                group.end,
                relative || subject_.empty() ? last_noun_
                                             : (noun_just_read_ ? last_noun_ : subject_)
            );
            break;
        case VerbGroup::Kind::kHave:
            read_have();
            break;
        case VerbGroup::Kind::kBe:
            read_copula(group);
            break;
        case VerbGroup::Kind::kLight:
            read_light(group, begin);
            break;
        case VerbGroup::Kind::kSpeech: {
            const Delivery delivery = speech_rows()[static_cast<std::size_t>(group.row)].value;
            delivery_ = delivery;
            delivery_by_ = subject_;
            if (!read_unquoted_speech(group) && !subject_.empty()) {
                last_speaker_ = subject_.front();
            }
            break;
        }
        case VerbGroup::Kind::kOutcome:
            do_outcome(group, begin);
            break;
        default:
            do_verb(group, begin);
            break;
    }
    after_comma_ = false;
    after_and_ = false;
    after_to_ = false;
    return true;
}

// "tries again": the last thing done, once more.
bool ShotReader::read_again() {
    const bool again =
        (is_any(at_, "try|tries|attempts|tried|goes|does|shoots|jumps|throws|repeats") &&
         is(at_ + 1, "again")) ||
        (is_any(at_, "does|do|tries|try") && is(at_ + 1, "it") && is(at_ + 2, "again"));
    if (!again || subject_.empty()) {
        return false;
    }
    for (auto i = shot_.actions.size(); i-- > 0;) {
        const DraftAction old = shot_.actions[i];
        if (old.subject != subject_.front() || old.action.verb == Verb::kFall) {
            continue;
        }
        end_clause();
        order_ = OrderWord::kThen;
        make_actions(old.verb_row, old.action.verb, subject_, old.words);
        for (const std::size_t now : recent_) {
            shot_.actions[now].object = old.object;
            shot_.actions[now].target = old.target;
        }
        const std::size_t end = is(at_ + 1, "again") ? at_ + 2 : at_ + 3;
        use(at_, end);
        at_ = end;
        verb_seen_ = true;
        finite_seen_ = true;
        after_and_ = false;
        after_comma_ = false;
        return true;
    }
    return false;
}

int ShotReader::step_for(std::span<const int> subjects, Verb verb) {
    if (shot_.actions.empty() && shot_.lines.empty()) {
        order_.reset();
        return shot_.step;
    }
    const int last = shot_.step;
    const std::optional<OrderWord> order = order_;
    order_.reset();
    if (order == OrderWord::kWhile) {
        return last;
    }
    if (order == OrderWord::kAfter && clause_before_) {
        // "X when Y": Y comes first, so what was read before moves back by one.
        for (DraftAction& action : shot_.actions) {
            if (action.action.step == last && last < ScriptLimits::kStepMax) {
                action.action.step = last + 1;
            }
        }
        shot_.step = std::min(last + 1, ScriptLimits::kStepMax);
        return last;
    }
    if (order == OrderWord::kThen || order == OrderWord::kFinally || order == OrderWord::kBut ||
        order == OrderWord::kBefore || order == OrderWord::kAfter) {
        return std::min(last + 1, ScriptLimits::kStepMax);
    }
    bool same_subject = false;
    bool involved = false;
    bool only_steady = true;
    Verb mine = Verb::kStay;
    for (const DraftAction& other : shot_.actions) {
        if (other.action.step != last) {
            continue;
        }
        for (const int subject : subjects) {
            if (other.subject == subject) {
                same_subject = true;
                mine = other.action.verb;
            }
            involved = involved || other.object == subject || other.target == subject;
        }
        only_steady = only_steady && is_steady(other.action.verb);
    }
    if (same_subject) {
        // Gestures and looks go with a posture; everything else comes after.
        const bool posture = mine == Verb::kStay || mine == Verb::kHold || mine == Verb::kSit ||
                             mine == Verb::kStand || mine == Verb::kLie;
        const bool gesture = verb == Verb::kWave || verb == Verb::kNod || verb == Verb::kLaugh ||
                             verb == Verb::kCry || verb == Verb::kPoint;
        const bool together = (posture && (is_steady(verb) || gesture)) || verb == Verb::kHold ||
                              verb == Verb::kWag || verb == Verb::kFlap;
        return together ? last : std::min(last + 1, ScriptLimits::kStepMax);
    }
    if (involved) {
        return std::min(last + 1, ScriptLimits::kStepMax);
    }
    if (is_steady(verb) || only_steady || after_comma_) {
        return last;
    }
    return std::min(last + 1, ScriptLimits::kStepMax);
}

bool ShotReader::is_consequence(std::span<const int> subjects, Verb verb) const {
    // What a thing does after it was thrown, kicked, hit or set rolling follows from physics.
    switch (verb) {
        case Verb::kHit:
        case Verb::kBounce:
        case Verb::kRoll:
        case Verb::kFall:
        case Verb::kTopple:
        case Verb::kFly:
        case Verb::kSlide:
        case Verb::kSpin:
        case Verb::kSink:
        case Verb::kFloat:
        case Verb::kSwing:
        case Verb::kDrop:
        case Verb::kWalk:
        case Verb::kJump:
        case Verb::kRun:
            break;
        default:
            return false;
    }
    if (subjects.empty()) {
        return false;
    }
    for (const int subject : subjects) {
        if (story_.is_alive(subject)) {
            return false;
        }
        const bool driven = std::ranges::any_of(shot_.actions, [&](const DraftAction& action) {
            const Verb by = action.action.verb;
            const bool sends = by == Verb::kThrow || by == Verb::kKick || by == Verb::kShoot ||
                               by == Verb::kBowl || by == Verb::kBat || by == Verb::kDrop ||
                               by == Verb::kHit || by == Verb::kPush || by == Verb::kCatch;
            return sends && ((action.object == subject && action.subject != subject) ||
                             (action.target == subject &&
                              (by == Verb::kHit || by == Verb::kPush || by == Verb::kBowl)));
        });
        if (!driven) {
            return false;
        }
    }
    return true;
}

void ShotReader::make_actions(
    int row, Verb verb, std::span<const int> subjects, const std::string& words
) {
    recent_.clear();
    recent_row_ = row;
    const int step = step_for(subjects, verb);
    const std::vector<int> who(subjects.begin(), subjects.end());
    for (const int subject : who) {
        if (shot_.actions.size() >= ScriptLimits::kActionsMax) {
            story_.notes.ignored(words, "a shot holds at most 128 actions");
            return;
        }
        DraftAction action;
        action.subject = subject;
        action.verb_row = row;
        action.words = words;
        action.action.verb = verb;
        action.action.step = step;
        action.action.start_s = start_s_;
        if (row >= 0) {
            const VerbRow& verb_row = verb_rows()[static_cast<std::size_t>(row)];
            action.action.intensity = verb_row.intensity;
            action.action.direction = verb_row.direction;
            action.action.outcome = verb_row.outcome;
        }
        action.action.intensity = clamp(action.action.intensity * pending_manner_, 0.25F, 2.0F);
        shot_.actions.push_back(action);
        recent_.push_back(shot_.actions.size() - 1);
    }
    start_s_.reset();
    pending_manner_ = 1.0F;
    shot_.step = std::max(shot_.step, step);
}

void ShotReader::do_verb(const VerbGroup& group, std::size_t begin) {
    const VerbRow& row = verb_rows()[static_cast<std::size_t>(group.row)];
    Verb verb = row.verb;
    const std::string words = shown(begin, group.end);
    if (group.form == VerbForm::kIng && subject_.empty()) {
        // "Running down the street, a man ...": wait for the subject.
        dangling_row_ = group.row;
        dangling_begin_ = begin;
        dangling_manner_ = row.intensity * group.manner * pending_manner_;
        pending_manner_ = 1.0F;
        verb_seen_ = false;
        recent_.clear();
        // Its own objects and places up to the comma belong to it.
        while (at_ < tokens_.size() && !is_boundary(at_)) {
            if (const Hit* preposition = hit(at_, WordKind::kPreposition); preposition != nullptr) {
                const std::size_t noun_at = at_ + preposition->length;
                NounPhrase phrase =
                    noun_at < tokens_.size() ? noun_phrase(noun_at, true) : NounPhrase{};
                if (phrase.kind == NounKind::kCast && !phrase.who.empty()) {
                    dangling_nouns_.emplace_back(
                        static_cast<std::size_t>(preposition->row), phrase.who.front()
                    );
                    see(phrase.who);
                } else if (phrase.kind == NounKind::kPlace) {
                    set_place(phrase.place, at_, phrase.end);
                }
                const std::size_t end = phrase.kind == NounKind::kNone ? noun_at : phrase.end;
                use(at_, end);
                at_ = std::max(end, at_ + 1);
                continue;
            }
            if (reads_as_verb(at_, true) && !dangling_nouns_.empty()) {
                break;
            }
            const std::size_t before = at_;
            if (read_setting()) {
                continue;
            }
            NounPhrase phrase = noun_phrase(at_, true);
            if (phrase.kind == NounKind::kCast && !phrase.who.empty()) {
                if (reads_as_verb(phrase.end, phrase.plural)) {
                    break;
                }
                dangling_nouns_.emplace_back(preposition_rows().size(), phrase.who.front());
                see(phrase.who);
                use(before, phrase.end);
                at_ = phrase.end;
                continue;
            }
            if (phrase.kind == NounKind::kPlace) {
                set_place(phrase.place, at_, phrase.end);
                use(at_, phrase.end);
                at_ = phrase.end;
                continue;
            }
            use(at_, at_ + 1, TokenUse::kGrammar);
            ++at_;
        }
        return;
    }
    if (subject_.empty() && !shot_.present.empty() &&
        (after_and_ || order_ || group.form != VerbForm::kBase)) {
        subject_ = {shot_.present.front()};
    }
    if (subject_.empty()) {
        // An order: "Throw a ball." Somebody does it, unless a thing can do it by itself.
        CastMember someone;
        someone.thing = story_.thing_named("person");
        someone.head = "person";
        someone.entity.called = "someone";
        const bool alive_verb = row.use == VerbUse::kActsOn || row.use == VerbUse::kAims ||
                                is_steady(verb) || is_trick(verb);
        if (someone.thing >= 0 && alive_verb) {
            const int member = story_.add(shot_, std::move(someone));
            if (member >= 0) {
                subject_ = {member};
                story_.notes.assumed("somebody who does it: \"" + words + "\"");
            }
        }
        if (subject_.empty()) {
            story_.notes.ignored(words, "nobody does it");
            use(begin, group.end, TokenUse::kReported);
            return;
        }
    }
    pending_manner_ *= group.manner;
    const bool alive = story_.is_alive(subject_.front());
    const bool outcome_word = hit(begin, WordKind::kOutcome) != nullptr;
    // "The receiver drops it": a catch that failed.
    if (verb == Verb::kDrop && alive && !shot_.actions.empty()) {
        const DraftAction& before = shot_.actions.back();
        const Verb by = before.action.verb;
        if ((by == Verb::kThrow || by == Verb::kKick || by == Verb::kBat) &&
            before.subject != subject_.front()) {
            const int ball = before.object;
            order_ = OrderWord::kThen;
            make_actions(catch_row(), Verb::kCatch, subject_, words);
            for (const std::size_t i : recent_) {
                shot_.actions[i].object = ball;
                shot_.actions[i].action.outcome = Outcome::kFailure;
                shot_.actions[i].decided = true;
            }
            story_.notes.understood(names(subject_) + " " + words, "catch, failure");
            return;
        }
    }
    // Falling out of a trick is how it fails, not another action.
    const bool crash =
        verb == Verb::kHit && is_any(begin, "crash|crashes|crashed|crashing|slam|slams");
    if ((verb == Verb::kFall || crash) && alive) {
        for (auto action = shot_.actions.rbegin(); action != shot_.actions.rend(); ++action) {
            if (action->subject == subject_.front() && is_trick(action->action.verb) &&
                action->action.verb != Verb::kRide) {
                set_outcome(Outcome::kFailure, subject_);
                story_.notes.understood(names(subject_) + " " + words, "how it ends");
                recent_.clear();
                order_.reset();
                return;
            }
        }
    }
    // "slips and falls" is one fall.
    if (verb == Verb::kFall && !shot_.actions.empty() &&
        shot_.actions.back().action.verb == Verb::kFall &&
        shot_.actions.back().subject == subject_.front() && !group.negated) {
        order_.reset();
        return;
    }
    // A ball that moves by itself after a shot without a ball was that ball.
    if (!alive && story_.category_of(subject_.front()) == Category::kBall) {
        for (DraftAction& action : shot_.actions) {
            const Verb by = action.action.verb;
            const bool sends = by == Verb::kThrow || by == Verb::kKick || by == Verb::kShoot ||
                               by == Verb::kBowl || by == Verb::kBat;
            if (sends && action.object < 0 && action.subject != subject_.front()) {
                action.object = subject_.front();
            }
        }
    }
    if (is_consequence(subject_, verb)) {
        // "The ball hits the rim" decides a shot; "bounces away" only describes it.
        if (outcome_word) {
            VerbGroup outcome = group;
            outcome.row = hit(begin, WordKind::kOutcome)->row;
            set_outcome(outcome_rows()[static_cast<std::size_t>(outcome.row)].outcome, subject_);
        }
        story_.notes.understood(names(subject_) + " " + words, "follows from what happened before");
        consequence_ = true;
        recent_.clear();
        recent_row_ = -1;
        verb_seen_ = true;
        order_.reset();
        return;
    }
    if (group.negated) {
        if (verb == Verb::kFall || verb == Verb::kDrop) {
            set_outcome(Outcome::kSuccess, subject_);
            recent_.clear();
            return;
        }
        if (!group.attempt) {
            story_.notes.understood(words, "does not happen");
            if (row.use == VerbUse::kPlain || is_steady(verb)) {
                recent_.clear();
                return;
            }
        }
    }
    if (verb == Verb::kTopple && alive) {
        verb = Verb::kFall;
    }
    if (group.passive) {
        // The doer comes after "by"; until then the subject is the object.
        const std::vector<int> done_to = subject_;
        std::size_t by = group.end;
        while (by < tokens_.size() && by < group.end + 10 && !is_boundary(by) && !is(by, "by")) {
            ++by;
        }
        std::vector<int> doers;
        if (is(by, "by")) {
            NounPhrase doer = noun_phrase(by + 1, true);
            if (doer.kind == NounKind::kCast) {
                see(doer.who);
                doers = doer.who;
                use(by, doer.end);
                if (by == group.end) {
                    at_ = doer.end;
                }
            }
        }
        if (doers.empty() && (row.use == VerbUse::kActsOn || row.use == VerbUse::kAims) &&
            verb != Verb::kDrop) {
            // Nobody named: the thing itself shows it.
            const Verb shown_verb = verb == Verb::kHit                            ? Verb::kTopple
                                    : verb == Verb::kThrow || verb == Verb::kKick ? Verb::kFly
                                                                                  : Verb::kStay;
            make_actions(-1, shown_verb, done_to, words);
        } else if (doers.empty()) {
            make_actions(group.row, verb, done_to, words);
        } else {
            subject_ = doers;
            make_actions(group.row, verb, doers, words);
            NounPhrase object;
            object.kind = NounKind::kCast;
            object.who = done_to;
            attach_object(object);
        }
    } else {
        make_actions(group.row, verb, subject_, words);
    }
    if (const Hit* way = hit(group.end - 1, WordKind::kDirection);
        way != nullptr && group.end - begin > 1 && way->length == 1) {
        for (const std::size_t i : recent_) {
            shot_.actions[i].action.direction =
                direction_rows()[static_cast<std::size_t>(way->row)].value;
        }
    }
    Outcome outcome = group.outcome;
    if (group.negated && outcome == Outcome::kNone) {
        outcome = Outcome::kFailure;
    }
    for (const std::size_t i : recent_) {
        shot_.actions[i].attempt = group.attempt;
        if (outcome != Outcome::kNone) {
            shot_.actions[i].action.outcome = outcome;
            shot_.actions[i].decided = true;
        }
    }
    if (!recent_.empty()) {
        story_.notes.understood(names(subject_) + " " + words, std::string(enum_name(verb)));
    }
}

int ShotReader::catch_row() const {
    for (const Meaning& meaning : story_.dictionary->meanings("catch")) {
        if (meaning.kind == WordKind::kVerb) {
            return meaning.row;
        }
    }
    return -1;
}

void ShotReader::do_outcome(const VerbGroup& group, std::size_t begin) {
    Outcome outcome = outcome_rows()[static_cast<std::size_t>(group.row)].outcome;
    if (group.negated) {
        outcome = outcome == Outcome::kSuccess ? Outcome::kFailure : Outcome::kSuccess;
    }
    const std::string words = shown(begin, group.end);
    // "makes the first shot and misses the second" does the thing again.
    const bool again =
        is_any(at_, "the|a|another|his|her") && is_any(at_ + 1, "second|third|next|last|other");
    const bool has_action = std::ranges::any_of(shot_.actions, [&](const DraftAction& action) {
        return !action.decided || action.action.verb != Verb::kStay;
    });
    if (again && !shot_.actions.empty()) {
        for (auto i = shot_.actions.size(); i-- > 0;) {
            const DraftAction old = shot_.actions[i];
            if (!subject_.empty() && old.subject == subject_.front() && old.decided) {
                order_ = OrderWord::kThen;
                make_actions(old.verb_row, old.action.verb, subject_, words);
                for (const std::size_t now : recent_) {
                    shot_.actions[now].object = old.object;
                    shot_.actions[now].target = old.target;
                    shot_.actions[now].action.outcome = outcome;
                    shot_.actions[now].decided = true;
                }
                story_.notes.understood(
                    words,
                    std::string(enum_name(old.action.verb)) + ", " + std::string(enum_name(outcome))
                );
                return;
            }
        }
    }
    // Does it belong to something done before?
    bool matched = false;
    if (has_action) {
        for (auto i = shot_.actions.size(); i-- > 0 && !matched;) {
            const DraftAction& action = shot_.actions[i];
            const bool mine = subject_.empty() || action.subject == subject_.front() ||
                              action.object == subject_.front();
            const Verb verb = action.action.verb;
            const bool can_end = verb != Verb::kStay && verb != Verb::kStand &&
                                 verb != Verb::kLook && verb != Verb::kWalk && verb != Verb::kRun &&
                                 verb != Verb::kDribble && verb != Verb::kTalk &&
                                 verb != Verb::kHold && verb != Verb::kSit;
            matched = mine && can_end;
        }
    }
    if (matched) {
        set_outcome(outcome, subject_);
        story_.notes.understood(
            names(subject_) + " " + words, "outcome " + std::string(enum_name(outcome))
        );
        recent_.clear();
        order_.reset();
        // Its nouns only repeat what is known ("misses the hoop").
        return;
    }
    // An outcome on its own: the sport says of what.
    Verb verb = Verb::kStay;
    if (shot_.sport >= 0) {
        const SportRow& sport = sport_rows()[static_cast<std::size_t>(shot_.sport)];
        verb = sport.ball == "basketball" || sport.ball == "soccer ball" ? Verb::kShoot
               : sport.ball == "bowling ball"                            ? Verb::kBowl
               : sport.gear == "skateboard"                              ? Verb::kKickflip
               : sport.gear == "surfboard"                               ? Verb::kSurf
               : sport.gear == "snowboard"                               ? Verb::kSnowboard
               : sport.gear == "paddleboard"                             ? Verb::kPaddle
               : !sport.gear.empty()                                     ? Verb::kBat
               : sport.ball.empty()                                      ? Verb::kBackflip
                                                                         : Verb::kThrow;
    }
    if (verb == Verb::kStay && !subject_.empty()) {
        // "the bird lands", "the plane crashes": going down.
        verb = is_any(at_, "the") && is_any(at_ + 1, "target|bullseye|mark|bull") ? Verb::kThrow
               : story_.is_person(subject_.front())                               ? Verb::kJump
               : outcome == Outcome::kFailure                                     ? Verb::kFall
                                                                                  : Verb::kFly;
        bool contest = false;
        for (std::size_t i = begin; i < group.end; ++i) {
            contest =
                contest || is_any(i, "lose|loses|lost|losing|win|wins|won|spill|spills|fail|fails");
        }
        if (contest && !story_.is_alive(subject_.front())) {
            story_.notes.understood(words, "a result that shows by itself");
            return;
        }
        if (contest) {
            verb = outcome == Outcome::kFailure ? Verb::kShakeHead : Verb::kClap;
            if (!story_.is_person(subject_.front())) {
                verb = Verb::kFall;
            }
        }
    }
    if (subject_.empty()) {
        story_.notes.ignored(words, "there is nothing it could be the end of");
        use(begin, group.end, TokenUse::kReported);
        return;
    }
    make_actions(-1, verb, subject_, words);
    for (const std::size_t i : recent_) {
        shot_.actions[i].action.outcome = outcome;
        shot_.actions[i].decided = true;
        if (verb == Verb::kFly) {
            shot_.actions[i].action.direction = Direction::kDown;
            shot_.actions[i].action.outcome = Outcome::kNone;
        }
    }
    story_.notes.understood(
        names(subject_) + " " + words,
        std::string(enum_name(verb)) + ", " + std::string(enum_name(outcome))
    );
}

void ShotReader::read_light(const VerbGroup& group, std::size_t begin) {
    // The noun that is done, with what stands before it.
    int count = 1;
    std::size_t cursor = at_;
    while (cursor < tokens_.size() && !is_boundary(cursor)) {
        const Hit* head = action_noun_at(cursor);
        if (head != nullptr) {
            const ActionNounRow& row = action_noun_rows()[static_cast<std::size_t>(head->row)];
            const std::size_t end = cursor + head->length;
            if (head->plural && count == 1) {
                count = 2;
            }
            // A ball named in between: "takes a soccer shot".
            int object = -1;
            const std::string words = shown(begin, end);
            if (subject_.empty() && !shot_.present.empty()) {
                for (const int member : shot_.present) {
                    if (story_.is_alive(member)) {
                        subject_ = {member};
                        break;
                    }
                }
            }
            if (subject_.empty()) {
                CastMember someone;
                someone.thing = story_.thing_named("person");
                someone.head = "person";
                someone.entity.called = "someone";
                const int member = someone.thing >= 0 ? story_.add(shot_, std::move(someone)) : -1;
                if (member < 0) {
                    return;
                }
                subject_ = {member};
                story_.notes.assumed("somebody who does it: \"" + words + "\"");
            }
            make_actions(-1, row.verb, subject_, words);
            const auto fetch = [&](std::string_view words_of) {
                const int thing = story_.thing_named(words_of);
                if (thing < 0) {
                    return -1;
                }
                for (const int known : shot_.present) {
                    if (story_.cast[static_cast<std::size_t>(known)].thing == thing) {
                        return known;
                    }
                }
                CastMember needed;
                needed.thing = thing;
                needed.head = std::string(words_of.substr(
                    words_of.rfind(' ') == std::string_view::npos ? 0 : words_of.rfind(' ') + 1
                ));
                needed.entity.kind =
                    std::string(story_.nouns->things[static_cast<std::size_t>(thing)].name);
                needed.entity.called = std::string(words_of);
                needed.implied = true;
                needed.group = ++story_.groups;
                needed.first_shot = shot_number_;
                story_.notes.assumed(
                    "a " + std::string(words_of) + ", because of \"" + words + "\""
                );
                const int first = story_.add(shot_, needed);
                for (int pin = 1; needed.entity.kind == "bowling_pin" && first >= 0 && pin < 10;
                     ++pin) {
                    story_.add(shot_, needed);
                }
                return first;
            };
            const bool generic_ball = row.object == "ball";
            if (!row.object.empty() && !generic_ball) {
                object = fetch(row.object);
            }
            const int target = row.target.empty() ? -1 : fetch(row.target);
            for (const std::size_t i : recent_) {
                DraftAction& action = shot_.actions[i];
                action.object = object;
                action.target = target;
                action.action.repeat = std::clamp(count, 1, ScriptLimits::kRepeatMax);
                if (group.outcome != Outcome::kNone) {
                    action.action.outcome = group.outcome;
                    action.decided = true;
                }
                action.action.intensity =
                    clamp(action.action.intensity * group.manner, 0.25F, 2.0F);
            }
            const std::string_view noun = tokens_[cursor].text;
            if (noun == "strike" || noun == "spare" || noun == "gutter" || noun == "gutterball") {
                for (const std::size_t i : recent_) {
                    shot_.actions[i].action.outcome =
                        noun.starts_with("gutter") ? Outcome::kFailure : Outcome::kSuccess;
                    shot_.actions[i].decided = true;
                }
            }
            use(begin, end);
            story_.notes.understood(
                names(subject_) + " " + words,
                std::string(enum_name(row.verb)) +
                    (group.outcome == Outcome::kNone ? ""
                                                     : ", " + std::string(enum_name(group.outcome)))
            );
            at_ = end;
            verb_seen_ = true;
            object_seen_ = false;
            return;
        }
        if (const Hit* number = hit(cursor, WordKind::kCount); number != nullptr) {
            count = count_rows()[static_cast<std::size_t>(number->row)].count;
        }
        ++cursor;
    }
    at_ = std::max(at_, group.end);
}

void ShotReader::read_copula(const VerbGroup& group) {
    // "is red", "is an old man", "is on the table": the first two describe the subject.
    recent_.clear();
    std::size_t at = group.end;
    Modifiers modifiers;
    for (int guard = 0; guard < 12 && read_modifier(at, modifiers); ++guard) {
        if (is_any(at, "and|,") && !is_boundary(at + 1) &&
            (hit(at + 1, WordKind::kColor) != nullptr ||
             hit(at + 1, WordKind::kHarmless) != nullptr ||
             hit(at + 1, WordKind::kPersonAdjective) != nullptr ||
             hit(at + 1, WordKind::kSize) != nullptr)) {
            ++at;
        }
    }
    if (is_boundary(at) || hit(at, WordKind::kPreposition) != nullptr ||
        is_any(at, "and|while|as|but|then")) {
        for (const int member : subject_) {
            describe(story_.cast[static_cast<std::size_t>(member)], modifiers);
        }
        use(group.end, at);
        at_ = at;
    }
}

void ShotReader::read_have() {
    // "has a beard", "has two dogs".
    const std::size_t at = at_;
    if (!subject_.empty() && read_wearing(at, subject_)) {
        return;
    }
    const int row = [&] {
        for (const Meaning& meaning : story_.dictionary->meanings("hold")) {
            if (meaning.kind == WordKind::kVerb) {
                return meaning.row;
            }
        }
        return -1;
    }();
    if (subject_.empty() || row < 0 || !story_.is_person(subject_.front())) {
        return;
    }
    NounPhrase phrase = noun_phrase(at, true);
    if (phrase.kind != NounKind::kCast || phrase.who.empty()) {
        return;
    }
    see(phrase.who);
    use(at, phrase.end);
    at_ = phrase.end;
    last_noun_ = phrase.who;
    noun_just_read_ = true;
    object_seen_ = true;
    if (story_.thing_of(phrase.who.front()).traits.holdable) {
        make_actions(row, Verb::kHold, subject_, shown(at, phrase.end));
        NounPhrase object = phrase;
        attach_object(object);
    } else {
        relate(phrase.who.front(), RelationKind::kBeside, subject_.front());
    }
}

bool ShotReader::read_wearing(std::size_t at, std::span<const int> wearers) {
    // A list of garments, each with its adjectives: "a red hat and blue jeans".
    bool any = false;
    const std::vector<int> who(wearers.begin(), wearers.end());
    std::size_t cursor = at;
    while (cursor < tokens_.size()) {
        Modifiers modifiers;
        NounPhrase unused;
        std::size_t next = cursor;
        while (is_any(next, "and|,|with|a|an|the|his|her|their|,|in|only|nothing|but")) {
            ++next;
        }
        read_determiners(next, modifiers, unused);
        bool garment_ahead = false;
        for (int guard = 0; guard < 10 && next < tokens_.size() && !is_boundary(next); ++guard) {
            const auto head = head_at(next);
            if (head && head->kind == WordKind::kGarment && !continues_compound(next, *head)) {
                garment_ahead = true;
                const GarmentRow& row = garment_rows()[static_cast<std::size_t>(head->row)];
                for (const int member : who) {
                    if (story_.is_person(member)) {
                        dress(member, row, modifiers);
                    }
                }
                next += head->length;
                // "long hair in a bun", "a suit and tie" come round again.
                break;
            }
            if (is_any(next, "and") && modifiers.any) {
                ++next;
                continue;
            }
            if (read_modifier(next, modifiers)) {
                continue;
            }
            if (tokens_[next].kind == TokenKind::kWord &&
                story_.nearest->is_noun(tokens_[next].text) && head_at(next + 1) &&
                head_at(next + 1)->kind == WordKind::kGarment) {
                ++next;
                continue;
            }
            break;
        }
        if (!garment_ahead) {
            // "dressed in red": a colour alone colours the top.
            if (modifiers.color && !any &&
                (is_boundary(next) || is_any(next, "and|while|walks|who") ||
                 reads_as_verb(next, false))) {
                for (const int member : who) {
                    if (story_.is_person(member)) {
                        story_.cast[static_cast<std::size_t>(member)].entity.look.top_color =
                            modifiers.color;
                    }
                }
                use(cursor, next);
                story_.notes.understood(shown(cursor, next), "clothes");
                at_ = next;
                any = true;
            } else if (const auto role = head_at(next);
                       !any && role && role->kind == WordKind::kRole && !who.empty() && at > 0 &&
                       is_any(at - 1, "as|like|up")) {
                // "dressed as a clown"
                const PersonLook& look = role_rows()[static_cast<std::size_t>(role->row)].look;
                PersonLook& mine = story_.cast[static_cast<std::size_t>(who.front())].entity.look;
                mine.hat = look.hat;
                mine.hat_color = look.hat_color;
                mine.top = look.top;
                mine.top_color = look.top_color;
                use(cursor, next + role->length);
                at_ = next + role->length;
                any = true;
            }
            break;
        }
        use(cursor, next);
        story_.notes.understood(shown(cursor, next), "how " + names(who) + " looks");
        cursor = next;
        at_ = next;
        any = true;
    }
    if (any) {
        verb_seen_ = false;
        noun_just_read_ = true;
        if (subject_.empty()) {
            subject_ = who;
        }
        last_noun_ = who;
    }
    return any;
}

bool ShotReader::read_source_sentence(const NounPhrase& phrase, std::string source) {
    const bool named = source.empty();
    if (named) {
        source = noun_candidates(tokens_[phrase.end - 1].text).back().lemma;
    }
    const std::string word = named ? tokens_[phrase.end - 1].text : source;
    std::size_t at = phrase.end;
    // "a crowd of people dances" shows them.
    while (at < tokens_.size() &&
           (is_any(
                at,
                "is|are|all|then|suddenly|loudly|begins|begin|starts|start|to|in|the|distance|"
                "softly|wildly|who|that|collectively|quietly|of|around|them|him|her|"
                "background|nearby|far|away|away,"
            ) ||
            hit(at, WordKind::kManner) != nullptr)) {
        if (is(at, "of") && at == phrase.end) {
            break;
        }
        ++at;
    }
    bool crowd = false;
    for (std::size_t i = 0; i < source_sound_rows().size(); ++i) {
        const SourceSoundRow& row = source_sound_rows()[i];
        if (!listed(row.sources, source) && !listed(row.sources, word)) {
            continue;
        }
        crowd = crowd || row.kind.starts_with("crowd");
        if (at >= tokens_.size() || is_boundary(at)) {
            continue;
        }
        for (const VerbCandidate& verb : verb_candidates(tokens_[at].text)) {
            std::string two =
                at + 1 < tokens_.size() ? verb.lemma + " " + tokens_[at + 1].text : "";
            if (at + 2 < tokens_.size() && is(at + 1, "a")) {
                two = verb.lemma + " a " + tokens_[at + 2].text;
            }
            if (!listed(row.verbs, verb.lemma) && !listed(row.verbs, two)) {
                continue;
            }
            add_sound(row.kind, 1.0F);
            if (!shot_.sounds.empty() && !shot_.actions.empty() && crowd &&
                row.kind != "crowd_murmur") {
                for (SoundCue& cue : shot_.sounds) {
                    if (cue.kind == row.kind && !cue.step) {
                        cue.step = shot_.step;
                    }
                }
            }
            // The verb and the few words that go with it.
            std::size_t end = at + 1;
            while (end < tokens_.size() && !is_boundary(end) &&
                   !is_any(end, "and|while|as|then|but|when") && end < at + 7) {
                ++end;
            }
            use(phrase.begin, end);
            story_.notes.understood(shown(phrase.begin, end), "sound " + std::string(row.kind));
            at_ = end;
            last_source_ = source;
            return true;
        }
    }
    if (!named) {
        return false;
    }
    if (crowd) {
        last_source_ = source;
        add_sound("crowd_murmur", 1.0F);
        use(phrase.begin, phrase.end);
        story_.notes.understood(shown(phrase.begin, phrase.end), "sound crowd_murmur");
        std::size_t end = phrase.end;
        while (end < tokens_.size() && !is_boundary(end) &&
               !is_any(end, "and|while|as|then|but|when")) {
            ++end;
        }
        use(phrase.begin, end);
        at_ = end;
        return true;
    }
    // "Sirens in the distance": the source alone is heard.
    for (std::size_t i = 0; i < sound_rows().size(); ++i) {
        if (listed(sound_rows()[i].words, source) || listed(sound_rows()[i].words, word)) {
            add_sound(sound_rows()[i].kind, sound_rows()[i].level);
            use(phrase.begin, phrase.end);
            story_.notes.understood(
                shown(phrase.begin, phrase.end), "sound " + std::string(sound_rows()[i].kind)
            );
            at_ = phrase.end;
            return true;
        }
    }
    return false;
}

}  // namespace hibari::world
