#include "trust/policy/lexicon.h"

#include "base/text.h"
#include "trust/policy/readings.h"

#include <algorithm>
#include <array>
#include <utility>

namespace hibari::trust {
namespace {

constexpr std::size_t kPrefixBytesMin = 3;
constexpr std::size_t kPrefixBytesMax = 24;
/// Letters of a word written with spaces or marks between them.
constexpr std::size_t kSpreadMax = 24;
constexpr std::size_t kTypoLettersMin = 5;
/// Letters of a misspelling, and of a word in code ("sn0rt") that is taken for sure.
constexpr std::size_t kOddLettersMin = 4;
constexpr std::uint32_t kGapWordsMax = 4;

/// What Arabic words begin with and do not mean.
constexpr std::array<std::string_view, 9> kArabicPrefixes = {
    "ال", "وال", "بال", "فال", "لل", "و", "ب", "ل", "ك"
};

/// What an English stem "decapitat*" ends in when it is misspelt.
constexpr std::array<std::string_view, 8> kEndings = {
    "e", "ed", "es", "s", "d", "ing", "ion", "er"
};

/// Parts of words that are words by themselves so often that nothing hides behind them.
constexpr std::array<std::string_view, 60> kSmallWords = {
    "a",   "an",  "the", "i",    "in",  "on",  "to",   "me",   "my",   "as",   "is",  "it",
    "at",  "be",  "by",  "do",   "go",  "he",  "her",  "his",  "she",  "we",   "us",  "or",
    "of",  "no",  "not", "so",   "up",  "and", "are",  "but",  "for",  "from", "has", "had",
    "was", "off", "out", "with", "all", "any", "one",  "two",  "old",  "new",  "own", "red",
    "big", "man", "men", "let",  "who", "how", "that", "this", "they", "them", "its", "if"
};

bool is_small(std::string_view word) {
    return std::ranges::find(kSmallWords, word) != kSmallWords.end();
}

std::uint64_t key(std::uint32_t node, std::uint32_t word) {
    return (std::uint64_t{node} << 32) | word;
}

std::string without(std::string_view word, std::size_t i) {
    return std::string(word.substr(0, i)) + std::string(word.substr(i + 1));
}

/// At most one letter left out, put in, replaced, or two neighbours swapped.
bool is_near(std::string_view a, std::string_view b) {
    if (a.size() > b.size()) {
        std::swap(a, b);
    }
    if (b.size() - a.size() > 1) {
        return false;
    }
    std::size_t i = 0;
    while (i < a.size() && a[i] == b[i]) {
        ++i;
    }
    if (a.size() < b.size()) {
        return a.substr(i) == b.substr(i + 1);
    }
    if (i == a.size() || a.substr(i + 1) == b.substr(i + 1)) {
        return true;
    }
    return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i] &&
           a.substr(i + 2) == b.substr(i + 2);
}

/// Whether the shorter word is the longer one without one of its vowels.
bool lacks_vowel(std::string_view word, std::string_view shorter) {
    for (std::size_t i = 0; i < word.size(); ++i) {
        if (without(word, i) == shorter) {
            return std::string_view("aeiou").find(word[i]) != std::string_view::npos;
        }
    }
    return false;
}

bool matches_stars(std::string_view stars, std::string_view word) {
    if (stars.size() != word.size() || stars.front() != word.front()) {
        return false;
    }
    for (std::size_t i = 0; i < stars.size(); ++i) {
        if (stars[i] != '*' && stars[i] != word[i]) {
            return false;
        }
    }
    return true;
}

}  // namespace

Concept Lexicon::concept_of(std::string_view name) {
    const auto found = by_name_.find(name);
    if (found != by_name_.end()) {
        return found->second;
    }
    const auto what = static_cast<Concept>(concepts_.size());
    concepts_.push_back(
        {.name = std::string(name),
         .is_idiom = name.starts_with("ok") && name != "ok_not",
         .is_of_denial = name == "ok_not",
         .is_denial = name.starts_with("negator"),
         .is_always_said = name == "profanity"}
    );
    by_name_.emplace(name, what);
    return what;
}

