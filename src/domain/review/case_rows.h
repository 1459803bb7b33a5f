#pragma once

// Cases: what waits for a moderator, and the one place that knows the columns of `review_cases`.
// All reports about a thing join its one open case, so a hundred people who report a clip make one
// piece of work that is more urgent.

#include "base/result.h"
#include "domain/review/deadlines.h"
#include "domain/subject.h"
#include "store/database.h"
#include "store/job_queue.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

enum class CaseState { kOpen, kEscalated, kDecided };

/// "open", "escalated" or "decided".
std::string_view to_string(CaseState state);

/// `invalid_argument` for any other word.
Result<CaseState> case_state_of(std::string_view word);

/// Times are microseconds since 1970 in UTC.
struct ReviewCase {
    std::string id;
    Queue queue = Queue::kReports;
    Subject subject;
    /// Whose the subject is; empty for nobody's.
    std::string account;
    std::string category;
    std::int64_t priority = 0;
    CaseState state = CaseState::kOpen;
    std::int64_t reports = 0;
    /// The moderator whose it is until then; empty for nobody.
    std::string claimed_by;
    std::int64_t claimed_until_us = 0;
    /// Of an appeal: the decision, and who may not decide again.
    std::string decision;
    std::vector<std::string> excluded;
    std::int64_t created_at_us = 0;
    std::int64_t due_at_us = 0;
    std::optional<std::int64_t> decided_at_us;
};

extern const std::string_view kCaseColumns;

Result<ReviewCase> case_of(const store::Row& row);

/// `not_found` when there is none.
Result<ReviewCase> find_case(store::Transaction& tx, std::string_view id);

/// What is to be decided.
struct NewCase {
    Queue queue = Queue::kReports;
    Subject subject;
    std::string account;
    std::string_view category;
    std::chrono::hours within{24};
    std::string decision = {};
    std::vector<std::string> excluded = {};
};

/// The open case about that thing (and decision) in that queue, made when there is none. The graver
/// category and the earlier deadline win; whatever joins counts as one more report.
Result<ReviewCase> join_case(store::Transaction& tx, const NewCase& wanted, store::Timestamp now);

/// Whose a thing is; `not_found` when there is no such thing.
Result<std::string> owner_of(store::Transaction& tx, const Subject& subject);

}  // namespace hibari::domain
