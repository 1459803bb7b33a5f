#pragma once

// Blobs that have to go. A promise to destroy something is a row in the transaction that makes it;
// whoever comes by keeps it, and tries again as long as the store is down.

#include "base/result.h"
#include "store/blobs.h"
#include "store/database.h"
#include "store/job_queue.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hibari::domain {

/// Promises that the blob is removed. `likeness`: whose removal it belongs to; empty for nobody's.
Result<void> promise_removal(
    store::Transaction& tx, std::string_view key, std::string_view likeness, store::Timestamp now
);

/// Removes what was promised, at most `limit` blobs; returns how many are gone.
Result<int> keep_removals(store::Database& database, store::BlobStore& blobs, std::int64_t limit);

/// How many blobs of that likeness still have to go.
Result<std::int64_t> removals_left(store::Transaction& tx, std::string_view likeness);

}  // namespace hibari::domain
