#pragma once

// What was decided about a case, why, and what follows from it. A decision that limits anybody
// carries a statement of reasons (Digital Services Act, Article 17), which its account is given in
// a notice. Undoing a decision undoes everything that it did and nothing else, because every effect
// is kept under its id: withholdings, strikes, suspensions.

#include "base/json.h"
#include "base/result.h"
#include "domain/review/case_rows.h"
#include "domain/subject.h"
#include "store/database.h"
#include "store/job_queue.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

enum class Action {
    /// Nothing is wrong with it.
    kNone,
    /// Its account is told what to mind.
    kWarn,
    /// Nobody sees it any more; it is kept, and comes back when the decision is undone.
    kRemove,
    /// Its files are destroyed: needs a second moderator, until then it is removed.
    kDelete,
    /// Its account may do nothing any more.
    kSuspend,
};

/// "none", "warn", "remove", "delete" or "suspend".
std::string_view to_string(Action action);

/// `invalid_argument` for any other word.
Result<Action> action_of(std::string_view word);

/// Why, in the words that the account reads.
struct Ruling {
    Action action = Action::kNone;
    std::string category;
    /// What was seen and why it is against the rule.
    std::string facts;
    /// The law it rests on; empty when it is the rules of this place.
    std::string law;
    /// For other moderators.
    std::string note;
    /// Whether the account gets a strike, of removals.
    bool strike = true;
};

struct Decision {
    std::string id;
    std::string case_id;
    Subject subject;
    std::string account;
    Action action = Action::kNone;
    std::string category;
    /// Empty: the clock ran out and it was removed for the time being.
    std::string moderator;
    std::string approved_by;
    Json statement = nullptr;
    std::string note;
    std::int64_t created_at_us = 0;
    std::string reversed_by;
    std::optional<std::int64_t> reversed_at_us;
};

/// A strike counts for so long.
inline constexpr std::chrono::hours kStrikeLasts{24 * 90};
/// With so many that count, a moderator is asked about the account.
inline constexpr std::int64_t kStrikesForReview = 3;
/// How long a decision can be appealed (Digital Services Act, Article 20: at least six months).
inline constexpr std::chrono::hours kAppealWithin{24 * 183};
inline constexpr std::size_t kFactsCharactersMax = 2000;

extern const std::string_view kDecisionColumns;

Result<Decision> decision_of(const store::Row& row);

/// `not_found` when there is none.
Result<Decision> find_decision(store::Transaction& tx, std::string_view id);

/// What a decision did that others must hear of after the transaction.
struct Effects {
    /// Clips whose making was stopped.
    std::vector<std::string> stopped;
};

/// Writes the decision of `moderator` (empty: of the clock) and does what it says, in the
/// transaction: rows, strikes, notices to the account and to all whose clips go along, audit. The
/// case is not touched. `copies`: clips that are the same as the one it is about, to go along.
Result<Decision> carry_out(
    store::Transaction& tx,
    const ReviewCase& about,
    const Ruling& ruling,
    const std::vector<std::string>& copies,
    std::string_view moderator,
    store::Timestamp now,
    Effects& effects
);

/// Undoes all that the decision did, in the name of `by`, and tells those concerned.
Result<void> undo(
    store::Transaction& tx,
    const Decision& decision,
    std::string_view by,
    std::string_view moderator,
    store::Timestamp now
);

}  // namespace hibari::domain
