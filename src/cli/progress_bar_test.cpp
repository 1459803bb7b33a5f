#include "cli/progress_bar.h"

#include "cli/output_name.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <sstream>

namespace hibari::cli {
namespace {

using namespace std::chrono_literals;

TEST(ProgressBar, DrawsStageCountAndTimeLeft) {
    std::ostringstream out;
    FakeClock clock;
    ProgressBar bar(out, clock, ProgressStyle::kTerminal, 80);
    clock.advance(10s);
    bar.show({.stage = "render", .done = 30, .total = 120, .fraction = 0.25});
    EXPECT_EQ(
        out.str(), "\rrender     [########......................] 25%  30/120  30 s left\033[K"
    );
    bar.clear();
    EXPECT_TRUE(out.str().ends_with("\r\033[K"));
}

TEST(ProgressBar, DoesNotRedrawFasterThanAnEyeReads) {
    std::ostringstream out;
    FakeClock clock;
    ProgressBar bar(out, clock, ProgressStyle::kTerminal, 80);
    for (int i = 0; i < 1000; ++i) {
        bar.show({.stage = "render", .done = i, .total = 1000, .fraction = i / 1000.0});
        clock.advance(1ms);
    }
    EXPECT_EQ(std::ranges::count(out.str(), '\r'), 10);
}

TEST(ProgressBar, FitsNarrowTerminals) {
    std::ostringstream out;
    FakeClock clock;
    ProgressBar bar(out, clock, ProgressStyle::kTerminal, 20);
    bar.show({.stage = "render", .done = 30, .total = 120, .fraction = 0.25});
    EXPECT_LE(out.str().size(), 1 + 19 + 3U);
}

TEST(ProgressBar, PrintsAFewPlainLinesElsewhere) {
    std::ostringstream out;
    FakeClock clock;
    ProgressBar bar(out, clock, ProgressStyle::kLines, 80);
    for (int i = 0; i <= 100; ++i) {
        bar.show({.stage = "render", .done = i, .total = 100, .fraction = i / 100.0});
    }
    EXPECT_EQ(std::ranges::count(out.str(), '\n'), 11);
    EXPECT_TRUE(out.str().starts_with("render: 0%, 0/100\n"));
    EXPECT_EQ(out.str().find('\r'), std::string::npos);
}

TEST(DurationText, PicksReadableUnits) {
    EXPECT_EQ(duration_text(8s), "8 s");
    EXPECT_EQ(duration_text(125s), "2 min 5 s");
    EXPECT_EQ(duration_text(3780s), "1 h 3 min");
}

TEST(NameFromPrompt, TakesTheFirstWords) {
    EXPECT_EQ(
        name_from_prompt("A red ball rolls, and it's off the table!"), "a-red-ball-rolls-and-its"
    );
    EXPECT_EQ(name_from_prompt("../../etc/passwd"), "etc-passwd");
    EXPECT_EQ(name_from_prompt("\xE3\x83\x9C\xE3\x83\xBC\xE3\x83\xAB"), "clip");
    EXPECT_LE(name_from_prompt(std::string(500, 'x') + " y").size(), 48U);
}

}  // namespace
}  // namespace hibari::cli
