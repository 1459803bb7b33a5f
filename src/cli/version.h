#pragma once

// The version people see; part of what makes a clip repeatable.

#include <string_view>

namespace hibari::cli {

inline constexpr std::string_view kVersion = "0.1.0";

}  // namespace hibari::cli
