#include "world/director/token.h"

#include "world/director/inflect.h"
#include "world/director/normalise.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <string>

namespace hibari::world {
namespace {

std::string words(std::string_view text) {
    std::string joined;
    for (const Token& token : tokenize(text)) {
        joined += (joined.empty() ? "" : " ") +
                  (token.kind == TokenKind::kQuote ? "<" + token.shown + ">" : token.text);
    }
    return joined;
}

TEST(Tokens, TakeContractionsApart) {
    EXPECT_EQ(
        words("It's late; they don't, can't, won't."),
        "it is late ; they do not , can not , will not ."
    );
}

TEST(Tokens, MarkTheOwner) {
    EXPECT_EQ(words("the man's dogs' bone"), "the man 's dogs 's bone");
}

TEST(Tokens, KeepQuotesWhole) {
    EXPECT_EQ(words("He said \"Don't go!\" twice"), "he said <Don't go!> twice");
    EXPECT_EQ(words("she says 'hello there' softly"), "she says <hello there> softly");
}

TEST(Tokens, SplitHyphens) {
    EXPECT_EQ(words("close-up"), "close - up");
}

TEST(Normalise, MakesQuotesDashesAndAccentsPlain) {
    EXPECT_EQ(normalise("\u201Ccaf\u00E9\u201D").text, "\"caf\u00E9\"");
    EXPECT_EQ(normalise("a caf\u00E9 \u2014 na\u00EFve").text, "a cafe  -  naive");
}

TEST(Normalise, NamesEmoji) {
    EXPECT_NE(normalise("\U0001F436 runs").text.find("dog"), std::string::npos);
}

TEST(Normalise, ReportsOtherScripts) {
    const Normalised result = normalise("a dog \u72AC runs");
    ASSERT_EQ(result.foreign.size(), 1U);
    EXPECT_EQ(result.text.find("\u72AC"), std::string::npos);
}

TEST(Inflect, FindsTheInfinitive) {
    const auto has = [](std::string_view word, std::string_view lemma, VerbForm form) {
        const auto list = verb_candidates(word);
        return std::ranges::any_of(list, [&](const VerbCandidate& item) {
            return item.lemma == lemma && item.form == form;
        });
    };
    EXPECT_TRUE(has("threw", "throw", VerbForm::kPast));
    EXPECT_TRUE(has("hopping", "hop", VerbForm::kIng));
    EXPECT_TRUE(has("dancing", "dance", VerbForm::kIng));
    EXPECT_TRUE(has("carries", "carry", VerbForm::kThird));
    EXPECT_TRUE(has("misses", "miss", VerbForm::kThird));
    EXPECT_TRUE(has("cried", "cry", VerbForm::kPast));
    EXPECT_TRUE(has("lying", "lie", VerbForm::kIng));
}

TEST(Inflect, FindsTheSingular) {
    const auto has = [](std::string_view word, std::string_view lemma) {
        const auto list = noun_candidates(word);
        return std::ranges::any_of(list, [&](const NounCandidate& item) {
            return item.lemma == lemma && item.plural;
        });
    };
    EXPECT_TRUE(has("boxes", "box"));
    EXPECT_TRUE(has("children", "child"));
    EXPECT_TRUE(has("wolves", "wolf"));
    EXPECT_TRUE(has("puppies", "puppy"));
}

}  // namespace
}  // namespace hibari::world
