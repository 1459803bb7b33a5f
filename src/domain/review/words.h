#pragma once

// What people write to moderators and back: plain text within a length.

#include "base/result.h"

#include <cstddef>
#include <string>
#include <string_view>

namespace hibari::domain {

/// UTF-8 without control characters but line ends, trimmed, at most so many characters;
/// `invalid_argument` of `field` otherwise.
Result<std::string> check_words(
    std::string_view text, std::size_t characters_max, std::string_view field
);

/// The same, and not empty.
Result<std::string> require_words(
    std::string_view text, std::size_t characters_max, std::string_view field
);

}  // namespace hibari::domain
