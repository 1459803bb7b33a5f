#include "world/director/dictionary.h"

#include "base/text.h"
#include "world/director/lexicon/tables.h"

#include <algorithm>

namespace hibari::world {
namespace {

bool is_nominal(WordKind kind) {
    switch (kind) {
        case WordKind::kThing:
        case WordKind::kStandIn:
        case WordKind::kPlace:
        case WordKind::kPlaceHint:
        case WordKind::kRole:
        case WordKind::kGarment:
        case WordKind::kCollective:
        case WordKind::kTint:
        case WordKind::kActionNoun:
        case WordKind::kPart:
        case WordKind::kSound:
        case WordKind::kCamera:
        case WordKind::kInstrument:
            return true;
        default:
            return false;
    }
}

bool is_verbal(WordKind kind) {
    return kind == WordKind::kVerb || kind == WordKind::kOutcome || kind == WordKind::kSpeech ||
           kind == WordKind::kCameraVerb;
}

// Catalogue words that on their own mean something else in nearly every prompt.
constexpr std::string_view kNotAlone[] = {
    "field",    "slide",    "show",    "green",    "light",
    "top",      "snow",     "inside",  "outside",  "indoors",
    "outdoors", "nature",   "ice",     "square",   "drink",
    "surf",     "water",    "wood",    "weight",   "can",
    "track",    "dart",     "trunk",   "post",     "lead",
    "bar",      "fair",     "seat",    "steps",    "coach",
    "lanes",    "roof",     "speaker", "pitcher",  "home",
    "head",     "cradle",   "beaker",  "lever",    "concert",
    "school",   "opera",    "surf",    "waves",    "light bulb moment",
    "hill",     "room",     "couple",  "mirrored", "bowling",
    "glider",   "club",     "person",  "people",   "neutral",
    "town",     "mountain", "church",  "peak",
};

// "loses her balance" and "loses its balance" are one phrase: inside a verb phrase every
// possessive reads as "his".
std::string_view one_possessive(std::string_view word) {
    const bool possessive = word == "her" || word == "its" || word == "their" || word == "my" ||
                            word == "your" || word == "our";
    return possessive ? std::string_view("his") : word;
}

std::string with_one_possessive(const std::string& phrase) {
    std::string result;
    for (const std::string_view word : split(phrase, ' ')) {
        if (result.empty()) {
            result = word;
        } else {
            result += ' ';
            result += one_possessive(word);
        }
    }
    return result;
}

bool not_alone(std::string_view word, WordKind kind) {
    if (kind == WordKind::kMaterial || (kind == WordKind::kThing && word == "person")) {
        return false;
    }
    return std::ranges::find(kNotAlone, word) != std::end(kNotAlone);
}

}  // namespace

Dictionary::Dictionary(const Nouns& nouns) {
    phrases_.reserve(8'192);
    const auto add_rows = [&](const auto& rows, WordKind kind) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            add(rows[i].words, kind, static_cast<int>(i));
        }
    };
    const auto add_nouns = [&](const auto& rows, WordKind kind) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            for (const std::string_view word : rows[i].words) {
                if (!not_alone(word, kind)) {
                    add(word, kind, static_cast<int>(i));
                }
            }
        }
    };
    add_nouns(nouns.things, WordKind::kThing);
    add_nouns(nouns.places, WordKind::kPlace);
    add_nouns(nouns.materials, WordKind::kMaterial);
    add_rows(stand_in_rows(), WordKind::kStandIn);
    add_rows(place_hint_rows(), WordKind::kPlaceHint);
    add_rows(role_rows(), WordKind::kRole);
    add_rows(garment_rows(), WordKind::kGarment);
    add_rows(person_adjective_rows(), WordKind::kPersonAdjective);
    add_rows(color_rows(), WordKind::kColor);
    add_rows(tint_rows(), WordKind::kTint);
    add_rows(size_rows(), WordKind::kSize);
    add_rows(count_rows(), WordKind::kCount);
    add_rows(collective_rows(), WordKind::kCollective);
    add_rows(verb_rows(), WordKind::kVerb);
    add_rows(action_noun_rows(), WordKind::kActionNoun);
    add_rows(outcome_rows(), WordKind::kOutcome);
    add_rows(result_rows(), WordKind::kResult);
    add_rows(manner_rows(), WordKind::kManner);
    add_rows(repeat_rows(), WordKind::kRepeat);
    add_rows(time_rows(), WordKind::kTime);
    add_rows(sky_rows(), WordKind::kSky);
    add_rows(season_rows(), WordKind::kSeason);
    add_rows(wind_rows(), WordKind::kWind);
    add_rows(style_rows(), WordKind::kStyle);
    add_rows(direction_rows(), WordKind::kDirection);
    add_rows(camera_rows(), WordKind::kCamera);
    add_rows(camera_verb_rows(), WordKind::kCameraVerb);
    add_rows(order_rows(), WordKind::kOrder);
    add_rows(speech_rows(), WordKind::kSpeech);
    add_rows(sound_rows(), WordKind::kSound);
    add_rows(mood_rows(), WordKind::kMood);
    add_rows(instrument_rows(), WordKind::kInstrument);
    add_rows(tempo_rows(), WordKind::kTempo);
    add_rows(preposition_rows(), WordKind::kPreposition);
    add_rows(part_rows(), WordKind::kPart);
    add(grammar_words(), WordKind::kGrammar, 0);
    add(harmless_adjectives(), WordKind::kHarmless, 0);
}

void Dictionary::add(std::string_view words, WordKind kind, int row) {
    for (const std::string_view phrase : split(words, '|')) {
        add_phrase(phrase, kind, row);
    }
}

