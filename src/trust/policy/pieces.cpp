#include "trust/policy/pieces.h"

#include "base/check.h"
#include "base/text.h"

#include <algorithm>
#include <limits>
#include <string>

namespace hibari::trust {
namespace {

constexpr std::string_view kSpace = "\xE2\x96\x81";
/// Pieces whose number is not a line of the list.
constexpr std::size_t kTextless = 3;

std::size_t bytes_of_character(char first) {
    const auto byte = static_cast<unsigned char>(first);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/// The text with its spaces as pieces have them, and for each byte the bytes that it comes from: a
/// space before a word from none.
struct Spelled {
    std::string text;
    std::vector<std::uint32_t> begin;
    std::vector<std::uint32_t> end;

    void add(std::string_view bytes, std::size_t first, std::size_t last) {
        text += bytes;
        begin.insert(begin.end(), bytes.size(), static_cast<std::uint32_t>(first));
        end.insert(end.end(), bytes.size(), static_cast<std::uint32_t>(last));
    }
};

Spelled spelled(std::string_view text) {
    Spelled out;
    bool is_after_space = true;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte <= 0x20 || byte == 0x7F) {
            is_after_space = true;
            continue;
        }
        if (is_after_space) {
            out.add(kSpace, i, i);
            is_after_space = false;
        }
        out.add(text.substr(i, 1), i, i + 1);
    }
    return out;
}

}  // namespace

Pieces::Pieces(std::string_view list, std::span<const float> scores, double unknown)
    : scores_(scores), unknown_(unknown) {
    pieces_.assign(kTextless, std::string_view());
    for (const std::string_view piece : split(list, '\n')) {
        pieces_.push_back(piece);
    }
    HIBARI_CHECK(pieces_.size() == scores.size());
    HIBARI_CHECK(std::is_sorted(pieces_.begin(), pieces_.end()));
    first_.assign(257, static_cast<std::uint32_t>(pieces_.size()));
    for (std::size_t i = pieces_.size(); i-- > kTextless;) {
        HIBARI_CHECK(!pieces_[i].empty());
        first_[static_cast<unsigned char>(pieces_[i].front())] = static_cast<std::uint32_t>(i);
    }
    for (std::size_t i = 256; i-- > 0;) {
        first_[i] = std::min(first_[i], first_[i + 1]);
    }
}

std::vector<PlacedPiece> Pieces::cut(std::string_view text) const {
    const Spelled in = spelled(text);
    const std::size_t size = in.text.size();
    std::vector<double> best(size + 1, -std::numeric_limits<double>::infinity());
    std::vector<std::uint32_t> begin_of(size + 1, 0);
    std::vector<std::uint32_t> piece_of(size + 1, kUnknownPiece);
    best[0] = 0;
    const auto offer = [&](std::size_t from, std::size_t to, double score, std::size_t piece) {
        if (best[from] + score > best[to]) {
            best[to] = best[from] + score;
            begin_of[to] = static_cast<std::uint32_t>(from);
            piece_of[to] = static_cast<std::uint32_t>(piece);
        }
    };
    for (std::size_t from = 0; from < size; from += bytes_of_character(in.text[from])) {
        const std::size_t character = bytes_of_character(in.text[from]);
        const auto first = static_cast<unsigned char>(in.text[from]);
        // The pieces that begin with the bytes read so far: [low, high).
        std::size_t low = first_[first];
        std::size_t high = first_[first + 1U];
        bool has_character = false;
        for (std::size_t length = 1; low < high && from + length <= size; ++length) {
            const std::size_t at = length - 1;
            const auto byte = static_cast<unsigned char>(in.text[from + at]);
            const auto byte_at = [&](std::size_t i) {
                const std::string_view piece = pieces_[i];
                return at < piece.size() ? static_cast<int>(static_cast<unsigned char>(piece[at]))
                                         : -1;
            };
            if (length > 1) {
                const auto bound = [&](int wanted) {
                    std::size_t a = low;
                    std::size_t b = high;
                    while (a < b) {
                        const std::size_t middle = a + (b - a) / 2;
                        (byte_at(middle) < wanted ? a : b) =
                            byte_at(middle) < wanted ? middle + 1 : middle;
                    }
                    return a;
                };
                const std::size_t from_here = bound(byte);
                high = bound(byte + 1);
                low = from_here;
            }
            if (low < high && pieces_[low].size() == length) {
                offer(from, from + length, static_cast<double>(scores_[low]), low);
                has_character = has_character || length == character;
            }
        }
        if (!has_character) {
            offer(from, std::min(from + character, size), unknown_, kUnknownPiece);
        }
    }
    std::vector<PlacedPiece> cut;
    for (std::size_t to = size; to > 0; to = begin_of[to]) {
        cut.push_back(
            {.number = piece_of[to], .begin = in.begin[begin_of[to]], .end = in.end[to - 1]}
        );
    }
    std::ranges::reverse(cut);
    return cut;
}

}  // namespace hibari::trust
