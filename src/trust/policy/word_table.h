#pragma once

// Which English words there are, and what they are kinds of: WordNet's nouns in one embedded text
// (make_words.py), searched in place. A fedora is a hat is a headdress; a cobra is a snake.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::trust {

class WordTable {
  public:
    /// Of data/words.txt, which must outlive it.
    explicit WordTable(std::string_view text);

    /// Whether it is an English word or a form of one. ASCII, lower case.
    bool knows(std::string_view word) const;

    /// The noun synsets of a lemma or a plural, most frequent first.
    std::vector<std::uint32_t> kinds_of(std::string_view noun) const;

    /// The synsets right above one.
    std::vector<std::uint32_t> above(std::uint32_t synset) const;

    /// The lemmas that mean the synset in one of their senses.
    std::vector<std::string> names_of(std::uint32_t synset) const;

    /// All lemmas that mostly mean the synset or a kind of it; at most `max`.
    std::vector<std::string> lemmas_below(std::uint32_t synset, std::size_t max) const;

  private:
    std::string_view line_of(std::string_view lemma) const;

    std::string_view lemmas_;
    /// Line i: the numbers of the synsets above synset i.
    std::vector<std::string_view> above_;
};

/// The singular or infinitive that a regular form may come from, the word itself first.
std::vector<std::string> base_forms(std::string_view word);

/// The forms that a lemma takes: plural, -s, -ed, -ing, with the irregular ones that matter here.
std::vector<std::string> inflected(std::string_view lemma);

}  // namespace hibari::trust
