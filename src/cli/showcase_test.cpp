#include "base/files.h"
#include "cli/clip_check.h"
#include "cli/showcase_cases.h"

#include <cmath>
#include <gtest/gtest.h>
#include <string>

namespace hibari::cli {
namespace {

constexpr const char* kPrompts = "tests/showcase/prompts.txt";

Json contact_at(double time_s, const char* kind) {
    return Json::object({
        {"time_s", time_s},
        {"kind", kind},
        {"kind_a", "basketball"},
        {"kind_b", "ground"},
        {"impulse_ns", 2.0},
        {"speed_mps", 1.5},
    });
}

Json truth_with(Json contacts) {
    const Json shot = Json::object({
        {"first_frame", 0},
        {"frame_count", 30},
        {"contacts", std::move(contacts)},
        {"events", Json::array({Json::object({{"kind", "missed"}})})},
        {"entities", Json::array({Json::object({{"kind", "basketball"}})})},
        {"bodies", Json::array()},
        {"lines", Json::array()},
    });
    return Json::object({{"frame_count", 30}, {"shots", Json::array({shot})}});
}

Json truth_with_impact(double time_s) {
    return truth_with(Json::array({contact_at(time_s, "impact")}));
}

void add_click(media::MemoryClip& clip, double time_s, double level) {
    std::uint32_t state = 7;
    for (auto i = static_cast<std::size_t>(time_s * media::kSampleRateHz); i < clip.audio.size();
         ++i) {
        state = state * 1664525U + 1013904223U;
        const double noise = 2.0 * static_cast<double>(state >> 8U) / (1U << 24U) - 1.0;
        const double since_s = static_cast<double>(i) / media::kSampleRateHz - time_s;
        const auto click = static_cast<float>(level * std::exp(-60.0 * since_s) * noise);
        clip.audio.left[i] += click;
        clip.audio.right[i] += click;
    }
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
        clip.audio.left[i] = clip.audio.right[i] = static_cast<float>(0.04 * noise);
    }
    add_click(clip, time_s, 0.8);
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
    ASSERT_EQ(facts->sync_errors_s.size(), 1U);
    EXPECT_LT(std::abs(facts->sync_errors_s.front()), 0.002);
}

TEST(ClipCheck, FindsAnImpactThatIsHeardLate) {
    const Result<ClipFacts> facts = check_clip(clip_with_click(0.54), truth_with_impact(0.5));
    ASSERT_TRUE(facts);
    ASSERT_EQ(facts->sync_errors_s.size(), 1U);
    EXPECT_NEAR(facts->sync_errors_s.front(), 0.04, 0.002);
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

TEST(ClipCheck, AnEarlyDecoyIsNotPassedOver) {
    // As loud and as fast as the sound at the contact, which alone would be in time.
    media::MemoryClip clip = clip_with_click(0.5);
    add_click(clip, 0.46, 0.7);
    const Result<ClipFacts> facts = check_clip(clip, truth_with_impact(0.5));
    ASSERT_TRUE(facts);
    ASSERT_EQ(facts->sync_errors_s.size(), 1U);
    EXPECT_NEAR(facts->sync_errors_s.front(), -0.040, 0.002);
    EXPECT_NE(facts->faults.back().find("ms off"), std::string::npos);
}

TEST(ClipCheck, JudgesOnlyImpactsThatAreAloneAndStandOut) {
    for (const double step_s : {0.43, 0.53}) {
        const Json truth =
            truth_with(Json::array({contact_at(0.5, "impact"), contact_at(step_s, "footstep")}));
        const Result<ClipFacts> facts = check_clip(clip_with_click(0.5), truth);
        ASSERT_TRUE(facts);
        EXPECT_TRUE(facts->sync_errors_s.empty()) << step_s;
    }
    const Result<ClipFacts> quiet = check_clip(clip_with_click(0.9), truth_with_impact(0.5));
    ASSERT_TRUE(quiet);
    EXPECT_TRUE(quiet->sync_errors_s.empty());
}

}  // namespace
}  // namespace hibari::cli
