#include "domain/review/deadlines.h"

#include <gtest/gtest.h>

namespace hibari::domain {
namespace {

using std::chrono::hours;

TEST(Deadlines, AreThoseOfTheLawWhenNothingIsSet) {
    const Deadlines deadlines;
    EXPECT_EQ(deadlines.of(Queue::kReports, "", "spam"), hours(24));
    EXPECT_EQ(deadlines.of(Queue::kRemovals, "US", "intimate"), hours(48));
    EXPECT_EQ(deadlines.of(Queue::kRemovals, "IN", "intimate"), hours(2));
    EXPECT_EQ(deadlines.of(Queue::kRemovals, "IN", "copyright"), hours(3));
    EXPECT_EQ(deadlines.of(Queue::kAppeals, "", "spam"), hours(168));
}

TEST(Deadlines, TakeTheMostExactRule) {
    const auto deadlines =
        Deadlines::parse("removals/*/likeness=6 removals=12 removals/DK=24 reports=10");
    ASSERT_TRUE(deadlines);
    EXPECT_EQ(deadlines->of(Queue::kRemovals, "US", "likeness"), hours(6));
    EXPECT_EQ(deadlines->of(Queue::kRemovals, "US", "copyright"), hours(12));
    EXPECT_EQ(deadlines->of(Queue::kRemovals, "DK", "likeness"), hours(24));
    EXPECT_EQ(deadlines->of(Queue::kReports, "US", "spam"), hours(10));
}

TEST(Deadlines, CannotBeSetBeyondTheFloor) {
    EXPECT_FALSE(Deadlines::parse("removals=49"));
    EXPECT_FALSE(Deadlines::parse("removals/US/intimate=72"));
    const auto reports = Deadlines::parse("reports=200");
    ASSERT_TRUE(reports);
    EXPECT_EQ(reports->of(Queue::kReports, "", "spam"), hours(200));
    EXPECT_EQ(reports->of(Queue::kReports, "", "intimate"), hours(48));
    EXPECT_EQ(reports->of(Queue::kReports, "", "child_safety"), hours(48));
}

TEST(Deadlines, SayWhatIsWrong) {
    for (const char* text :
         {"removals",
          "lunch=3",
          "reports=0",
          "reports=-1",
          "reports=x",
          "reports=99999",
          "reports/US/nonsense=3",
          "reports/a/b/c=3"}) {
        EXPECT_FALSE(Deadlines::parse(text)) << text;
    }
}

}  // namespace
}  // namespace hibari::domain
