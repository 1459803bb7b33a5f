#pragma once

// How many requests that make something an account may send in a minute. A bucket per account: full
// it holds a minute's worth, and it fills evenly. Kept in this process; behind several servers an
// account gets as many buckets.

#include "base/clock.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <mutex>
#include <string>

namespace hibari::server {

class RateLimit {
  public:
    /// How an account stands after a request.
    struct State {
        bool allowed = true;
        std::int64_t limit = 0;
        std::int64_t remaining = 0;
        /// Until the bucket is full again.
        std::chrono::milliseconds reset{0};
        /// Until one more is allowed; zero when one is.
        std::chrono::milliseconds wait{0};
    };

    explicit RateLimit(const Clock& clock) : clock_(clock) {}

    /// Counts one request of an account that may send `per_minute`.
    State take(const std::string& account, std::int64_t per_minute);

  private:
    struct Bucket {
        double tokens = 0.0;
        std::chrono::steady_clock::time_point filled{};
    };

    const Clock& clock_;
    std::mutex mutex_;
    std::map<std::string, Bucket> buckets_;
};

}  // namespace hibari::server