void Dictionary::add_phrase(std::string_view phrase, WordKind kind, int row) {
    if (phrase.empty()) {
        return;
    }
    std::string key(phrase);
    std::ranges::replace(key, '-', ' ');
    std::ranges::replace(key, '_', ' ');
    if (const auto owner = key.find("'s ");
        owner != std::string::npos && owner > 0 && key[owner - 1] != ' ') {
        key.insert(owner, " ");  // Tokens split there: "newton" "'s" "cradle".
    }
    if (is_verbal(kind)) {
        key = with_one_possessive(key);
    }
    auto& meanings = phrases_[key];
    // Of two rows of one table the later, more special one holds.
    const auto same =
        std::ranges::find_if(meanings, [&](const Meaning& m) { return m.kind == kind; });
    if (same != meanings.end()) {
        same->row = kind == WordKind::kPlace || kind == WordKind::kThing ? same->row : row;
    } else {
        meanings.push_back({kind, row});
    }
    const std::string first = key.substr(0, key.find(' '));
    const auto length = static_cast<std::size_t>(std::ranges::count(key, ' ') + 1);
    std::size_t& longest = reach_[first];
    longest = std::max(longest, length);
}

std::span<const Meaning> Dictionary::meanings(const std::string& phrase) const {
    const auto found = phrases_.find(phrase);
    return found == phrases_.end() ? std::span<const Meaning>{} : found->second;
}

std::size_t Dictionary::reach(std::string_view word) const {
    const auto found = reach_.find(std::string(word));
    return found == reach_.end() ? 0 : found->second;
}

// "hits the left post", "raises her right hand": phrases of a part do not care which of the two.
bool Dictionary::tells_which_part(std::span<const Token> tokens, std::size_t at) const {
    constexpr std::string_view kSides[] = {"left", "right", "near", "far", "inside", "outside"};
    if (std::ranges::find(kSides, tokens[at].text) == std::end(kSides) || at + 1 == tokens.size()) {
        return false;
    }
    const auto nouns = noun_candidates(tokens[at + 1].text);
    return std::ranges::any_of(nouns, [&](const NounCandidate& noun) {
        return std::ranges::any_of(meanings(noun.lemma), [](const Meaning& meaning) {
            return meaning.kind == WordKind::kPart;
        });
    });
}

std::vector<Hit> Dictionary::hits_at(std::span<const Token> tokens, std::size_t at) const {
    std::vector<Hit> hits;
    const auto is_word = [&](std::size_t i) {
        return tokens[i].kind == TokenKind::kWord || tokens[i].kind == TokenKind::kNumber ||
               (tokens[i].kind == TokenKind::kPunct &&
                (tokens[i].text == "-" || tokens[i].text == "'s"));
    };
    if (at >= tokens.size() || !is_word(at) || tokens[at].text == "-") {
        return hits;
    }
    const auto verbs = verb_candidates(tokens[at].text);
    std::size_t longest = 1;
    for (const VerbCandidate& verb : verbs) {
        longest = std::max(longest, reach(verb.lemma));
    }
    for (const NounCandidate& noun : noun_candidates(tokens[at].text)) {
        longest = std::max(longest, reach(noun.lemma));
    }
    const auto add = [&](const std::string& phrase, Hit hit, auto&& wanted) {
        for (const Meaning& meaning : meanings(phrase)) {
            if (!wanted(meaning.kind)) {
                continue;
            }
            hit.kind = meaning.kind;
            hit.row = meaning.row;
            hits.push_back(hit);
        }
    };
    // Words joined by hyphens count as words next to each other, the hyphen as nothing.
    std::string head;  // all words but the first and the last
    std::string last;
    std::size_t words = 0;
    for (std::size_t i = at; i < tokens.size() && words < std::min(longest, kPhraseWordsMax); ++i) {
        if (!is_word(i)) {
            break;
        }
        if (tokens[i].text == "-" || (i > at && tells_which_part(tokens, i))) {
            continue;
        }
        ++words;
        if (words > 1) {
            head += last.empty() ? "" : last + " ";
            last = tokens[i].text;
        }
        Hit hit;
        hit.length = i - at + 1;
        const auto phrase = [&](std::string_view first_word, std::string_view last_word) {
            std::string text(first_word);
            if (words > 1) {
                text += ' ';
                text += head;
                text += last_word;
            }
            return text;
        };
        for (const VerbCandidate& verb : verbs) {
            hit.form = verb.form;
            std::string text = phrase(verb.lemma, last);
            add(words > 1 ? with_one_possessive(text) : text, hit, is_verbal);
        }
        if (words == 2) {
            // Compound verbs inflect at their end: "high fives", "belly flopped", "ice skating".
            for (const VerbCandidate& verb : verb_candidates(last)) {
                if (verb.form != VerbForm::kBase) {
                    hit.form = verb.form;
                    add(phrase(tokens[at].text, verb.lemma), hit, is_verbal);
                }
            }
        }
        hit.form = VerbForm::kBase;
        const std::string& noun_word = words > 1 ? last : tokens[at].text;
        for (const NounCandidate& noun : noun_candidates(noun_word)) {
            hit.plural = noun.plural;
            add(words > 1 ? phrase(tokens[at].text, noun.lemma) : noun.lemma, hit, is_nominal);
        }
        hit.plural = false;
        add(phrase(tokens[at].text, last), hit, [](WordKind kind) {
            return !is_nominal(kind) && !is_verbal(kind);
        });
    }
    // They were found from short to long; wanted is long to short, otherwise in the order found.
    std::vector<Hit> sorted;
    sorted.reserve(hits.size());
    while (!hits.empty()) {
        const std::size_t length = hits.back().length;
        const auto first = std::ranges::find(hits, length, &Hit::length);
        sorted.insert(sorted.end(), first, hits.end());
        hits.erase(first, hits.end());
    }
    return sorted;
}

}  // namespace hibari::world
