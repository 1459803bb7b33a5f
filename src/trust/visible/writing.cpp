#include "trust/visible/writing.h"

#include "base/check.h"

#include <unicode/normalizer2.h>
#include <unicode/ubidi.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/ushape.h>
#include <vector>

namespace hibari::trust {
namespace {

std::u32string code_points_of(const icu::UnicodeString& text) {
    std::u32string points;
    for (int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
        points += static_cast<char32_t>(text.char32At(at));
    }
    return points;
}

icu::UnicodeString text_of(std::u32string_view points) {
    icu::UnicodeString text;
    for (const char32_t point : points) {
        text.append(static_cast<UChar32>(point));
    }
    return text;
}

/// Letters in the shape that their neighbours give them; where that fails, as they are.
icu::UnicodeString with_arabic_shapes(const icu::UnicodeString& text) {
    std::vector<UChar> shaped(static_cast<std::size_t>(text.length()) * 2 + 1);
    UErrorCode status = U_ZERO_ERROR;
    const int32_t length = u_shapeArabic(
        text.getBuffer(),
        text.length(),
        shaped.data(),
        static_cast<int32_t>(shaped.size()),
        U_SHAPE_LETTERS_SHAPE | U_SHAPE_LENGTH_GROW_SHRINK | U_SHAPE_TEXT_DIRECTION_LOGICAL,
        &status
    );
    return U_SUCCESS(status) ? icu::UnicodeString(shaped.data(), length) : text;
}

bool is_unseen(UChar32 point) {
    const auto kind = u_charType(point);
    return kind == U_CONTROL_CHAR || kind == U_FORMAT_CHAR || kind == U_LINE_SEPARATOR ||
           kind == U_PARAGRAPH_SEPARATOR;
}

}  // namespace

std::u32string shape(std::string_view utf8) {
    const std::string_view read = utf8.substr(0, kNameBytesRead);
    const auto given = icu::UnicodeString::fromUTF8(
        icu::StringPiece(read.data(), static_cast<int32_t>(read.size()))
    );
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* const composer = icu::Normalizer2::getNFCInstance(status);
    HIBARI_CHECK(U_SUCCESS(status), u_errorName(status));
    const icu::UnicodeString composed = composer->normalize(given, status);
    std::u32string seen;
    for (const char32_t point : code_points_of(U_SUCCESS(status) ? composed : given)) {
        if (!is_unseen(static_cast<UChar32>(point))) {
            seen += point;
        }
    }
    return code_points_of(with_arabic_shapes(text_of(seen)));
}

std::u32string left_to_right(std::u32string_view line) {
    const icu::UnicodeString text = text_of(line);
    UErrorCode status = U_ZERO_ERROR;
    UBiDi* const bidi = ubidi_open();
    HIBARI_CHECK(bidi != nullptr);
    // The @ in front begins the line on the left, whatever the name is written in.
    ubidi_setPara(bidi, text.getBuffer(), text.length(), 0, nullptr, &status);
    std::vector<UChar> ordered(static_cast<std::size_t>(text.length()) + 1);
    const int32_t length = ubidi_writeReordered(
        bidi,
        ordered.data(),
        static_cast<int32_t>(ordered.size()),
        UBIDI_DO_MIRRORING | UBIDI_KEEP_BASE_COMBINING,
        &status
    );
    ubidi_close(bidi);
    return U_SUCCESS(status) ? code_points_of(icu::UnicodeString(ordered.data(), length))
                             : std::u32string(line);
}

}  // namespace hibari::trust
