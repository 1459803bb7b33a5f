#pragma once

// Conditional requests (RFC 9110 section 13): a client that has a copy asks only for news, and one
// that changes something says which version it means.

#include "net/http.h"

#include <chrono>
#include <string>
#include <string_view>

namespace hibari::net {

/// What identifies the current version of what is served.
struct Validators {
    /// Quoted, as in the field: "\"abc\"" or "W/\"abc\"". Empty when there is none.
    std::string etag = {};
    /// Zero when unknown.
    std::chrono::system_clock::time_point modified = {};
};

/// How to answer.
enum class Condition {
    /// As if there were no condition.
    kProceed,
    /// 304, without a body.
    kNotModified,
    /// 412.
    kPreconditionFailed,
};

/// Weighs If-Match, If-Unmodified-Since, If-None-Match and If-Modified-Since in the order of RFC
/// 9110 section 13.2.2. A condition that cannot be read counts as failed when it protects a change
/// and as absent when it only saves a transfer.
Condition check_conditions(const Request& request, const Validators& current);

/// Whether the request's Range may be honoured: there is no If-Range, or it names this version.
bool range_applies(const Request& request, const Validators& current);

/// Whether a list of entity tags ("*" or `"a", W/"b"`) names `etag`. Weak tags match only in a weak
/// comparison.
enum class Comparison { kStrong, kWeak };
bool etag_list_has(std::string_view list, std::string_view etag, Comparison comparison);

}  // namespace hibari::net
