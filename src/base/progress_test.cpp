#include "base/progress.h"

#include <gtest/gtest.h>
#include <thread>
#include <vector>

namespace hibari {
namespace {

TEST(Progress, WeighsPlannedStages) {
    Progress progress;
    progress.plan({{"simulate", 1.0}, {"render", 3.0}});
    progress.begin("simulate", 2);
    progress.advance();
    EXPECT_DOUBLE_EQ(progress.report().fraction, 0.125);
    progress.begin("render", 4);
    EXPECT_DOUBLE_EQ(progress.report().fraction, 0.25);
    progress.advance(2);
    EXPECT_DOUBLE_EQ(progress.report().fraction, 0.625);
    progress.finish();
    EXPECT_DOUBLE_EQ(progress.report().fraction, 1.0);
}

TEST(Progress, NeverFallsWhenAStageRunsTwice) {
    Progress progress;
    progress.plan({{"simulate", 1.0}, {"render", 1.0}});
    progress.begin("render", 2);
    progress.advance(1);
    progress.begin("simulate", 10);
    EXPECT_DOUBLE_EQ(progress.report().fraction, 0.75);
}

TEST(Progress, RelaysWhatAnotherOneReports) {
    std::vector<ProgressReport> seen;
    Progress here([&seen](const ProgressReport& report) { seen.push_back(report); });
    Progress there([&here](const ProgressReport& report) { here.relay(report); });
    there.plan({{"simulate", 1.0}, {"render", 3.0}});
    there.begin("render", 2);
    there.advance();
    EXPECT_EQ(here.report().stage, "render");
    EXPECT_DOUBLE_EQ(here.report().fraction, 0.625);
    EXPECT_EQ(seen.size(), 2U);
}

TEST(Progress, CountsFromSeveralThreads) {
    int calls = 0;
    Progress progress([&calls](const ProgressReport&) { ++calls; });
    progress.begin("render", 2000);
    {
        const auto count = [&progress] {
            for (int i = 0; i < 1000; ++i) {
                progress.advance();
            }
        };
        const std::jthread first(count);
        const std::jthread second(count);
    }
    EXPECT_EQ(progress.report().done, 2000);
    EXPECT_EQ(calls, 2001);
}

}  // namespace
}  // namespace hibari
