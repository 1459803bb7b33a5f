#include "base/base64.h"

#include <array>
#include <cstdint>

namespace hibari {
namespace {

constexpr std::string_view kDigits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<std::int8_t, 256> values() {
    std::array<std::int8_t, 256> table{};
    table.fill(-1);
    for (std::size_t i = 0; i < kDigits.size(); ++i) {
        table[static_cast<unsigned char>(kDigits[i])] = static_cast<std::int8_t>(i);
    }
    return table;
}

constexpr std::array<std::int8_t, 256> kValues = values();

}  // namespace

std::string to_base64(std::string_view bytes) {
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        const std::size_t left = bytes.size() - i;
        const auto byte = [&](std::size_t k) {
            return k < left ? static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i + k]))
                            : 0U;
        };
        const std::uint32_t group = byte(0) << 16U | byte(1) << 8U | byte(2);
        text += kDigits[group >> 18U];
        text += kDigits[group >> 12U & 63U];
        text += left > 1 ? kDigits[group >> 6U & 63U] : '=';
        text += left > 2 ? kDigits[group & 63U] : '=';
    }
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) {
        return std::nullopt;
    }
    std::string bytes;
    bytes.reserve(text.size() / 4 * 3);
    for (std::size_t i = 0; i < text.size(); i += 4) {
        const bool last = i + 4 == text.size();
        const std::size_t padding =
            last ? std::size_t{text[i + 3] == '='} + std::size_t{text[i + 2] == '='} : 0U;
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 4; ++k) {
            const bool padded = k + padding >= 4;
            const int value = padded ? (text[i + k] == '=' ? 0 : -1)
                                     : kValues[static_cast<unsigned char>(text[i + k])];
            if (value < 0) {
                return std::nullopt;
            }
            group = group << 6U | static_cast<std::uint32_t>(value);
        }
        const std::uint32_t rest = (1U << (8 * padding)) - 1;
        if ((group & rest) != 0 && padding > 0) {
            return std::nullopt;  // Bits that mean nothing: two texts for the same bytes.
        }
        bytes += static_cast<char>(group >> 16U & 255U);
        if (padding < 2) {
            bytes += static_cast<char>(group >> 8U & 255U);
        }
        if (padding < 1) {
            bytes += static_cast<char>(group & 255U);
        }
    }
    return bytes;
}

}  // namespace hibari
