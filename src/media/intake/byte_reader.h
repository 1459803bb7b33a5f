#pragma once

// Numbers out of bytes that may end anywhere: what lies beyond the end reads as zero, so that a
// parser checks lengths once where they matter and can never run over.

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace hibari::media {

enum class ByteOrder { kBig, kLittle };

/// The unsigned number of `count` bytes (at most 8) at `at`.
inline std::uint64_t number_at(
    std::string_view bytes, std::size_t at, int count, ByteOrder order = ByteOrder::kBig
) {
    std::uint64_t value = 0;
    for (int i = 0; i < count; ++i) {
        const auto step = static_cast<std::size_t>(order == ByteOrder::kBig ? i : count - 1 - i);
        const std::size_t place = at + step;
        const auto byte = place < bytes.size() ? static_cast<unsigned char>(bytes[place]) : 0U;
        value = value << 8U | byte;
    }
    return value;
}

/// Up to `count` bytes from `at` on; empty when `at` lies beyond the end.
inline std::string_view slice(std::string_view bytes, std::size_t at, std::size_t count) {
    return at < bytes.size() ? bytes.substr(at, count) : std::string_view();
}

}  // namespace hibari::media
