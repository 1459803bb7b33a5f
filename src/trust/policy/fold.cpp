#include "trust/policy/fold.h"

#include "trust/policy/readings.h"

#include <algorithm>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>
#include <unicode/ustring.h>
#include <unicode/utf16.h>
#include <unicode/utf8.h>
#include <utility>

namespace hibari::trust {
namespace {

// Letters that a token may have; a longer one is cut into several.
constexpr std::size_t kTokenBytesMax = 96;

// Where letters that look like Latin ones live: IPA, Greek, Cyrillic, Armenian, Cherokee, phonetic
// extensions, Coptic, Lisu, Cyrillic extended.
constexpr std::pair<UChar32, UChar32> kAlikeRanges[] = {
    {0x00C0, 0x02FF},
    {0x0370, 0x058F},
    {0x13A0, 0x13FF},
    {0x1D00, 0x1DBF},
    {0x2C60, 0x2CFF},
    {0xA4D0, 0xA4FF},
    {0xA640, 0xA69F},
    {0xAB30, 0xABBF},
};

enum class Kind : std::uint8_t { kLetter, kDigit, kAlone, kMark, kIgnored, kSpace, kOther };

bool stands_alone(UChar32 c) {
    // Scripts without spaces: a character is a word.
    return (c >= 0x3041 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3134F) ||
           (c >= 0x0E00 && c <= 0x0E7F);
}

Kind kind_of(UChar32 c) {
    if (c < 0x80) {
        if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
            return Kind::kLetter;
        }
        if (c >= '0' && c <= '9') {
            return Kind::kDigit;
        }
        return c == ' ' || (c >= 9 && c <= 13) ? Kind::kSpace : Kind::kOther;
    }
    if (stands_alone(c)) {
        return Kind::kAlone;
    }
    if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0) {
        return Kind::kIgnored;
    }
    switch (u_charType(c)) {
        case U_UPPERCASE_LETTER:
        case U_LOWERCASE_LETTER:
        case U_TITLECASE_LETTER:
        case U_MODIFIER_LETTER:
        case U_OTHER_LETTER:
        case U_LETTER_NUMBER:
            return Kind::kLetter;
        case U_DECIMAL_DIGIT_NUMBER:
        case U_OTHER_NUMBER:
            return Kind::kDigit;
        case U_NON_SPACING_MARK:
        case U_COMBINING_SPACING_MARK:
        case U_ENCLOSING_MARK:
            return Kind::kMark;
        case U_SPACE_SEPARATOR:
        case U_LINE_SEPARATOR:
        case U_PARAGRAPH_SEPARATOR:
            return Kind::kSpace;
        case U_OTHER_SYMBOL:
        case U_MODIFIER_SYMBOL:
            // Pictographs and letters in circles or squares.
            return c >= 0x1F000 || (c >= 0x2600 && c <= 0x27BF) ? Kind::kAlone
                   : c >= 0x2460 && c <= 0x24FF                 ? Kind::kLetter
                                                                : Kind::kOther;
        default:
            return Kind::kOther;
    }
}

bool is_override(UChar32 c) {
    return c == 0x202D || c == 0x202E;
}

void append(std::string& text, UChar32 c) {
    char bytes[4];
    std::int32_t size = 0;
    UBool failed = 0;
    U8_APPEND(bytes, size, 4, c, failed);
    if (failed == 0) {
        text.append(bytes, static_cast<std::size_t>(size));
    }
}

bool loses_marks(UChar32 c) {
    UErrorCode error = U_ZERO_ERROR;
    switch (uscript_getScript(c, &error)) {
        case USCRIPT_LATIN:
        case USCRIPT_GREEK:
        case USCRIPT_CYRILLIC:
        case USCRIPT_ARABIC:
        case USCRIPT_COMMON:
            return true;
        default:
            return false;
    }
}

Gap gap_of_mark(UChar32 c) {
    switch (c) {
        case '.':
        case '!':
        case '?':
        case 0x3002:
        case 0xFF01:
        case 0xFF1F:
        case 0x061F:
        case 0x0964:
            return Gap::kSentence;
        case ',':
        case 0x3001:
        case 0xFF0C:
        case 0x060C:
        case '\n':
        case 0x2026:
            return Gap::kComma;
        case ';':
        case ':':
        case '(':
        case ')':
        case '[':
        case ']':
        case 0x2014:
        case 0x2013:
        case 0xFF1A:
        case 0xFF1B:
            return Gap::kClause;
        default:
            return Gap::kThin;
    }
}

