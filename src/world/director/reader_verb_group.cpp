// The verb group: auxiliaries, adverbs and the verb itself.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>
#include <charconv>

namespace hibari::world {
namespace {

constexpr std::string_view kAttempt =
    "try|tries|tried|trying|attempt|attempts|attempted|attempting|struggle|struggles|struggling|"
    "want|wants|hope|hopes|aims|aim|prepare|"
    "prepares|preparing|hoping|wanting";
constexpr std::string_view kPhase =
    "begin|begins|began|beginning|start|starts|started|starting|continue|continues|continued|keep|"
    "keeps|kept|proceed|proceeds|decide|decides|"
    "go|goes|going|come|comes|about|love|loves|enjoy|enjoys|like|likes|learn|learns|stop|stops|"
    "need|needs|"
    "pretend|pretends|seems|appears|rush|practice|"
    "practices|practicing|keeping|continuing|happily|goes on|ready|gets|spends|help|helps";
constexpr std::string_view kLight =
    "do|does|did|doing|done|perform|performs|performed|performing|make|makes|made|making|take|"
    "takes|took|taking|give|gives|gave|giving|"
    "attempt|attempts|attempted|attempting|try|tries|tried|trying|execute|executes|executing|throw|"
    "throws|practice|practices|practise|practises|practising|pull|pulls|"
    "has|have|having|deliver|delivers|land|shoot|shoots|shooting|bust|busts|show|shows|launch|hit|"
    "hits|go|goes|let|lets|finish|finishes|"
    "roll|rolls|rolled|rolling|bowl|bowls|bowled|bowling|play|plays|kick|kicks|run|runs|scores|"
    "score|score|misses|miss|nail|nails|sink|sinks|complete|"
    "completes|fail|fails|attempting|start|starts|leave|leaves|left|get|gets|got|serve|serves|"
    "comes|lines|steps|earns|earn|pop|pops|popped|popping|stomp|stomps|huck|hucks";

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
    // "a close-up of waves", "a huge roar".
    const Hit* verb = hit(at, WordKind::kVerb);
    const bool finite =
        verb != nullptr && (verb->form == VerbForm::kBase || verb->form == VerbForm::kThird);
    if (at > 0 && finite &&
        (is(at - 1, "of") || (verb->form == VerbForm::kBase &&
                              (!plural_subject_ || hit(at, WordKind::kHarmless) != nullptr ||
                               hit(at, WordKind::kSky) != nullptr) &&
                              is_any(at - 1, "in|on|at|with|into|onto|from|by|under|over|near")))) {
        return false;  // "in clear blue water"
    }
    if (finite && at > 1 && verb->form == VerbForm::kBase && !plural_subject_ &&
        hit(at - 1, WordKind::kHarmless) != nullptr &&
        is_any(at - 2, "a|an|the|his|her|its|another")) {
        return false;  // "a loud bang"
    }
    if (is(at, "drums") && at > 0 && (is_any(at - 1, ",|and|:")) && !verb_seen_) {
        return false;  // "bass, guitar, drums"
    }
    return at == 0 || !finite || verb->form != VerbForm::kBase || plural_subject_ ||
           hit(at - 1, WordKind::kSize) == nullptr || after_to_;
}

// A noun for something done; "goal" and "basket" are things as well, which the caller knows to be
// unlikely.
const Hit* ShotReader::action_noun_at(std::size_t at) const {
    const Hit* deed = hit(at, WordKind::kActionNoun);
    const auto head = head_at(at);
    return deed != nullptr && (!head || head->length <= deed->length) ? deed : nullptr;
}

// What a verb that the lexicon lacks comes down to for the subject at hand: "to crackle is a way to
// go", but a fire stays where it is.
std::optional<NearestVerb> ShotReader::guess_verb(std::string_view lemma) const {
    if (listed("make|have|do|cause|become|seem|happen|occur|need|mean|know", lemma)) {
        return std::nullopt;  // Nothing to be seen by itself, and like too many others.
    }
    auto near = story_.nearest->verb(lemma);
    if (!near || subject_.empty() || story_.is_alive(subject_.front())) {
        return near;
    }
    const Verb verb = verb_rows()[static_cast<std::size_t>(near->row)].verb;
    if (!happens_to_things(verb)) {
        near->via = "wait";
        near->row = story_.nearest->verb_row(near->via).value_or(near->row);
    }
    return near;
}

// "run into the kitchen" is no blow: the verb without its "into", when a place follows; or null.
const Hit* ShotReader::way_into_place(const Hit& blow, std::size_t at) {
    const std::size_t end = at + blow.length;
    if (blow.kind != WordKind::kVerb || blow.length < 2 || !is_any(end - 1, "into|through") ||
        end >= tokens_.size() || peek_noun(end).kind != NounKind::kPlace) {
        return nullptr;
    }
    const auto shorter = std::ranges::find_if(hits(at), [](const Hit& other) {
        return other.kind == WordKind::kVerb && other.length == 1;
    });
    return shorter == hits(at).end() ? nullptr : &*shorter;
}

ShotReader::VerbGroup ShotReader::verb_group(std::size_t at) {
    VerbGroup group;
    bool be = false;
    bool have = false;
    bool to = after_to_;
    bool any_auxiliary = false;
    std::size_t cursor = at;
    bool fails = false;  // "fails to"
    group.negated = without_;
    for (int guard = 0; guard < 12 && cursor < tokens_.size() && !is_boundary(cursor); ++guard) {
        if (is_any(cursor, "who|that|which") && guard == 0) {
            ++cursor;
            any_auxiliary = true;
            continue;
        }
        if (is_any(cursor, "not|never")) {
            group.negated = true;
        } else if (is_any(cursor, "almost|nearly")) {
            group.nearly = true;
            any_auxiliary = true;
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
                       "there|on|quite|ever|even|actually|somehow|miraculously"
                   )) {
            if (is(cursor, "then")) {
                order_ = OrderWord::kThen;
            }
            if (is(cursor, "on") && (guard == 0 || hit(cursor + 1, WordKind::kVerb) == nullptr ||
                                     hit(cursor + 1, WordKind::kVerb)->form != VerbForm::kIng)) {
                if (guard == 0) {
                    return group;
                }
                break;  // "is on the table" says where; "keeps on running" goes on.
            }
        } else if (is_any(cursor, "gets|get|got") &&
                   is_any(cursor + 1, "a|an|the|his|her|another") && !be) {
            break;  // "gets a strike"
        } else if (is_any(cursor, kBe) && !longer_than_one(cursor, WordKind::kVerb) &&
                   !longer_than_one(cursor, WordKind::kOutcome)) {
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
            fails = true;
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
    if (is_any(cursor, "has|have|having|had") && !have &&
        !longer_than_one(cursor, WordKind::kVerb)) {
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
            const bool enters = kind == WordKind::kOutcome && is(cursor + item.length - 1, "in");
            const bool nothing_sent = std::ranges::none_of(shot_.actions, [](const DraftAction& a) {
                return is_sending(a.action.verb);
            });
            const bool played =
                sport() != nullptr && std::ranges::any_of(shot_.present, [&](int member) {
                    return story_.is_alive(member);
                });
            const bool covers = kind == WordKind::kOutcome && nothing_sent && sport() == nullptr &&
                                is_any(cursor, "bury|buries|buried|burying|drain|drains|convert");
            const bool leaves = kind == WordKind::kOutcome && is(cursor + item.length, "of") &&
                                is(cursor + item.length - 1, "out") && !subject_.empty() &&
                                story_.is_alive(subject_.front());
            if (leaves) {
                continue;  // "falls out of bed" ends nothing.
            }
            if (covers) {
                continue;  // "bury their father in the sand" is no goal.
            }
            if (enters && nothing_sent && (!played || sport()->ball.empty())) {
                continue;  // "a ball rolls in", "a skater drops in": it comes, nobody scores.
            }
            if (best == nullptr || item.length > best->length ||
                (item.length == best->length && best->form == VerbForm::kBase && ing_or_past && be
                )) {
                best = &item;
            }
            const bool same_past = is_any(cursor, "hit|cut|put|set|shut|burst");
            if (best != &item || !same_past || !(be || is(cursor + item.length, "by"))) {
                break;  // "gets hit by" wants the past form that looks like the present.
            }
        }
    }
    // "does a backflip": a light verb with a noun that is done.
    std::size_t noun_at = cursor + 1;
    if (is_any(cursor, "pulls|pull|goes|go|pulling|pulled|comes|lines|steps")) {
        while (is_any(noun_at, "off|for|up|in") && noun_at < cursor + 4) {
            ++noun_at;
        }
    }
    // "falls on an ollie", "crashes during a backflip": how the trick ends.
    const bool falls_in_it =
        is_any(cursor, "falls|fall|crashes|crash|bails|bail|stumbles|slips|tumbles") &&
        is_any(noun_at, "on|during|in|attempting|trying|doing");
    noun_at += falls_in_it ? 1 : 0;
    const std::size_t first_noun = noun_at;
    while (noun_at < tokens_.size() && noun_at < first_noun + 6 && !is_boundary(noun_at)) {
        if (hit(noun_at, WordKind::kResult) != nullptr ||
            (is(noun_at, "of") && !is_any(noun_at - 1, "series|couple|number|bunch|pair|lot"))) {
            break;  // "shoots wide of the goal"
        }
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
            const bool trick =
                is_trick(action_noun_rows()[static_cast<std::size_t>(deed->row)].verb);
            if (falls_in_it && trick) {
                group.kind = VerbGroup::Kind::kLight;
                group.end = first_noun;
                group.outcome = Outcome::kFailure;
                return group;
            }
            if (!falls_in_it && (is_any(cursor, kLight) || outcome_verb)) {
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
                    if (verb == Verb::kShoot || verb == Verb::kDunk ||
                        is_any(cursor, "complete|completes|executes") || first_noun > cursor + 1) {
                        group.outcome = Outcome::kSuccess;
                    }
                }
                if (is_any(cursor, kAttempt)) {
                    group.attempt = true;
                }
                // "fails to land", "never misses", "almost makes": the word's ending turned round.
                const bool turned = group.negated != fails;
                if (turned || (group.nearly && group.outcome != Outcome::kFailure)) {
                    group.outcome = turned && group.outcome == Outcome::kFailure
                                        ? Outcome::kSuccess
                                        : Outcome::kFailure;
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
        const bool adjective = is_any(
                                   cursor,
                                   "does|do|did|doing|performs|perform|performed|attempts|attempt|"
                                   "executes|tries|makes|gives"
                               ) &&
                               (tokens_[noun_at].kind == TokenKind::kNumber ||
                                story_.nearest->is_adjective(tokens_[noun_at].text));
        if (!skippable && !adjective) {
            break;
        }
        ++noun_at;
    }
    if (best == nullptr && is_any(cursor, "makes|make|making|made") && !subject_.empty()) {
        // "makes a sandwich" is work at it; "makes a face" shows nothing.
        const NounPhrase made = cursor + 1 < tokens_.size() ? peek_noun(cursor + 1) : NounPhrase{};
        const auto row = story_.nearest->verb_row(
            made.kind == NounKind::kCast && story_.is_alive(subject_.front()) ? "prepare" : "wait"
        );
        group.kind = row ? VerbGroup::Kind::kVerb : group.kind;
        group.row = row.value_or(-1);
        group.form = is(cursor, "makes") ? VerbForm::kThird : VerbForm::kIng;
        group.lemma = "make";
        group.end = row ? cursor + 1 : group.end;
        return group;
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
                // "..., slow tracking shot": rather how than what.
                const bool quality = hit(cursor, WordKind::kManner) != nullptr ||
                                     hit(cursor, WordKind::kHarmless) != nullptr ||
                                     story_.nearest->is_adjective(tokens_[cursor].text);
                const bool object = verb_seen_ && !after_and_ && !after_comma_ && !order_;
                if (bare &&
                    (!(to || any_auxiliary || (plural_subject_ && !object)) || (quality && !to))) {
                    continue;  // "they see a shark fin"
                }
                if (const auto near = guess_verb(candidate.lemma)) {
                    group.kind = VerbGroup::Kind::kVerb;
                    group.row = near->row;
                    group.form = candidate.form;
                    group.lemma = candidate.lemma;
                    group.end = cursor + 1;
                    group.guessed = true;
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
    if (const Hit* way = way_into_place(*best, cursor); way != nullptr) {
        best = way;
    }
    group.row = best->row;
    group.form = best->form;
    group.end = cursor + best->length;
    group.lemma = verb_candidates(tokens_[cursor].text).back().lemma;
    switch (best->kind) {
        case WordKind::kOutcome:
            group.kind = VerbGroup::Kind::kOutcome;
            group.negated = group.negated != fails;
            break;
        case WordKind::kSpeech:
            group.kind = VerbGroup::Kind::kSpeech;
            break;
        default:
            group.kind = VerbGroup::Kind::kVerb;
            if (fails) {
                group.outcome = group.negated ? Outcome::kSuccess : Outcome::kFailure;
                group.negated = false;
            }
            break;
    }
    if (group.kind == VerbGroup::Kind::kVerb && best->length > 1 &&
        verb_rows()[static_cast<std::size_t>(group.row)].verb == Verb::kPlayInstrument &&
        head_at(group.end - 1) && head_at(group.end - 1)->kind == WordKind::kThing) {
        group.end = cursor + 1;  // The instrument is read as the object.
    }
    if (group.kind == VerbGroup::Kind::kVerb && best->length == 2 && is(cursor + 1, "on") &&
        is_any(group.end, "a|an|the|his|her|its")) {
        // "flickers on a table": where, when the verb means the same without "on".
        for (const Hit& item : hits(cursor)) {
            if (item.kind == WordKind::kVerb && item.length == 1 && item.row == best->row) {
                group.end = cursor + 1;
                break;
            }
        }
    }
    // A passive needs be + past form, or a bare past form before "by".
    const bool goes_on = passive_ && (after_and_ || after_comma_);  // "is thrown and caught"
    group.passive =
        best->form == VerbForm::kPast && ((be && !have) || is(group.end, "by") || goes_on);
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

}  // namespace hibari::world
