// Words, numbers, punctuation and quoted passages of a normalised prompt.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world {

enum class TokenKind : std::uint8_t {
    kWord,
    kNumber,  ///< starts with a digit: "3", "2.5", "35mm", "1970s"
    kPunct,   ///< one of , ; : . ! ? ( ) [ ] - / and "'s"
    kQuote,   ///< a quoted passage; `shown` is what is between the quotes
    kBreak,   ///< end of a line
};

/// What became of a token; at the end nothing may be kOpen.
enum class TokenUse : std::uint8_t { kOpen, kGrammar, kUnderstood, kReported };

struct Token {
    TokenKind kind = TokenKind::kWord;
    std::string text;   ///< lower case
    std::string shown;  ///< as written
    std::size_t begin = 0;
    std::size_t end = 0;  ///< offsets in the normalised text
    bool capital = false;
    TokenUse use = TokenUse::kOpen;
};

/// Contractions come apart ("doesn't" is "does" "not"), hyphens separate words.
std::vector<Token> tokenize(std::string_view text);

/// The words of a stretch as the user wrote them, joined by spaces.
std::string shown_text(std::span<const Token> tokens);

/// True for . ! ? and line ends.
bool ends_sentence(const Token& token);

}  // namespace hibari::world
