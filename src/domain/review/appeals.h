#pragma once

// Redress: whoever a decision was taken against, or whose report it left without effect, has
// somebody else look again, free of charge, for six months.

#include "base/clock.h"
#include "base/result.h"
#include "domain/principal.h"
#include "domain/review/deadlines.h"
#include "domain/review/decisions.h"
#include "store/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

enum class AppealState { kOpen, kUpheld, kOverturned };

/// "open", "upheld" (the decision stands) or "overturned" (it was undone).
std::string_view to_string(AppealState state);

struct Appeal {
    std::string id;
    std::string decision;
    std::string text;
    AppealState state = AppealState::kOpen;
    std::int64_t created_at_us = 0;
    /// When somebody will have decided.
    std::int64_t due_at_us = 0;
    std::optional<std::int64_t> decided_at_us;
};

/// A strike as its account sees it.
struct Strike {
    std::string id;
    std::string decision;
    std::int64_t created_at_us = 0;
    std::int64_t expires_at_us = 0;
    std::optional<std::int64_t> undone_at_us;
};

inline constexpr std::size_t kAppealCharactersMax = 4000;

class Appeals {
  public:
    Appeals(store::Database& database, const Clock& clock, Deadlines deadlines)
        : database_(database), clock_(clock), deadlines_(std::move(deadlines)) {}

    /// `decision` is one of a moderator's, or one of the policy's that refused a prompt
    /// ("policy_…"). `not_found` for one that does not concern the account, `failed_precondition`
    /// (too_late, already_reversed, already_appealed; not_refused, cannot_be_appealed). A suspended
    /// account may appeal too.
    Result<Appeal> create(const Principal& who, std::string_view decision, std::string_view text);

    Result<Appeal> find(const Principal& who, std::string_view id);

    /// Decisions about the account's own things, newest first, at most 200.
    Result<std::vector<Decision>> decisions(const Principal& who);
    Result<std::vector<Strike>> strikes(const Principal& who);

  private:
    store::Database& database_;
    const Clock& clock_;
    Deadlines deadlines_;
};

}  // namespace hibari::domain
