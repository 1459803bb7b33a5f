#include "base/text.h"

#include <array>
#include <gtest/gtest.h>

namespace hibari {
namespace {

TEST(Utf8, AcceptsEveryLengthAndRejectsIllFormedBytes) {
    EXPECT_TRUE(is_valid_utf8("ball \xC3\xA9 \xE2\x82\xAC \xF0\x9F\x8F\x80"));
    for (const char* bad :
         {"\xC0\xAF", "\xE0\x80\x80", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF", "\x80", "\xE2\x82"
         }) {
        EXPECT_FALSE(is_valid_utf8(bad));
        EXPECT_TRUE(is_valid_utf8(to_valid_utf8(bad)));
    }
}

TEST(Utf8, PrefixDoesNotCutACharacter) {
    EXPECT_EQ(utf8_prefix("a\xE2\x82\xAC", 3), "a");
    EXPECT_EQ(utf8_prefix("a\xE2\x82\xAC", 4), "a\xE2\x82\xAC");
    EXPECT_EQ(count_code_points("a\xE2\x82\xAC"), 2U);
}

TEST(Text, TrimsSplitsAndLowers) {
    EXPECT_EQ(trim(" \t a b\n"), "a b");
    EXPECT_EQ(trim("  "), "");
    EXPECT_EQ(to_lower("Red BALL \xC3\x89"), "red ball \xC3\x89");
    EXPECT_EQ(split("a,,b", ','), (std::vector<std::string_view>{"a", "", "b"}));
    EXPECT_EQ(split("", ',').size(), 1U);
}

TEST(Text, FindsWholeWordsOnly) {
    EXPECT_TRUE(has_word("a ski jump", "ski"));
    EXPECT_TRUE(has_word("a taxi-cab", "cab"));
    EXPECT_TRUE(has_word("scab and cab", "cab"));
    EXPECT_FALSE(has_word("a skinny man", "ski"));
    EXPECT_FALSE(has_word("an old scab", "cab"));
    EXPECT_FALSE(has_word("", "ski"));
}

TEST(Text, JoinsWordsAndSplitsThemAgain) {
    const std::vector<std::string> words = {"one", "two", "three"};
    EXPECT_EQ(join_words(words), "one two three");
    EXPECT_EQ(split_words("one two three"), words);
    EXPECT_EQ(split_words("  one  two three "), words);
    EXPECT_EQ(join_words({}), "");
    EXPECT_TRUE(split_words("").empty());
}

TEST(NearestWord, FindsTyposAndRefusesStrangers) {
    constexpr std::array<std::string_view, 3> kKnown = {"size", "colour", "position"};
    EXPECT_EQ(nearest_word("sise", kKnown), "size");
    EXPECT_EQ(nearest_word("color", kKnown), "colour");
    EXPECT_EQ(nearest_word("weather", kKnown), "");
    EXPECT_EQ(nearest_word("", kKnown), "");
}

}  // namespace
}  // namespace hibari
