#pragma once

// Percent-encoding (RFC 3986 section 2.1) and the query strings and form bodies made of it.

#include "base/result.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hibari::net {

/// What a plus sign means: itself (paths) or a space (queries and forms).
enum class Plus { kItself, kSpace };

/// The decoded text, or nothing when an escape is incomplete or not hexadecimal.
std::optional<std::string> percent_decode(std::string_view text, Plus plus);

/// Everything but RFC 3986's unreserved characters (letters, digits, "-", ".", "_", "~") escaped.
std::string percent_encode(std::string_view text);

/// "a=1&b=2" as decoded names and values. Empty pieces are skipped. Fails on bad escapes, on
/// decoded bytes that are no UTF-8, and beyond `count_max` pieces.
Result<std::vector<std::pair<std::string, std::string>>> parse_query(
    std::string_view query, std::size_t count_max
);

}  // namespace hibari::net
