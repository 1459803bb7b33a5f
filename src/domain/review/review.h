#pragma once

// What moderators do: look at what waits, take a case, decide it, agree to what cannot be undone.
// Every act is one transaction with its entry in the audit log. A console is a screen over these
// functions and nothing else.

#include "base/clock.h"
#include "base/result.h"
#include "domain/paging.h"
#include "domain/principal.h"
#include "domain/review/case_rows.h"
#include "domain/review/deadlines.h"
#include "domain/review/decisions.h"
#include "domain/video.h"
#include "store/database.h"
#include "store/events.h"

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

/// What a moderator looks through.
struct CaseFilter {
    std::optional<Queue> queue;
    /// All that are not decided when absent.
    std::optional<CaseState> state;
    /// 1 to 200.
    std::int64_t limit = 50;
};

/// Somebody's words in a case.
struct CaseVoice {
    /// A report, a request for removal or an appeal.
    std::string kind;
    std::string category;
    std::string text;
    std::int64_t created_at_us = 0;
};

/// All that a decision needs to know.
struct CaseFile {
    ReviewCase about;
    std::vector<CaseVoice> voices;
    /// What was decided about the thing before, newest first.
    std::vector<Decision> history;
    /// Strikes of its account that count.
    std::int64_t strikes = 0;
    /// Of a clip: the prompts it came from, oldest first.
    std::vector<std::string> lineage;
    /// Of a prompt: look_at_prompt.
    Json prompt = nullptr;
};

struct ReviewParts {
    store::Database& database;
    store::Events& events;
    const Clock& clock;
    /// Clips that look or sound the same as that one, however they were made: their ids. May be
    /// empty. Asked before the transaction, for it takes a second.
    std::function<std::vector<std::string>(std::string_view video)> copies;
    Deadlines deadlines = {};
};

class Review {
  public:
    explicit Review(ReviewParts parts) : parts_(std::move(parts)) {}

    /// A case stays a moderator's for so long after the last time it was claimed.
    static constexpr std::chrono::minutes kClaimLasts{15};
    /// So long before its deadline an undecided request for removal is heeded for the time being.
    static constexpr std::chrono::minutes kHeedBefore{30};

    /// Those whose deadline is near first, then by priority, then by age.
    Result<std::vector<ReviewCase>> cases(const Principal& who, const CaseFilter& filter);
    Result<CaseFile> look(const Principal& who, std::string_view id);

    /// Takes it for kClaimLasts; again by the same moderator prolongs that. `failed_precondition`
    /// (claimed_by_another, case_decided), `permission_denied` (another_moderator_needed) for who
    /// took the decision that is appealed, or whose own thing it is.
    Result<ReviewCase> claim(const Principal& who, std::string_view id);
    Result<ReviewCase> release(const Principal& who, std::string_view id);
    /// The clip that a claimed case is about, to be looked at: of a video or a post, also when
    /// nobody else may see it. Each time is in the audit log. `failed_precondition` unless claimed,
    /// `not_found` for what has no clip (any more).
    Result<Video> evidence(const Principal& who, std::string_view id);

    /// For a more experienced colleague: it stands out and is nobody's.
    Result<ReviewCase> escalate(const Principal& who, std::string_view id, std::string_view why);

    /// Decides a case that one has claimed and that is no appeal (but one against "nothing is
    /// wrong", which is decided anew). Tells the account, those whose
    /// clips go along, and those who reported.
    Result<Decision> decide(const Principal& who, std::string_view id, const Ruling& ruling);

    /// Decides an appeal that one has claimed: the decision stands, or all of it is undone.
    Result<Decision> decide_appeal(
        const Principal& who, std::string_view id, bool overturn, std::string_view facts
    );

    /// The second say to a deletion, by somebody else: from now on it cannot be undone.
    Result<Decision> approve(const Principal& who, std::string_view decision);

    /// Undoes a decision outside an appeal, for mistakes that moderators see themselves.
    Result<Decision> reverse(const Principal& who, std::string_view decision, std::string_view why);

    Result<std::vector<Decision>> decisions(const Principal& who, const PageRequest& page);

    /// What the clock does: prompts that the policy holds become cases; what nobody decided in time
    /// stands out; and what a request for removal calls intimate, a child's harm or somebody's
    /// likeness is withheld before its time is over, until a person has looked. Returns how many
    /// cases changed.
    Result<int> keep_time();

  private:
    store::Timestamp now() const;
    /// Of the clip that a case is about.
    Result<std::vector<std::string>> copies_for(std::string_view id) const;
    void tell_workers(const Effects& effects) const;

    ReviewParts parts_;
};

}  // namespace hibari::domain
