#pragma once

// Time as rows and machines keep it.

#include <chrono>
#include <cstdint>
#include <string>

namespace hibari {

/// "2026-11-30T11:42:07.123Z".
std::string to_rfc3339(std::chrono::system_clock::time_point time);

/// Microseconds since 1970 in UTC, as database rows hold time.
inline std::int64_t to_unix_us(std::chrono::system_clock::time_point time) {
    return std::chrono::duration_cast<std::chrono::microseconds>(time.time_since_epoch()).count();
}

inline std::chrono::system_clock::time_point from_unix_us(std::int64_t time_us) {
    return std::chrono::system_clock::time_point(
        std::chrono::duration_cast<std::chrono::system_clock::duration>(
            std::chrono::microseconds(time_us)
        )
    );
}

}  // namespace hibari
