#include "server/rate_limit.h"

#include <algorithm>
#include <cmath>

namespace hibari::server {
namespace {

using Seconds = std::chrono::duration<double>;

// Buckets of accounts that sent nothing for a minute are full: forgetting them changes nothing.
constexpr std::size_t kBucketsMax = 100'000;
constexpr double kWindow_s = 60.0;

std::chrono::milliseconds in_ms(double seconds) {
    return std::chrono::milliseconds(static_cast<std::int64_t>(std::ceil(1000.0 * seconds)));
}

}  // namespace

RateLimit::State RateLimit::take(const std::string& account, std::int64_t per_minute) {
    const auto limit = static_cast<double>(std::max<std::int64_t>(per_minute, 1));
    const double per_second = limit / kWindow_s;
    const auto now = clock_.now();
    const std::scoped_lock lock(mutex_);
    if (buckets_.size() >= kBucketsMax) {
        std::erase_if(buckets_, [&](const auto& entry) {
            return Seconds(now - entry.second.filled).count() > kWindow_s;
        });
    }
    const auto [entry, added] = buckets_.try_emplace(account, Bucket{limit, now});
    Bucket& bucket = entry->second;
    bucket.tokens =
        std::min(limit, bucket.tokens + per_second * Seconds(now - bucket.filled).count());
    bucket.filled = now;
    State state;
    state.limit = static_cast<std::int64_t>(limit);
    state.allowed = bucket.tokens >= 1.0;
    if (state.allowed) {
        bucket.tokens -= 1.0;
    } else {
        state.wait = in_ms((1.0 - bucket.tokens) / per_second);
    }
    state.remaining = static_cast<std::int64_t>(bucket.tokens);
    state.reset = in_ms((limit - bucket.tokens) / per_second);
    return state;
}

}  // namespace hibari::server
