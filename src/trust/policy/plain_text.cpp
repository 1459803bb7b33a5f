#include "trust/policy/plain_text.h"

#include "trust/policy/readings.h"

#include <algorithm>
#include <optional>

namespace hibari::trust {
namespace {

/// Letters that stand alone in a row and are taken together.
constexpr std::size_t kSpreadMax = 48;
constexpr std::size_t kSpreadMin = 3;
constexpr std::size_t kWordLettersMax = 16;

bool is_letter(char c) {
    return c >= 'a' && c <= 'z';
}

/// "s3xy" and "h0t", not "4k", "35mm" and "b2".
bool has_code_between_letters(std::string_view text) {
    for (std::size_t i = 1; i + 1 < text.size(); ++i) {
        if (!is_letter(text[i]) && is_letter(text[i - 1]) && is_letter(text[i + 1])) {
            return true;
        }
    }
    return false;
}

/// "35mm", "8k", "2nd": a number with what it counts.
bool is_measure(std::string_view text) {
    const std::size_t digits = text.find_first_not_of("0123456789");
    if (digits == 0 || digits == std::string_view::npos) {
        return false;
    }
    const std::string_view unit = text.substr(digits);
    return std::ranges::all_of(unit, is_letter) && (digits > 1 || unit.size() < 3 || unit == "bit");
}

bool has_long_run(std::string_view text) {
    for (std::size_t i = 2; i < text.size(); ++i) {
        if (text[i] == text[i - 1] && text[i] == text[i - 2]) {
            return true;
        }
    }
    return false;
}

class Writer {
  public:
    Writer(const Scene& scene, const Knowledge& knowledge) : scene_(scene), knowledge_(knowledge) {
        std::size_t latin = 0;
        for (const Token& token : scene.tokens) {
            latin += token.is_latin ? 1 : 0;
        }
        mostly_latin_ = latin * 2 >= scene.tokens.size();
    }

    /// One text; its tokens are [at_, end).
    void add(std::string_view text, std::uint16_t index) {
        const auto& tokens = scene_.tokens;
        while (at_ < tokens.size() && tokens[at_].text_index < index) {
            ++at_;
        }
        if (!plain_.text.empty()) {
            append(". ", kNoToken);
        }
        std::size_t cursor = 0;
        while (at_ < tokens.size() && tokens[at_].text_index == index) {
            append_plain(text.substr(cursor, tokens[at_].begin - cursor), kNoToken);
            const std::size_t end = spread_end(index);
            if (end > at_) {
                append_spread(end);
                at_ = end;
            } else {
                append_token(text, at_);
                ++at_;
            }
            cursor = tokens[at_ - 1].end;
        }
        append_plain(text.substr(cursor), kNoToken);
    }

    PlainText take() { return std::move(plain_); }

  private:
    void append(std::string_view text, std::uint32_t token) {
        plain_.text += text;
        plain_.token_of.insert(plain_.token_of.end(), text.size(), token);
    }

    void append_plain(std::string_view text, std::uint32_t token) {
        if (is_ascii(text)) {
            append(text, token);
        } else {
            append(knowledge_.folder().plain(text), token);
        }
    }

    bool knows(std::string_view word) const {
        return knowledge_.words().knows(word) || knowledge_.lexicon().knows(word);
    }

    void append_token(std::string_view text, std::size_t index) {
        const Token& token = scene_.tokens[index];
        const auto number = static_cast<std::uint32_t>(index);
        if (auto reading = reading_of(token)) {
            if (token.is_capital && is_letter(reading->front())) {
                reading->front() = static_cast<char>(reading->front() - 'a' + 'A');
            }
            append(*reading, number);
        } else {
            append_plain(text.substr(token.begin, token.end - token.begin), number);
        }
    }

