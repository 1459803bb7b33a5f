#include "world/director/normalise.h"

#include "base/text.h"

#include <algorithm>
#include <cstdint>
#include <iterator>

namespace hibari::world {
namespace {

struct Replacement {
    char32_t code;
    std::string_view text;
};

// Sorted by code point.
constexpr Replacement kReplacements[] = {
    {0xA0, " "},
    {0xAB, "\""},
    {0xBB, "\""},
    {0x2018, "'"},
    {0x2019, "'"},
    {0x201A, "'"},
    {0x201B, "'"},
    {0x201C, "\""},
    {0x201D, "\""},
    {0x201E, "\""},
    {0x201F, "\""},
    {0x2026, "..."},
    {0x2032, "'"},
    {0x2033, "\""},
    {0x2039, "'"},
    {0x203A, "'"},
    {0x2192, " then "},
    {0x21D2, " then "},
    {0x2600, " sunny "},
    {0x2601, " cloudy "},
    {0x2603, " snowman "},
    {0x2614, " rain "},
    {0x26A1, " lightning "},
    {0x26BD, " soccer ball "},
    {0x26BE, " baseball "},
    {0x26C4, " snowman "},
    {0x26C8, " storm "},
    {0x26F5, " sailboat "},
    {0x26F7, " skier "},
    {0x2744, " snow "},
    {0x3001, ", "},
    {0x3002, ". "},
    {0x300C, "\""},
    {0x300D, "\""},
    {0x300E, "\""},
    {0x300F, "\""},
    {0x1F305, " sunrise "},
    {0x1F307, " sunset "},
    {0x1F319, " night "},
    {0x1F327, " rain "},
    {0x1F328, " snow "},
    {0x1F332, " tree "},
    {0x1F333, " tree "},
    {0x1F334, " palm tree "},
    {0x1F384, " christmas tree "},
    {0x1F388, " balloon "},
    {0x1F3B3, " bowling "},
    {0x1F3B5, " music "},
    {0x1F3B6, " music "},
    {0x1F3B8, " guitar "},
    {0x1F3BE, " tennis ball "},
    {0x1F3C0, " basketball "},
    {0x1F3C2, " snowboarder "},
    {0x1F3C3, " runner "},
    {0x1F3C4, " surfer "},
    {0x1F3C6, " trophy "},
    {0x1F3C8, " american football "},
    {0x1F3CA, " swimmer "},
    {0x1F3CC, " golfer "},
    {0x1F3D0, " volleyball "},
    {0x1F3D6, " beach "},
    {0x1F3E0, " house "},
    {0x1F402, " bull "},
    {0x1F404, " cow "},
    {0x1F407, " rabbit "},
    {0x1F408, " cat "},
    {0x1F40B, " whale "},
    {0x1F40E, " horse "},
    {0x1F414, " chicken "},
    {0x1F415, " dog "},
    {0x1F418, " elephant "},
    {0x1F41F, " fish "},
    {0x1F420, " fish "},
    {0x1F426, " bird "},
    {0x1F427, " penguin "},
    {0x1F42C, " dolphin "},
    {0x1F431, " cat "},
    {0x1F434, " horse "},
    {0x1F436, " dog "},
    {0x1F43A, " wolf "},
    {0x1F43B, " bear "},
    {0x1F466, " boy "},
    {0x1F467, " girl "},
    {0x1F468, " man "},
    {0x1F469, " woman "},
    {0x1F474, " old man "},
    {0x1F475, " old woman "},
    {0x1F476, " baby "},
    {0x1F479, " monster "},
    {0x1F47B, " ghost "},
    {0x1F47D, " alien "},
    {0x1F483, " dancer "},
    {0x1F4DA, " books "},
    {0x1F525, " fire "},
    {0x1F57A, " dancer "},
    {0x1F680, " rocket "},
    {0x1F697, " car "},
    {0x1F699, " car "},
    {0x1F69A, " truck "},
    {0x1F6B2, " bicycle "},
    {0x1F6B4, " cyclist "},
    {0x1F6F9, " skateboard "},
    {0x1F916, " robot "},
    {0x1F938, " cartwheel "},
    {0x1F98A, " fox "},
    {0x1F985, " eagle "},
    {0x1F996, " dinosaur "},
    {0x1F9D9, " wizard "},
};

// Plain letters for U+00C0 .. U+017F; '?' where there is none.
constexpr std::string_view kLatin1 =
    "AAAAAAACEEEEIIIIDNOOOOO?OUUUUYTsaaaaaaaceeeeiiiidnooooo?ouuuuyty";
constexpr std::string_view kLatinExtended =
    "AaAaAaCcCcCcCcDdDdEeEeEeEeEeGgGgGgGgHhHhIiIiIiIiIiIiJjKkkLlLlLlLlLlNnNnNnnNnOoOoOoOoRrRrRrSsSs"
    "Ss"
    "SsTtTtTtUuUuUuUuUuUuWwYyYZzZzZzs";

// One code point of valid UTF-8; `at` moves behind it.
char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto byte = [&](std::size_t i) {
        return static_cast<std::uint8_t>(i < text.size() ? text[i] : '\0');
    };
    const std::uint8_t first = byte(at);
    int extra = 0;
    char32_t code = first;
    if (first >= 0xF0) {
        extra = 3;
        code = first & 0x07U;
    } else if (first >= 0xE0) {
        extra = 2;
        code = first & 0x0FU;
    } else if (first >= 0xC0) {
        extra = 1;
        code = first & 0x1FU;
    }
    ++at;
    for (; extra > 0 && at < text.size(); --extra, ++at) {
        code = (code << 6U) | (byte(at) & 0x3FU);
    }
    return code;
}

std::string_view replacement(char32_t code) {
    const auto* const found = std::lower_bound(
        std::begin(kReplacements),
        std::end(kReplacements),
        code,
        [](const Replacement& row, char32_t value) { return row.code < value; }
    );
    return found != std::end(kReplacements) && found->code == code ? found->text
                                                                   : std::string_view{};
}

// Letters of scripts other than Latin. Symbols, marks, pictures and private characters are not.
bool is_foreign_letter(char32_t code) {
    return (code >= 0x0370 && code <= 0x1FFF) || (code >= 0x2C00 && code <= 0x2DFF) ||
           (code >= 0x3040 && code <= 0xD7FF) || (code >= 0xF900 && code <= 0xFAFF) ||
           (code >= 0xFB1D && code <= 0xFDFF) || (code >= 0xFE70 && code <= 0xFEFF - 1) ||
           (code >= 0xFF66 && code <= 0xFFDC) || (code >= 0x20000 && code <= 0x3FFFF);
}

bool is_ascii_letter(char32_t code) {
    return (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z');
}

class Normaliser {
  public:
    explicit Normaliser(std::string_view text) : text_(text) {}

    Normalised run() {
        for (std::size_t at = 0; at < text_.size();) {
            const std::size_t begin = at;
            const char32_t code = next_code_point(text_, at);
            if (is_foreign_letter(code) && !in_quote_) {
                run_ += text_.substr(begin, at - begin);
                ++result_.foreign_letters;
                continue;
            }
            end_run();
            add(code, text_.substr(begin, at - begin));
        }
        end_run();
        return std::move(result_);
    }

  private:
    void end_run() {
        if (!run_.empty()) {
            result_.foreign.push_back(std::move(run_));
            run_.clear();
            result_.text += ' ';
        }
    }

    void put(std::string_view plain) {
        for (const char c : plain) {
            if (c == '"') {
                in_quote_ = !in_quote_;
            }
            if (c == '\n') {
                in_quote_ = false;
            }
        }
        result_.text += plain;
    }

    void add(char32_t code, std::string_view bytes) {
        if (code < 0x80) {
            result_.latin_letters += is_ascii_letter(code) ? 1U : 0U;
            const char c = static_cast<char>(code);
            put(code == '\t' || code == '\r' || code == '\v' || code == '\f' ? " "
                : code < 0x20 && code != '\n'                                ? " "
                                              : std::string_view(&c, 1));
            return;
        }
        if (const std::string_view text = replacement(code); !text.empty()) {
            const bool picture = code >= 0x2600 && text.size() > 2;
            if (picture && in_quote_) {
                return;
            }
            if (picture && picture_ends_ == result_.text.size() && picture_ends_ > 0) {
                put(",");  // Pictures in a row are a list.
            }
            put(text);
            picture_ends_ = picture ? result_.text.size() : 0;
            return;
        }
        if (code >= 0xC0 && code <= 0xFF) {
            letter(kLatin1[code - 0xC0], bytes);
        } else if (code >= 0x100 && code <= 0x17F) {
            letter(
                kLatinExtended[std::min<std::size_t>(code - 0x100, kLatinExtended.size() - 1)],
                bytes
            );
        } else if (code >= 0xFF01 && code <= 0xFF5E) {
            const char c = static_cast<char>(code - 0xFF01 + 0x21);
            put(std::string_view(&c, 1));
        } else if (code == 0x2010 || code == 0x2011) {
            put("-");
        } else if (code >= 0x2012 && code <= 0x2015) {
            put(" - ");
        } else if (code == 0x200D || (code >= 0xFE00 && code <= 0xFE0F) ||
                   (code >= 0x1F3FB && code <= 0x1F3FF)) {
            return;  // Joiners and variants of the emoji before them.
        } else if (in_quote_ && is_foreign_letter(code)) {
            result_.text += bytes;
        } else {
            if (code >= 0x2600 && (result_.signs.empty() || result_.signs.back() != bytes)) {
                result_.signs.emplace_back(bytes);
            }
            put(" ");
        }
    }

    void letter(char plain, std::string_view bytes) {
        if (plain == '?') {
            result_.text += ' ';
        } else if (in_quote_) {
            result_.text += bytes;
        } else {
            result_.text += plain;
        }
        ++result_.latin_letters;
    }

    std::string_view text_;
    Normalised result_;
    std::string run_;
    std::size_t picture_ends_ = 0;  ///< where the text of the last picture ends
    bool in_quote_ = false;
};

}  // namespace

Normalised normalise(std::string_view prompt) {
    if (is_valid_utf8(prompt)) {
        return Normaliser(prompt).run();
    }
    const std::string valid = to_valid_utf8(prompt);
    Normalised result = Normaliser(valid).run();
    result.had_bad_bytes = true;
    return result;
}

}  // namespace hibari::world
