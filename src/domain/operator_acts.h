#pragma once

// What the operator does at the command line, in the audit log like what everybody else does.

#include "base/json.h"
#include "base/result.h"
#include "store/database.h"
#include "store/job_queue.h"

#include <string_view>

namespace hibari::domain {

/// Adds the act to the log, in the transaction of the act itself: its dotted kind, the account that
/// it was done to (empty for none) and facts that may stay public for ever (trust/audit/log.h).
Result<void> note_operator_act(
    store::Transaction& tx,
    std::string_view kind,
    std::string_view account,
    Json details,
    store::Timestamp now
);

}  // namespace hibari::domain
