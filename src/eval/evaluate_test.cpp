#include "eval/evaluate.h"

#include "eval/report.h"
#include "eval/testing_clip.h"

#include <algorithm>
#include <functional>
#include <gtest/gtest.h>

namespace hibari::eval {
namespace {

constexpr EvaluateOptions kSmall{.clips = 3, .size = {96, 64}, .seconds = 1.0};

/// Shows one red disc that moves, whatever was asked for.
class FakeEngine final : public engine::Generator {
  public:
    /// `fails` gets the number of the call.
    explicit FakeEngine(std::function<Result<void>(int)> fails = [](int) { return Result<void>{}; })
        : fails_(std::move(fails)) {}

    std::string_view name() const override { return "fake"; }

    std::string_view description() const override { return "a red disc"; }

    std::vector<std::string> styles() const override { return {}; }

    engine::Abilities abilities() const override { return {}; }

    Result<void> check(const engine::ClipRequest& /*request*/) const override { return {}; }

    Result<engine::ClipPlan> plan(const engine::ClipRequest& request) override {
        return engine::ClipPlan{
            .format = media::clip_format(request.size, request.fps, *request.seconds),
            .interpretation = Json::object(),
            .script = Json::object(),
        };
    }

    Result<engine::ClipReport> generate(
        const engine::ClipRequest& request,
        media::ClipSink& sink,
        Progress& /*progress*/,
        std::stop_token /*stop*/
    ) override {
        HIBARI_TRY(fails_(calls++));
        const engine::ClipPlan made = HIBARI_TRY(plan(request));
        HIBARI_TRY(sink.begin(made.format));
        for (int i = 0; i < made.format.frame_count; ++i) {
            media::Frame frame = testing::plain(request.size);
            testing::draw_disc(frame, 20.0 + 2.0 * i, 30.0, 8.0, testing::kRed);
            HIBARI_TRY(sink.push_frame(frame));
        }
        HIBARI_TRY(sink.finish());
        return engine::ClipReport{.format = made.format};
    }

    int calls = 0;

  private:
    std::function<Result<void>(int)> fails_;
};

Result<void> broken() {
    return fail(ErrorCode::kInternal, "a wheel came off");
}

Result<Evaluation> evaluated(FakeEngine& engine, const EvaluateOptions& options) {
    FakeEngine simulator;
    Progress silent;
    return evaluate(options, engine, simulator, silent, {});
}

const Figure& figure(const Evaluation& evaluation, Metric metric) {
    return *std::ranges::find_if(evaluation.figures, [metric](const Figure& each) {
        return each.info->metric == metric;
    });
}

// The floor knew which track was which, and true sizes.
TEST(Evaluate, AnEngineThatShowsTheFloorsClipsHasTheFloorsFigures) {
    FakeEngine engine;
    const auto evaluation = evaluated(engine, kSmall);
    ASSERT_TRUE(evaluation) << to_string(evaluation.error());
    for (const Figure& each : evaluation->figures) {
        if (each.info->metric < Metric::kDistribution) {
            EXPECT_EQ(each.made.value, each.floor.value) << each.info->key;
            EXPECT_EQ(each.made.count, each.floor.count) << each.info->key;
        }
    }
}

// One failure threw all other clips away.
TEST(Evaluate, AClipThatFailsCountsAsMissedAndTheRestGoesOn) {
    FakeEngine engine([](int call) { return call == 1 ? broken() : Result<void>{}; });
    EvaluateOptions options = kSmall;
    options.sheet = true;
    const auto evaluation = evaluated(engine, options);
    ASSERT_TRUE(evaluation) << to_string(evaluation.error());
    EXPECT_EQ(engine.calls, 3);
    ASSERT_EQ(evaluation->failed.size(), 1U);
    EXPECT_EQ(evaluation->failed.front().index, 1);
    EXPECT_EQ(evaluation->failed.front().message, "a wheel came off");
    const Reading& survival = figure(*evaluation, Metric::kSurvival).made;
    EXPECT_EQ(survival.count, figure(*evaluation, Metric::kSurvival).floor.count);
    EXPECT_EQ(figure(*evaluation, Metric::kCountExact).made.count, 3U);
    EXPECT_NE(
        to_table(*evaluation, options).find("1 of 3 clips could not be made"), std::string::npos
    );
    const Json json = to_json(*evaluation, options);
    EXPECT_EQ(json.at("failed_clips").as_number(), 1.0);
    EXPECT_EQ(json.at("details").size(), 3U);
    EXPECT_TRUE(evaluation->sheet);
}

TEST(Evaluate, AnEngineThatMakesNothingIsAskedAFewTimesOnly) {
    FakeEngine engine([](int) { return broken(); });
    EvaluateOptions options = kSmall;
    options.clips = 20;
    const auto evaluation = evaluated(engine, options);
    ASSERT_FALSE(evaluation);
    EXPECT_EQ(engine.calls, kFailuresMax);
    EXPECT_NE(evaluation.error().message.find("none of the first 5"), std::string::npos);
    EXPECT_NE(evaluation.error().message.find("a wheel came off"), std::string::npos);
    options.clips = 2;
    EXPECT_FALSE(evaluated(engine, options));
}

TEST(Evaluate, ScenesInTurnGiveADifference) {
    FakeEngine engine;
    EvaluateOptions options = kSmall;
    options.clips = 4;
    options.scenes = Scenes::kInTurn;
    const auto evaluation = evaluated(engine, options);
    ASSERT_TRUE(evaluation) << to_string(evaluation.error());
    const Figure& gap = figure(*evaluation, Metric::kHeldOutGap);
    ASSERT_TRUE(gap.made.value);
    EXPECT_EQ(gap.made.value, gap.floor.value);
    EXPECT_TRUE(to_json(*evaluation, options).at("details").items()[1].at("held_out").as_bool());
    FakeEngine once;
    const auto without = evaluated(once, kSmall);
    ASSERT_TRUE(without);
    for (const Figure& each : without->figures) {
        EXPECT_NE(each.info->metric, Metric::kHeldOutGap);
        EXPECT_NE(each.info->metric, Metric::kNovelty);
    }
}

TEST(Evaluate, LooksForTheNearestTrainingClip) {
    FakeEngine engine;
    EvaluateOptions options = kSmall;
    options.training_clips = 2;
    const auto evaluation = evaluated(engine, options);
    ASSERT_TRUE(evaluation) << to_string(evaluation.error());
    const Figure& novelty = figure(*evaluation, Metric::kNovelty);
    EXPECT_EQ(novelty.made.count, 3U);
    EXPECT_EQ(novelty.floor.count, 3U);
    EXPECT_GT(*novelty.made.value, *novelty.floor.value);
    options.training_clips = -1;
    EXPECT_EQ(evaluated(engine, options).error().field, "training_clips");
}

TEST(Evaluate, BeingStoppedIsNoFailure) {
    FakeEngine engine([](int call) {
        return call == 1 ? Result<void>(fail(ErrorCode::kCancelled, "stopped")) : Result<void>{};
    });
    const auto evaluation = evaluated(engine, kSmall);
    ASSERT_FALSE(evaluation);
    EXPECT_EQ(evaluation.error().code, ErrorCode::kCancelled);
}

}  // namespace
}  // namespace hibari::eval