    /// What a token in disguise is to be read as.
    std::optional<std::string> reading_of(const Token& token) const {
        if (token.is_handle || token.is_number || token.readings.empty()) {
            return std::nullopt;
        }
        const auto known = std::ranges::find_if(token.readings, [&](const std::string& reading) {
            return knows(reading);
        });
        const bool has_known = known != token.readings.end();
        if (!token.is_latin && !token.has_codes) {
            // A word of another script that looks like a Latin one, in a Latin text.
            return mostly_latin_ ? std::optional(has_known ? *known : token.readings.front())
                                 : std::nullopt;
        }
        if (token.has_codes) {
            if (is_measure(token.text)) {
                return std::nullopt;
            }
            if (has_known && known->size() > 2) {
                return *known;
            }
            return has_code_between_letters(token.text) ? std::optional(token.readings.front())
                                                        : std::nullopt;
        }
        return has_known && has_long_run(token.text) && !knows(token.text) ? std::optional(*known)
                                                                           : std::nullopt;
    }

    /// Where a run of letters that begins here ends; `at_` when there is none.
    std::size_t spread_end(std::uint16_t index) const {
        const auto& tokens = scene_.tokens;
        std::size_t end = at_;
        while (end < tokens.size() && end - at_ < kSpreadMax && tokens[end].text_index == index &&
               tokens[end].text.size() == 1 && (end == at_ || tokens[end].gap < Gap::kClause)) {
            ++end;
        }
        return end - at_ >= kSpreadMin ? end : at_;
    }

    /// The letters [at_, end) as the words that they most likely spell: the sum of the squares of
    /// the lengths of known words is greatest.
    void append_spread(std::size_t end) {
        const auto& tokens = scene_.tokens;
        Token joined;
        joined.is_latin = true;
        for (std::size_t i = at_; i < end; ++i) {
            joined.text += tokens[i].text;
        }
        std::string letters = joined.text;
        const bool has_codes = !std::ranges::all_of(letters, is_letter);
        add_readings(joined, has_codes);
        if (has_codes && !joined.readings.empty()) {
            letters = joined.readings.front();
        }
        const std::size_t size = letters.size();
        if (size != end - at_) {
            for (std::size_t i = at_; i < end; ++i) {
                append(tokens[i].text, static_cast<std::uint32_t>(i));
            }
            return;
        }
        std::vector<std::size_t> best(size + 1, 0);
        std::vector<std::size_t> from(size + 1, 0);
        for (std::size_t to = 1; to <= size; ++to) {
            best[to] = best[to - 1];
            from[to] = to - 1;
            for (std::size_t length = 2; length <= std::min(to, kWordLettersMax); ++length) {
                const std::size_t worth = best[to - length] + length * length;
                if (worth > best[to] &&
                    knows(std::string_view(letters).substr(to - length, length))) {
                    best[to] = worth;
                    from[to] = to - length;
                }
            }
        }
        std::vector<std::size_t> starts;
        for (std::size_t to = size; to > 0; to = from[to]) {
            starts.push_back(from[to]);
        }
        std::ranges::reverse(starts);
        for (std::size_t i = 0, next = 0; i < size; ++i) {
            const bool begins = next < starts.size() && starts[next] == i;
            if (begins && i > 0 && !is_lone(starts, next, size)) {
                append(" ", kNoToken);
            }
            next += begins ? 1 : 0;
            append(std::string_view(letters).substr(i, 1), static_cast<std::uint32_t>(at_ + i));
        }
    }

    /// Letters that belong to no known word stay together.
    static bool is_lone(const std::vector<std::size_t>& starts, std::size_t at, std::size_t size) {
        const auto length = [&](std::size_t i) {
            return (i + 1 < starts.size() ? starts[i + 1] : size) - starts[i];
        };
        return length(at) == 1 && length(at - 1) == 1;
    }

    const Scene& scene_;
    const Knowledge& knowledge_;
    bool mostly_latin_ = false;
    std::size_t at_ = 0;
    PlainText plain_;
};

}  // namespace

PlainText plain_text(
    std::span<const std::string_view> texts,
    const Scene& scene,
    const Knowledge& knowledge,
    std::size_t first
) {
    Writer writer(scene, knowledge);
    for (std::size_t i = first; i < texts.size(); ++i) {
        writer.add(texts[i], static_cast<std::uint16_t>(i));
    }
    return writer.take();
}

}  // namespace hibari::trust
