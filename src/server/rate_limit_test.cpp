#include "server/rate_limit.h"

#include <gtest/gtest.h>

namespace hibari::server {
namespace {

using std::chrono::seconds;

TEST(RateLimit, AllowsAMinutesWorthAtOnceAndThenOneAtATime) {
    FakeClock clock;
    RateLimit limit(clock);
    for (int i = 0; i < 30; ++i) {
        EXPECT_TRUE(limit.take("a", 30).allowed) << i;
    }
    const auto refused = limit.take("a", 30);
    EXPECT_FALSE(refused.allowed);
    EXPECT_EQ(refused.limit, 30);
    EXPECT_EQ(refused.remaining, 0);
    EXPECT_EQ(refused.wait, seconds(2));
    EXPECT_EQ(refused.reset, seconds(60));
    clock.advance(seconds(2));
    EXPECT_TRUE(limit.take("a", 30).allowed);
    EXPECT_FALSE(limit.take("a", 30).allowed);
}

TEST(RateLimit, CountsEveryAccountByItself) {
    FakeClock clock;
    RateLimit limit(clock);
    EXPECT_TRUE(limit.take("a", 1).allowed);
    EXPECT_FALSE(limit.take("a", 1).allowed);
    EXPECT_TRUE(limit.take("b", 1).allowed);
}

}  // namespace
}  // namespace hibari::server
