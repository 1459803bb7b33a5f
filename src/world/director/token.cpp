#include "world/director/token.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace hibari::world {
namespace {

constexpr std::size_t kQuoteBytesMax = 2'400;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

bool is_space(char c) {
    return c == ' ' || c == '\n';
}

struct Contraction {
    std::string_view ending;
    std::string_view word;
};

constexpr std::array kContractions{
    Contraction{"n't", "not"},
    Contraction{"'re", "are"},
    Contraction{"'ve", "have"},
    Contraction{"'ll", "will"},
    Contraction{"'m", "am"},
    Contraction{"'d", "would"},
};

// After these "'s" is "is"; after other words it marks the owner.
constexpr std::array<std::string_view, 10> kBeforeIs{
    "it",
    "he",
    "she",
    "that",
    "there",
    "who",
    "what",
    "here",
    "where",
    "let",
};

class Tokenizer {
  public:
    explicit Tokenizer(std::string_view text) : text_(text) {}

    std::vector<Token> run() {
        while (at_ < text_.size()) {
            const char c = text_[at_];
            if (c == '\n') {
                add(TokenKind::kBreak, at_, at_ + 1);
            } else if (c == '"' && quote('"')) {
                continue;
            } else if (c == '\'' && opens_single_quote() && quote('\'')) {
                continue;
            } else if (is_digit(c)) {
                number();
            } else if (is_letter(c)) {
                word();
            } else if (c == '&') {
                add(TokenKind::kWord, at_, at_ + 1).text = "and";
            } else if (c == '@' || c == '#' ||
                       std::string_view(",;:.!?()[]-/").find(c) != std::string_view::npos) {
                add(TokenKind::kPunct, at_, at_ + 1);
            } else {
                ++at_;
            }
        }
        return std::move(tokens_);
    }

  private:
    Token& add(TokenKind kind, std::size_t begin, std::size_t end) {
        Token token;
        token.kind = kind;
        token.shown = std::string(text_.substr(begin, end - begin));
        token.text = to_lower(token.shown);
        token.begin = begin;
        token.end = end;
        token.capital = token.shown[0] >= 'A' && token.shown[0] <= 'Z';
        tokens_.push_back(std::move(token));
        at_ = end;
        return tokens_.back();
    }

    bool opens_single_quote() const {
        const bool after_space =
            at_ == 0 || is_space(text_[at_ - 1]) ||
            std::string_view("(:,-").find(text_[at_ - 1]) != std::string_view::npos;
        return after_space && at_ + 2 < text_.size() && is_letter(text_[at_ + 1]);
    }

    // A passage up to the closing mark, if there is one near enough.
    bool quote(char mark) {
        for (std::size_t end = at_ + 1; end < text_.size() && end - at_ <= kQuoteBytesMax; ++end) {
            if (text_[end] == '\n' && end + 1 < text_.size() && text_[end + 1] == '\n') {
                break;
            }
            if (text_[end] != mark) {
                continue;
            }
            if (mark == '\'' && (is_letter(text_[end - 1]) && end + 1 < text_.size() &&
                                 is_letter(text_[end + 1]))) {
                continue;  // An apostrophe within a word.
            }
            const std::string_view inside = trim(text_.substr(at_ + 1, end - at_ - 1));
            if (mark == '\'' && inside.size() < 3) {
                return false;
            }
            const std::size_t begin = at_;
            if (!inside.empty()) {
                Token& token = add(TokenKind::kQuote, begin, end + 1);
                token.shown = std::string(inside);
                std::replace(token.shown.begin(), token.shown.end(), '\n', ' ');
                token.text = "\"";
            }
            at_ = end + 1;
            return true;
        }
        if (mark == '"') {
            ++at_;
            return true;
        }
        return false;
    }

    void number() {
        std::size_t end = at_;
        while (end < text_.size() && (is_digit(text_[end]) || is_letter(text_[end]) ||
                                      ((text_[end] == '.' || text_[end] == ',') &&
                                       end + 1 < text_.size() && is_digit(text_[end + 1])))) {
            ++end;
        }
        // "2girls" is two words; "8bit", "35mm" and "1970s" are one.
        const std::size_t letters = std::min(text_.find_first_not_of("0123456789.,", at_), end);
        if (end - letters > 3) {
            add(TokenKind::kNumber, at_, letters);
            add(TokenKind::kWord, letters, end);
            return;
        }
        add(TokenKind::kNumber, at_, end);
    }

    void word() {
        std::size_t end = at_;
        while (end < text_.size() &&
               (is_letter(text_[end]) || is_digit(text_[end]) ||
                (text_[end] == '\'' && end + 1 < text_.size() && is_letter(text_[end + 1])))) {
            ++end;
        }
        const std::string lower = to_lower(text_.substr(at_, end - at_));
        for (const Contraction& contraction : kContractions) {
            if (lower.size() > contraction.ending.size() && lower.ends_with(contraction.ending)) {
                split_at(end - contraction.ending.size(), end, contraction.word);
                return;
            }
        }
        if (lower == "cannot") {
            split_at(at_ + 3, end, "not");
            return;
        }
        if (lower.size() > 2 && lower.ends_with("'s")) {
            const std::string_view stem = std::string_view(lower).substr(0, lower.size() - 2);
            const bool verb = std::ranges::find(kBeforeIs, stem) != kBeforeIs.end();
            split_at(end - 2, end, verb ? "is" : "'s");
            return;
        }
        add(TokenKind::kWord, at_, end);
        if (at_ < text_.size() && text_[at_] == '\'' && lower.ends_with('s') &&
            (at_ + 1 == text_.size() || is_space(text_[at_ + 1]))) {
            Token& owner = add(TokenKind::kPunct, at_, at_ + 1);
            owner.text = "'s";
        }
    }

    void split_at(std::size_t cut, std::size_t end, std::string_view ending) {
        Token& first = add(TokenKind::kWord, at_, cut);
        if (first.text == "wo") {
            first.text = "will";
        } else if (first.text == "ca") {
            first.text = "can";
        }
        Token& second = add(ending == "'s" ? TokenKind::kPunct : TokenKind::kWord, cut, end);
        second.text = std::string(ending);
    }

    std::string_view text_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
};

}  // namespace

std::vector<Token> tokenize(std::string_view text) {
    return Tokenizer(text).run();
}

std::string shown_text(std::span<const Token> tokens) {
    std::string text;
    for (const Token& token : tokens) {
        if (token.kind == TokenKind::kBreak) {
            continue;
        }
        const bool glued = token.kind == TokenKind::kPunct || token.shown.starts_with('\'');
        if (!text.empty() && !glued) {
            text += ' ';
        }
        text += token.kind == TokenKind::kQuote ? '"' + token.shown + '"' : token.shown;
    }
    return text;
}

bool ends_sentence(const Token& token) {
    return token.kind == TokenKind::kBreak ||
           (token.kind == TokenKind::kPunct &&
            (token.text == "." || token.text == "!" || token.text == "?"));
}

}  // namespace hibari::world
