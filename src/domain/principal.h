#pragma once

// Who a request comes from and what that lets it do. Made once per request from a key or a session
// and handed to every rule.

#include "base/result.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace hibari::domain {

/// A plan: a row of the table `tiers`.
struct Tier {
    std::string name;
    /// Weight of clips per rolling 24 hours.
    std::int64_t allowance = 0;
    /// Clips made at the same time.
    std::int64_t concurrency = 0;
    /// Clips that wait or are made.
    std::int64_t queue_max = 0;
    std::int64_t priority = 0;
    std::int64_t seconds_max = 0;
    std::int64_t long_side_max = 0;
    std::string quality_max;
    std::int64_t creates_per_minute = 0;
};

/// What a key may be used for.
enum class Scope { kRead, kWrite, kModerate, kAdmin };

struct Principal {
    std::string account;
    /// What the key belongs to; of a session the account's first project.
    std::string project;
    /// The key's id; empty for a session.
    std::string key;
    /// What the session is kept under; empty for a key.
    std::string session;
    bool is_admin = false;
    bool is_moderator = false;
    bool can_read = false;
    bool can_write = false;
    bool is_suspended = false;
    Tier tier;
};

/// Fails with `permission_denied` when the principal lacks the scope or is suspended. Administering
/// and moderating need both such an account and a key or session that may.
Result<void> require(const Principal& principal, Scope scope);

/// The same for what a suspended account may still do: read why, and appeal.
Result<void> require_even_suspended(const Principal& principal, Scope scope);

}  // namespace hibari::domain
