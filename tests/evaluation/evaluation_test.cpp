// The measurement is real: of the simulator's own clips it finds, from pixels and sound alone, what
// the simulator knows, and of an engine that shows nothing it finds nothing good.

#include "engine/null_engine.h"
#include "engine/world/world_engine.h"
#include "eval/evaluate.h"
#include "eval/report.h"
#include "world/script/script_json.h"

#include <cmath>
#include <gtest/gtest.h>

namespace hibari::eval {
namespace {

constexpr media::FrameSize kSize{224, 128};
constexpr int kFrames = 60;
constexpr int kSearchMax = 400;

/// The first `count` cases in which one colourful ball falls and bounces. Air
/// holds foam up.
std::vector<Case> falling_balls(std::size_t count) {
    std::vector<Case> found;
    for (int i = 0; i < kSearchMax && found.size() < count; ++i) {
        auto drawn = draw_case(
            {.seed = 5, .width = kSize.width, .height = kSize.height, .frames = kFrames}, i
        );
        EXPECT_TRUE(drawn);
        const auto& things = drawn->told.things;
        constexpr std::size_t kColourful = 9;
        if (things.size() == 1 && things[0].kind == "ball" && things[0].material != "foam" &&
            things[0].bounces >= 2 && drawn->objects.size() == 1 &&
            drawn->objects[0].colour < kColourful) {
            found.push_back(std::move(*drawn));
        }
    }
    return found;
}

media::MemoryClip own_clip(const Case& told) {
    const auto simulator = engine::make_world_engine();
    media::MemoryClip clip;
    Progress silent;
    const auto made = simulator->generate(
        {
            .script = world::to_json(told.script),
            .size = kSize,
            .fps = kFps,
            .seconds = static_cast<double>(kFrames) / kFps,
            .seed = told.seed,
            .quality = engine::Quality::kDraft,
        },
        clip,
        silent,
        {}
    );
    EXPECT_TRUE(made);
    return clip;
}

TEST(Evaluation, FindsGravityImpactsAndCountsOfTheSimulatorsOwnClips) {
    const std::vector<Case> cases = falling_balls(2);
    ASSERT_EQ(cases.size(), 2U);
    for (const Case& told : cases) {
        SCOPED_TRACE(told.prompt);
        const media::MemoryClip clip = own_clip(told);
        const auto measured = measure_clip(told, clip, {.is_own_clip = true});
        ASSERT_TRUE(measured);
        const Samples& samples = measured->samples;
        ASSERT_FALSE(samples.of(Metric::kTrackerGravity).empty());
        EXPECT_NEAR(samples.of(Metric::kTrackerGravity).front(), 1.0, 0.1);
        ASSERT_FALSE(samples.of(Metric::kSyncDistance).empty());
        for (const double distance_ms : samples.of(Metric::kSyncDistance)) {
            EXPECT_LE(distance_ms, 45.0);
        }
        EXPECT_EQ(samples.of(Metric::kCountExact), std::vector<double>{1.0});
        EXPECT_EQ(samples.of(Metric::kTeleports), std::vector<double>{0.0});
        EXPECT_EQ(samples.of(Metric::kSurvival), std::vector<double>{1.0});
        EXPECT_EQ(samples.of(Metric::kDeedTold), std::vector<double>{1.0});
        ASSERT_FALSE(samples.of(Metric::kRestitutionError).empty());
        EXPECT_LT(samples.of(Metric::kRestitutionError).front(), 0.06);
        EXPECT_LT(samples.of(Metric::kTrackerPlace).at(0), 1.0);
        ASSERT_FALSE(samples.of(Metric::kTrackerImpactTime).empty());
        EXPECT_LT(samples.of(Metric::kTrackerImpactTime).front(), 15.0);
    }
}

TEST(Evaluation, AnEngineThatShowsNothingPassesNothing) {
    const auto grey = engine::make_null_engine();
    const auto simulator = engine::make_world_engine();
    Progress silent;
    const EvaluateOptions options{.clips = 3, .seed = 2, .size = {160, 96}, .seconds = 2.0};
    const auto evaluation = evaluate(options, *grey, *simulator, silent, {});
    ASSERT_TRUE(evaluation) << to_string(evaluation.error());
    for (const Figure& figure : evaluation->figures) {
        EXPECT_NE(figure.passes, std::optional(true)) << figure.info->label;
    }
    EXPECT_EQ(to_json(*evaluation, options).at("details").size(), 3U);
    EXPECT_NE(to_table(*evaluation, options).find("floor"), std::string::npos);
}

TEST(Evaluation, StopsWhenAsked) {
    const auto simulator = engine::make_world_engine();
    Progress silent;
    std::stop_source source;
    source.request_stop();
    const auto evaluation =
        evaluate({.clips = 2}, *simulator, *simulator, silent, source.get_token());
    ASSERT_FALSE(evaluation);
    EXPECT_EQ(evaluation.error().code, ErrorCode::kCancelled);
}

TEST(Evaluation, RefusesWhatItCannotHold) {
    const auto simulator = engine::make_world_engine();
    Progress silent;
    const auto field_of = [&](const EvaluateOptions& options) {
        const auto evaluation = evaluate(options, *simulator, *simulator, silent, {});
        return evaluation ? std::string("none") : evaluation.error().field;
    };
    EXPECT_EQ(field_of({.clips = 0}), "clips");
    EXPECT_EQ(field_of({.seconds = std::nan("")}), "seconds");
    EXPECT_EQ(field_of({.size = {1920, 1080}, .seconds = 10.0}), "size");
}

}  // namespace
}  // namespace hibari::eval
