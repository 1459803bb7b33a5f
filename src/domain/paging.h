#pragma once

// Pages of a list: what is asked for, and the end of the statement that gives it. All lists are
// ordered by time and id together, so that what shares a time is neither lost nor shown twice.

#include "store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hibari::domain {

enum class Order { kOldestFirst, kNewestFirst };

inline constexpr std::int64_t kPageMax = 10'000;

struct PageRequest {
    /// Id of the last one of the page before; empty for the first page.
    std::string after;
    /// How many at most, 0 to kPageMax.
    std::int64_t limit = 20;
    Order order = Order::kNewestFirst;
};

/// The end of a SELECT whose WHERE has begun, and its parameters. One row more than the page holds
/// is asked for: whether it comes says whether there is another page.
struct Paging {
    std::string sql;
    std::vector<store::Parameter> parameters;
};

/// `after_at_us`: when the one of that id was made; absent for the first page.
Paging paging(const PageRequest& page, std::optional<std::int64_t> after_at_us);

}  // namespace hibari::domain