std::optional<Concept> Lexicon::find(std::string_view name) const {
    const auto found = by_name_.find(name);
    return found == by_name_.end() ? std::nullopt : std::optional(found->second);
}

std::uint32_t Lexicon::intern(std::string_view word, bool is_prefix) {
    Map<std::uint32_t>& map = is_prefix ? prefixes_ : exact_;
    const auto [at, is_new] = map.try_emplace(std::string(word), next_word_);
    next_word_ += is_new ? 1 : 0;
    return at->second;
}

std::uint32_t Lexicon::child(std::uint32_t node, std::uint32_t word) const {
    const auto found = edges_.find(key(node, word));
    return found == edges_.end() ? 0 : found->second;
}

std::uint32_t Lexicon::make_child(std::uint32_t node, std::uint32_t word) {
    const std::uint32_t there = child(node, word);
    if (there != 0) {
        return there;
    }
    nodes_.emplace_back();
    const auto made = static_cast<std::uint32_t>(nodes_.size() - 1);
    edges_.emplace(key(node, word), made);
    return made;
}

Result<void> Lexicon::add(std::string_view data) {
    std::optional<Concept> what;
    std::size_t number = 0;
    for (std::string_view line : split(data, '\n')) {
        ++number;
        line = trim(line.substr(0, line.find(" #")));
        const auto refuse = [&](std::string_view why) {
            return fail(
                ErrorCode::kInvalidArgument,
                "line " + std::to_string(number) + ": " + std::string(why)
            );
        };
        if (line.empty() || line.front() == '#') {
            continue;
        }
        if (line.front() == '[') {
            if (line.back() != ']') {
                return refuse("expected ']'");
            }
            line = line.substr(1, line.size() - 2);
            const bool is_strong = line.ends_with(" !");
            what = concept_of(trim(is_strong ? line.substr(0, line.size() - 2) : line));
            concepts_[*what].is_strong = concepts_[*what].is_strong || is_strong;
            continue;
        }
        const std::size_t colon = line.find(':');
        if (!what || colon == std::string_view::npos) {
            return refuse("expected '[concept]' or 'language: phrase, phrase'");
        }
        const bool is_english = trim(line.substr(0, colon)) == "en";
        for (const std::string_view phrase : split(line.substr(colon + 1), ',')) {
            if (!trim(phrase).empty()) {
                HIBARI_TRY(add_phrase(*what, trim(phrase), is_english));
            }
        }
    }
    return {};
}

Result<void> Lexicon::add_phrase(
    Concept what, std::string_view phrase, bool forms, std::string_view name
) {
    // Each word in all its forms leads to the same next nodes.
    std::vector<std::uint32_t> at = {0};
    bool needs_capital = false;
    std::string single;
    std::size_t count = 0;
    for (std::string_view part : split(phrase, ' ')) {
        part = trim(part);
        if (part.empty()) {
            continue;
        }
        if (part == "~") {
            at = {make_gap(at)};
            continue;
        }
        // A word of a script without spaces is several tokens, so alternatives may differ in
        // length.
        std::vector<std::uint32_t> next;
        for (std::string_view word : split(part, '/')) {
            const bool is_exact = word.starts_with('=');
            const bool is_name = word.starts_with('^');
            needs_capital = needs_capital || is_name;
            word.remove_prefix(is_exact || is_name ? 1 : 0);
            const bool is_prefix = word.ends_with('*');
            word.remove_suffix(is_prefix ? 1 : 0);
            const std::string folded = folder_.fold_phrase(word);
            if (folded.empty()) {
                return fail(
                    ErrorCode::kInvalidArgument,
                    "the phrase '" + std::string(phrase) + "' has a word without letters"
                );
            }
            const auto pieces = split(folded, ' ');
            std::vector<std::string> last = {std::string(pieces.back())};
            if (forms && !is_exact && !is_name && !is_prefix && pieces.size() == 1) {
                last = inflected(pieces.back());
            }
            for (std::uint32_t node : at) {
                for (std::size_t i = 0; i + 1 < pieces.size(); ++i) {
                    node = make_child(node, intern(pieces[i], false));
                }
                for (const std::string& form : last) {
                    next.push_back(make_child(node, intern(form, is_prefix)));
                }
            }
            if (concepts_[what].is_strong && !is_name) {
                for (const std::string& form : last) {
                    index_strong_words(form);
                    for (const std::string_view ending : kEndings) {
                        if (forms && is_prefix) {
                            index_strong_words(form + std::string(ending));
                        }
                    }
                }
            }
        }
        // "drag" and "drags" have the same forms.
        std::ranges::sort(next);
        next.erase(std::ranges::unique(next).begin(), next.end());
        at = std::move(next);
        ++count;
    }
    if (count == 0) {
        return fail(ErrorCode::kInvalidArgument, "an empty phrase");
    }
    entries_.push_back({.name = folder_.fold_phrase(name.empty() ? phrase : name), .what = what});
    const Output output{
        .entry = static_cast<std::uint32_t>(entries_.size() - 1),
        .what = what,
        .needs_capital = needs_capital,
        .is_english = forms || !name.empty(),
        .is_name = !name.empty(),
    };
    for (const std::uint32_t node : at) {
        nodes_[node].outputs.push_back(output);
    }
    return {};
}

