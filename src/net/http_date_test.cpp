#include "net/http_date.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace hibari::net {
namespace {

using std::chrono::system_clock;

TEST(HttpDate, WritesTheExampleOfTheRfc) {
    EXPECT_EQ(to_http_date(system_clock::from_time_t(784111777)), "Sun, 06 Nov 1994 08:49:37 GMT");
}

TEST(HttpDate, RefusesWhatIsNoDate) {
    EXPECT_FALSE(parse_http_date(""));
    EXPECT_FALSE(parse_http_date("Sunday, 06-Nov-94 08:49:37 GMT"));
    EXPECT_FALSE(parse_http_date("Sun, 31 Feb 1994 08:49:37 GMT"));
    EXPECT_FALSE(parse_http_date("Sun, 06 Nov 1994 24:49:37 GMT"));
    EXPECT_FALSE(parse_http_date("Sun, 06 nov 1994 08:49:37 GMT"));
    EXPECT_FALSE(parse_http_date("Sun, 06 Nov 1994 08:49:37 UTC"));
}

RC_GTEST_PROP(HttpDate, ComesBackAsItWasWritten, ()) {
    const auto seconds = *rc::gen::inRange<std::int64_t>(0, 4102444800);
    const auto time = system_clock::from_time_t(seconds);
    RC_ASSERT(parse_http_date(to_http_date(time)) == time);
}

}  // namespace
}  // namespace hibari::net
