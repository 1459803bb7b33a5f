#include "net/server_context.h"

#include <gtest/gtest.h>

namespace hibari::net {
namespace {

using Answer = ConnectionCounts::Answer;

TEST(ConnectionCounts, LimitsOneAddressAndAll) {
    ConnectionCounts counts(3, 2);
    EXPECT_EQ(counts.take("a", false), Answer::kTaken);
    EXPECT_EQ(counts.take("a", false), Answer::kTaken);
    EXPECT_EQ(counts.take("a", false), Answer::kTooManyFromThere);
    EXPECT_EQ(counts.take("b", false), Answer::kTaken);
    EXPECT_EQ(counts.take("c", false), Answer::kTooMany);
    EXPECT_EQ(counts.all(), 3U);
    counts.release("a", false);
    EXPECT_EQ(counts.take("a", false), Answer::kTaken);
}

TEST(ConnectionCounts, ProxiesCountInAllOnly) {
    ConnectionCounts counts(3, 1);
    for (int i = 0; i < 3; ++i) {
        EXPECT_EQ(counts.take("proxy", true), Answer::kTaken);
    }
    EXPECT_EQ(counts.take("proxy", true), Answer::kTooMany);
}

TEST(ConnectionCounts, WaitsUntilThereAreNone) {
    ConnectionCounts counts(3, 3);
    const auto past = std::chrono::steady_clock::now();
    EXPECT_TRUE(counts.wait_until_none(past));
    EXPECT_EQ(counts.take("a", false), Answer::kTaken);
    EXPECT_FALSE(counts.wait_until_none(past));
    std::jthread leaver([&] { counts.release("a", false); });
    counts.wait_until_none();
    EXPECT_EQ(counts.all(), 0U);
}

TEST(ServerContext, MakesPlainErrorPages) {
    ServerHooks hooks;
    const ServerContext context({}, {}, hooks);
    const Response page = context.error_page(404, "not_found", "nothing here");
    EXPECT_EQ(page.status, 404);
    EXPECT_EQ(std::get<std::string>(page.body), "nothing here\n");
}

}  // namespace
}  // namespace hibari::net
