#pragma once

// A text as the rules read it: its words, each with the ways it can be read. People who want to get
// something past a filter write n4ked, n.a.k.e.d, nakeeed, nаked (with a Cyrillic а) or put
// characters between the letters that nobody sees; every such reading becomes a spelling of the
// same token, and the token keeps the bytes of the original that it came from.
//
// Source of what looks alike: Unicode Technical Standard 39, section 4 (skeletons), through ICU.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace hibari::trust {

/// What stands between a token and the one before it; later ones separate more.
enum class Gap : std::uint8_t {
    /// Nothing: scripts without spaces.
    kNone,
    /// One mark without spaces, as in "n.a.k.e.d".
    kThin,
    kSpace,
    kComma,
    /// A colon, a dash, a bracket.
    kClause,
    kSentence,
    /// Another text begins.
    kText,
};

struct Token {
    /// NFKC, case folded, without the marks of Latin, Greek, Cyrillic and Arabic letters.
    std::string text;
    /// Other readings, without `text`.
    std::vector<std::string> readings;
    /// In the original text.
    std::size_t begin = 0;
    std::size_t end = 0;
    Gap gap = Gap::kSentence;
    /// Which of the texts that were folded one after the other.
    std::uint16_t text_index = 0;
    /// Began with a capital letter.
    bool is_capital = false;
    /// Written as @name.
    bool is_handle = false;
    /// Digits only.
    bool is_number = false;
    /// Has stars for letters, as in "f*ck".
    bool has_stars = false;
    bool is_latin = false;
    /// Digits or symbols stand among its letters: "sn0rt".
    bool has_codes = false;
    /// Stands between quotation marks.
    bool is_quoted = false;
};

/// Why a text is not judged.
struct FoldFault {
    /// "input.invalid_utf8" or "input.bidi_override".
    std::string_view rule;
    std::size_t at = 0;
    std::size_t size = 0;
};

class Folder {
  public:
    /// Loads ICU's data; null when there is none.
    static std::unique_ptr<const Folder> create();
    ~Folder();
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    /// Appends the tokens of `text`. At most kPolicyTextMax bytes make sense.
    std::optional<FoldFault> fold(
        std::string_view text, std::uint16_t text_index, std::vector<Token>& tokens
    ) const;

    /// The words of a phrase of our own data, joined by spaces: folded in the same way, without
    /// other readings.
    std::string fold_phrase(std::string_view phrase) const;

    /// NFKC, without hidden characters; a symbol that is a picture becomes its Unicode name in
    /// small letters: " syringe ". Valid UTF-8.
    std::string plain(std::string_view text) const;

  private:
    struct Icu;
    explicit Folder(std::unique_ptr<Icu> icu);

    std::unique_ptr<Icu> icu_;
};

}  // namespace hibari::trust
