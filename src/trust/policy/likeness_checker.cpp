#include "trust/policy/likeness_checker.h"

#include "base/text.h"
#include "trust/policy/embedded.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace hibari::trust {
namespace {

/// Phrases of one term; a kind with more is too wide to be what the owner meant.
constexpr std::size_t kPhrasesMax = 600;
/// Kinds that are "of the same sort": a cap for a fedora, no shirt.
constexpr std::size_t kRivalsMax = 400;
constexpr std::uint32_t kRivalReach = 10;

bool is_one_of(std::string_view word, std::initializer_list<std::string_view> words) {
    return std::ranges::find(words, word) != words.end();
}

bool denies(std::string_view word) {
    return is_one_of(word, {"never",    "no",        "not",       "dont",   "nothing", "without",
                            "avoid",    "avoids",    "cannot",    "cant",   "wont",    "mustnt",
                            "shouldnt", "forbid",    "forbidden", "ban",    "banned",  "stop",
                            "exclude",  "excluding", "refuse",    "doesnt", "isnt"});
}

bool affirms(std::string_view word) {
    return is_one_of(word, {"always", "must", "should", "every", "constantly", "prefers", "keep"});
}

bool speaks(std::string_view word) {
    return is_one_of(word, {"say",      "says",    "saying", "said",    "speak",   "speaks",
                            "speaking", "talk",    "talks",  "talking", "mention", "mentioning",
                            "mentions", "utter",   "sing",   "singing", "swear",   "swears",
                            "swearing", "curse",   "curses", "cursing", "discuss", "shout",
                            "words",    "language"});
}

bool shows(std::string_view word) {
    return is_one_of(word, {"wear",    "wears",     "wearing",  "worn",     "dressed",
                            "show",    "shown",     "showing",  "seen",     "appear",
                            "appears", "appearing", "depict",   "depicted", "look",
                            "looks",   "drink",     "drinking", "eat",      "eating",
                            "hold",    "holding",   "carry",    "carrying", "in"});
}

/// Words that name nothing to look for.
bool says_nothing(std::string_view word) {
    return denies(word) || affirms(word) ||
           is_one_of(
               word,
               {"a",          "an",         "the",       "in",        "on",        "at",
                "of",         "with",       "to",        "me",        "my",        "mine",
                "i",          "it",         "him",       "her",       "his",       "she",
                "he",         "they",       "them",      "their",     "be",        "is",
                "are",        "am",         "being",     "been",      "do",        "does",
                "any",        "anything",   "kind",      "kinds",     "sort",      "type",
                "of",         "make",       "made",      "let",       "have",      "has",
                "having",     "use",        "used",      "using",     "put",       "for",
                "about",      "that",       "which",     "into",      "or",        "and",
                "nor",        "please",     "video",     "videos",    "clip",      "clips",
                "scene",      "scenes",     "content",   "stuff",     "things",    "thing",
                "situation",  "situations", "other",     "as",        "like",      "ever",
                "likeness",   "person",     "character", "allow",     "allowed",   "there",
                "some",       "from",       "related",   "involving", "depicting", "containing",
                "get",        "go",         "going",     "only",      "wear",      "wears",
                "wearing",    "worn",       "dressed",   "show",      "shown",     "showing",
                "appear",     "appears",    "appearing", "depict",    "depicted",  "seen",
                "look",       "looks",      "say",       "says",      "saying",    "speak",
                "speaking",   "talk",       "talks",     "talking",   "mention",   "mentions",
                "mentioning", "discuss",    "utter",     "doing",     "scenery",   "will",
                "would",      "want",       "wants",     "hold",      "holds",     "holding",
                "carry",      "carries",    "carrying",  "time",      "words",     "word",
                "myself",     "image"}
           );
}

/// Begins another item: "no politics, no religion", "never drunk or smoking".
bool parts(const Token& token) {
    return token.gap >= Gap::kComma || is_one_of(token.text, {"and", "or", "nor", "but"});
}

void add_phrase(std::vector<std::string>& phrases, const std::string& phrase) {
    const std::size_t space = phrase.rfind(' ');
    const std::string head = space == std::string::npos ? "" : phrase.substr(0, space + 1);
    for (const std::string& form :
         inflected(space == std::string::npos ? phrase : phrase.substr(space + 1))) {
        phrases.push_back(head + form);
    }
}

/// Where, from `at`, the words of a phrase stand; 0 for nowhere.
std::uint32_t phrase_end(
    const std::vector<Token>& tokens, std::uint32_t at, std::string_view phrase
) {
    for (const std::string_view word : split(phrase, ' ')) {
        if (at >= tokens.size() || tokens[at].text != word) {
            return 0;
        }
        ++at;
    }
    return at;
}

/// Words of all the terms' phrases that a text must have, by their first word.
using Phrases = std::unordered_map<std::string_view, std::vector<std::string_view>>;

Phrases by_first_word(const std::vector<std::string>& phrases) {
    Phrases found;
    for (const std::string_view phrase : phrases) {
        found[phrase.substr(0, phrase.find(' '))].push_back(phrase);
    }
    return found;
}

struct Place {
    std::uint32_t first;
    std::uint32_t last;
    bool is_negated;
};

/// Whether something stands in the reach of a denial: the same as for the lexicon's mentions.
bool is_denied(const Scene& scene, std::uint32_t token, const Lexicon& lexicon) {
    const auto negator = lexicon.find("negator");
    const auto removal = lexicon.find("removal");
    for (const auto& what : {negator, lexicon.find("negator_not_pt"), removal}) {
        if (!what) {
            continue;
        }
        for (const std::uint32_t index : scene.by_concept[*what]) {
            const Mention& mention = scene.mentions[index];
            if (mention.last <= token && token - mention.last <= 4 &&
                scene.sentence[mention.first] == scene.sentence[token]) {
                bool apart = false;
                for (std::uint32_t i = mention.last + 1; i <= token; ++i) {
                    apart = apart || scene.tokens[i].gap >= Gap::kComma;
                }
                if (!apart) {
                    return true;
                }
            }
        }
    }
    return false;
}

std::vector<Place> places_of(
    const Scene& scene,
    const Lexicon& lexicon,
    const std::vector<std::string>& phrases,
    const std::vector<std::string>& concepts
) {
    std::vector<Place> places;
    const Phrases by_first = by_first_word(phrases);
    for (std::uint32_t i = 0; i < scene.tokens.size(); ++i) {
        const auto found = by_first.find(scene.tokens[i].text);
        if (found == by_first.end()) {
            continue;
        }
        for (const std::string_view phrase : found->second) {
            const std::uint32_t end = phrase_end(scene.tokens, i, phrase);
            if (end != 0) {
                places.push_back({i, end, is_denied(scene, i, lexicon)});
                break;
            }
        }
    }
    for (const std::string& name : concepts) {
        const auto what = lexicon.find(name);
        if (!what) {
            continue;
        }
        for (const std::uint32_t index : scene.by_concept[*what]) {
            const Mention& mention = scene.mentions[index];
            places.push_back({mention.first, mention.last, mention.is_negated});
        }
    }
    return places;
}

}  // namespace

