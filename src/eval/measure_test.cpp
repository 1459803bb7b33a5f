#include "eval/measure.h"

#include "eval/testing_clip.h"

#include <cmath>
#include <functional>
#include <gtest/gtest.h>
#include <set>
#include <string>

namespace hibari::eval {
namespace {

using namespace testing;

constexpr media::FrameSize kSize{120, 160};
constexpr int kFrames = 60;
constexpr double kRadius_px = 10.0;
constexpr double kRadius_m = 0.3;
constexpr double kGravity_mps2 = 9.81;
/// Pixels per frame squared.
constexpr double kGravity = kGravity_mps2 / kRadius_m * kRadius_px / (kFps * kFps);
constexpr double kTop = 20.0;
constexpr double kFloor = 140.0;
constexpr double kRestitution = 0.7;
constexpr int kStarts = 6;  ///< frame in which it is let go

/// A red ball that falls and bounces, and knocks when it does; what a test wants wrong is wrong.
struct Fall {
    double gravity = kGravity;
    double restitution = kRestitution;
    double late_s = 0.0;
    Rgb colour = kRed;
    std::function<bool(int)> is_shown = [](int) { return true; };
    std::function<double(int)> x = [](int i) { return 40.0 + 0.5 * i; };
    double clicks_every_s = 0.0;  ///< instead of knocks

    /// Frames after it was let go at which it is on the floor, and where it is in between.
    double height(double t, std::vector<double>* impacts = nullptr) const {
        double from = kTop;
        double speed = 0.0;  // downwards
        double begin = 0.0;
        constexpr int kBounces = 3;
        for (int bounce = 0; bounce < kBounces; ++bounce) {
            const double fall =
                (-speed + std::sqrt(speed * speed + 2.0 * gravity * (kFloor - from))) / gravity;
            if (t < begin + fall) {
                break;
            }
            speed = -restitution * (speed + gravity * fall);
            from = kFloor;
            begin += fall;
            if (impacts != nullptr) {
                impacts->push_back(begin);
            }
        }
        const double since = t - begin;
        return std::min(from + speed * since + 0.5 * gravity * since * since, kFloor);
    }

