#pragma once

// What every change of a grant leaves behind: an entry of the audit log and a receipt. Part of
// consent.cpp, apart because of its size.

#include "store/database.h"
#include "store/job_queue.h"
#include "trust/consent/likeness.h"

#include <string>
#include <string_view>

namespace hibari::trust {

/// What was done.
struct ConsentAct {
    /// "created", "changed", "activated", "person.allow", "revoked", ...
    std::string act;
    /// Who did it: the owner, a moderator.
    std::string actor;
    /// Whom it is about, if that is one account.
    std::string person = {};
};

/// Records the act and the likeness as it is after it: the entry "likeness.<act>", and the receipt
/// of this version.
Result<void> record_consent(
    store::Transaction& tx, const Likeness& likeness, const ConsentAct& act, store::Timestamp now
);

/// The entry "likeness.review.<verdict>" with the moderator's reason.
Result<void> record_review(
    store::Transaction& tx,
    const Likeness& likeness,
    std::string_view moderator,
    std::string_view verdict,
    std::string_view reason,
    store::Timestamp now
);

}  // namespace hibari::trust
