#pragma once

// Numbers as MP4 boxes, JUMBF, JPEG segments and CBOR write them: the high byte first.

#include "base/check.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hibari::trust {

/// Appends the `count` low bytes of a number.
inline void put_big_endian(std::string& out, std::uint64_t value, int count) {
    for (int shift = 8 * (count - 1); shift >= 0; shift -= 8) {
        out.push_back(static_cast<char>((value >> static_cast<unsigned>(shift)) & 0xffU));
    }
}

/// The number in `count` bytes from `offset`, all of which are there.
inline std::uint64_t big_endian(std::string_view bytes, std::size_t offset, std::size_t count) {
    HIBARI_CHECK(
        count <= 8 && offset <= bytes.size() && count <= bytes.size() - offset, offset, count
    );
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        value = (value << 8U) | static_cast<unsigned char>(bytes[offset + i]);
    }
    return value;
}

/// Writes a number over `count` bytes from `offset`, all of which are there.
inline void set_big_endian(
    std::string& bytes, std::size_t offset, std::uint64_t value, std::size_t count
) {
    HIBARI_CHECK(
        count <= 8 && offset <= bytes.size() && count <= bytes.size() - offset, offset, count
    );
    for (std::size_t i = 0; i < count; ++i) {
        bytes[offset + count - 1 - i] = static_cast<char>(value & 0xffU);
        value >>= 8U;
    }
}

}  // namespace hibari::trust
