#include "trust/likeness/challenge.h"

#include "base/rng.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <set>

namespace hibari::trust {
namespace {

std::string secret(int number) {
    Rng rng(static_cast<std::uint64_t>(number));
    std::string bytes;
    while (bytes.size() < kChallengeSecretBytes) {
        bytes += static_cast<char>(rng.integer(0, 255));
    }
    return bytes;
}

TEST(Challenge, ComesBackFromJsonAsItWas) {
    for (int i = 0; i < 50; ++i) {
        const Challenge challenge = Challenge::make(secret(i), 1'700'000'000'000'000 + i);
        const auto again = challenge_from_json(to_json(challenge));
        ASSERT_TRUE(again) << to_string(again.error());
        EXPECT_EQ(*again, challenge);
    }
}

TEST(Challenge, HasNoTwinAmongTwoThousand) {
    std::set<std::string> nonces;
    std::set<std::string> digits;
    for (int i = 0; i < 2000; ++i) {
        const Challenge challenge = Challenge::make(secret(i), 0);
        nonces.insert(challenge.nonce);
        digits.insert(challenge.digits);
    }
    EXPECT_EQ(nonces.size(), 2000U);
    // 2,000 draws out of a million meet about twice.
    EXPECT_GT(digits.size(), 1985U);
}

TEST(Challenge, AsksForBothSidesAndChangesColourAtEveryStep) {
    std::set<std::vector<Turn>> orders;
    std::array<int, 10> digit_counts{};
    for (int i = 0; i < 2000; ++i) {
        const Challenge challenge = Challenge::make(secret(i), 0);
        orders.insert(challenge.turns);
        EXPECT_NE(std::count(challenge.turns.begin(), challenge.turns.end(), Turn::kLeft), 0);
        EXPECT_NE(std::count(challenge.turns.begin(), challenge.turns.end(), Turn::kRight), 0);
        EXPECT_EQ(
            std::adjacent_find(challenge.flashes.begin(), challenge.flashes.end()),
            challenge.flashes.end()
        );
        for (const char digit : challenge.digits) {
            ++digit_counts[static_cast<std::size_t>(digit - '0')];
        }
    }
    EXPECT_EQ(orders.size(), 6U);
    // 12,000 digits: 1,200 of each, with a standard deviation of 33.
    for (const int count : digit_counts) {
        EXPECT_NEAR(count, 1200, 5 * 33);
    }
}

TEST(Challenge, RefusesWhatIsNoChallenge) {
    Json json = to_json(Challenge::make(secret(1), 5));
    json.set("digits", "12345x");
    EXPECT_FALSE(challenge_from_json(json));
    json.set("digits", "123");
    EXPECT_FALSE(challenge_from_json(json));
    EXPECT_FALSE(challenge_from_json(Json("nothing")));
}

}  // namespace
}  // namespace hibari::trust
