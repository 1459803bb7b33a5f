#include "domain/secrets.h"

#include <gtest/gtest.h>

namespace hibari::domain {
namespace {

TEST(Password, IsKnownByItsHashAndNoOtherIs) {
    const auto hash = hash_password("correct horse");
    ASSERT_TRUE(hash);
    EXPECT_TRUE(hash->starts_with("$argon2id$"));
    EXPECT_TRUE(is_password("correct horse", *hash));
    EXPECT_FALSE(is_password("correct hors", *hash));
    EXPECT_FALSE(is_password("", *hash));
    EXPECT_FALSE(is_password("correct horse", ""));
    EXPECT_NE(*hash_password("correct horse"), *hash) << "no salt";
}

TEST(Password, HasALeastAndAGreatestLength) {
    EXPECT_FALSE(hash_password("short"));
    EXPECT_FALSE(hash_password(std::string(2000, 'x')));
    EXPECT_TRUE(hash_password(make_password()));
}

// FIPS 180-4, the example "abc".
TEST(HashOf, IsSha256) {
    EXPECT_EQ(hash_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST(Secret, HasItsPrefixAndNeverRepeats) {
    const std::string key = make_secret("sk-hibari-");
    EXPECT_EQ(key.size(), 10U + 43U);
    EXPECT_NE(key, make_secret("sk-hibari-"));
    EXPECT_EQ(hint_of(key), "sk-hibari-…" + key.substr(key.size() - 4));
}

}  // namespace
}  // namespace hibari::domain
