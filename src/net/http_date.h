#pragma once

// Dates as HTTP writes them (RFC 9110 section 5.6.7): "Sun, 06 Nov 1994 08:49:37 GMT".

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace hibari::net {

/// The date in IMF-fixdate form; fractions of a second are dropped.
std::string to_http_date(std::chrono::system_clock::time_point time);

/// Reads an IMF-fixdate. The two obsolete forms are not read: a condition on them is ignored, which
/// costs a transfer and nothing else.
std::optional<std::chrono::system_clock::time_point> parse_http_date(std::string_view text);

}  // namespace hibari::net
