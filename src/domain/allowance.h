#pragma once

// How much of its rolling 24 hours an account has used. A clip counts from the moment it is asked
// for; one that fails is given back, so that only delivered clips count.

#include "base/result.h"
#include "domain/principal.h"
#include "store/database.h"
#include "store/job_queue.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace hibari::domain {

/// What a clip of that length weighs: up to 10 s 1, up to 15 s 2, up to 25 s 4, and so on by 4 for
/// every further 25 s.
std::int64_t clip_weight(std::int64_t seconds);

struct Usage {
    std::int64_t used = 0;
    std::int64_t allowance = 0;
    /// When the oldest clip that counts leaves the window; nothing when none counts.
    std::optional<store::Timestamp> next_freed_at;
};

/// What of the window that ends at `now` is used.
Result<Usage> usage_of(store::Transaction& tx, const Principal& who, store::Timestamp now);

/// `resource_exhausted` when what is left does not hold a clip of that weight.
Result<void> check_allowance(const Usage& usage, std::int64_t weight);

/// Counts a clip in, if the allowance holds it.
Result<void> reserve(
    store::Transaction& tx,
    const Principal& who,
    std::string_view video,
    std::int64_t weight,
    store::Timestamp now
);

/// A clip that failed counts no more.
Result<void> refund(store::Transaction& tx, std::string_view video);

}  // namespace hibari::domain
