// The words of one stretch of a prompt, and what each may mean by the dictionary: the layer below
// the reader, which knows nothing of the story that is told.
#pragma once

#include "world/director/dictionary.h"
#include "world/director/token.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world {

/// A number in figures or words up to twenty, "half", or "a" for one; seconds may have their unit.
std::optional<float> spoken_value(std::string_view text);

class ShotWords {
  public:
    /// The dictionary must outlive the words.
    explicit ShotWords(const Dictionary& dictionary) : dictionary_(&dictionary) {}

    /// Takes the tokens of a stretch, which must outlive the questions about them.
    void open(std::span<Token> tokens);

    /// Everything that begins at a word, longest first; `at` must be one of the words.
    const std::vector<Hit>& hits(std::size_t at) const;
    /// The longest of a kind, or null; also behind the last word.
    const Hit* hit(std::size_t at, WordKind kind) const;
    bool hits_none(std::size_t at) const;
    bool longer_than_one(std::size_t at, WordKind kind) const;
    bool is(std::size_t at, std::string_view text) const;
    /// Whether the word is one of `words`, which are separated by '|'.
    bool is_any(std::size_t at, std::string_view words) const;
    /// Whether a clause cannot go on over this: punctuation, a quote, a line break, the end.
    bool is_boundary(std::size_t at) const;
    std::size_t skip_hyphen(std::size_t at) const;

    /// Marks the words from `begin` up to `end`; what was used before keeps its mark, unless it is
    /// to be reported.
    void use(std::size_t begin, std::size_t end, TokenUse use = TokenUse::kUnderstood);
    /// The words as the prompt has them.
    std::string shown(std::size_t begin, std::size_t end) const;
    /// The words in lower case.
    std::string plain_text(std::size_t begin, std::size_t end) const;

    /// "twenty-four", "three hundred" at `at`, which is moved behind it.
    std::optional<int> spoken_number(std::size_t& at) const;
    int spoken_tens(std::size_t& at) const;
    /// Where "2 kg" or "six-foot-tall" at `at` ends, or 0.
    std::size_t measure_end(std::size_t at) const;
    /// How often one goes round in one flip or spin, by the words from `begin` to `end`: "double",
    /// "720 degrees"; 0 when they do not say.
    int turns_told(std::size_t begin, std::size_t end) const;

  protected:
    std::span<Token> tokens_;

  private:
    const Dictionary* dictionary_;
    mutable std::vector<std::optional<std::vector<Hit>>> hits_;  ///< looked up when first asked for
};

}  // namespace hibari::world
