#include "world/director/shot_words.h"

#include "base/check.h"
#include "base/text.h"

#include <algorithm>

namespace hibari::world {

void ShotWords::open(std::span<Token> tokens) {
    tokens_ = tokens;
    hits_.assign(tokens.size(), std::nullopt);
}

const std::vector<Hit>& ShotWords::hits(std::size_t at) const {
    HIBARI_CHECK(at < hits_.size(), at, hits_.size());
    if (!hits_[at]) {
        hits_[at] = dictionary_->hits_at(tokens_, at);
    }
    return *hits_[at];
}

const Hit* ShotWords::hit(std::size_t at, WordKind kind) const {
    if (at >= tokens_.size()) {
        return nullptr;
    }
    for (const Hit& item : hits(at)) {
        if (item.kind == kind) {
            return &item;
        }
    }
    return nullptr;
}

bool ShotWords::is(std::size_t at, std::string_view text) const {
    return at < tokens_.size() && tokens_[at].kind != TokenKind::kQuote && tokens_[at].text == text;
}

bool ShotWords::is_any(std::size_t at, std::string_view words) const {
    if (at >= tokens_.size() || tokens_[at].kind == TokenKind::kQuote) {
        return false;
    }
    return std::ranges::any_of(split(words, '|'), [&](std::string_view word) {
        return tokens_[at].text == word;
    });
}

bool ShotWords::is_boundary(std::size_t at) const {
    return at >= tokens_.size() || tokens_[at].kind == TokenKind::kBreak ||
           tokens_[at].kind == TokenKind::kQuote ||
           (tokens_[at].kind == TokenKind::kPunct && tokens_[at].text != "'s" &&
            tokens_[at].text != "-");
}

std::size_t ShotWords::skip_hyphen(std::size_t at) const {
    return is(at, "-") ? at + 1 : at;
}

void ShotWords::use(std::size_t begin, std::size_t end, TokenUse how) {
    for (std::size_t i = begin; i < std::min(end, tokens_.size()); ++i) {
        if (tokens_[i].use == TokenUse::kOpen || how == TokenUse::kReported) {
            tokens_[i].use = how;
        }
    }
}

std::string ShotWords::shown(std::size_t begin, std::size_t end) const {
    end = std::min(end, tokens_.size());
    return begin < end ? shown_text(tokens_.subspan(begin, end - begin)) : std::string{};
}

std::string ShotWords::plain_text(std::size_t begin, std::size_t end) const {
    std::string text;
    for (std::size_t i = begin; i < end; ++i) {
        text += (text.empty() ? "" : " ") + tokens_[i].text;
    }
    return text;
}

bool ShotWords::hits_none(std::size_t at) const {
    return hits(at).empty();
}

bool ShotWords::longer_than_one(std::size_t at, WordKind kind) const {
    const Hit* found = hit(at, kind);
    return found != nullptr && found->length > 1;
}

}  // namespace hibari::world
