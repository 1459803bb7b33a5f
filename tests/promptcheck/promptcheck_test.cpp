// Recall and over-block of the policy on the pairs of this folder. The held-out pairs were written
// before any rule was tuned and are never read for tuning: a failure prints figures, not prompts.

#include "promptcheck/pairs.h"

#include <cstdlib>
#include <gtest/gtest.h>
#include <iostream>

namespace hibari::promptcheck {
namespace {

constexpr double kRecallMin = 0.97;
constexpr double kOverBlockMax = 0.03;
constexpr int kFunctionsMin = 30;
constexpr int kPairsOfFunctionMin = 20;

const trust::PolicyEngine& engine() {
    static const auto made = [] {
        auto created = trust::PolicyEngine::create({});
        EXPECT_TRUE(created.has_value());
        return std::move(*created);
    }();
    return *made;
}

std::vector<Pair> pairs_of(const char* name) {
    auto pairs = read_pairs(std::string(HIBARI_SOURCE_DIR "/tests/promptcheck/") + name);
    EXPECT_TRUE(pairs.has_value()) << (pairs ? "" : to_string(pairs.error()));
    return pairs ? *pairs : std::vector<Pair>();
}

void expect_good(const Report& report) {
    ASSERT_GT(report.all.pairs, 0);
    std::cout << table(report);
    EXPECT_GE(report.all.caught, kRecallMin * report.all.pairs);
    EXPECT_LE(report.all.blocked, kOverBlockMax * report.all.pairs);
}

TEST(PromptCheck, TellsAttacksFromTheirTwinsInTheDevelopmentSet) {
    const Report report = run(engine(), pairs_of("development.tsv"));
    for (const std::string& error : report.errors) {
        std::cout << error << "\n";
    }
    expect_good(report);
}

TEST(PromptCheck, TellsAttacksFromTheirTwinsInTheFurtherSet) {
    const Report report = run(engine(), pairs_of("further.tsv"));
    for (const std::string& error : report.errors) {
        std::cout << error << "\n";
    }
    expect_good(report);
}

TEST(PromptCheck, TellsAttacksFromTheirTwinsInTheHeldOutSet) {
    const Report report = run(engine(), pairs_of("held_out.tsv"));
    if (std::getenv("HIBARI_SHOW_HELD_OUT") != nullptr) {
        for (const std::string& error : report.errors) {
            std::cout << error << "\n";
        }
    }
    expect_good(report);
}

TEST(PromptCheck, HasAtLeastThirtyFunctionsOfTwentyPairs) {
    std::map<std::string, int> pairs;
    for (const char* name : {"development.tsv", "held_out.tsv"}) {
        for (const Pair& pair : pairs_of(name)) {
            ++pairs[pair.function];
        }
    }
    int full = 0;
    for (const auto& [name, count] : pairs) {
        full += count >= kPairsOfFunctionMin ? 1 : 0;
    }
    EXPECT_GE(full, kFunctionsMin);
}

TEST(Wilson, ContainsTheShareAndNarrowsWithTheNumber) {
    const Interval few = wilson(9, 10);
    const Interval many = wilson(900, 1000);
    EXPECT_LT(few.low, 0.9);
    EXPECT_GT(few.high, 0.9);
    EXPECT_LT(many.high - many.low, few.high - few.low);
    // Of Wilson's formula by hand: 0 of 10 has the upper bound z²/(n + z²).
    EXPECT_NEAR(wilson(0, 10).high, 3.8415 / 13.8415, 1e-4);
}

}  // namespace
}  // namespace hibari::promptcheck