struct LikenessChecker::Piece {
    std::size_t first = 0;
    std::size_t last = 0;
    bool has_polarity = false;
    bool always = false;
    LikenessAspect aspect = LikenessAspect::kAny;
};

LikenessChecker::LikenessChecker(
    const Folder& folder, const WordTable& words, const Lexicon& lexicon
)
    : folder_(folder), words_(words), lexicon_(lexicon) {
    for (const std::string_view line : split(embedded::policy_matters, '\n')) {
        const std::size_t colon = line.find(':');
        if (line.starts_with('#') || colon == std::string_view::npos) {
            continue;
        }
        std::vector<std::string> concepts;
        for (const std::string_view name : split(line.substr(colon + 1), ' ')) {
            if (!name.empty()) {
                concepts.emplace_back(name);
            }
        }
        for (const std::string_view word : split(line.substr(0, colon), ',')) {
            for (const std::string& form : inflected(folder.fold_phrase(word))) {
                matters_[form] = concepts;
            }
        }
    }
}

LikenessTerm LikenessChecker::term_of(const std::vector<std::string>& words) const {
    std::string phrase;
    for (const std::string& word : words) {
        phrase += (phrase.empty() ? "" : " ") + word;
    }
    LikenessTerm term;
    const auto matter = matters_.find(phrase);
    if (matter != matters_.end()) {
        term.concepts = matter->second;
    }
    for (const std::string& form : base_forms(phrase)) {
        add_phrase(term.phrases, form);
    }
    const auto kinds = words_.kinds_of(phrase);
    if (!kinds.empty()) {
        const auto lemmas = words_.lemmas_below(kinds.front(), kPhrasesMax);
        if (lemmas.size() < kPhrasesMax) {
            for (const std::string& lemma : lemmas) {
                add_phrase(term.phrases, lemma);
            }
        }
    }
    std::ranges::sort(term.phrases);
    const auto repeated = std::ranges::unique(term.phrases);
    term.phrases.erase(repeated.begin(), repeated.end());
    return term;
}

