#include "domain/likeness_challenges.h"

#include "domain/testing_house.h"

#include <gtest/gtest.h>

namespace hibari::domain {
namespace {

constexpr std::int64_t kNow = 1'700'000'000'000'000;
constexpr std::int64_t kLife = 120'000'000;
constexpr std::int64_t kDay = 86'400'000'000;

Result<std::string> open(House& house, const std::string& account, std::int64_t now) {
    return house.database->write([&](store::Transaction& tx) {
        return open_challenge(
            tx,
            {.account = account,
             .challenge = "{\"digits\":\"123456\"}",
             .now_us = now,
             .expires_at_us = now + kLife}
        );
    });
}

Result<std::string> take(House& house, const std::string& account, const std::string& id) {
    return house.database->write([&](store::Transaction& tx) {
        return take_challenge(tx, account, id, kNow + 1);
    });
}

TEST(LikenessChallenges, AreGoodOnce) {
    House house;
    const auto id = open(house, "acct_ann", kNow);
    ASSERT_TRUE(id) << to_string(id.error());
    EXPECT_EQ(take(house, "acct_ann", *id).value_or(""), "{\"digits\":\"123456\"}");
    const auto again = take(house, "acct_ann", *id);
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().reason, "challenge_used");
}

TEST(LikenessChallenges, AreGoodForWhomTheyWereMade) {
    House house;
    const auto id = open(house, "acct_ann", kNow);
    EXPECT_EQ(take(house, "acct_bob", *id).error().code, ErrorCode::kNotFound);
    EXPECT_TRUE(take(house, "acct_ann", *id));
}

TEST(LikenessChallenges, AreFewAtATime) {
    House house;
    for (std::int64_t i = 0; i < kOpenChallengesMax; ++i) {
        ASSERT_TRUE(open(house, "acct_ann", kNow));
    }
    EXPECT_EQ(open(house, "acct_ann", kNow).error().reason, "too_many_challenges");
    EXPECT_TRUE(open(house, "acct_bob", kNow));
    EXPECT_TRUE(open(house, "acct_ann", kNow + kLife + 1));
}

TEST(LikenessChallenges, AreAFewADayAnsweredOrNot) {
    House house;
    std::int64_t now = kNow;
    for (std::int64_t i = 0; i < kChallengesPerDay; ++i, now += kLife + 1) {
        const auto id = open(house, "acct_ann", now);
        ASSERT_TRUE(id) << to_string(id.error());
        if (i % 2 == 0) {
            ASSERT_TRUE(take(house, "acct_ann", *id));
        }
    }
    const auto refused = open(house, "acct_ann", now);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::kResourceExhausted);
    EXPECT_EQ(refused.error().reason, "daily_challenges_used");
    // The first was asked for on 2023-11-14 at 22:13:20.
    EXPECT_EQ(refused.error().hint, "ask again after 2023-11-15T22:13:20.000Z");
    EXPECT_TRUE(open(house, "acct_bob", now));
    EXPECT_FALSE(open(house, "acct_ann", kNow + kDay - 1));
    EXPECT_TRUE(open(house, "acct_ann", kNow + kDay));
    EXPECT_FALSE(open(house, "acct_ann", kNow + kDay + 1));
}

TEST(LikenessChallenges, AreForgottenAfterADay) {
    House house;
    const auto id = open(house, "acct_ann", kNow);
    ASSERT_TRUE(open(house, "acct_bob", kNow + kDay));
    EXPECT_EQ(take(house, "acct_ann", *id).error().code, ErrorCode::kNotFound);
}

}  // namespace
}  // namespace hibari::domain
