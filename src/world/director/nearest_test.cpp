#include "world/director/nearest.h"

#include "world/director/lexicon/tables.h"

#include <gtest/gtest.h>
#include <memory>
#include <string>

namespace hibari::world {
namespace {

class NearestTest : public testing::Test {
  protected:
    void SetUp() override {
        if (wordnet_ == nullptr) {
            GTEST_SKIP() << "WordNet is not installed";
        }
    }

    std::string thing(std::string_view word) {
        const auto found = nearest_.noun(word);
        if (!found || found->kind != NearestNoun::Kind::kThing) {
            return "";
        }
        return std::string(nouns_.things[static_cast<std::size_t>(found->index)].name);
    }

    Verb verb(std::string_view word) const {
        const auto found = nearest_.verb(word);
        return found ? verb_rows()[static_cast<std::size_t>(found->row)].verb : Verb::kStay;
    }

    const Nouns nouns_ = catalogue_nouns();
    const Dictionary dictionary_{nouns_};
    const std::unique_ptr<WordNet> wordnet_ = WordNet::open("/usr/share/wordnet");
    Nearest nearest_{nouns_, dictionary_, wordnet_.get()};
};

TEST_F(NearestTest, FindsAnimalsOfTheSameFamily) {
    EXPECT_EQ(thing("dachshund"), "dog");
    EXPECT_EQ(thing("clydesdale"), "horse");
    EXPECT_EQ(thing("angora cat"), "cat");
}

TEST_F(NearestTest, FindsThingsOfTheSameUse) {
    EXPECT_EQ(thing("harpsichord"), "piano");
    EXPECT_EQ(thing("taxicab"), "car");
}

TEST_F(NearestTest, KnowsPeople) {
    const auto found = nearest_.noun("croupier");
    ASSERT_TRUE(found.has_value());
    EXPECT_EQ(found->kind, NearestNoun::Kind::kPerson);
}

TEST_F(NearestTest, KnowsThatIdeasCannotBeShown) {
    for (const char* idea : {"loneliness", "freedom", "hypothesis", "tuesday"}) {
        const auto found = nearest_.noun(idea);
        ASSERT_TRUE(found.has_value()) << idea;
        EXPECT_EQ(found->kind, NearestNoun::Kind::kAbstract) << idea;
    }
}

TEST_F(NearestTest, FindsMoreGeneralVerbs) {
    EXPECT_EQ(verb("tramp"), Verb::kWalk);
    EXPECT_EQ(verb("lollop"), Verb::kWalk);
    EXPECT_EQ(verb("sling"), Verb::kThrow);
}

TEST_F(NearestTest, HasNothingForNonsense) {
    EXPECT_FALSE(nearest_.noun("qwertzuiop").has_value());
    EXPECT_FALSE(nearest_.verb("qwertzuiop").has_value());
}

TEST(WordNetFiles, AreNullWhenTheFolderIsNotThere) {
    EXPECT_EQ(WordNet::open("/nowhere"), nullptr);
}

}  // namespace
}  // namespace hibari::world
