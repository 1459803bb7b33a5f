// Finds the verb of a clause, and hands it to whoever reads verbs of its kind.
#include "world/director/reader.h"
#include "world/director/reader_words.h"
#include "world/script/names.h"
#include "world/script/script_json.h"

#include <algorithm>

namespace hibari::world {

// Whether the noun just read stands behind "at", "to" or "past": whom something is done to.
bool ShotReader::beside_other() const {
    constexpr std::size_t kReach = 6;
    for (std::size_t i = at_; i > 0 && i + kReach > at_; --i) {
        if (const Hit* word = hit(i - 1, WordKind::kPreposition); word != nullptr) {
            return is_any(i - 1, "at|to|past|toward|towards|from");
        }
    }
    return false;
}

bool ShotReader::read_verb() {
    const Token& token = tokens_[at_];
    const std::size_t wish = is_any(at_, "that|which|to") ? at_ + 1 : at_;
    if (is_any(wish, "makes|make|making|made") && is_any(wish + 1, "me|us|you|people|everybody")) {
        // "something that makes me smile": a wish about the clip, nothing done in it.
        std::size_t end = wish + 2;
        while (!is_boundary(end) && !is_any(end, "and|with|in|at")) {
            ++end;
        }
        use(at_, end, TokenUse::kGrammar);
        at_ = end;
        return true;
    }
    if (token.kind != TokenKind::kWord || (is_first_name(at_) && !noun_just_read_)) {
        return false;
    }
    if (is(at_, "left") && verb_seen_ && !after_and_ && !after_comma_ &&
        (is_boundary(at_ + 1) || is_any(at_ + 1, "and|then|but"))) {
        return false;  // "shoots left" is a side.
    }
    if (is_any(at_, "lights|light|lit") && !is_any(at_ + 1, "a|an|the|his|her|their|up")) {
        return false;  // "rain, neon lights"
    }
    const bool behind_noun = noun_just_read_ || passive_;  // "is grabbed by a player, who scores"
    const bool relative = is_any(at_, "who|which|that") && behind_noun && !last_noun_.empty() &&
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
    if (const Hit* load = hit(at_, WordKind::kPreposition);
        load != nullptr && preposition_rows()[static_cast<std::size_t>(load->row)].carries) {
        return false;  // "a truck loaded with boxes": nothing done yet.
    }
    if (is(at_, "shot") && (subject_.empty() || is_any(at_ + 1, "on|in|with|from|by"))) {
        return false;  // "shot on film"
    }
    if (own != nullptr && own->form == VerbForm::kBase && subject_.empty() &&
        hit(at_, WordKind::kHarmless) != nullptr &&
        (hit(at_ + 1, WordKind::kColor) != nullptr ||
         hit(at_ + 1, WordKind::kHarmless) != nullptr ||
         is_any(at_ + 1, "light|lighting|lines|look|style"))) {
        return false;  // "Clean white light."
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
        const bool due = verb_seen_ && !finite_seen_ && noun_just_read_ &&
                         !sentence_subject_.empty();  // "a truck carrying barrels drives"
        if (own->form == VerbForm::kThird && !after_subject && !after_conjunction && !order_ &&
            !due && (head->plural || is_place_that_acts(at_))) {
            return false;
        }
        if (head->length > own->length && own->form != VerbForm::kThird) {
            return false;
        }
    }
    if (own != nullptr && own->form == VerbForm::kBase && own->length == 1 && verb_seen_ &&
        finite_seen_ && !after_and_ && !after_to_ && !after_comma_ && !order_ && !noun_just_read_ &&
        !plural_subject_ && !is_any(at_, "hit|cut|put|let|shut|set|read|burst")) {
        return false;  // "sprays water": nobody waters anything.
    }
    if (subject_.empty() && noun_just_read_ && !last_noun_.empty()) {
        subject_ = last_noun_;  // "with cars driving"
        plural_subject_ = subject_.size() > 1;
    }
    if (read_again() || read_likewise() || read_causative()) {
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
    without_ = false;
    const bool never = never_;
    never_ = false;
    const std::size_t begin = at_;
    if (const std::size_t end = end_of_unseen_effect(group); end > 0) {
        story_.notes.understood(shown(begin, end), "what follows of what is done");
        use(begin, end);
        at_ = end;
        noun_just_read_ = false;
        after_comma_ = false;
        return true;
    }
    if (relative) {
        end_clause();
        relative_head_ = sentence_subject_.empty() || sentence_subject_ == last_noun_
                             ? last_noun_
                             : std::vector<int>{};
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
        // "yells at a man pushing a cart", "tells it to children sitting there": the other does.
        const bool theirs_alone = prep_noun_just_read_ && theirs && beside_other();
        // "sitting on a bench reading": benches do not read.
        if ((!theirs && ours && usage != VerbUse::kPlain && usage != VerbUse::kGoes) ||
            (ours && prep_noun_just_read_ && usage != VerbUse::kGoes && !absolute_ && !theirs_alone
            )) {
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
        // Behind a relative clause it is its head's own: "The girl who held it waves".
        const auto recent = relative_head_.empty() ? last_noun_ : relative_head_;
        relative_head_.clear();
        end_clause();
        subject_ = recent;
    } else if (verb_seen_ && (after_and_ || after_comma_ || order_)) {
        const bool new_subject_seen = noun_just_read_ && after_and_;
        end_clause();
        if (!new_subject_seen && !sentence_subject_.empty() && (after_and_ || after_comma_) &&
            story_.is_alive(sentence_subject_.front()) && subject_ != sentence_subject_ &&
            group.form == VerbForm::kThird && finite_seen_ &&
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
    const bool deferred = group.kind == VerbGroup::Kind::kVerb && group.form == VerbForm::kIng;
    if (subject_.empty() && !deferred &&
        (is(begin, "having") || tokens_[begin].text.ends_with("ing"))) {
        look_for_subject_ahead();
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
                if (!quote_near(begin) && std::ranges::all_of(subject_, [&](int member) {
                        return story_.is_person(member);
                    })) {
                    // "tells a story": no words to be heard, but talk to be seen.
                    const bool cheers = group.lemma == "cheer";
                    if (cheers) {
                        add_sound("crowd_cheer", 0.6F);
                    }
                    make_actions(
                        -1,
                        cheers                        ? Verb::kClap
                        : delivery == Delivery::kSing ? Verb::kSing
                                                      : Verb::kTalk,
                        subject_,
                        shown(begin, group.end)
                    );
                }
            }
            break;
        }
        case VerbGroup::Kind::kOutcome:
            do_outcome(group, begin);
            break;
        default:
            if (never) {
                story_.notes.understood(shown(begin, group.end), "does not happen");
                recent_.clear();
                break;
            }
            do_verb(group, begin);
            go_in_as_well();
            break;
    }
    after_comma_ = false;
    after_and_ = false;
    after_to_ = false;
    return true;
}

// "..., kicking up dust", "..., leaving a trail of smoke": what a deed does to air and ground, and
// no deed of its own. Where that ends, or 0.
std::size_t ShotReader::end_of_unseen_effect(const VerbGroup& group) {
    // Also "... and kicks up gravel", of verbs that do little else.
    const bool finite = is_any(
        at_, "kicks|kick|throws|throw|sprays|spray|sends|send|raises|stirs|leaves|churns|showers"
    );
    if (group.kind != VerbGroup::Kind::kVerb || subject_.empty() ||
        !(verb_seen_ || (finite && after_and_)) || (group.form != VerbForm::kIng && !finite)) {
        return 0;
    }
    std::size_t at = group.end;
    while (is_any(at, "up|behind|off|out|a|an|the|some|great|huge|big|thick|long|it|them|of") ||
           is_any(at, "cloud|clouds|trail|trails|plume|plumes|spray|sprays|shower|showers|puff") ||
           hit(at, WordKind::kColor) != nullptr || hit(at, WordKind::kHarmless) != nullptr) {
        ++at;
    }
    constexpr std::string_view kStuff =
        "dust|sand|snow|water|mud|dirt|gravel|foam|smoke|steam|sparks|spark|exhaust|debris|leaves|"
        "grass|earth|powder";
    const bool stuff = is_any(at, kStuff) || (at > group.end && is_any(at - 1, "spray|sprays"));
    if (!stuff) {
        return 0;
    }
    std::size_t end = at;
    while (!is_boundary(end) && !is_any(end, "and|while|as|then|but|when") && !setting_ahead(end)) {
        ++end;
    }
    return std::max(end, at);
}

// Whether something quoted stands in the sentence, or right behind it.
bool ShotReader::quote_near(std::size_t at) const {
    std::size_t first = at;
    while (first > 0 && !ends_sentence(tokens_[first - 1])) {
        --first;
    }
    for (std::size_t i = first > 0 ? first - 1 : 0; i < tokens_.size(); ++i) {
        if (tokens_[i].kind == TokenKind::kQuote) {
            return true;
        }
        if (i > at && ends_sentence(tokens_[i])) {
            return i + 1 < tokens_.size() && tokens_[i + 1].kind == TokenKind::kQuote;
        }
    }
    return false;
}

// "tries again": the last thing done, once more.
bool ShotReader::read_again() {
    // "misses the first and makes the second"
    const bool makes = is_any(at_, "makes|sinks|scores|hits|drains|nails|lands|converts");
    const bool second = (makes || is_any(at_, "misses|fails")) && is_any(at_ + 1, "the|his|her") &&
                        is_any(at_ + 2, "second|third|next|other|last") &&
                        (is_boundary(at_ + 3) || is_any(at_ + 3, "one|and|but|try|attempt"));
    const bool again =
        second ||
        (is_any(at_, "try|tries|attempts|tried|goes|does|shoots|jumps|throws|repeats") &&
         is(at_ + 1, "again")) ||
        (is_any(at_, "does|do|tries|try") && is(at_ + 1, "it") && is(at_ + 2, "again"));
    if (!again || subject_.empty()) {
        return false;
    }
    // "picks the ball up and tries again": what can hit or miss, not the picking up.
    const int aimed = is_any(at_, "try|tries|tried|attempts") ? last_try() : -1;
    const bool own =
        aimed >= 0 && shot_.actions[static_cast<std::size_t>(aimed)].subject == subject_.front();
    // "picks the ball up and shoots again": the word says what, also when that was not the last.
    const auto is_meant = [&](Verb did) {
        return is(at_, "shoots")   ? did == Verb::kShoot
               : is(at_, "throws") ? did == Verb::kThrow || did == Verb::kShoot
               : is(at_, "jumps")  ? did == Verb::kJump
                                   : true;
    };
    for (auto i = own ? static_cast<std::size_t>(aimed) + 1 : shot_.actions.size(); i-- > 0;) {
        const DraftAction old = shot_.actions[i];
        const Verb did = old.action.verb;
        if (!is_meant(did)) {
            continue;
        }
        const bool reacted = did == Verb::kLaugh || did == Verb::kCry || did == Verb::kClap ||
                             did == Verb::kLook || did == Verb::kShakeHead || did == Verb::kNod ||
                             did == Verb::kStand || did == Verb::kFall;
        if (old.subject != subject_.front() || reacted) {
            continue;  // "fails, laughs and tries again": not the laugh.
        }
        end_clause();
        order_ = OrderWord::kThen;
        make_actions(old.verb_row, old.action.verb, subject_, old.words);
        for (const std::size_t now : recent_) {
            shot_.actions[now].object = old.object;
            shot_.actions[now].target = old.target;
            if (second) {
                shot_.actions[now].action.outcome = makes ? Outcome::kSuccess : Outcome::kFailure;
                shot_.actions[now].decided = true;
            }
        }
        const bool named = second && is_any(at_ + 3, "one|try|attempt");
        const std::size_t end = at_ + (is(at_ + 1, "again") ? 2 : named ? 4 : 3);
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

}  // namespace hibari::world
