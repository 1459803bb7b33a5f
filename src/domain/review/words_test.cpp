#include "domain/review/words.h"

#include <gtest/gtest.h>

namespace hibari::domain {
namespace {

TEST(Words, AreTrimmedAndKeepTheirLines) {
    EXPECT_EQ(check_words("  one\ntwo \n", 20, "text").value(), "one\ntwo");
    EXPECT_EQ(check_words(" ", 20, "text").value(), "");
}

TEST(Words, AreCountedInCharacters) {
    EXPECT_TRUE(check_words("\u00E9\u00E9\u00E9", 3, "text"));
    const auto long_one = check_words("four", 3, "text");
    ASSERT_FALSE(long_one);
    EXPECT_EQ(long_one.error().field, "text");
}

TEST(Words, AreTextAndNothingElse) {
    EXPECT_FALSE(check_words("\xC3(", 20, "text"));
    EXPECT_FALSE(check_words("a\x1B[31m", 20, "text"));
}

TEST(Words, ThatAreNeededMustBeThere) {
    const auto none = require_words(" \n", 20, "contact");
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().field, "contact");
    EXPECT_EQ(require_words("me", 20, "contact").value(), "me");
}

}  // namespace
}  // namespace hibari::domain