std::vector<std::string> LikenessChecker::rivals_of(const LikenessTerm& term, std::string_view word)
    const {
    const auto kinds = words_.kinds_of(word);
    if (kinds.empty()) {
        return {};
    }
    std::vector<std::string> rivals;
    std::uint32_t synset = kinds.front();
    for (int level = 0; level < 2; ++level) {
        const auto above = words_.above(synset);
        if (above.empty()) {
            break;
        }
        synset = above.front();
        const auto lemmas = words_.lemmas_below(synset, kRivalsMax);
        if (lemmas.size() >= kRivalsMax) {
            break;
        }
        rivals.clear();
        for (const std::string& lemma : lemmas) {
            add_phrase(rivals, lemma);
        }
    }
    // The wider word is no contradiction: a fedora is a hat.
    std::set<std::string> own(term.phrases.begin(), term.phrases.end());
    for (std::uint32_t wider = kinds.front(), level = 0; level < 3; ++level) {
        const auto above = words_.above(wider);
        if (above.empty()) {
            break;
        }
        wider = above.front();
        for (const std::string& lemma : words_.names_of(wider)) {
            std::vector<std::string> forms;
            add_phrase(forms, lemma);
            own.insert(forms.begin(), forms.end());
        }
    }
    std::erase_if(rivals, [&](const std::string& phrase) { return own.contains(phrase); });
    return rivals;
}

