#include "base/files.h"
#include "cli/clip_check.h"
#include "cli/showcase_cases.h"

#include <cmath>
#include <gtest/gtest.h>
#include <string>

namespace hibari::cli {
namespace {

constexpr const char* kPrompts = "tests/showcase/prompts.txt";

Json truth_with_impact(double time_s) {
    const Json contact = Json::object({
        {"time_s", time_s},
        {"kind", "impact"},
        {"kind_a", "basketball"},
        {"kind_b", "ground"},
        {"impulse_ns", 2.0},
    });
    const Json shot = Json::object({
        {"first_frame", 0},
        {"frame_count", 30},
        {"contacts", Json::array({contact})},
        {"events", Json::array({Json::object({{"kind", "missed"}})})},
        {"entities", Json::array({Json::object({{"kind", "basketball"}})})},
        {"bodies", Json::array()},
        {"lines", Json::array()},
    });
    return Json::object({{"frame_count", 30}, {"shots", Json::array({shot})}});
}

/// A second of hiss with a click at `time_s` and frames that change.
media::MemoryClip clip_with_click(double time_s) {
    media::MemoryClip clip;
    clip.format = {.size = {16, 16}, .fps = 30, .frame_count = 30};
    for (int i = 0; i < 30; ++i) {
        media::Frame frame({16, 16});
        for (auto& value : frame.pixels()) {
            value = static_cast<std::uint8_t>(4 * i);
        }
        clip.frames.push_back(frame);
    }
    clip.audio = media::AudioBuffer(media::kSampleRateHz);
    std::uint32_t state = 1;
    for (std::size_t i = 0; i < clip.audio.size(); ++i) {
        state = state * 1664525U + 1013904223U;
        const double noise = static_cast<double>(state >> 8U) / (1U << 24U) - 0.5;
        const double since_s = static_cast<double>(i) / media::kSampleRateHz - time_s;
        const double click = since_s < 0.0 ? 0.0 : 0.8 * std::exp(-60.0 * since_s);
        clip.audio.left[i] = clip.audio.right[i] = static_cast<float>((0.02 + click) * 2.0 * noise);
    }
    return clip;
}

TEST(ShowcasePrompts, AreFortyWellFormedCases) {
    const Result<std::string> text = read_file(kPrompts, 1 << 20);
    ASSERT_TRUE(text);
    const auto cases = parse_showcase(*text);
    ASSERT_TRUE(cases) << to_string(cases.error());
    EXPECT_EQ(cases->size(), 40U);
    for (const ShowcaseCase& item : *cases) {
        EXPECT_FALSE(item.prompt.empty()) << item.name;
        EXPECT_FALSE(item.expectations.empty()) << item.name;
    }
}

TEST(ShowcasePrompts, NameTheLineThatIsWrong) {
    const auto cases = parse_showcase("name: a\nprompt: b\nexpext event missed\n");
    ASSERT_FALSE(cases);
    EXPECT_NE(cases.error().message.find("line 3"), std::string::npos);
}

TEST(ShowcaseCheck, SeesWhatHolds) {
    const auto cases = parse_showcase(
        "name: a\nprompt: b\nexpect event missed\nexpect no event scored\n"
        "expect contact ground basketball\n"
    );
    const ShowcaseResult result{.script = Json::object(), .truth = truth_with_impact(0.5)};
    EXPECT_TRUE(check_showcase(cases->front(), result).empty());
}

TEST(ShowcaseCheck, SeesWhatDoesNotHold) {
    const auto cases = parse_showcase(
        "name: a\nprompt: b\nexpect event scored\nexpect no event missed\n"
        "expect contact basketball water\nexpect nonsense here\n"
    );
    Json script = Json::object({{"shots", Json::array()}});
    const ShowcaseResult result{.script = script, .truth = truth_with_impact(0.5)};
    EXPECT_EQ(check_showcase(cases->front(), result).size(), 4U);
}

TEST(ClipCheck, HearsAnImpactWhenItIsSeen) {
    const Result<ClipFacts> facts = check_clip(clip_with_click(0.5), truth_with_impact(0.5));
    ASSERT_TRUE(facts);
    EXPECT_EQ(facts->impacts_heard, 1);
    EXPECT_LT(std::abs(facts->sync_error_s_max), 0.005);
}

TEST(ClipCheck, FindsAnImpactThatIsHeardLate) {
    const Result<ClipFacts> facts = check_clip(clip_with_click(0.54), truth_with_impact(0.5));
    ASSERT_TRUE(facts);
    EXPECT_NEAR(facts->sync_error_s_max, 0.04, 0.005);
    bool found = false;
    for (const std::string& fault : facts->faults) {
        found = found || fault.find("heard +40 ms off") != std::string::npos ||
                fault.find("heard +39 ms off") != std::string::npos;
    }
    EXPECT_TRUE(found);
}

TEST(ClipCheck, FindsAStill) {
    media::MemoryClip clip = clip_with_click(0.5);
    for (media::Frame& frame : clip.frames) {
        frame = clip.frames.front();
    }
    const Result<ClipFacts> facts = check_clip(clip, truth_with_impact(0.5));
    ASSERT_TRUE(facts);
    EXPECT_LT(facts->motion, 0.001);
    EXPECT_NE(facts->faults.front().find("nothing moves"), std::string::npos);
}

}  // namespace
}  // namespace hibari::cli
