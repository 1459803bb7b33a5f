#pragma once

// Which challenges are open for recordings of likenesses. Each is good once, for the account that
// it was made for: taking it and finding out that somebody else took it before are one statement.
// What is in it is the business of trust/likeness; here it is a text.

#include "base/result.h"
#include "store/database.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hibari::domain {

/// How many an account may have open: whoever asks again and again is looking for an easy one.
inline constexpr std::int64_t kOpenChallengesMax = 5;

/// How many an account gets in any 24 hours, unless the operator says otherwise
/// (`likenesses.challenges_per_day`). Each is one try at the judge of recordings.
inline constexpr std::int64_t kChallengesPerDay = 10;

struct NewChallenge {
    std::string_view account;
    std::string_view challenge;
    std::int64_t now_us = 0;
    std::int64_t expires_at_us = 0;
    std::int64_t per_day_max = kChallengesPerDay;
};

/// Keeps a challenge and returns its id. Forgets what is older than a day.
/// `resource_exhausted` (reason `too_many_challenges`) while that account has kOpenChallengesMax,
/// (reason `daily_challenges_used`, with the time of the next one) when it had its share of the
/// last 24 hours, answered or not.
Result<std::string> open_challenge(store::Transaction& tx, const NewChallenge& wanted);

/// Takes it for good, late or not, and returns its text. `not_found` when that account has none of
/// that id, `failed_precondition` (reason `challenge_used`) when a recording came before.
Result<std::string> take_challenge(
    store::Transaction& tx, std::string_view account, std::string_view id, std::int64_t now_us
);

}  // namespace hibari::domain
