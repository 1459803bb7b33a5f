// Whole recordings through the judge, with drawn people.
// bench/trust/liveness.cpp does the same with many; here are one honest person
// and those attacks that a single check must stop.

#include "trust/likeness/judge.h"

#include "trust/likeness/testing/performance.h"

#include <algorithm>
#include <gtest/gtest.h>

namespace hibari::trust {
namespace {

using testing::Performance;

LivenessVerdict judged(const Performance& performance, const Challenge& challenge) {
    const auto verdict =
        judge_recording(performance.recording, challenge, performance.received_at_us);
    EXPECT_TRUE(verdict) << to_string(verdict.error());
    return verdict.value_or(LivenessVerdict{});
}

const LivenessCheck& check_of(const LivenessVerdict& verdict, std::string_view name) {
    const auto found =
        std::find_if(verdict.checks.begin(), verdict.checks.end(), [&](const auto& check) {
            return check.name == name;
        });
    EXPECT_NE(found, verdict.checks.end()) << name;
    return *found;
}

std::string words_of(const LivenessVerdict& verdict) {
    std::string words;
    for (const std::string& reason : verdict.reasons()) {
        words += reason + "\n";
    }
    return words;
}

TEST(Judge, AcceptsAPersonWhoDoesWhatIsAsked) {
    const Rng rng(51);
    const Challenge challenge = testing::draw_challenge(rng.split("challenge"));
    const LivenessVerdict verdict = judged(testing::perform(challenge, rng), challenge);
    EXPECT_EQ(verdict.decision, LivenessDecision::kAccepted) << words_of(verdict);
    EXPECT_TRUE(verdict.reasons().empty());
}

struct Case {
    std::string_view attack;
    std::string_view check;
};

class JudgeOf : public ::testing::TestWithParam<Case> {};

TEST_P(JudgeOf, RejectsAndSaysWhy) {
    const Rng rng(52);
    const Challenge challenge = testing::draw_challenge(rng.split("challenge"));
    const LivenessVerdict verdict =
        judged(testing::attack(GetParam().attack, challenge, rng), challenge);
    EXPECT_EQ(verdict.decision, LivenessDecision::kRejected) << words_of(verdict);
    const LivenessCheck& check = check_of(verdict, GetParam().check);
    EXPECT_EQ(check.decision, LivenessDecision::kRejected);
    EXPECT_FALSE(check.words.empty());
}

INSTANTIATE_TEST_SUITE_P(
    Attacks,
    JudgeOf,
    ::testing::Values(
        Case{"photo, held still", "turns"},
        Case{"digits dubbed over other words", "mouth"},
        Case{"two people", "face"},
        Case{"no sound", "digits"},
        Case{"no picture", "picture"},
        Case{"two seconds, looped", "continuity"},
        Case{"one picture, frozen", "continuity"},
        Case{"turns in another order", "turns"},
        Case{"other digits", "digits"},
        Case{"other colours", "flashes"},
        Case{"sent too late", "fresh"}
    )
);

TEST(Judge, DoubtsAFaceThatIsAnotherAfterTheTurns) {
    const Rng rng(52);
    const Challenge challenge = testing::draw_challenge(rng.split("challenge"));
    const LivenessVerdict verdict =
        judged(testing::attack("one speaks, another turns, faded", challenge, rng), challenge);
    EXPECT_NE(verdict.decision, LivenessDecision::kAccepted);
    EXPECT_EQ(check_of(verdict, "person").decision, LivenessDecision::kDoubtful)
        << check_of(verdict, "person").score;
}

TEST(Judge, SaysWhatItDoesNotClaim) {
    const Json json = to_json(LivenessVerdict{});
    EXPECT_NE(json.at("limits").as_string().find("not who it was"), std::string::npos);
}

TEST(Judge, RejectsARecordingWithoutAnything) {
    const Challenge challenge = testing::draw_challenge(Rng(1));
    const auto verdict = judge_recording({}, challenge, challenge.issued_at_us);
    ASSERT_TRUE(verdict) << to_string(verdict.error());
    EXPECT_EQ(verdict->decision, LivenessDecision::kRejected);
}

}  // namespace
}  // namespace hibari::trust