    media::MemoryClip clip() const {
        media::MemoryClip out;
        out.format = {.size = kSize, .fps = kFps, .frame_count = kFrames};
        out.audio = media::AudioBuffer(media::sample_count(out.format.duration_s()));
        for (int i = 0; i < kFrames; ++i) {
            out.frames.push_back(plain(kSize));
            if (is_shown(i)) {
                const double y = height(std::max(i - kStarts, 0));
                draw_disc(out.frames.back(), x(i), y, kRadius_px, colour);
            }
        }
        std::vector<double> impacts;
        height(kFrames - kStarts, &impacts);
        for (const double impact : impacts) {
            const bool is_there = is_shown(static_cast<int>(std::lround(kStarts + impact)));
            if (clicks_every_s == 0.0 && is_there) {
                knock(out.audio, (kStarts + impact) / kFps + late_s, 0.5F);
            }
        }
        for (double at_s = clicks_every_s; at_s > 0.0 && at_s < out.format.duration_s();
             at_s += clicks_every_s) {
            knock(out.audio, at_s, 0.5F);
        }
        return out;
    }
};

/// "A red ball bounces", of a size that is known.
Case told() {
    Case out{
        .objects = {{
            .thing = 0,
            .colour = 0,
            .radius_m = kRadius_m,
            .radius_min_m = kRadius_m,
            .radius_max_m = kRadius_m,
            .restitution = kRestitution,
        }},
        .gravity_mps2 = kGravity_mps2,
        .impacts = {{.time_s = 1.1, .one = 0, .speed_mps = 8.0}},
    };
    out.told.things = {{.ids = {"ball_1"}, .kind = "ball", .colour = "red", .deed = "bounce"}};
    return out;
}

Samples samples_of(const Fall& fall) {
    const Case promised = told();
    const auto measured = measure_clip(promised, fall.clip(), {});
    EXPECT_TRUE(measured);
    return measured->samples;
}

Reading reading(const MetricInfo& info, const Samples& samples) {
    return {summarise(info, samples.of(info.metric)), samples.of(info.metric).size()};
}

/// Keys of the figures that miss their targets, the right clip being the floor.
std::set<std::string> missed(const Samples& samples) {
    static const Samples right = samples_of({});
    std::set<std::string> out;
    for (const MetricInfo& info : metrics()) {
        const Reading floor = reading(info, right);
        const Reading own = reading(info, samples);
        if ((own.count > 0 || floor.count > 0) &&
            passes(info, own, floor) == std::optional(false)) {
            out.emplace(info.key);
        }
    }
    return out;
}

using Keys = std::set<std::string>;

double median(const Samples& samples, Metric metric) {
    return summarise(metrics()[static_cast<std::size_t>(metric)], samples.of(metric)).value_or(NAN);
}

TEST(MeasureClip, ARightClipMissesNothing) {
    const Samples samples = samples_of({});
    EXPECT_EQ(missed(samples), Keys{});
    for (const Metric metric :
         {Metric::kGravityFits,
          Metric::kFlightFits,
          Metric::kRestitutionError,
          Metric::kEnergyViolations,
          Metric::kTeleports,
          Metric::kSurvival,
          Metric::kCountExact,
          Metric::kColourDrift,
          Metric::kShapeTold,
          Metric::kDeedTold,
          Metric::kFrozen,
          Metric::kSyncDistance,
          Metric::kSyncPrecision}) {
        EXPECT_FALSE(samples.of(metric).empty()) << metrics()[static_cast<std::size_t>(metric)].key;
    }
    EXPECT_NEAR(median(samples, Metric::kGravityRatio), 1.0, 0.03);
    EXPECT_LT(median(samples, Metric::kRestitutionError), 0.03);
    EXPECT_NEAR(median(samples, Metric::kSyncOffset), 0.0, 10.0);
    EXPECT_TRUE(samples.of(Metric::kTrackerPlace).empty());
}

TEST(MeasureClip, AFallThatIsTooFastMissesGravityAlone) {
    const Samples samples = samples_of({.gravity = 1.5 * kGravity});
    EXPECT_EQ(missed(samples), Keys{"gravity_fits"});
    EXPECT_NEAR(median(samples, Metric::kGravityRatio), 1.5, 0.05);
    EXPECT_EQ(missed(samples_of({.gravity = 0.7 * kGravity})), Keys{"gravity_fits"});
}

// Of no told size, from 1.0 to 1.5: whatever size explains the fall is right.
TEST(MeasureClip, AToldRangeOfSizesAllowsARangeOfFalls) {
    Case promised = told();
    promised.objects.front().radius_max_m = 1.5 * kRadius_m;
    const auto share = [&](double factor) {
        const auto measured = measure_clip(promised, Fall{.gravity = factor * kGravity}.clip(), {});
        return median(measured->samples, Metric::kGravityFits);
    };
    EXPECT_EQ(share(1.0), 100.0);
    EXPECT_EQ(share(0.75), 100.0);
    EXPECT_EQ(share(0.5), 0.0);
    EXPECT_EQ(share(1.25), 0.0);
}

TEST(MeasureClip, ABounceThatIsTooHighMissesWhatBouncesAre) {
    EXPECT_EQ(
        missed(samples_of({.restitution = 1.2})),
        (Keys{"restitution_error", "restitution_below_one", "energy_violations"})
    );
    EXPECT_EQ(missed(samples_of({.restitution = 0.4})), Keys{"restitution_error"});
}

TEST(MeasureClip, SoundThatIsLateOrEarlyMissesSyncAlone) {
    const Samples late = samples_of({.late_s = 0.2});
    EXPECT_EQ(missed(late), (Keys{"sync_distance", "sync_recall", "sync_above_chance"}));
    EXPECT_NEAR(median(late, Metric::kSyncOffset), 200.0, 10.0);
    const Samples early = samples_of({.late_s = -0.2});
    EXPECT_EQ(missed(early), (Keys{"sync_distance", "sync_recall", "sync_above_chance"}));
    EXPECT_NEAR(median(early, Metric::kSyncOffset), -200.0, 10.0);
}

// They are near to every impact.
TEST(MeasureClip, ClicksAllTheTimeAreNotInSync) {
    const Samples samples = samples_of({.clicks_every_s = 0.08});
    EXPECT_EQ(missed(samples), Keys{"sync_above_chance"});
    EXPECT_EQ(median(samples, Metric::kSyncRecall), 100.0);
    EXPECT_NEAR(median(samples, Metric::kSyncAboveChance), 0.0, 5.0);
    EXPECT_EQ(median(samples_of({}), Metric::kSyncAboveChance), 100.0);
}

TEST(MeasureClip, WhatVanishesMissesPermanenceAlone) {
    const Samples samples = samples_of({.is_shown = [](int i) { return i < 46; }});
    EXPECT_EQ(missed(samples), (Keys{"survival", "vanished_or_doubled"}));
}

TEST(MeasureClip, WhatJumpsMissesTeleportsAlone) {
    const Samples samples = samples_of({.x = [](int i) { return i < 3 ? 40.0 : 60.0; }});
    EXPECT_EQ(missed(samples), Keys{"teleports"});
}

TEST(MeasureClip, WhatHangsInTheAirIsFrozen) {
    const Samples samples = samples_of({.gravity = 1e-6, .x = [](int) { return 40.0; }});
    const Keys keys = missed(samples);
    EXPECT_TRUE(keys.contains("frozen"));
    EXPECT_TRUE(keys.contains("gravity_fits"));
    EXPECT_TRUE(keys.contains("sync_recall"));
    EXPECT_FALSE(keys.contains("survival"));
}

// It was judged on whatever else was there.
TEST(MeasureClip, AThingOfAnotherColourIsNotTheOneThatWasTold) {
    const Samples samples = samples_of({.colour = kBlue});
    const Keys keys = missed(samples);
    for (const char* key : {"colour_told", "survival", "gravity_fits", "frozen"}) {
        EXPECT_TRUE(keys.contains(key)) << key;
    }
    EXPECT_EQ(samples.of(Metric::kDeedTold), std::vector<double>{0.0});
    EXPECT_EQ(samples.of(Metric::kCountExact), std::vector<double>{1.0});
}

TEST(MeasureClip, TheSimulatorsClipIsMeasuredLikeAnyOther) {
    Case promised = told();
    promised.objects.front().radius_max_m = 1.5 * kRadius_m;
    promised.places.emplace_back();
    const Fall fall;
    for (int i = 0; i < kFrames; ++i) {
        promised.places.front().push_back(
            {fall.x(i) / kSize.width, fall.height(std::max(i - kStarts, 0)) / kSize.height, 0.1}
        );
    }
    const auto any = measure_clip(promised, fall.clip(), {});
    const auto own = measure_clip(promised, fall.clip(), {.is_own_clip = true});
    for (const MetricInfo& info : metrics()) {
        if (info.metric < Metric::kTrackerGravityFits) {
            EXPECT_EQ(any->samples.of(info.metric), own->samples.of(info.metric)) << info.key;
        }
    }
    EXPECT_NEAR(median(own->samples, Metric::kTrackerGravity), 1.0, 0.03);
    EXPECT_EQ(median(own->samples, Metric::kTrackerGravityFits), 100.0);
    EXPECT_LT(median(own->samples, Metric::kTrackerPlace), 0.3);
}

TEST(MeasureMissingClip, MissesAllThatThePromptPromises) {
    const Samples samples = measure_missing_clip(told());
    for (const Metric metric :
         {Metric::kGravityFits,
          Metric::kFlightFits,
          Metric::kSurvival,
          Metric::kCountExact,
          Metric::kColourTold,
          Metric::kDeedTold,
          Metric::kSyncRecall}) {
        EXPECT_EQ(samples.of(metric), std::vector<double>{0.0})
            << metrics()[static_cast<std::size_t>(metric)].key;
    }
    EXPECT_EQ(samples.of(Metric::kFrozen), std::vector<double>{1.0});
    EXPECT_EQ(samples.of(Metric::kVanishedOrDoubled), std::vector<double>{1.0});
}

/// A red ball rolls into a blue one that is as large and stops there; both touch in frame 20.
Samples samples_of_meeting(double density, double speed_after) {
    constexpr media::FrameSize kWide{200, 80};
    media::MemoryClip clip;
    clip.format = {.size = kWide, .fps = kFps, .frame_count = 40};
    clip.audio = media::AudioBuffer(media::sample_count(clip.format.duration_s()));
    for (int i = 0; i < 40; ++i) {
        clip.frames.push_back(plain(kWide));
        draw_disc(clip.frames.back(), 20.0 + 3.0 * std::min(i, 20), 50.0, 10.0, kRed);
        const double gone = speed_after * std::max(i - 20, 0);
        draw_disc(clip.frames.back(), 100.0 + gone, 50.0, 10.0, kBlue);
    }
    Case promised = told();
    promised.objects.front().density_kg_m3 = 100.0;
    promised.objects.push_back(promised.objects.front());
    promised.objects.back().thing = 1;
    promised.objects.back().colour = 5;
    promised.objects.back().density_kg_m3 = density;
    promised.told.things.front().deed = "roll_into";
    promised.told.things.push_back({.ids = {"ball_2"}, .kind = "ball", .colour = "blue"});
    const auto measured = measure_clip(promised, clip, {});
    EXPECT_TRUE(measured);
    return measured->samples;
}

TEST(MeasureClip, MomentumGoesFromOneToTheOther) {
    EXPECT_LT(median(samples_of_meeting(100.0, 3.0), Metric::kMomentumError), 8.0);
    // Twice as heavy, half as fast.
    EXPECT_LT(median(samples_of_meeting(200.0, 1.5), Metric::kMomentumError), 8.0);
    EXPECT_NEAR(median(samples_of_meeting(200.0, 3.0), Metric::kMomentumError), 100.0, 10.0);
    EXPECT_NEAR(median(samples_of_meeting(50.0, 3.0), Metric::kMomentumError), 50.0, 8.0);
}

TEST(MeasureClip, StopsWhenAsked) {
    std::stop_source source;
    source.request_stop();
    const Case promised = told();
    const auto measured = measure_clip(promised, Fall{}.clip(), {.stop = source.get_token()});
    ASSERT_FALSE(measured);
    EXPECT_EQ(measured.error().code, ErrorCode::kCancelled);
}

}  // namespace
}  // namespace hibari::eval