std::uint32_t Lexicon::make_gap(const std::vector<std::uint32_t>& nodes) {
    if (nodes.size() == 1 && nodes_[nodes.front()].gap != 0) {
        return nodes_[nodes.front()].gap;
    }
    nodes_.emplace_back();
    const auto made = static_cast<std::uint32_t>(nodes_.size() - 1);
    if (nodes.size() == 1) {
        nodes_[nodes.front()].gap = made;
        return made;
    }
    for (const std::uint32_t node : nodes) {
        nodes_[node].shared_gaps.push_back(made);
    }
    return made;
}

void Lexicon::index_strong_words(std::string_view word) {
    if (word.size() < 3 || !is_ascii(word) || !strong_words_.emplace(word, true).second) {
        return;
    }
    if (word.size() < kTypoLettersMin) {
        return;
    }
    shortened_[std::string(word)].emplace_back(word);
    for (std::size_t i = 0; i < word.size(); ++i) {
        shortened_[without(word, i)].emplace_back(word);
    }
}

void Lexicon::add_word_steps(
    std::string_view word, bool is_guess, std::uint32_t to, std::vector<Step>& steps
) const {
    const auto found = exact_.find(word);
    if (found != exact_.end()) {
        steps.push_back({.word = found->second, .to = to, .is_guess = is_guess, .is_english = false}
        );
    }
    const std::size_t most = std::min(word.size(), kPrefixBytesMax);
    for (std::size_t size = kPrefixBytesMin; size <= most; ++size) {
        const auto prefix = prefixes_.find(word.substr(0, size));
        if (prefix != prefixes_.end()) {
            steps.push_back(
                {.word = prefix->second, .to = to, .is_guess = is_guess, .is_english = false}
            );
        }
    }
}

void Lexicon::add_typos(const Token& token, std::uint32_t to, std::vector<Step>& steps) const {
    const auto look = [&](std::string_view shortened) {
        const auto found = shortened_.find(shortened);
        if (found == shortened_.end()) {
            return;
        }
        for (const std::string& word : found->second) {
            // Of four letters only those that left a vowel out: "nakd", not "goes" for "gores".
            const bool is_enough =
                token.text.size() >= kTypoLettersMin || lacks_vowel(word, token.text);
            if (is_enough && is_near(word, token.text)) {
                add_word_steps(word, true, to, steps);
            }
        }
    };
    look(token.text);
    for (std::size_t i = 0; i < token.text.size(); ++i) {
        look(without(token.text, i));
    }
}

