#pragma once

// The plans that accounts have. They are rows: an operator changes them while servers run, and
// every request reads the one of its account anew.

#include "base/result.h"
#include "domain/principal.h"
#include "store/database.h"
#include "store/job_queue.h"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hibari::domain {

/// Smallest allowance first.
Result<std::vector<Tier>> list_tiers(store::Database& database);

/// Changes fields of a tier: {"allowance", "120"}, {"quality_max", "high"}. One that does not exist
/// is made, and then needs all of them. Names the field at fault; then nothing has changed.
Result<Tier> change_tier(
    store::Database& database,
    std::string_view name,
    const std::vector<std::pair<std::string, std::string>>& fields,
    store::Timestamp now
);

/// Removes one that no account has (`failed_precondition` otherwise).
Result<void> remove_tier(store::Database& database, std::string_view name, store::Timestamp now);

/// Reads the tier's columns of a row.
Tier tier_of(const store::Row& row);

/// The columns that tier_of reads, of a table called `t`.
inline constexpr std::string_view kTierColumns =
    "t.name AS tier_name, t.allowance AS tier_allowance, t.concurrency AS tier_concurrency, "
    "t.queue_max AS tier_queue_max, t.priority AS tier_priority, "
    "t.seconds_max AS tier_seconds_max, t.long_side_max AS tier_long_side_max, "
    "t.quality_max AS tier_quality_max, t.creates_per_minute AS tier_creates_per_minute";

}  // namespace hibari::domain
