#pragma once

// Text to word pieces, the numbers that the text encoder was trained on. training/hibari_training/
// tokenizer.py does the same and tells it to the letter; both run training/testdata/
// tokenizer_cases.txt. Any bytes are text: what no piece fits is spelt out byte by byte.

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::mini {

class Tokenizer {
  public:
    /// Reads vocabulary.txt: a piece a line, `<pad>`, the 256 bytes, then pieces of words; those
    /// that begin with "##" go on within a word.
    static Result<Tokenizer> parse(std::string_view vocabulary);
    static Result<Tokenizer> load(const std::filesystem::path& file);

    /// All pieces, neither cut nor padded.
    std::vector<std::int32_t> ids(std::string_view text) const;

    /// Exactly `tokens` numbers: cut or padded with 0.
    std::vector<std::int32_t> encode(std::string_view text, int tokens) const;

    /// The piece of that number, which must be one (checked).
    std::string_view piece(std::int32_t id) const;

    std::size_t size() const { return pieces_.size(); }

    /// The words of a text (of letters) that are no pieces by themselves.
    std::vector<std::string> unknown_words(std::string_view text) const;

  private:
    using Table = std::map<std::string, std::int32_t, std::less<>>;

    void add_pieces(std::string_view word, std::vector<std::int32_t>& out) const;

    std::vector<std::string> pieces_;
    Table first_;
    Table later_;
};

}  // namespace hibari::mini