void LikenessChecker::read_piece(
    const std::vector<Token>& tokens, std::string_view text, Piece& piece, LikenessRules& into
) const {
    std::vector<std::string> words;
    std::string thing;
    for (std::size_t i = piece.first; i < piece.last; ++i) {
        const std::string& word = tokens[i].text;
        if (!says_nothing(word) || is_one_of(word, {"a", "an"})) {
            thing += (thing.empty() ? "" : " ") + word;
        }
        if (denies(word) || affirms(word)) {
            piece.has_polarity = true;
            piece.always = affirms(word) && !denies(word);
            piece.aspect = LikenessAspect::kAny;
        }
        if (speaks(word)) {
            piece.aspect = LikenessAspect::kSaid;
        } else if (shows(word) && piece.aspect != LikenessAspect::kSaid) {
            piece.aspect = LikenessAspect::kShown;
        }
        if (!says_nothing(word)) {
            words.push_back(word);
        }
    }
    const std::size_t begin = tokens[piece.first].begin;
    const std::size_t end = tokens[piece.last - 1].end;
    std::string written(text.substr(begin, end - begin));
    if (words.empty()) {
        // "never say slurs": the verb came with nothing after it, or only a cue.
        if (piece.has_polarity && piece.last - piece.first == 1) {
            return;
        }
        into.not_understood.push_back(std::move(written));
        return;
    }
    if (!piece.has_polarity || into.rules.size() >= kLikenessRulesMax) {
        into.not_understood.push_back(std::move(written));
        return;
    }
    LikenessRule rule{
        .always = piece.always,
        .aspect = piece.aspect,
        .text = std::move(written),
        .begin = begin,
        .end = end,
        .terms = {},
        .thing = piece.always ? std::move(thing) : "",
        .rivals = {},
    };
    for (std::size_t i = 0; i < words.size();) {
        const bool has_pair =
            i + 1 < words.size() && (words_.kinds_of(words[i] + " " + words[i + 1]).size() > 0 ||
                                     matters_.contains(words[i] + " " + words[i + 1]));
        const std::size_t next = i + (has_pair ? 2 : 1);
        rule.terms.push_back(term_of(
            {words.begin() + static_cast<std::ptrdiff_t>(i),
             words.begin() + static_cast<std::ptrdiff_t>(next)}
        ));
        if (rule.always && next == words.size()) {
            rule.rivals =
                rivals_of(rule.terms.back(), has_pair ? words[i] + " " + words[i + 1] : words[i]);
        }
        i = next;
    }
    into.rules.push_back(std::move(rule));
}

LikenessRules LikenessChecker::parse(std::string_view text) const {
    LikenessRules read;
    const std::string kept = utf8_prefix(text, kLikenessTextMax);
    std::vector<Token> tokens;
    if (folder_.fold(kept, 0, tokens)) {
        read.not_understood.emplace_back(kept);
        return read;
    }
    if (kept.size() < text.size()) {
        read.not_understood.emplace_back(text.substr(kept.size()));
    }
    Piece piece;
    for (std::size_t i = 0; i < tokens.size();) {
        if (tokens[i].gap >= Gap::kClause && tokens[i].gap != Gap::kText &&
            tokens[i].gap == Gap::kSentence) {
            piece = {};
        }
        const bool is_word = is_one_of(tokens[i].text, {"and", "or", "nor", "but"});
        piece.first = i + (is_word ? 1 : 0);
        std::size_t end = piece.first + (piece.first < tokens.size() ? 1 : 0);
        while (end < tokens.size() && !parts(tokens[end])) {
            ++end;
        }
        piece.last = end;
        if (piece.first < piece.last) {
            read_piece(tokens, kept, piece, read);
        }
        i = std::max(end, i + 1);
    }
    return read;
}

