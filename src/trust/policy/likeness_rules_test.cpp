#include "trust/policy/testing_engine.h"

#include <gtest/gtest.h>
#include <string>

namespace hibari::trust {
namespace {

/// Whether the prompt breaks what the owner wrote.
bool breaks(const std::string& rules, const std::string& prompt, Stage stage = Stage::kPrompt) {
    PolicySubject subject;
    subject.stage = stage;
    if (stage == Stage::kTranscript) {
        subject.lines = {{.text = prompt}};
    } else {
        subject.prompt = prompt;
    }
    subject.likenesses.push_back(
        {.id = "like_1",
         .names = {"Ann"},
         .rules = testing_engine().parse_likeness_rules(rules).rules}
    );
    for (const PolicyFinding& finding : testing_engine().judge(subject).findings) {
        if (finding.rule.starts_with("likeness.")) {
            EXPECT_EQ(finding.likeness, "like_1");
            return true;
        }
    }
    return false;
}

TEST(LikenessRules, ReadsEachItemOfAListWithItsDenial) {
    const auto read = testing_engine().parse_likeness_rules(
        "Never in a swimsuit, underwear or a clown costume. No politics. Always wears a fedora."
    );
    ASSERT_EQ(read.rules.size(), 5U);
    EXPECT_TRUE(read.not_understood.empty());
    EXPECT_FALSE(read.rules[1].always);
    EXPECT_TRUE(read.rules[4].always);
}

TEST(LikenessRules, SaysOpenlyWhatItDidNotUnderstand) {
    const auto read = testing_engine().parse_likeness_rules("my vibe; no smoking");
    EXPECT_EQ(read.not_understood, std::vector<std::string>{"my vibe"});
    EXPECT_EQ(read.rules.size(), 1U);
}

TEST(LikenessRules, AKindOfTheThingBreaksNever) {
    EXPECT_TRUE(breaks("never with snakes", "Ann holds a cobra"));
    EXPECT_TRUE(breaks("no weapons", "Ann swings a sword"));
    EXPECT_TRUE(breaks("no alcohol", "Ann drinks whiskey"));
    EXPECT_FALSE(breaks("never with snakes", "Ann holds a puppy"));
    EXPECT_FALSE(breaks("no alcohol", "Ann drinks orange juice"));
}

TEST(LikenessRules, WhatIsDeniedBreaksNothing) {
    EXPECT_FALSE(breaks("never with snakes", "Ann walks through grass, no snakes"));
}

TEST(LikenessRules, MattersAreFoundByTheLexicon) {
    EXPECT_TRUE(breaks("no politics", "Ann gives a campaign speech before the election"));
    EXPECT_FALSE(breaks("no politics", "Ann gives a speech about tomatoes"));
}

TEST(LikenessRules, NeverSayIsAboutWhatIsSaid) {
    EXPECT_TRUE(breaks("never say slurs", "those faggots", Stage::kTranscript));
    EXPECT_TRUE(breaks("never swear", "what the fuck is this", Stage::kTranscript));
    EXPECT_FALSE(breaks("never swear", "what a lovely day", Stage::kTranscript));
    EXPECT_TRUE(breaks("never talk about pizza", "Ann says \"pizza is great\""));
    EXPECT_FALSE(breaks("never talk about pizza", "Ann eats pizza"));
}

/// Whether a clip that shows Ann so is refused, when that is among the restrictions.
bool lacks(const std::string& rules, const std::string& shown, const std::string& who = "ann") {
    PolicySubject subject;
    subject.stage = Stage::kTranscript;
    subject.prompt = "Ann waves";
    subject.shown = {{.text = "adult", .who = "Bob"}, {.text = shown, .second = 2, .who = who}};
    subject.likenesses.push_back(
        {.id = "like_1",
         .names = {"Ann"},
         .rules = testing_engine().parse_likeness_rules(rules).rules}
    );
    for (LikenessRule& rule : subject.likenesses[0].rules) {
        rule.must = true;
    }
    const PolicyDecision decision = testing_engine().judge(subject);
    if (decision.findings.empty()) {
        return false;
    }
    EXPECT_EQ(decision.findings[0].rule, "likeness.absent");
    EXPECT_EQ(decision.findings[0].second, 2);
    EXPECT_EQ(decision.findings[0].likeness, "like_1");
    return decision.is_refused();
}

TEST(LikenessRules, WhatIsAlwaysToBeSeenMustBeInTheScript) {
    EXPECT_TRUE(lacks("always wears a fedora", "adult average"));
    EXPECT_TRUE(lacks("always wears a fedora", "adult beanie hat"));
    EXPECT_FALSE(lacks("always wears a fedora", "adult fedora hat"));
    EXPECT_FALSE(lacks("always wears a hat", "adult cowboy hat"));
    EXPECT_FALSE(lacks("always wears sunglasses", "adult dark glasses"));
    EXPECT_FALSE(lacks("always wears a fedora", "adult", "somebody else"));
    EXPECT_FALSE(lacks("never wears a fedora", "adult"));
    EXPECT_FALSE(lacks("always say please", "adult"));
}

TEST(LikenessRules, WhatIsWantedIsSaidWithoutVerbs) {
    const auto read = testing_engine().parse_likeness_rules(
        "Always wears a red scarf. Must always be in sunglasses. Never with snakes."
    );
    ASSERT_EQ(read.rules.size(), 3U);
    EXPECT_EQ(read.rules[0].thing, "a red scarf");
    EXPECT_EQ(read.rules[1].thing, "sunglasses");
    EXPECT_EQ(read.rules[2].thing, "");
}

TEST(LikenessRules, AlwaysIsBrokenByTakingItOffOrAnotherOfItsKind) {
    EXPECT_TRUE(breaks("always wears a fedora", "Ann takes off her fedora"));
    EXPECT_TRUE(breaks("always wears a fedora", "Ann wears a sombrero"));
    EXPECT_FALSE(breaks("always wears a fedora", "Ann waves"));
    EXPECT_FALSE(breaks("always wears a fedora", "Ann in a red fedora waves"));
    EXPECT_FALSE(breaks("always wears a fedora", "a man in a sombrero greets Ann"));
}

TEST(LikenessRules, ATextThatIsTooLongIsReportedNotCutSilently) {
    const auto read = testing_engine().parse_likeness_rules(
        "no snakes. " + std::string(2 * kLikenessTextMax, 'x')
    );
    EXPECT_GE(read.rules.size(), 1U);
    EXPECT_FALSE(read.not_understood.empty());
}

}  // namespace
}  // namespace hibari::trust