void Lexicon::add_spread(const std::vector<Token>& tokens, Steps& steps) const {
    // Single letters in a row: every word that some of them spell.
    std::size_t i = 0;
    while (i < tokens.size()) {
        std::size_t end = i;
        while (end < tokens.size() && end - i < kSpreadMax && tokens[end].text.size() == 1 &&
               (end == i || tokens[end].gap < Gap::kClause)) {
            ++end;
        }
        if (end - i < 3) {
            i = std::max(end, i + 1);
            continue;
        }
        for (std::size_t from = i; from < end; ++from) {
            Token joined;
            joined.is_latin = true;
            for (std::size_t to = from; to < end; ++to) {
                joined.text += tokens[to].text;
                if (joined.text.size() < 3) {
                    continue;
                }
                joined.readings.clear();
                add_readings(joined, true);
                std::vector<std::string> readings = joined.readings;
                readings.push_back(joined.text);
                for (const std::string& reading : readings) {
                    if (strong_words_.contains(reading)) {
                        add_word_steps(
                            reading, true, static_cast<std::uint32_t>(to + 1), steps[from]
                        );
                    }
                }
            }
        }
        i = end;
    }
    // Two or three pieces of a word: "na-ked", "bo mb".
    for (std::size_t from = 0; from + 1 < tokens.size(); ++from) {
        if (!tokens[from].is_latin || tokens[from].is_number) {
            continue;
        }
        std::string joined = tokens[from].text;
        bool has_odd = !words_.knows(joined) || joined.size() < 3;
        bool has_small = is_small(joined);
        for (std::size_t to = from + 1; to < std::min(from + 3, tokens.size()); ++to) {
            const Token& token = tokens[to];
            if (!token.is_latin || token.gap >= Gap::kComma || token.is_number) {
                break;
            }
            joined += token.text;
            const bool is_odd = !words_.knows(token.text) || token.text.size() < 3;
            has_odd = has_odd || is_odd;
            has_small = has_small || is_small(token.text);
            const bool is_thin = token.gap == Gap::kThin;
            if (has_odd && (!has_small || is_thin) && joined.size() >= 4 &&
                strong_words_.contains(joined)) {
                add_word_steps(joined, true, static_cast<std::uint32_t>(to + 1), steps[from]);
            }
        }
    }
}

Lexicon::English Lexicon::mark_english(const std::vector<Token>& tokens, Steps& steps) const {
    std::size_t latin = 0;
    std::size_t known = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (!tokens[i].is_latin || tokens[i].is_number) {
            continue;
        }
        ++latin;
        if (is_small(tokens[i].text) || words_.knows(tokens[i].text)) {
            ++known;
            for (Step& step : steps[i]) {
                step.is_english = true;
            }
        }
    }
    return {
        .by_far = latin > 0 && known * 4 >= latin * 3,
        .likely = latin > 0 && (known * 10 >= latin * 6 || (latin <= 4 && known * 3 >= latin)),
    };
}

void Lexicon::add_disguises(const std::vector<Token>& tokens, bool is_english, Steps& steps) const {
    add_spread(tokens, steps);
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        const auto to = static_cast<std::uint32_t>(i + 1);
        if (token.has_stars) {
            for (const auto& [word, unused] : strong_words_) {
                if (matches_stars(token.text, word)) {
                    add_word_steps(word, true, to, steps[i]);
                }
            }
            continue;
        }
        // A word of another language is no misspelt English one.
        const bool is_odd = is_english && token.is_latin && !token.is_handle && !token.is_number &&
                            token.text.size() >= kOddLettersMin && steps[i].empty() &&
                            !words_.knows(token.text);
        if (is_odd) {
            add_typos(token, to, steps[i]);
            const std::string reversed(token.text.rbegin(), token.text.rend());
            if (token.text.size() >= kTypoLettersMin && strong_words_.contains(reversed)) {
                add_word_steps(reversed, true, to, steps[i]);
            }
        }
    }
}

