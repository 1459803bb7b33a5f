// The measurement is real: of the simulator's own clips it finds, from pixels and sound alone, what
// the simulator knows, and of an engine that shows nothing it finds nothing good.

#include "engine/null_engine.h"
#include "engine/world/world_engine.h"
#include "eval/evaluate.h"
#include "eval/look.h"
#include "eval/report.h"
#include "eval/shape.h"
#include "world/script/script_json.h"
#include "world/tap/sample.h"

#include <algorithm>
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

/// The true outlines of a slot where it is seen as a whole.
Track true_track(
    const world::tap::Sample& sample, int slot, const world::tap::SampleOptions& options
) {
    constexpr std::size_t kPixelsMin = 60;
    constexpr float kWhole = 0.85F;
    Track track;
    for (int frame = 0; frame < options.frames; ++frame) {
        const auto at = static_cast<std::size_t>(slot * options.frames + frame);
        const float visible = sample.state[at * HIBARI_STATE_FIELDS + HIBARI_STATE_VISIBLE];
        Blob blob{.left = 1e9, .top = 1e9};
        std::size_t count = 0;
        for (int y = 0; y < options.height; ++y) {
            for (int x = 0; x < options.width; ++x) {
                const auto pixel =
                    static_cast<std::size_t>((frame * options.height + y) * options.width + x);
                if (sample.mask[pixel] == slot + 1) {
                    ++count;
                    blob.silhouette.add(x + 0.5, y + 0.5, 1.0);
                    blob.left = std::min(blob.left, static_cast<double>(x));
                    blob.top = std::min(blob.top, static_cast<double>(y));
                    blob.right = std::max(blob.right, x + 1.0);
                    blob.bottom = std::max(blob.bottom, y + 1.0);
                }
            }
        }
        track.sights.emplace_back();
        if (count >= kPixelsMin && visible >= kWhole &&
            !blob.is_at_edge(options.width, options.height)) {
            track.sights.back() = Sight{.blob = blob};
        }
    }
    return track;
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

/// What share of the shapes is read rightly from true masks, and of the looks.
TEST(Evaluation, ReadsShapesFromTrueMasksAndLooksFromThePaper) {
    constexpr int kClips = 30;
    constexpr int kShort = 17;
    constexpr double kShapesMin = 0.92;
    constexpr double kLooksMin = 0.80;
    const world::tap::SampleOptions options{.frames = kShort, .seed = 79};
    const auto pixels = static_cast<std::size_t>(options.width * options.height);
    double shapes = 0.0;
    double right_shapes = 0.0;
    double right_looks = 0.0;
    for (int i = 0; i < kClips; ++i) {
        const auto sample = world::tap::make_sample(options, static_cast<std::uint64_t>(i));
        ASSERT_TRUE(sample) << to_string(sample.error());
        const auto scene = parse_json(sample->scene);
        ASSERT_TRUE(scene);
        media::Frame frame({options.width, options.height});
        const auto bytes = static_cast<std::ptrdiff_t>(3 * pixels);
        std::copy_n(sample->frames.begin() + 8 * bytes, bytes, frame.pixels().begin());
        right_looks += look_of(std::span(&frame, 1)) == scene->at("style").as_string() ? 1.0 : 0.0;
        for (const Json& thing : scene->at("things").items()) {
            for (const Json& slot : thing.at("slots").items()) {
                const Track track =
                    true_track(*sample, static_cast<int>(slot.as_number()), options);
                if (track.seen() > 0) {
                    shapes += 1.0;
                    right_shapes += shape_of(track) == thing.at("kind").as_string() ? 1.0 : 0.0;
                }
            }
        }
    }
    EXPECT_GT(shapes, 30.0);
    EXPECT_GE(right_shapes / shapes, kShapesMin);
    EXPECT_GE(right_looks / kClips, kLooksMin);
}

TEST(Evaluation, AnEngineThatShowsNothingPassesNothing) {
    const auto grey = engine::make_null_engine();
    const auto simulator = engine::make_world_engine();
    Progress silent;
    const EvaluateOptions options{
        .clips = 3,
        .seed = 2,
        .size = {160, 96},
        .seconds = 2.0,
        .scenes = Scenes::kInTurn,
        .training_clips = 3,
    };
    const auto evaluation = evaluate(options, *grey, *simulator, silent, {});
    ASSERT_TRUE(evaluation) << to_string(evaluation.error());
    EXPECT_EQ(evaluation->figures.size(), kMetricCount);
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
