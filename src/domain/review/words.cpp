#include "domain/review/words.h"

#include "base/text.h"

#include <algorithm>

namespace hibari::domain {

Result<std::string> check_words(
    std::string_view text, std::size_t characters_max, std::string_view field
) {
    const auto wrong = [&](std::string message) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = std::move(message),
             .field = std::string(field)}
        );
    };
    const std::string_view trimmed = trim(text);
    const bool plain = std::ranges::all_of(trimmed, [](char c) {
        return static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t';
    });
    if (!is_valid_utf8(trimmed) || !plain) {
        return wrong("must be plain text");
    }
    if (count_code_points(trimmed) > characters_max) {
        return wrong("must have at most " + std::to_string(characters_max) + " characters");
    }
    return std::string(trimmed);
}

Result<std::string> require_words(
    std::string_view text, std::size_t characters_max, std::string_view field
) {
    std::string words = HIBARI_TRY(check_words(text, characters_max, field));
    if (words.empty()) {
        return fail(
            {.code = ErrorCode::kInvalidArgument,
             .message = "must not be empty",
             .field = std::string(field)}
        );
    }
    return words;
}

}  // namespace hibari::domain
