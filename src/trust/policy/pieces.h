#pragma once

// Text to word pieces: of all ways to cut a text into pieces of a fixed list, the one whose pieces
// are likeliest together (Kudo 2018, arXiv 1804.10959, the unigram model of SentencePiece). A
// character that is no piece becomes the piece of unknown ones, so every text has a cutting.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace hibari::trust {

/// Numbers of the pieces that are no text.
inline constexpr std::uint32_t kUnknownPiece = 0;
inline constexpr std::uint32_t kBeginPiece = 1;
inline constexpr std::uint32_t kEndPiece = 2;

/// A piece at the bytes [begin, end) of the text that was cut.
struct PlacedPiece {
    std::uint32_t number = kUnknownPiece;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
};

class Pieces {
  public:
    Pieces() = default;
    /// `list`: one piece a line, the first of number 3, sorted bytewise; "▁" is a space before a
    /// word. `scores`: the logarithm of each piece's probability, those without text included.
    /// `unknown` is the score of a character that is no piece. Both must outlive the object.
    Pieces(std::string_view list, std::span<const float> scores, double unknown);

    std::size_t size() const { return pieces_.size(); }

    /// The pieces of valid UTF-8, without those of begin and end. White space in a row counts once,
    /// at the end not at all; control characters are white space.
    std::vector<PlacedPiece> cut(std::string_view text) const;

  private:
    std::vector<std::string_view> pieces_;
    /// Of each first byte, where its pieces begin.
    std::vector<std::uint32_t> first_;
    std::span<const float> scores_;
    double unknown_ = 0;
};

}  // namespace hibari::trust
