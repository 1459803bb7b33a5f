#pragma once

// What was reported, decided and undone in a stretch of time, counted: the report that the Digital
// Services Act (Articles 15 and 24) asks of platforms, and that anybody may read. Counts only;
// nothing in it tells of a person.

#include "base/json.h"
#include "base/result.h"
#include "store/database.h"
#include "store/job_queue.h"

namespace hibari::domain {

/// An object: `from`, `until` (unix seconds), `reports` and `removal_requests` by category,
/// `decisions` by action and category and whether a person or the clock took them, `appeals` by
/// outcome, `strikes`, and the median and 95th percentile of the hours from a case's beginning to
/// its decision, with how many missed their deadline.
Result<Json> transparency_report(
    store::Database& database, store::Timestamp from, store::Timestamp until
);

}  // namespace hibari::domain
