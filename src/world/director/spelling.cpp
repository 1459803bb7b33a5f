#include "world/director/spelling.h"

#include "world/director/inflect.h"

#include <algorithm>
#include <string>
#include <vector>

namespace hibari::world {
namespace {

constexpr std::size_t kLettersMin = 5;
constexpr std::size_t kLettersMax = 16;
constexpr int kMendedMax = 16;  // Each costs some hundred look-ups.

class Speller {
  public:
    Speller(const Dictionary& dictionary, const Nearest& nearest)
        : dictionary_(dictionary), nearest_(nearest) {}

    bool exists(const std::string& word) const {
        return known(word) || nearest_.is_noun(word) || nearest_.is_adjective(word) ||
               nearest_.is_adverb(word) ||
               std::ranges::any_of(verb_candidates(word), [&](const VerbCandidate& verb) {
                   return nearest_.is_verb(verb.lemma);
               });
    }

    /// The known word one slip away, commonest slips first, or "".
    std::string mended(const std::string& word) const {
        for (std::size_t i = 0; i + 1 < word.size(); ++i) {
            std::string swapped = word;
            std::swap(swapped[i], swapped[i + 1]);
            if (swapped != word && known(swapped)) {
                return swapped;
            }
        }
        for (std::size_t i = 0; i <= word.size(); ++i) {
            for (char letter = 'a'; letter <= 'z'; ++letter) {
                std::string longer = word;
                longer.insert(i, 1, letter);
                if (known(longer)) {
                    return longer;
                }
            }
        }
        for (std::size_t i = 0; i < word.size(); ++i) {
            std::string shorter = word;
            shorter.erase(i, 1);
            if (known(shorter)) {
                return shorter;
            }
        }
        // "elefant": two letters for one sound.
        for (std::size_t i = word.find('f'); i != std::string::npos; i = word.find('f', i + 1)) {
            std::string other = word;
            other.replace(i, 1, "ph");
            if (known(other)) {
                return other;
            }
        }
        for (std::size_t i = 0; i < word.size(); ++i) {
            for (char letter = 'a'; letter <= 'z'; ++letter) {
                std::string other = word;
                other[i] = letter;
                if (known(other)) {
                    return other;
                }
            }
        }
        return {};
    }

  private:
    bool known(const std::string& word) const {
        if (!dictionary_.meanings(word).empty()) {
            return true;
        }
        const auto means = [&](const auto& candidate) {
            return !dictionary_.meanings(candidate.lemma).empty();
        };
        return std::ranges::any_of(verb_candidates(word), means) ||
               std::ranges::any_of(noun_candidates(word), means);
    }

    const Dictionary& dictionary_;
    const Nearest& nearest_;
};

}  // namespace

std::string positive_form(const std::string& word, const Dictionary& dictionary) {
    if (word.size() < 5 || !word.ends_with("er") || !dictionary.meanings(word).empty()) {
        return {};
    }
    const std::string stem = word.substr(0, word.size() - 2);
    std::vector<std::string> forms{stem, stem + "e"};
    if (stem.ends_with("i")) {
        forms.push_back(stem.substr(0, stem.size() - 1) + "y");
    } else if (stem.size() > 2 && stem.back() == stem[stem.size() - 2]) {
        forms.push_back(stem.substr(0, stem.size() - 1));
    }
    for (const std::string& form : forms) {
        for (const Meaning& meaning : dictionary.meanings(form)) {
            switch (meaning.kind) {
                case WordKind::kMood:
                case WordKind::kColor:
                case WordKind::kTint:
                case WordKind::kSize:
                case WordKind::kMaterial:
                case WordKind::kPersonAdjective:
                case WordKind::kTime:
                case WordKind::kSky:
                case WordKind::kHarmless:
                    return form;
                default:
                    break;
            }
        }
    }
    return {};
}

void mend_spelling(
    std::span<Token> tokens, const Dictionary& dictionary, const Nearest& nearest, Notes& notes
) {
    const Speller speller(dictionary, nearest);
    int mended = 0;
    for (std::size_t i = 0; i < tokens.size() && mended < kMendedMax; ++i) {
        Token& token = tokens[i];
        const bool letters =
            std::ranges::all_of(token.text, [](char c) { return c >= 'a' && c <= 'z'; });
        if (token.kind != TokenKind::kWord || token.capital || !letters ||
            token.text.size() < kLettersMin || token.text.size() > kLettersMax ||
            !dictionary.hits_at(tokens, i).empty() || speller.exists(token.text) ||
            !positive_form(token.text, dictionary).empty()) {
            continue;
        }
        ++mended;
        const std::string better = speller.mended(token.text);
        if (!better.empty()) {
            notes.substituted(token.shown, better, "spelt so it is a word");
            token.text = better;
        }
    }
}

}  // namespace hibari::world
