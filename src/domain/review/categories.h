#pragma once

// What can be wrong with a thing, as people report it and as decisions name it.

#include "base/result.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace hibari::domain {

/// A reason for complaint: part of the rules of the place, told to everybody.
struct ReportCategory {
    /// Stable: "intimate".
    std::string_view name;
    /// What it means, as a clause that follows "because it shows or says".
    std::string_view meaning;
    /// How much harm waiting does, 1 to 100; orders the queue.
    std::int64_t harm = 0;
};

/// All of them, gravest first.
std::span<const ReportCategory> report_categories();

/// `invalid_argument` for any other name.
Result<const ReportCategory*> find_category(std::string_view name, std::string_view field);

}  // namespace hibari::domain
