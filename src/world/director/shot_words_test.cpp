#include "world/director/shot_words.h"

#include "world/director/nouns.h"

#include <gtest/gtest.h>
#include <string>
#include <string_view>
#include <vector>

namespace hibari::world {
namespace {

class ShotWordsTest : public testing::Test {
  protected:
    void read(std::string_view text) {
        tokens_ = tokenize(text);
        words_.open(tokens_);
    }

    const Nouns nouns_ = catalogue_nouns();
    const Dictionary dictionary_{nouns_};
    std::vector<Token> tokens_;
    ShotWords words_{dictionary_};
};

TEST_F(ShotWordsTest, ReadsNumbersInWords) {
    read("twenty-four red balls");
    std::size_t at = 0;
    EXPECT_EQ(words_.spoken_number(at), 24);
    EXPECT_TRUE(words_.is(at, "red"));
    read("three hundred balls");
    at = 0;
    EXPECT_EQ(words_.spoken_number(at), 300);
    read("two hundred and fifty marbles");
    at = 0;
    EXPECT_EQ(words_.spoken_number(at), 250);
    EXPECT_TRUE(words_.is(at, "marbles"));
    read("one thousand two hundred balls");
    at = 0;
    EXPECT_GE(words_.spoken_number(at), 1000);
    read("a ball");
    at = 0;
    EXPECT_EQ(words_.spoken_number(at), std::nullopt);
    EXPECT_EQ(at, 0U);
}

TEST_F(ShotWordsTest, FindsWhereMeasuresEnd) {
    read("2 kg of sand");
    EXPECT_EQ(words_.measure_end(0), 2U);
    read("2 dogs");
    EXPECT_EQ(words_.measure_end(0), 0U);
}

TEST_F(ShotWordsTest, CountsTurns) {
    for (const auto& [text, turns] :
         {std::pair{"double", 2}, {"seven twenty", 2}, {"1080", 3}, {"360", 1}, {"quick", 0}}) {
        read(text);
        EXPECT_EQ(words_.turns_told(0, tokens_.size()), turns) << text;
    }
}

TEST_F(ShotWordsTest, AClauseEndsAtPunctuationAndQuotesButNotAtAnApostrophe) {
    read("the man's dog, \"he\" said");
    EXPECT_FALSE(words_.is_boundary(0));
    EXPECT_FALSE(words_.is_boundary(2));  // 's
    EXPECT_TRUE(words_.is_boundary(4));
    EXPECT_TRUE(words_.is_boundary(5));
    EXPECT_FALSE(words_.is_any(5, "he|she"));  // spoken, not told
    EXPECT_TRUE(words_.is_boundary(tokens_.size()));
}

TEST_F(ShotWordsTest, KeepsTheFirstMarkUnlessReported) {
    read("a red ball");
    words_.use(0, 2, TokenUse::kGrammar);
    words_.use(0, 3);
    EXPECT_EQ(tokens_[1].use, TokenUse::kGrammar);
    EXPECT_EQ(tokens_[2].use, TokenUse::kUnderstood);
    words_.use(1, 2, TokenUse::kReported);
    EXPECT_EQ(tokens_[1].use, TokenUse::kReported);
}

TEST_F(ShotWordsTest, KnowsNothingBehindTheLastWord) {
    read("ball");
    EXPECT_NE(words_.hit(0, WordKind::kThing), nullptr);
    EXPECT_EQ(words_.hit(1, WordKind::kThing), nullptr);
    EXPECT_EQ(words_.shown(0, 9), "ball");
}

}  // namespace
}  // namespace hibari::world