void Lexicon::walk(
    const std::vector<Token>& tokens,
    const Steps& steps,
    std::uint32_t start,
    bool is_english,
    std::vector<Mention>& found
) const {
    struct State {
        std::uint32_t node;
        std::uint32_t at;
        std::uint32_t gap_left;
        bool is_guess;
        bool is_capital;
        /// All its words are English ones.
        bool is_english;
    };

    std::vector<State> states = {{0, start, 0, false, true, true}};
    // Phrases are short and data is ours, so the states are few; the limit is for safety.
    constexpr std::size_t kStatesMax = 4096;
    for (std::size_t i = 0; i < states.size() && states.size() < kStatesMax; ++i) {
        const State state = states[i];
        if (state.at >= tokens.size() ||
            (state.at > start && tokens[state.at].gap >= Gap::kSentence &&
             tokens[state.at].gap != Gap::kText)) {
            continue;
        }
        if (state.gap_left > 0 && tokens[state.at].gap < Gap::kClause) {
            State later = state;
            ++later.at;
            --later.gap_left;
            states.push_back(later);
        }
        for (const Step& step : steps[state.at]) {
            const std::uint32_t next = child(state.node, step.word);
            if (next == 0) {
                continue;
            }
            const bool is_guess = state.is_guess || step.is_guess;
            const bool is_capital = state.is_capital && tokens[state.at].is_capital;
            const bool is_plain_english = is_english && state.is_english && step.is_english;
            const bool is_misspelt_word =
                is_guess && step.to == start + 1 && tokens[start].is_latin;
            const Node& node = nodes_[next];
            for (const Output& output : node.outputs) {
                if ((output.needs_capital && !is_capital) ||
                    (is_guess && !concepts_[output.what].is_strong) ||
                    (is_misspelt_word && output.is_name) ||
                    (is_plain_english && !output.is_english)) {
                    continue;
                }
                found.push_back(
                    {.what = output.what, .first = start, .last = step.to, .entry = output.entry}
                );
            }
            const bool english = state.is_english && step.is_english;
            states.push_back({next, step.to, 0, is_guess, is_capital, english});
            const auto wait = [&](std::uint32_t gap) {
                states.push_back({gap, step.to, kGapWordsMax, is_guess, is_capital, english});
            };
            if (node.gap != 0) {
                wait(node.gap);
            }
            std::ranges::for_each(node.shared_gaps, wait);
        }
    }
}

std::vector<Mention> Lexicon::mentions(const std::vector<Token>& tokens) const {
    Steps steps(tokens.size());
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        const auto to = static_cast<std::uint32_t>(i + 1);
        add_word_steps(token.text, false, to, steps[i]);
        for (const std::string& reading : token.readings) {
            const bool is_sure = token.has_codes && reading.size() >= kOddLettersMin;
            add_word_steps(reading, !is_sure, to, steps[i]);
        }
        for (const std::string_view prefix : kArabicPrefixes) {
            if (token.text.size() > prefix.size() + 3 && token.text.starts_with(prefix)) {
                add_word_steps(
                    std::string_view(token.text).substr(prefix.size()), false, to, steps[i]
                );
            }
        }
    }
    const English english = mark_english(tokens, steps);
    add_disguises(tokens, english.likely, steps);
    std::vector<Mention> found;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        walk(tokens, steps, static_cast<std::uint32_t>(i), english.by_far, found);
    }
    // What an idiom covers means nothing else, unless it reaches beyond the idiom. Mentions come by
    // their first token, so the idiom that reaches furthest so far decides.
    const auto covered_by = [&](bool ConceptFacts::* kind) {
        std::vector<std::uint32_t> covered(tokens.size() + 1, 0);
        for (const Mention& mention : found) {
            if (concepts_[mention.what].*kind) {
                covered[mention.first] = std::max(covered[mention.first], mention.last);
            }
        }
        for (std::size_t i = 1; i < covered.size(); ++i) {
            covered[i] = std::max(covered[i], covered[i - 1]);
        }
        return covered;
    };
    const auto idioms = covered_by(&ConceptFacts::is_idiom);
    const auto no_denials = covered_by(&ConceptFacts::is_of_denial);
    std::vector<Mention> kept;
    for (const Mention& mention : found) {
        const ConceptFacts& facts = concepts_[mention.what];
        const bool is_covered = !facts.is_idiom && !facts.is_always_said &&
                                (mention.last <= idioms[mention.first] ||
                                 (facts.is_denial && mention.last <= no_denials[mention.first]));
        if (!is_covered) {
            kept.push_back(mention);
        }
    }
    std::ranges::stable_sort(kept, {}, &Mention::first);
    return kept;
}

}  // namespace hibari::trust
