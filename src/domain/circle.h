#pragma once

// Who follows whom and who blocked whom: what "mutuals" means, and who need not meet.

#include "base/clock.h"
#include "base/result.h"
#include "domain/principal.h"
#include "store/database.h"
#include "trust/consent/consent.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::domain {

/// What two accounts are to each other. To oneself one is neither.
Result<trust::Relation> relation_of(
    store::Transaction& tx, std::string_view one, std::string_view other
);

inline constexpr std::int64_t kFollowsMax = 5000;
inline constexpr std::int64_t kBlocksMax = 5000;

class Circle {
  public:
    Circle(store::Database& database, const Clock& clock) : database_(database), clock_(clock) {}

    /// `not_found` for no such account or one that blocked the other, `invalid_argument` for
    /// oneself, `failed_precondition` for too many. Doing any of these twice is doing it once.
    Result<void> follow(const Principal& who, std::string_view account);
    Result<void> unfollow(const Principal& who, std::string_view account);
    /// Ends following in both directions.
    Result<void> block(const Principal& who, std::string_view account);
    Result<void> unblock(const Principal& who, std::string_view account);

    /// Whom `who` follows, and whom they blocked: ids of accounts in order.
    Result<std::vector<std::string>> follows(const Principal& who);
    Result<std::vector<std::string>> blocks(const Principal& who);

  private:
    Result<void> remove(const Principal& who, std::string_view sql, std::string_view account);
    Result<std::vector<std::string>> list(const Principal& who, std::string_view sql);

    store::Database& database_;
    const Clock& clock_;
};

}  // namespace hibari::domain
