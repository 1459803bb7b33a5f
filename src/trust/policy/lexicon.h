#pragma once

// Words and phrases and what they mean to the policy: a trie over folded words. Its data are plain
// text files (data/*.txt), one concept after the other:
//
//   [nude !]                  a concept; ! finds it in disguises too (spread letters, stars, typos)
//   en: naked, stark naked    phrases; English words match in all their forms
//   es: desnud*, sin ropa     in other languages a star stands for any ending
//
// In a phrase "cut/slit ~ wrist" a slash separates words that mean the same, "~" stands for up to
// four words, "=word" has no other forms, "^Word" must be written with a capital letter. Concepts
// whose name begins with "ok" are idioms: what they cover means nothing else ("naked mole rat").

#include "base/result.h"
#include "trust/policy/fold.h"
#include "trust/policy/word_table.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hibari::trust {

using Concept = std::uint16_t;

/// A concept at some tokens: [first, last).
struct Mention {
    Concept what = 0;
    std::uint32_t first = 0;
    std::uint32_t last = 0;
    /// Number of the entry, for names; see Lexicon::entry.
    std::uint32_t entry = 0;
    bool is_negated = false;
};

/// One phrase of the data.
struct LexiconEntry {
    /// Folded, without notation: "robin williams".
    std::string name;
    Concept what = 0;
};

class Lexicon {
  public:
    Lexicon(const Folder& folder, const WordTable& words) : folder_(folder), words_(words) {}

    /// Adds the concepts of one data file; the error names the line.
    Result<void> add(std::string_view data);
    /// Adds one phrase in the notation above; `forms` for English. `name` is what the entry is
    /// called, the phrase itself when empty.
    Result<void> add_phrase(
        Concept what, std::string_view phrase, bool forms, std::string_view name = {}
    );

    /// The concept of that name, made when there is none.
    Concept concept_of(std::string_view name);
    /// Nothing when there is none.
    std::optional<Concept> find(std::string_view name) const;

    /// Whether some phrase has the word, folded, as it stands.
    bool knows(std::string_view word) const { return exact_.contains(word); }

    std::size_t size() const { return concepts_.size(); }

    const std::string& name(Concept what) const { return concepts_[what].name; }

    const LexiconEntry& entry(std::uint32_t index) const { return entries_[index]; }

    /// All mentions, by first token; those within idioms left out.
    std::vector<Mention> mentions(const std::vector<Token>& tokens) const;

  private:
    struct ConceptFacts {
        std::string name;
        bool is_strong = false;
        bool is_idiom = false;
        /// An idiom that covers denials only: "not only".
        bool is_of_denial = false;
        bool is_denial = false;
        /// A word that stays what it is in any idiom: a swear word.
        bool is_always_said = false;
    };

    struct Output {
        std::uint32_t entry;
        Concept what;
        bool needs_capital;
        bool is_english;
        /// Of a list of names: a misspelt word alone is none of them.
        bool is_name;
    };

    struct Node {
        std::vector<Output> outputs;
        /// Where a "~" leads from here alone; 0 for nowhere.
        std::uint32_t gap = 0;
        /// Where a "~" leads from here and from the other alternatives of a phrase: one node for
        /// all of them, or a phrase of four alternatives thrice would need a node for each way.
        std::vector<std::uint32_t> shared_gaps;
    };

    /// One way on from a token.
    struct Step {
        std::uint32_t word;
        std::uint32_t to;
        bool is_guess;
        /// An English word as it stands.
        bool is_english;
    };

    using Steps = std::vector<std::vector<Step>>;

    std::uint32_t intern(std::string_view word, bool is_prefix);
    /// The one node behind a gap after any of these.
    std::uint32_t make_gap(const std::vector<std::uint32_t>& nodes);
    std::uint32_t child(std::uint32_t node, std::uint32_t word) const;
    std::uint32_t make_child(std::uint32_t node, std::uint32_t word);
    void index_strong_words(std::string_view word);

    void add_word_steps(
        std::string_view word, bool is_guess, std::uint32_t to, std::vector<Step>& steps
    ) const;

    /// Whether a text is English: beyond doubt, or more likely than not.
    struct English {
        bool by_far = false;
        bool likely = false;
    };

    /// Marks English words.
    English mark_english(const std::vector<Token>& tokens, Steps& steps) const;
    void add_disguises(const std::vector<Token>& tokens, bool is_english, Steps& steps) const;
    void add_spread(const std::vector<Token>& tokens, Steps& steps) const;
    void add_typos(const Token& token, std::uint32_t to, std::vector<Step>& steps) const;
    void walk(
        const std::vector<Token>& tokens,
        const Steps& steps,
        std::uint32_t start,
        bool is_english,
        std::vector<Mention>& found
    ) const;

    struct Hash {
        using is_transparent = void;

        std::size_t operator()(std::string_view text) const {
            return std::hash<std::string_view>{}(text);
        }
    };

    template <typename T>
    using Map = std::unordered_map<std::string, T, Hash, std::equal_to<>>;

    const Folder& folder_;
    const WordTable& words_;
    std::vector<ConceptFacts> concepts_;
    Map<Concept> by_name_;
    std::vector<LexiconEntry> entries_;
    Map<std::uint32_t> exact_;
    Map<std::uint32_t> prefixes_;
    std::uint32_t next_word_ = 1;
    std::vector<Node> nodes_ = std::vector<Node>(1);
    std::unordered_map<std::uint64_t, std::uint32_t> edges_;
    /// Of words of strong concepts: each with one letter left out → the words.
    Map<std::vector<std::string>> shortened_;
    Map<bool> strong_words_;
};

}  // namespace hibari::trust
