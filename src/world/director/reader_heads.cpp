// What a word can be where it stands: the head of a noun phrase, or a verb.
#include "world/director/reader.h"
#include "world/director/reader_words.h"

#include <algorithm>
#include <optional>

namespace hibari::world {

// A thing that is no living being though its word may mean one: the catalogue's toy robot.
bool ShotReader::is_inert_figure(int thing) const {
    const ThingNoun& noun = story_.nouns->things[static_cast<std::size_t>(thing)];
    return noun.category != Category::kPerson && noun.category != Category::kAnimal &&
           noun.name != "snowman" && noun.name != "scarecrow" && noun.name != "statue" &&
           noun.name != "mannequin";
}

// Whether what has this part is in the picture, or about to be: "rides a bicycle" is one verb.
bool ShotReader::whole_is_here(int part) const {
    const std::string_view whole = part_rows()[static_cast<std::size_t>(part)].value;
    const int thing = whole.empty() ? -1 : story_.thing_named(whole);
    const bool present = std::ranges::any_of(shot_.present, [&](int member) {
        return story_.cast[static_cast<std::size_t>(member)].thing == thing;
    });
    const bool ridden = std::ranges::any_of(shot_.actions, [&](const DraftAction& action) {
        return mount_of(action.action.verb) == whole;
    });
    return thing >= 0 && (present || ridden);
}

// Whether the noun phrase that ends there follows "in", "at" or "inside".
bool ShotReader::is_inside(std::size_t at) const {
    while (at > 0 && (is_any(at - 1, "a|an|the") || hit(at - 1, WordKind::kHarmless) != nullptr)) {
        --at;
    }
    return at > 0 && is_any(at - 1, "in|at|inside|into|outside");
}

// Whether the noun phrase that ends there follows a preposition.
bool ShotReader::is_somewhere(std::size_t at) const {
    while (at > 0 &&
           (is_any(at - 1, "a|an|the") || hit(at - 1, WordKind::kHarmless) != nullptr ||
            hit(at - 1, WordKind::kColor) != nullptr || hit(at - 1, WordKind::kSky) != nullptr)) {
        --at;
    }
    return at > 0 && hit(at - 1, WordKind::kPreposition) != nullptr && !is(at - 1, "with") &&
           !is(at - 1, "of");
}

// A past participle before its noun: "stacked books", "the thrown ball".
bool ShotReader::is_done(std::size_t at) const {
    const Hit* verb = hit(at, WordKind::kVerb);
    const std::size_t next = at + 1;
    const bool noun =
        !is_boundary(next) &&
        (head_at(next) || (hit(next, WordKind::kColor) != nullptr && head_at(next + 1)));
    return verb != nullptr && verb->form == VerbForm::kPast && verb->length == 1 && !head_at(at) &&
           noun && hit(at, WordKind::kColor) == nullptr && hit(at, WordKind::kHarmless) == nullptr;
}

// "A flock of seagulls", "seagulls fly over": animals to be seen; "seagulls cry" are only heard.
bool ShotReader::is_seen_moving(std::size_t at, const Modifiers& modifiers) const {
    const auto head = head_at(at);
    if (!head || head->kind != WordKind::kThing ||
        story_.nouns->things[static_cast<std::size_t>(head->row)].category != Category::kAnimal) {
        return false;
    }
    const Hit* verb = hit(at + head->length, WordKind::kVerb);
    return modifiers.count > 0 ||
           (verb != nullptr &&
            verb_rows()[static_cast<std::size_t>(verb->row)].use == VerbUse::kGoes);
}

std::optional<Hit> ShotReader::head_at(std::size_t at) const {
    if (at >= tokens_.size()) {
        return std::nullopt;
    }
    if (is_first_name(at) || is_any(at, "does|has|was|is|goes|as|us|his|this|yes|being")) {
        return std::nullopt;  // Never plurals of "doe" or "ha".
    }
    if (is_any(at, "can|will|may|might")) {
        const Hit* verb = hit(at + 1, WordKind::kVerb);
        const bool may = verb != nullptr && verb->form == VerbForm::kBase && !head_at(at + 1);
        if (may || is_any(at + 1, "not|never|barely|hardly|be")) {
            return std::nullopt;
        }
    }
    const Hit* best = nullptr;
    int best_value = 0;
    const auto rank = [](WordKind kind) {
        switch (kind) {
            case WordKind::kThing:
                return 7;
            case WordKind::kRole:
                return 6;
            case WordKind::kGarment:
                return 5;
            case WordKind::kPlace:
                return 4;
            case WordKind::kStandIn:
                return 3;
            case WordKind::kPlaceHint:
                return 2;
            case WordKind::kActionNoun:
            case WordKind::kPart:
                return 1;
            default:
                return 0;
        }
    };
    for (const Hit& item : hits(at)) {
        int value = rank(item.kind);
        if (value == 0) {
            continue;
        }
        if (item.kind == WordKind::kPlaceHint && is(at, "outside") &&
            is_any(at + 1, "the|a|an|his|her|their|my")) {
            continue;  // "outside the window"
        }
        if (item.kind == WordKind::kPlaceHint && is(at, "outside") && at > 0 &&
            (hit(at - 1, WordKind::kSky) != nullptr || hit(at - 1, WordKind::kWind) != nullptr)) {
            continue;  // "rain outside" is said by who sits inside.
        }
        if (item.kind == WordKind::kStandIn && is(at, "club") && item.length == 1 &&
            is_inside(at)) {
            continue;  // "in a club", against "with a club"
        }
        if (item.kind == WordKind::kStandIn && is_inside(at) &&
            stand_in_rows()[static_cast<std::size_t>(item.row)].use == "house" &&
            hit(at, WordKind::kPlaceHint) != nullptr &&
            hit(at, WordKind::kPlaceHint)->length == item.length) {
            continue;  // "in an empty warehouse": around us.
        }
        if (item.kind == WordKind::kPlaceHint && item.length == 1 && is(at, "water") &&
            !is_somewhere(at)) {
            continue;  // "sprays water"
        }
        if (item.kind == WordKind::kStandIn && is(at, "bar") && item.length == 1 && is_inside(at)) {
            continue;  // "in a bar", against "clears the bar"
        }
        if (item.plural && item.length > 1 && at > 0 && is_any(at - 1, "a|an")) {
            continue;  // "a bus stops"
        }
        if (item.plural && is(at + item.length - 1, "stands") && at > 0 &&
            hit(at + item.length, WordKind::kPreposition) != nullptr &&
            !is_any(at - 1, "the|these|those|some|several|many|two|three")) {
            continue;  // "a small microphone stands on the floor"
        }
        if (item.kind == WordKind::kPart && whole_is_here(item.row)) {
            value = rank(WordKind::kThing) + 1;  // The basket of the balloon that was told of.
        }
        if (item.kind == WordKind::kThing && is_inert_figure(item.row)) {
            value = rank(WordKind::kRole) - 1;  // Who can be somebody is: robots walk and talk.
        }
        if (best == nullptr || item.length > best->length ||
            (item.length == best->length && value > best_value)) {
            best = &item;
            best_value = value;
        }
    }
    if (best == nullptr) {
        return std::nullopt;
    }
    Hit found = *best;
    const bool one = at > 0 && is_any(at - 1, "a|an|one|each|every|this|that");
    if (!one &&
        is_any(at, "fish|goldfish|sheep|deer|salmon|trout|bison|moose|squid|reindeer|elk")) {
        const Hit* verb = hit(at + found.length, WordKind::kVerb);
        found.plural = verb != nullptr && verb->form == VerbForm::kBase;  // "goldfish swim"
    }
    return found;
}

// "Waves break on rocks": the place's noun at the head of its sentence, not somebody's verb.
bool ShotReader::is_place_that_acts(std::size_t at) const {
    const auto head = head_at(at);
    const Hit* verb = hit(at, WordKind::kVerb);
    return head && verb != nullptr && verb->form == VerbForm::kThird && subject_.empty() &&
           !order_ && (head->kind == WordKind::kPlaceHint || head->kind == WordKind::kPlace) &&
           !is_any(at + 1, "at|to|goodbye|hello|his|her|their|a|the|back");
}

bool ShotReader::reads_as_verb(std::size_t at, bool plural_before) const {
    while (at < tokens_.size() && hit(at, WordKind::kVerb) == nullptr &&
           tokens_[at].kind == TokenKind::kWord &&
           (hit(at, WordKind::kManner) != nullptr || tokens_[at].text.ends_with("ly"))) {
        const Hit* manner = hit(at, WordKind::kManner);
        at += manner != nullptr ? manner->length : 1;
    }
    if (is_any(
            at,
            "is|are|was|were|has|have|had|will|can|tries|try|begins|begin|starts|start|does|do|"
            "attempts|fails|manages|who|that|which|gets|keeps|almost|nearly|then|wearing|dressed|'"
            "s|performs|perform|makes|takes|gives"
        )) {
        return !is(at, "'s") && !is_any(at, "who|that|which");
    }
    if (!plural_before && at < tokens_.size() && tokens_[at].kind == TokenKind::kWord &&
        is_any(
            at + 1,
            "a|an|the|his|her|its|their|my|some|two|three|up|down|at|on|onto|into|over|him|them|it"
        )) {
        // Unknown to the lexicon, but agrees and has an object: "ties her shoes".
        for (const VerbCandidate& candidate : verb_candidates(tokens_[at].text)) {
            if (candidate.form == VerbForm::kThird && story_.nearest->is_verb(candidate.lemma)) {
                return true;
            }
        }
    }
    for (const WordKind kind : {WordKind::kVerb, WordKind::kSpeech, WordKind::kOutcome}) {
        const Hit* verb = hit(at, kind);
        if (verb == nullptr) {
            continue;
        }
        if (verb->form == VerbForm::kThird) {
            return !plural_before;
        }
        if (verb->form == VerbForm::kBase) {
            const bool same_past = is_any(at, "hit|read|put|set|cut|burst|shut|let");
            return plural_before || same_past;
        }
        return true;
    }
    return false;
}

// "fire hydrant": two words that WordNet knows as one thing and the lexicon does not.
bool ShotReader::begins_unknown_compound(std::size_t at) const {
    const std::size_t next = at + 1;
    if (is_boundary(next) || tokens_[next].kind != TokenKind::kWord || !hits_none(next)) {
        return false;
    }
    for (const NounCandidate& noun : noun_candidates(tokens_[next].text)) {
        const auto near = story_.nearest->noun(tokens_[at].text + " " + noun.lemma);
        if (near && near->kind == NearestNoun::Kind::kThing) {
            return true;
        }
    }
    return false;
}

bool ShotReader::continues_compound(std::size_t at, const Hit& head) const {
    const std::size_t next = skip_hyphen(at + head.length);
    if (is_boundary(next) || hit(next, WordKind::kPreposition) != nullptr) {
        return false;
    }
    if (is_floor(next)) {
        return true;
    }
    const bool plural = head.plural || (after_and_ && !noun_list_.empty() && !verb_seen_);
    const auto other = head_at(next);
    if (!other || hit(next, WordKind::kPreposition) != nullptr) {
        return false;  // "a flag on the moon": where, not what.
    }
    if (const Hit* way = hit(next, WordKind::kDirection);
        way != nullptr && way->length > other->length) {
        return false;  // "a frisbee back and forth" is no back of a frisbee.
    }
    if (is(next, "home") && (is_boundary(next + 1) || is_any(next + 1, "on|in|with|and"))) {
        return false;  // "carries a box home"
    }
    if (other->kind == WordKind::kPlaceHint || other->kind == WordKind::kPlace) {
        return !reads_as_verb(next, plural);
    }
    if (hit(at, WordKind::kMaterial) != nullptr && is_any(next, "steps|stairs") &&
        (is_somewhere(at) || (at > 0 && is(at - 1, "of")))) {
        return true;  // "down the stone steps"
    }
    const Hit* verb = hit(next, WordKind::kVerb);
    if (other->kind == WordKind::kActionNoun && plural_subject_ && !verb_seen_ && verb != nullptr &&
        verb->form == VerbForm::kBase) {
        return false;  // "kids in a schoolyard throw snowballs"
    }
    if (other->kind == WordKind::kPart && head.kind != WordKind::kThing) {
        return false;
    }
    if (other->kind == WordKind::kActionNoun &&
        (head.kind == WordKind::kGarment || head.kind == WordKind::kRole)) {
        return false;  // "a man in a costume dances"
    }
    return !reads_as_verb(next, plural) && !head.plural;
}

}  // namespace hibari::world
