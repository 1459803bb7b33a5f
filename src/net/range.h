#pragma once

// The Range field of RFC 9110 section 14: which bytes of a file a player wants. We serve one range;
// a request for several gets the whole file, which the RFC allows and every client copes with.

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

namespace hibari::net {

/// Bytes [first, first + size) of a representation; size is at least 1.
struct ByteRange {
    std::uint64_t first = 0;
    std::uint64_t size = 0;

    bool operator==(const ByteRange&) const = default;
};

/// Answer 200 with everything: the field is absent, malformed, in another unit, or asks for
/// several.
struct WholeRange {
    bool operator==(const WholeRange&) const = default;
};

/// Answer 416: well-formed, but no byte of it exists.
struct UnsatisfiableRange {
    bool operator==(const UnsatisfiableRange&) const = default;
};

using RangeAnswer = std::variant<WholeRange, ByteRange, UnsatisfiableRange>;

/// What to answer to `Range: <field>` for a representation of `size` bytes. Ends beyond the
/// representation are cut, suffixes longer than it mean all of it.
RangeAnswer select_range(std::string_view field, std::uint64_t size);

/// "bytes 0-99/1000".
std::string content_range(const ByteRange& range, std::uint64_t size);

/// "bytes */1000", for 416.
std::string content_range_unsatisfied(std::uint64_t size);

}  // namespace hibari::net
