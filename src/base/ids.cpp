#include "base/ids.h"

#include "base/check.h"

#include <algorithm>
#include <cerrno>
#include <sys/random.h>

namespace hibari {
namespace {

constexpr std::size_t kIdBytes = 24;
constexpr std::string_view kDigits = "0123456789abcdef";

}  // namespace

std::string random_bytes(std::size_t size) {
    std::string bytes(size, '\0');
    std::size_t filled = 0;
    while (filled < size) {
        const auto got = ::getrandom(bytes.data() + filled, size - filled, 0);
        // The kernel's generator never runs dry; only a signal can interrupt it.
        HIBARI_CHECK(got >= 0 || errno == EINTR, errno);
        filled += got > 0 ? static_cast<std::size_t>(got) : 0U;
    }
    return bytes;
}

std::string to_hex(std::string_view bytes) {
    std::string digits;
    digits.reserve(2 * bytes.size());
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        digits += kDigits[byte >> 4U];
        digits += kDigits[byte & 15U];
    }
    return digits;
}

std::string make_id(std::string_view prefix) {
    return std::string(prefix) + to_hex(random_bytes(kIdBytes));
}

bool is_id(std::string_view id, std::string_view prefix) {
    return id.size() == prefix.size() + 2 * kIdBytes && id.starts_with(prefix) &&
           std::ranges::all_of(id.substr(prefix.size()), [](char c) {
               return kDigits.find(c) != std::string_view::npos;
           });
}

}  // namespace hibari
