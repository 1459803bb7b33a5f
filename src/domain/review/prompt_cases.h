#pragma once

// Prompts that the policy refused or held, as things that people decide about. A refusal becomes a
// decision of the clock's kind (nobody took it), which is appealed like any other: undone, the
// prompt passes. A prompt that is held waits in the queue `policy`: decided with the action `none`
// it passes, with `remove` it stays refused.

#include "base/json.h"
#include "base/result.h"
#include "domain/review/deadlines.h"
#include "domain/review/decisions.h"
#include "store/database.h"

#include <string>
#include <string_view>

namespace hibari::domain {

/// Whether that is the id of a decision of the policy.
bool is_policy_id(std::string_view id);

/// The refusal as a decision that can be appealed, made the first time it is asked for.
/// Errors: `not_found` when it is none of that account, `failed_precondition` with reason
/// `not_refused` (it passed, or a person looks at it already), or `cannot_be_appealed` (a text that
/// could not be read).
Result<Decision> refusal_of(
    store::Transaction& tx, std::string_view account, std::string_view id, store::Timestamp now
);

/// Opens a case for each prompt that is held and has none yet; returns how many.
Result<int> open_held(store::Transaction& tx, const Deadlines& deadlines, store::Timestamp now);

/// What a moderator needs to see of a prompt: {"texts", "findings", "rule", "stage", ...}; null
/// when it is gone.
Result<Json> look_at_prompt(store::Transaction& tx, std::string_view id);

}  // namespace hibari::domain