/// "F." in "John F. Kennedy", "Dr."
bool is_shortened(const std::vector<Token>& tokens) {
    if (tokens.empty() || !tokens.back().is_capital) {
        return false;
    }
    const std::string& word = tokens.back().text;
    return (word.size() == 1 && word != "i") || word == "dr" || word == "mr" || word == "mrs" ||
           word == "ms" || word == "st" || word == "jr" || word == "prof";
}

bool opens_or_closes_quote(UChar32 c) {
    return c == '"' || c == 0x201C || c == 0x201D || c == 0x201E || c == 0xAB || c == 0xBB ||
           c == 0x300C || c == 0x300D || c == 0x300E || c == 0x300F;
}

}  // namespace

struct Folder::Icu {
    const UNormalizer2* fold = nullptr;
    const UNormalizer2* decompose = nullptr;
    const UNormalizer2* compose = nullptr;
    /// Latin letter that a character of another script looks like.
    std::unordered_map<UChar32, char> alike;

    bool load();
    std::string folded(UChar32 c) const;
};

bool Folder::Icu::load() {
    UErrorCode error = U_ZERO_ERROR;
    fold = unorm2_getNFKCCasefoldInstance(&error);
    decompose = unorm2_getNFDInstance(&error);
    compose = unorm2_getNFKCInstance(&error);
    USpoofChecker* spoof = uspoof_open(&error);
    if (U_FAILURE(error)) {
        return false;
    }
    const auto skeleton = [&](UChar32 c) {
        UChar in[2];
        std::int32_t size = 0;
        U16_APPEND_UNSAFE(in, size, c);
        UChar out[64];
        UErrorCode failed = U_ZERO_ERROR;
        const std::int32_t got = uspoof_getSkeleton(spoof, 0, in, size, out, 64, &failed);
        return U_FAILURE(failed) ? std::u16string()
                                 : std::u16string(out, static_cast<std::size_t>(got));
    };
    std::unordered_map<std::u16string, char> latin;
    for (char letter = 'a'; letter <= 'z'; ++letter) {
        latin.emplace(skeleton(letter), letter);
    }
    for (char letter = 'A'; letter <= 'Z'; ++letter) {
        latin.emplace(skeleton(letter), static_cast<char>(letter - 'A' + 'a'));
    }
    for (const auto& [first, last] : kAlikeRanges) {
        for (UChar32 c = first; c <= last; ++c) {
            const auto found = latin.find(skeleton(c));
            if (found != latin.end()) {
                alike.emplace(c, found->second);
            }
        }
    }
    uspoof_close(spoof);
    return true;
}

std::string Folder::Icu::folded(UChar32 c) const {
    UChar in[2];
    std::int32_t size = 0;
    U16_APPEND_UNSAFE(in, size, c);
    UChar wide[64];
    UErrorCode error = U_ZERO_ERROR;
    std::int32_t wide_size = unorm2_normalize(fold, in, size, wide, 64, &error);
    UChar apart[128];
    if (loses_marks(c)) {
        wide_size = unorm2_normalize(decompose, wide, wide_size, apart, 128, &error);
    } else {
        std::copy_n(wide, wide_size, apart);
    }
    std::string text;
    if (U_FAILURE(error)) {
        return text;
    }
    for (std::int32_t i = 0; i < wide_size;) {
        UChar32 part = 0;
        U16_NEXT(apart, i, wide_size, part);
        const Kind kind = kind_of(part);
        if (kind == Kind::kLetter || kind == Kind::kDigit || kind == Kind::kAlone ||
            (kind == Kind::kMark && !loses_marks(c) && u_charType(part) != U_ENCLOSING_MARK)) {
            append(text, part);
        }
    }
    return text;
}

namespace {

/// The token that is being read.
struct Draft {
    std::string text;
    /// The same with letters that look Latin as Latin ones; used when it differs.
    std::string alike;
    std::size_t begin = 0;
    std::size_t end = 0;
    bool has_letter = false;
    bool has_digit = false;
    bool has_foreign = false;
    bool has_latin = false;
    bool has_symbol = false;
    bool has_stars = false;
    bool is_capital = false;
    bool is_handle = false;
    bool is_open = false;
};

}  // namespace

Folder::Folder(std::unique_ptr<Icu> icu) : icu_(std::move(icu)) {}

Folder::~Folder() = default;

std::unique_ptr<const Folder> Folder::create() {
    auto icu = std::make_unique<Icu>();
    if (!icu->load()) {
        return nullptr;
    }
    return std::unique_ptr<const Folder>(new Folder(std::move(icu)));
}

