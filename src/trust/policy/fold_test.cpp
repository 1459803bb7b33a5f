#include "trust/policy/fold.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>

namespace hibari::trust {
namespace {

std::vector<Token> folded(std::string_view text) {
    static const auto folder = Folder::create();
    std::vector<Token> tokens;
    EXPECT_FALSE(folder->fold(text, 0, tokens).has_value());
    return tokens;
}

bool reads(const Token& token, const std::string& word) {
    return token.text == word || std::ranges::find(token.readings, word) != token.readings.end();
}

TEST(Fold, ReadsDigitsAndSymbolsAsLetters) {
    EXPECT_TRUE(reads(folded("n4k3d").front(), "naked"));
    EXPECT_TRUE(reads(folded("$ex").front(), "sex"));
    EXPECT_TRUE(reads(folded("k1ll").front(), "kill"));
    EXPECT_TRUE(reads(folded("k1ll").front(), "klll"));
}

TEST(Fold, ReadsRepeatedLettersOnceOrTwice) {
    const auto tokens = folded("booooks nuuude");
    EXPECT_TRUE(reads(tokens[0], "books"));
    EXPECT_TRUE(reads(tokens[1], "nude"));
}

TEST(Fold, ReadsLookAlikeLettersAsLatinAndKeepsTheirOwnReading) {
    const auto tokens = folded("ѕех дом");
    EXPECT_TRUE(reads(tokens[0], "sex"));
    EXPECT_EQ(tokens[0].text, "ѕех");
    EXPECT_EQ(tokens[1].text, "дом");
}

TEST(Fold, DropsHiddenCharactersAndMarksAndKeepsTheBytes) {
    const std::string text = "é n\u00ADa\u200Bm\u0336e";
    const auto tokens = folded(text);
    ASSERT_EQ(tokens.size(), 2U);
    EXPECT_EQ(tokens[0].text, "e");
    EXPECT_EQ(tokens[1].text, "name");
    EXPECT_EQ(tokens[1].begin, 3U);
    EXPECT_EQ(tokens[1].end, text.size());
}

TEST(Fold, CutsIdeographsIntoTokensAndLeavesMarksOfIndicLetters) {
    EXPECT_EQ(folded("裸の女性").size(), 4U);
    EXPECT_EQ(folded("नग्न महिला").size(), 2U);
}

TEST(Fold, KnowsHandlesNumbersAndWhatSeparates) {
    const auto tokens = folded("@ann_b is 12. Fine, John F. Kennedy");
    EXPECT_TRUE(tokens[0].is_handle);
    EXPECT_EQ(tokens[0].text, "ann_b");
    EXPECT_TRUE(tokens[2].is_number);
    EXPECT_EQ(tokens[3].gap, Gap::kSentence);
    EXPECT_EQ(tokens[4].gap, Gap::kComma);
    EXPECT_LT(tokens[6].gap, Gap::kClause);
}

TEST(Fold, NamesTheByteOfAFault) {
    const auto folder = Folder::create();
    std::vector<Token> tokens;
    const auto fault = folder->fold("ab\xFF", 0, tokens);
    ASSERT_TRUE(fault.has_value());
    EXPECT_EQ(fault->at, 2U);
}

}  // namespace
}  // namespace hibari::trust
