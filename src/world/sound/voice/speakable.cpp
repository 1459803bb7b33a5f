#include "world/sound/voice/speakable.h"

#include <cctype>
#include <cstdint>

namespace hibari::world::sound {
namespace {

constexpr std::size_t kLongestText = 600;
constexpr std::size_t kLongestWord = 60;

// Decodes one code point and advances; a broken byte counts as one unknown code point.
std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    int more = 0;
    std::uint32_t code = byte;
    if (byte >= 0xF0U && byte < 0xF8U) {
        more = 3;
        code = byte & 0x07U;
    } else if (byte >= 0xE0U) {
        more = 2;
        code = byte & 0x0FU;
    } else if (byte >= 0xC0U) {
        more = 1;
        code = byte & 0x1FU;
    }
    ++at;
    while (more > 0 && at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U
    ) {
        code = (code << 6U) | (static_cast<unsigned char>(text[at]) & 0x3FU);
        ++at;
        --more;
    }
    return code;
}

// Base letters of U+00C0 .. U+017F; '*' has none that reads alike.
constexpr std::string_view kLatin =
    "AAAAAAACEEEEIIIIDNOOOOO*OUUUUYTsaaaaaaaceeeeiiiidnooooo*ouuuuyty"
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiJjJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSs"
    "SsSs"
    "TtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

std::string_view sign_of(std::uint32_t code) {
    switch (code) {
        case 0x2018:
        case 0x2019:
        case 0x02BC:
        case 0x00B4:
            return "'";
        case 0x201C:
        case 0x201D:
        case 0x00AB:
        case 0x00BB:
            return " ";
        case 0x2013:
        case 0x2014:
        case 0x2015:
            return ", ";
        case 0x2010:
        case 0x2011:
            return "-";
        case 0x2026:
            return "... ";
        case 0x00A0:
        case 0x2009:
        case 0x202F:
        case 0x3000:
            return " ";
        case 0x20AC:
            return " euros ";
        case 0x00A3:
            return " pounds ";
        case 0x00A5:
            return " yen ";
        case 0x00B0:
            return " degrees ";
        case 0x00BD:
            return " one half ";
        case 0x00D7:
            return " times ";
        case 0x00BF:
        case 0x00A1:
            return "";
        case 0x3001:
        case 0xFF0C:
            return ", ";
        case 0x3002:
            return ". ";
        case 0xFF1F:
            return "? ";
        case 0xFF01:
            return "! ";
        default:
            return {};
    }
}

void append(Speakable& out, std::uint32_t code) {
    if (code < 0x80) {
        // Brackets, slashes and the like would be spelled out or split words oddly.
        const char c = static_cast<char>(code);
        constexpr std::string_view kKept = "'.,!?;:-$%&@+=#";
        const bool kept = std::isalnum(static_cast<unsigned char>(c)) != 0 ||
                          kKept.find(c) != std::string_view::npos;
        out.text += kept ? c : ' ';
        return;
    }
    if (code >= 0xC0 && code - 0xC0 < kLatin.size() && kLatin[code - 0xC0] != '*') {
        out.text += kLatin[code - 0xC0];
        return;
    }
    const std::string_view sign = sign_of(code);
    if (sign.data() != nullptr) {
        out.text += sign;
        return;
    }
    const bool invisible = (code >= 0x200B && code <= 0x200F) || code == 0xFEFF ||
                           (code >= 0xFE00 && code <= 0xFE0F) || (code >= 0x300 && code < 0x370);
    out.dropped += invisible ? 0 : 1;
    out.text += invisible ? "" : " ";
}

// A word without end would be read letter by letter for minutes.
std::string with_bounded_words(const std::string& text) {
    std::string out;
    std::size_t run = 0;
    for (const char c : text) {
        run = c == ' ' ? 0 : run + 1;
        if (run == kLongestWord) {
            out += ' ';
            run = 0;
        }
        if (c != ' ' || (!out.empty() && out.back() != ' ')) {
            out += c;
        }
    }
    return out;
}

}  // namespace

Speakable speakable_text(std::string_view text) {
    Speakable out;
    for (std::size_t at = 0; at < text.size();) {
        append(out, next_code_point(text, at));
    }
    out.text = with_bounded_words(out.text);
    if (out.text.size() > kLongestText) {
        out.text.resize(kLongestText);
    }
    bool readable = false;
    for (const char c : out.text) {
        readable = readable || std::isalnum(static_cast<unsigned char>(c)) != 0;
    }
    if (!readable) {
        out.text.clear();
    }
    return out;
}

}  // namespace hibari::world::sound