std::optional<FoldFault> Folder::fold(
    std::string_view text, std::uint16_t text_index, std::vector<Token>& tokens
) const {
    Draft draft;
    Gap gap = Gap::kText;
    bool is_quoted = false;
    const auto close = [&] {
        if (!draft.is_open) {
            return;
        }
        // Stars at an end are emphasis, not letters.
        Token token;
        token.begin = draft.begin;
        token.end = draft.end;
        token.text = std::move(draft.text);
        token.is_capital = draft.is_capital;
        token.is_handle = draft.is_handle;
        token.is_number = draft.has_digit && !draft.has_letter;
        token.is_latin = draft.has_latin && !draft.has_foreign;
        token.has_stars = draft.has_stars;
        token.gap = gap;
        token.text_index = text_index;
        token.is_quoted = is_quoted;
        if (draft.has_foreign && !draft.alike.empty() && is_ascii(draft.alike)) {
            token.readings.push_back(draft.alike);
        }
        token.has_codes = draft.has_symbol || (draft.has_digit && draft.has_letter);
        add_readings(token, draft.has_symbol || (draft.has_digit && draft.has_letter));
        if (!token.text.empty()) {
            tokens.push_back(std::move(token));
            gap = Gap::kNone;
        }
        draft = {};
    };
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    std::int32_t at = 0;
    const auto peek = [&](std::int32_t from) {
        UChar32 next = 0;
        while (from < size) {
            U8_NEXT(bytes, from, size, next);
            if (next < 0 || kind_of(next) != Kind::kIgnored) {
                return next;
            }
        }
        return UChar32{' '};
    };
    const auto raise = [&](Gap found) { gap = std::max(gap, found); };
    while (at < size) {
        const auto begin = static_cast<std::size_t>(at);
        UChar32 c = 0;
        U8_NEXT(bytes, at, size, c);
        const auto end = static_cast<std::size_t>(at);
        if (c < 0) {
            return FoldFault{.rule = "input.invalid_utf8", .at = begin, .size = end - begin};
        }
        if (is_override(c)) {
            return FoldFault{.rule = "input.bidi_override", .at = begin, .size = end - begin};
        }
        const Kind kind = kind_of(c);
        if (kind == Kind::kIgnored) {
            continue;
        }
        if (kind == Kind::kMark) {
            if (draft.is_open) {
                const bool keeps = draft.has_foreign && !loses_marks(c) &&
                                   u_charType(c) != U_ENCLOSING_MARK &&
                                   uscript_hasScript(c, USCRIPT_INHERITED) == 0;
                if (keeps) {
                    append(draft.text, c);
                }
                draft.end = end;
            }
            continue;
        }
        if (kind == Kind::kAlone) {
            close();
            Token token;
            token.text = icu_->folded(c);
            if (token.text.empty()) {
                append(token.text, c);
            }
            token.begin = begin;
            token.end = end;
            token.gap = gap;
            token.text_index = text_index;
            token.is_quoted = is_quoted;
            tokens.push_back(std::move(token));
            gap = Gap::kNone;
            continue;
        }
        if (kind == Kind::kLetter || kind == Kind::kDigit) {
            const std::string folded =
                c < 0x80 ? std::string(1, static_cast<char>(u_tolower(c))) : icu_->folded(c);
            if (folded.empty()) {
                continue;
            }
            if (draft.is_open && draft.text.size() + folded.size() > kTokenBytesMax) {
                close();
            }
            if (!draft.is_open) {
                draft.is_open = true;
                draft.begin = begin;
                draft.is_capital = u_isupper(c) != 0;
            }
            draft.end = end;
            draft.text += folded;
            if (kind == Kind::kDigit) {
                draft.has_digit = true;
                draft.alike += folded;
            } else {
                draft.has_letter = true;
                const bool is_latin = is_ascii(folded);
                const auto alike = icu_->alike.find(c);
                const bool looks = alike != icu_->alike.end();
                (is_latin ? draft.has_latin : draft.has_foreign) = true;
                if (!is_latin && looks) {
                    draft.alike += alike->second;
                } else {
                    draft.alike += folded;
                }
            }
            continue;
        }
        // A mark or a space. Some marks stand for letters.
        const UChar32 next = peek(at);
        const bool before_letter =
            next > 0 && (kind_of(next) == Kind::kLetter || kind_of(next) == Kind::kDigit);
        if ((c == '@' || c == 0xFF20) && !draft.is_open && before_letter) {
            draft.is_open = true;
            draft.is_handle = true;
            draft.begin = begin;
            draft.end = end;
            continue;
        }
        if (c == '_' && draft.is_open && draft.is_handle && before_letter) {
            draft.text += '_';
            draft.end = end;
            continue;
        }
        if ((c == '\'' || c == 0x2019) && draft.is_open && before_letter) {
            // "don't" is one word, "woman's" is woman, "l'homme" is two.
            const UChar32 after = peek(at + (next < 0x80 ? 1 : 2));
            const bool ends = !(after > 0 && kind_of(after) == Kind::kLetter);
            if (ends && (next == 't' || next == 'T')) {
                draft.end = end;
                continue;
            }
            if (ends && (next == 's' || next == 'S')) {
                draft.end = end + 1;
                close();
                at += 1;
                raise(Gap::kThin);
                continue;
            }
            close();
            raise(Gap::kThin);
            continue;
        }
        const char symbol = letter_of_symbol(c);
        const bool is_star = c == '*' || c == 0x2217 || c == '#' || c == '%';
        const bool inside = draft.is_open && before_letter;
        const bool starts = !draft.is_open && before_letter && (c == '$' || c == 0x20AC) &&
                            kind_of(next) == Kind::kLetter;
        const bool star_run = is_star && draft.is_open && (before_letter || next == c);
        if (!draft.is_handle && ((symbol != 0 && (inside || starts)) || star_run)) {
            if (!draft.is_open) {
                draft.is_open = true;
                draft.begin = begin;
            }
            draft.end = end;
            draft.text += is_star ? '*' : static_cast<char>(c < 0x80 ? c : 'e');
            draft.alike += is_star ? '*' : symbol;
            draft.has_symbol = draft.has_symbol || !is_star;
            draft.has_stars = draft.has_stars || is_star;
            draft.has_letter = true;
            continue;
        }
        close();
        if (opens_or_closes_quote(c)) {
            is_quoted = !is_quoted;
        }
        if (c == '\n') {
            raise(peek(at) == '\n' ? Gap::kSentence : Gap::kComma);
        } else if (kind == Kind::kSpace) {
            raise(Gap::kSpace);
        } else {
            const Gap found = gap_of_mark(c);
            // A full stop inside a run of letters or after an initial or a title ends nothing.
            const bool ends_nothing =
                found == Gap::kSentence && c == '.' && (before_letter || is_shortened(tokens));
            raise(ends_nothing ? Gap::kThin : found);
        }
    }
    close();
    return std::nullopt;
}