std::vector<LikenessHit> LikenessChecker::check(const PolicySubject& subject, const Scene& scene)
    const {
    std::vector<LikenessHit> hits;
    const bool is_lines = !scene.tokens.empty() && subject.stage == Stage::kTranscript;
    for (const SubjectLikeness& likeness : subject.likenesses) {
        std::vector<std::string> names;
        for (const std::string& name : likeness.names) {
            names.push_back(folder_.fold_phrase(name));
        }
        const std::vector<Place> called = places_of(scene, lexicon_, names, {});
        for (const LikenessRule& rule : likeness.rules) {
            if (is_lines ? rule.aspect == LikenessAspect::kShown : false) {
                continue;
            }
            const auto counts = [&](const Place& place) {
                // What is said is what stands in quotation marks or after a verb of saying.
                if (rule.aspect != LikenessAspect::kSaid || is_lines) {
                    return true;
                }
                const auto say = lexicon_.find("say");
                const bool is_said =
                    say && std::ranges::any_of(scene.by_concept[*say], [&](std::uint32_t index) {
                        return scene.sentence[scene.mentions[index].first] ==
                               scene.sentence[place.first];
                    });
                return scene.tokens[place.first].is_quoted || is_said;
            };
            const auto add = [&](const Place& place) {
                hits.push_back(
                    {.rule = rule.always ? "likeness.always" : "likeness.never",
                     .likeness = likeness.id,
                     .first = place.first,
                     .last = place.last}
                );
            };
            if (!rule.always) {
                std::vector<Place> first;
                bool all = !rule.terms.empty();
                for (std::size_t i = 0; all && i < rule.terms.size(); ++i) {
                    auto places =
                        places_of(scene, lexicon_, rule.terms[i].phrases, rule.terms[i].concepts);
                    std::erase_if(places, [&](const Place& place) {
                        return place.is_negated || !counts(place);
                    });
                    if (i == 0) {
                        first = std::move(places);
                    } else {
                        // All in one sentence, or in one lineage.
                        std::erase_if(first, [&](const Place& place) {
                            return std::ranges::none_of(places, [&](const Place& other) {
                                return scene.is_lineage ||
                                       scene.sentence[place.first] == scene.sentence[other.first];
                            });
                        });
                    }
                    all = !first.empty();
                }
                if (all) {
                    add(first.front());
                }
                continue;
            }
            // "Always": denied or taken off, or something else of that kind right after the name.
            const LikenessTerm& term = rule.terms.back();
            bool is_broken = false;
            for (const Place& place : places_of(scene, lexicon_, term.phrases, term.concepts)) {
                if (place.is_negated && !is_broken) {
                    add(place);
                    is_broken = true;
                }
            }
            for (const Place& place : places_of(scene, lexicon_, rule.rivals, {})) {
                const bool is_theirs = std::ranges::any_of(called, [&](const Place& name) {
                    return place.first >= name.last && place.first - name.last <= kRivalReach &&
                           scene.sentence[place.first] == scene.sentence[name.first];
                });
                if (is_theirs && !place.is_negated && !is_broken) {
                    add(place);
                    is_broken = true;
                }
            }
        }
    }
    return hits;
}

std::vector<LikenessAbsence> LikenessChecker::absent(const PolicySubject& subject) const {
    std::vector<LikenessAbsence> missing;
    for (const SubjectLikeness& likeness : subject.likenesses) {
        for (std::size_t rule = 0; rule < likeness.rules.size(); ++rule) {
            const LikenessRule& wanted = likeness.rules[rule];
            // "Always polite" is nothing that a script shows.
            if (!wanted.always || !wanted.must || wanted.aspect != LikenessAspect::kShown) {
                continue;
            }
            for (std::size_t i = 0; i < subject.shown.size(); ++i) {
                if (is_called(likeness, subject.shown[i].who) &&
                    !mentions(subject.shown[i].text, wanted.terms.back())) {
                    missing.push_back({.likeness = likeness.id, .thing = wanted.thing, .shown = i});
                    break;
                }
            }
        }
    }
    return missing;
}

bool LikenessChecker::is_called(const SubjectLikeness& likeness, std::string_view name) const {
    const std::string folded = folder_.fold_phrase(name);
    return std::ranges::any_of(likeness.names, [&](const std::string& own) {
        return folder_.fold_phrase(own) == folded;
    });
}

bool LikenessChecker::mentions(std::string_view text, const LikenessTerm& term) const {
    Scene scene;
    if (folder_.fold(text, 0, scene.tokens)) {
        return false;
    }
    const Phrases by_first = by_first_word(term.phrases);
    for (std::uint32_t i = 0; i < scene.tokens.size(); ++i) {
        const auto found = by_first.find(scene.tokens[i].text);
        if (found != by_first.end() &&
            std::ranges::any_of(found->second, [&](std::string_view phrase) {
                return phrase_end(scene.tokens, i, phrase) != 0;
            })) {
            return true;
        }
    }
    return false;
}

}  // namespace hibari::trust
