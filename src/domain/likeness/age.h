#pragma once

// How old an account is known to be. Nobody says so of themselves: an operator does, by what they
// were shown. Whoever is not known to be an adult may not open a likeness to everyone.

#include "base/result.h"
#include "store/database.h"
#include "store/job_queue.h"
#include "trust/consent/likeness.h"

#include <string_view>

namespace hibari::domain {

/// Writes it down, with an entry of the audit log. Likenesses of somebody who is not an adult (any
/// more) that everyone could use go back to people whom their owner approved. `not_found` when
/// there is no such account.
Result<void> set_age_band(
    store::Transaction& tx,
    std::string_view actor,
    std::string_view account,
    trust::AgeBand band,
    store::Timestamp now
);

}  // namespace hibari::domain