std::string Folder::fold_phrase(std::string_view phrase) const {
    std::vector<Token> tokens;
    static_cast<void>(fold(phrase, 0, tokens));
    std::string joined;
    for (const Token& token : tokens) {
        joined += (joined.empty() ? "" : " ") + token.text;
    }
    return joined;
}

std::string Folder::plain(std::string_view text) const {
    std::u16string wide;
    const auto* const bytes = reinterpret_cast<const std::uint8_t*>(text.data());
    const auto size = static_cast<std::int32_t>(text.size());
    for (std::int32_t at = 0; at < size;) {
        UChar32 c = 0;
        U8_NEXT(bytes, at, size, c);
        if (c < 0 || (c >= 0x80 && kind_of(c) == Kind::kIgnored)) {
            continue;
        }
        const bool is_picture = c >= 0x1F000 || (c >= 0x2600 && c <= 0x27BF);
        if (is_picture && !stands_alone(c)) {
            char name[96];
            UErrorCode error = U_ZERO_ERROR;
            const std::int32_t length = u_charName(c, U_UNICODE_CHAR_NAME, name, 96, &error);
            if (U_SUCCESS(error) && length > 0) {
                wide += u' ';
                for (const char letter : std::string_view(name, static_cast<std::size_t>(length))) {
                    wide += static_cast<char16_t>(u_tolower(letter));
                }
                wide += u' ';
            }
            continue;
        }
        UChar units[2];
        std::int32_t count = 0;
        U16_APPEND_UNSAFE(units, count, c);
        wide.append(units, static_cast<std::size_t>(count));
    }
    // A compatibility form may be 18 times as long (U+FDFA).
    std::u16string composed(wide.size() * 18 + 1, u'\0');
    UErrorCode error = U_ZERO_ERROR;
    const std::int32_t length = unorm2_normalize(
        icu_->compose,
        wide.data(),
        static_cast<std::int32_t>(wide.size()),
        composed.data(),
        static_cast<std::int32_t>(composed.size()),
        &error
    );
    std::string out;
    if (U_FAILURE(error)) {
        return out;
    }
    for (std::int32_t at = 0; at < length;) {
        UChar32 c = 0;
        U16_NEXT(composed, at, length, c);
        append(out, c);
    }
    return out;
}

}  // namespace hibari::trust
