#pragma once

// What a person let through: the policy is a machine, and whoever it refuses may have somebody
// look. What that somebody lets through passes from then on for that account, word for word;
// another word is another prompt.

#include "base/result.h"
#include "store/database.h"
#include "store/job_queue.h"
#include "trust/policy/policy.h"

#include <string>
#include <string_view>

namespace hibari::domain {

/// SHA-256 of all texts that were asked for and of who is in it, hexadecimal. What was made of them
/// does not count, so a pass is good for the prompt and for the finished clip.
std::string digest_of(const trust::PolicySubject& subject);

/// Whether nobody can let it through: the floor, and what the owner of a likeness forbade.
bool is_beyond_pass(const trust::PolicyDecision& decision);

Result<bool> has_pass(store::Transaction& tx, std::string_view account, std::string_view digest);

/// Lets through what a row of `policy_decisions` refused or held, because of `cause`.
/// Errors: `not_found`; `failed_precondition` with reason `cannot_be_passed` (is_beyond_pass, and
/// rows that know no digest).
Result<void> grant_pass(
    store::Transaction& tx,
    std::string_view policy_decision,
    std::string_view cause,
    store::Timestamp now
);

/// Ends what that cause let through.
Result<void> end_passes(store::Transaction& tx, std::string_view cause);

}  // namespace hibari::domain
