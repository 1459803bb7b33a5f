#include "base/time_text.h"

#include <array>
#include <cstdio>
#include <ctime>

namespace hibari {

std::string to_rfc3339(std::chrono::system_clock::time_point time) {
    const std::int64_t time_us = to_unix_us(time);
    std::int64_t seconds = time_us / 1'000'000;
    std::int64_t rest_us = time_us % 1'000'000;
    if (rest_us < 0) {
        rest_us += 1'000'000;
        --seconds;
    }
    const auto whole = static_cast<std::time_t>(seconds);
    std::tm parts{};
    ::gmtime_r(&whole, &parts);
    std::array<char, 40> date{};
    const std::size_t size = std::strftime(date.data(), date.size(), "%Y-%m-%dT%H:%M:%S", &parts);
    std::array<char, 8> fraction{};
    std::snprintf(fraction.data(), fraction.size(), ".%03dZ", static_cast<int>(rest_us / 1000));
    return std::string(date.data(), size) + fraction.data();
}

}  // namespace hibari
