#include "models/mini/tokenizer.h"

#include "base/check.h"
#include "base/files.h"
#include "base/text.h"
#include "models/mini/config.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <set>

namespace hibari::mini {
namespace {

constexpr std::size_t kPieceBytesMax = 40;
constexpr std::size_t kBytes = 256;
constexpr std::size_t kSpecial = 1 + kBytes;
constexpr std::string_view kPadding = "<pad>";
constexpr std::string_view kLater = "##";

std::string byte_piece(std::size_t byte) {
    std::array<char, 8> text{};
    std::snprintf(text.data(), text.size(), "<0x%02X>", static_cast<unsigned>(byte));
    return text.data();
}

bool is_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80U;
}

/// The words of a text in lower case. Borrow from `text`.
std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    std::size_t at = 0;
    while (at < text.size()) {
        if (is_space(text[at])) {
            at += 1;
            continue;
        }
        std::size_t end = at + 1;
        while (is_letter(text[at]) && end < text.size() && is_letter(text[end])) {
            end += 1;
        }
        words.push_back(text.substr(at, end - at));
        at = end;
    }
    return words;
}

Result<void> check(const std::vector<std::string>& pieces) {
    const auto wrong = [](std::string message) {
        return fail(ErrorCode::kDataLoss, "the vocabulary " + std::move(message));
    };
    if (pieces.size() < kSpecial || pieces.size() > kVocabularyMax) {
        return wrong(
            "has " + std::to_string(pieces.size()) + " pieces, not 257 to " +
            std::to_string(kVocabularyMax)
        );
    }
    if (pieces[0] != kPadding) {
        return wrong("does not begin with <pad>");
    }
    for (std::size_t byte = 0; byte < kBytes; ++byte) {
        if (pieces[1 + byte] != byte_piece(byte)) {
            return wrong("lacks " + byte_piece(byte) + " in line " + std::to_string(byte + 2));
        }
    }
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const std::string line = " in line " + std::to_string(i + 1);
        if (pieces[i].empty() || pieces[i].size() > kPieceBytesMax) {
            return wrong("has a piece of " + std::to_string(pieces[i].size()) + " bytes" + line);
        }
        if (!seen.insert(pieces[i]).second) {
            return wrong("has a piece for the second time" + line);
        }
    }
    return {};
}

}  // namespace

Result<Tokenizer> Tokenizer::parse(std::string_view vocabulary) {
    if (vocabulary.empty() || vocabulary.back() != '\n') {
        return fail(ErrorCode::kDataLoss, "the vocabulary does not end with a line's end");
    }
    vocabulary.remove_suffix(1);
    Tokenizer tokenizer;
    for (const std::string_view line : split(vocabulary, '\n')) {
        tokenizer.pieces_.emplace_back(line);
    }
    HIBARI_TRY(check(tokenizer.pieces_));
    for (std::size_t i = kSpecial; i < tokenizer.pieces_.size(); ++i) {
        const std::string_view piece = tokenizer.pieces_[i];
        const auto id = static_cast<std::int32_t>(i);
        if (piece.starts_with(kLater) && piece.size() > kLater.size()) {
            tokenizer.later_.emplace(piece.substr(kLater.size()), id);
        } else {
            tokenizer.first_.emplace(piece, id);
        }
    }
    return tokenizer;
}

Result<Tokenizer> Tokenizer::load(const std::filesystem::path& file) {
    constexpr std::size_t kFileBytesMax = kVocabularyMax * (kPieceBytesMax + 1);
    const std::string text = HIBARI_TRY(read_file(file, kFileBytesMax));
    return parse(text);
}

void Tokenizer::add_pieces(std::string_view word, std::vector<std::int32_t>& out) const {
    std::size_t at = 0;
    while (at < word.size()) {
        const Table& table = at == 0 ? first_ : later_;
        std::size_t length = std::min(word.size() - at, kPieceBytesMax);
        while (length > 0) {
            if (const auto found = table.find(word.substr(at, length)); found != table.end()) {
                out.push_back(found->second);
                break;
            }
            length -= 1;
        }
        if (length == 0) {
            out.push_back(1 + static_cast<std::int32_t>(static_cast<unsigned char>(word[at])));
            length = 1;
        }
        at += length;
    }
}

std::vector<std::int32_t> Tokenizer::ids(std::string_view text) const {
    const std::string lower = to_lower(text);
    std::vector<std::int32_t> out;
    for (const std::string_view word : words_of(lower)) {
        add_pieces(word, out);
    }
    return out;
}

std::vector<std::int32_t> Tokenizer::encode(std::string_view text, int tokens) const {
    std::vector<std::int32_t> out = ids(text);
    out.resize(static_cast<std::size_t>(tokens), 0);
    return out;
}

std::string_view Tokenizer::piece(std::int32_t id) const {
    HIBARI_CHECK(id >= 0 && static_cast<std::size_t>(id) < pieces_.size(), id);
    return pieces_[static_cast<std::size_t>(id)];
}

std::vector<std::string> Tokenizer::unknown_words(std::string_view text) const {
    const std::string lower = to_lower(text);
    std::vector<std::string> unknown;
    for (const std::string_view word : words_of(lower)) {
        const bool known = !is_letter(word[0]) || first_.contains(word) ||
                           std::ranges::find(unknown, word) != unknown.end();
        if (!known) {
            unknown.emplace_back(word);
        }
    }
    return unknown;
}

}  // namespace hibari::mini
