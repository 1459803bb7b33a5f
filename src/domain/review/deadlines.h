#pragma once

// How long people may wait for a decision: by kind of case, category and jurisdiction. Operators
// may shorten every one of them. For intimate pictures and for children nobody may set more than
// the 48 hours of the Take It Down Act (15 U.S.C. 6851 note), wherever the server stands.

#include "base/result.h"

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

/// Where a case waits.
enum class Queue { kReports, kRemovals, kAppeals, kEnrolments, kPolicy };

/// "reports", "removals", "appeals", "enrolments" or "policy".
std::string_view to_string(Queue queue);

/// `invalid_argument` for any other word.
Result<Queue> queue_of(std::string_view word);

class Deadlines {
  public:
    static constexpr std::chrono::hours kRemovalMax{48};
    static constexpr std::chrono::hours kHoursMin{1};
    static constexpr std::chrono::hours kHoursMax{24 * 60};

    /// Those of the laws we know of: 24 h for reports, 48 h for removals, 7 days for appeals; India
    /// (IT Rules of 20 February 2026) 2 h for what is intimate and 3 h for the rest.
    Deadlines();

    /// The usual ones, changed by words like "reports=12 removals=24 removals/IN/intimate=2
    /// appeals=72": queue, jurisdiction (ISO 3166 or "*") and category (or "*"). A later word wins
    /// over an earlier one, a more exact one over a less exact one.
    static Result<Deadlines> parse(std::string_view text);

    std::chrono::hours of(Queue queue, std::string_view jurisdiction, std::string_view category)
        const;

  private:
    struct Rule {
        Queue queue = Queue::kReports;
        std::string jurisdiction;
        std::string category;
        std::chrono::hours hours{0};
    };

    std::vector<Rule> rules_;
};

}  // namespace hibari::domain
