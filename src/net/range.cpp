#include "net/range.h"

#include "base/check.h"
#include "base/text.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <optional>

namespace hibari::net {
namespace {

// 1*DIGIT. Beyond 64 bits it is as good as the largest number: no file is that long.
std::optional<std::uint64_t> parse_position(std::string_view digits) {
    const bool are_digits =
        !digits.empty() && std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; });
    if (!are_digits) {
        return std::nullopt;
    }
    std::uint64_t value = 0;
    const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    return parsed.ec == std::errc() ? value : std::numeric_limits<std::uint64_t>::max();
}

RangeAnswer select_suffix(std::string_view digits, std::uint64_t size) {
    const std::optional<std::uint64_t> length = parse_position(digits);
    if (!length) {
        return WholeRange();
    }
    if (*length == 0 || size == 0) {
        return UnsatisfiableRange();
    }
    const std::uint64_t taken = std::min(*length, size);
    return ByteRange{.first = size - taken, .size = taken};
}

}  // namespace

RangeAnswer select_range(std::string_view field, std::uint64_t size) {
    constexpr std::string_view kUnit = "bytes=";
    field = trim(field);
    if (to_lower(field.substr(0, kUnit.size())) != kUnit) {
        return WholeRange();
    }
    const std::string_view spec = trim(field.substr(kUnit.size()));
    const std::size_t dash = spec.find('-');
    if (dash == std::string_view::npos || spec.find(',') != std::string_view::npos) {
        return WholeRange();
    }
    const std::string_view last_digits = spec.substr(dash + 1);
    if (dash == 0) {
        return select_suffix(last_digits, size);
    }
    const std::optional<std::uint64_t> first = parse_position(spec.substr(0, dash));
    const std::optional<std::uint64_t> last = last_digits.empty()
                                                  ? std::numeric_limits<std::uint64_t>::max()
                                                  : parse_position(last_digits);
    if (!first || !last || *last < *first) {
        return WholeRange();
    }
    if (*first >= size) {
        return UnsatisfiableRange();
    }
    return ByteRange{.first = *first, .size = std::min(*last, size - 1) - *first + 1};
}

std::string content_range(const ByteRange& range, std::uint64_t size) {
    HIBARI_CHECK(
        range.size >= 1 && range.first + range.size <= size, range.first, range.size, size
    );
    return "bytes " + std::to_string(range.first) + "-" +
           std::to_string(range.first + range.size - 1) + "/" + std::to_string(size);
}

std::string content_range_unsatisfied(std::uint64_t size) {
    return "bytes */" + std::to_string(size);
}

}  // namespace hibari::net
