#include "world/sound/mixer.h"

#include "media/loudness.h"
#include "world/sound/dsp/fft.h"
#include "world/sound/test_scene.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <stop_token>

namespace hibari::world {
namespace {

using sound::TestScene;

media::AudioBuffer mixed(
    const TestScene& scene, const MixOptions& options = {}, const Speech& speech = {}
) {
    Result<media::AudioBuffer> result = mix(scene.timeline, speech, scene.shot, options);
    EXPECT_TRUE(result.has_value());
    return result ? std::move(*result) : media::AudioBuffer();
}

// Mean power from `from_s` over `length_s`, both channels.
double power(const media::AudioBuffer& audio, double from_s, double length_s) {
    const auto first = static_cast<std::size_t>(from_s * 48000.0);
    const auto count = static_cast<std::size_t>(length_s * 48000.0);
    double sum = 1e-12;
    for (std::size_t i = first; i < std::min(first + count, audio.size()); ++i) {
        const double l = static_cast<double>(audio.left[i]);
        const double r = static_cast<double>(audio.right[i]);
        sum += l * l + r * r;
    }
    return sum / static_cast<double>(count);
}

double power_of(const std::vector<float>& side) {
    double sum = 0.0;
    for (const float sample : side) {
        sum += static_cast<double>(sample) * static_cast<double>(sample);
    }
    return sum;
}

// Time of the steepest rise of energy within `reach_s` of `around_s`.
double onset_s(const media::AudioBuffer& audio, double around_s, double reach_s) {
    constexpr double kStep = 0.0005;
    constexpr double kWindow = 0.003;
    double best = 0.0;
    double at = -1.0;
    for (double t = around_s - reach_s; t < around_s + reach_s; t += kStep) {
        const double rise = power(audio, t, kWindow) / (power(audio, t - 0.012, 0.012) + 1e-9);
        if (rise > best) {
            best = rise;
            at = t;
        }
    }
    return at;
}

TEST(Mix, StopsWhenAsked) {
    std::stop_source stop;
    stop.request_stop();
    const TestScene scene(1.0);
    const auto result = mix(scene.timeline, {}, scene.shot, {.stop = stop.get_token()});
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::kCancelled);
}

TEST(Mix, LastsExactlyAsLongAsTheShot) {
    for (const double seconds : {1.0, 2.3333333, 4.0 + 1.0 / 30.0}) {
        const TestScene scene(seconds);
        EXPECT_EQ(mixed(scene).size(), media::sample_count(seconds));
    }
}

TEST(Mix, PutsImpactsWhereTheContactsAre) {
    TestScene scene(3.0);
    const int block = scene.add_block();
    const std::array<double, 5> times = {0.4, 0.9137, 1.4, 1.95, 2.6};
    for (const double time : times) {
        scene.add_impact(time, block, {0.5F, 0, 0});
    }
    const media::AudioBuffer audio = mixed(scene);
    for (const double time : times) {
        EXPECT_NEAR(onset_s(audio, time, 0.1), time, 0.005) << time;
    }
}

TEST(Mix, HasTheLoudnessOfBroadcastWithoutClipping) {
    TestScene scene(3.0);
    const int block = scene.add_block();
    for (int i = 0; i < 6; ++i) {
        scene.add_impact(0.3 + 0.4 * i, block, {0, 0, 0}, 0.5F + static_cast<float>(i));
    }
    const media::AudioBuffer audio = mixed(scene);
    const Result<media::Loudness> loudness = media::measure_loudness(audio);
    ASSERT_TRUE(loudness.has_value());
    ASSERT_TRUE(loudness->integrated_lufs.has_value());
    EXPECT_NEAR(*loudness->integrated_lufs, -16.0, 1.0);
    EXPECT_LE(*loudness->true_peak_dbtp, -1.0 + 0.01);
}

TEST(Mix, QuickMasteringComesNearTheSameLoudness) {
    for (const bool empty : {false, true}) {
        TestScene scene(4.0);
        scene.place.ambience = "room";
        if (!empty) {
            const int block = scene.add_block();
            scene.add_impact(1.0, block, {0, 0, 0}, 2.0F);
            scene.add_impact(1.8, block, {0, 0, 0}, 1.0F);
            scene.add_impact(2.3, block, {0, 0, 0}, 0.4F);
        }
        const media::AudioBuffer audio = mixed(scene, {.mastering = Mastering::kQuick});
        const auto loudness = media::integrated_loudness(audio);
        ASSERT_TRUE(loudness && *loudness) << empty;
        EXPECT_NEAR(**loudness, media::kTargetLoudness_lufs, 2.0) << empty;
        for (std::size_t i = 0; i < audio.size(); ++i) {
            ASSERT_LT(std::max(std::abs(audio.left[i]), std::abs(audio.right[i])), 0.9F);
        }
    }
}

TEST(Mix, AFewKnocksDoNotRaiseTheRoom) {
    for (const char* ambience : {"room", "gym", "stage", "kitchen", "birds"}) {
        TestScene scene(4.0);
        scene.place.ambience = ambience;
        const int block = scene.add_block();
        for (const double time : {1.0, 2.5}) {
            scene.add_impact(time, block, {0, 0, 0}, 1.0F);
        }
        const media::AudioBuffer audio = mixed(scene);
        EXPECT_GT(power(audio, 1.0, 0.03), 100.0 * power(audio, 0.3, 0.6)) << ambience;
        EXPECT_NEAR(*media::measure_loudness(audio)->integrated_lufs, -16.0, 1.0) << ambience;
    }
}

TEST(Mix, OneShortClickReachesTheLoudnessWithoutClipping) {
    TestScene scene(3.0);
    const int block = scene.add_block();
    scene.add_impact(1.5, block, {0, 0, 0}, 0.4F);
    const media::Loudness loudness = *media::measure_loudness(mixed(scene));
    EXPECT_NEAR(*loudness.integrated_lufs, -16.0, 1.0);
    EXPECT_LE(*loudness.true_peak_dbtp, -1.0 + 0.01);
}

TEST(Mix, ThingsThatFindTheirRestAtTheStartAreNotHeard) {
    TestScene scene(1.0);
    const int block = scene.add_block();
    const media::AudioBuffer still = mixed(scene);
    scene.add_impact(0.02, block, {0, 0, 0}, 0.2F);
    scene.timeline.contacts.back().speed_mps = 0.16F;
    EXPECT_EQ(mixed(scene).left, still.left);
}

TEST(Mix, BringsAnEmptyRoomToTheSameLoudness) {
    const TestScene scene(2.0);
    const Result<media::Loudness> loudness = media::measure_loudness(mixed(scene));
    ASSERT_TRUE(loudness.has_value() && loudness->integrated_lufs.has_value());
    EXPECT_NEAR(*loudness->integrated_lufs, -16.0, 1.0);
}

TEST(Mix, BeginsAndEndsInSilence) {
    const TestScene scene(1.0);
    const media::AudioBuffer audio = mixed(scene);
    EXPECT_LT(std::fabs(audio.left.front()), 1e-3F);
    EXPECT_LT(std::fabs(audio.right.back()), 1e-3F);
}

TEST(Mix, PansByWhereTheCameraSeesIt) {
    for (const float x : {-4.0F, 4.0F}) {
        TestScene scene(1.5);
        const int block = scene.add_block({x, 0, 0});
        scene.add_impact(0.5, block, {x, 0, 2}, 3.0F);
        const media::AudioBuffer audio = mixed(scene);
        const double left = power_of({audio.left.begin() + 24000, audio.left.begin() + 24960});
        const double right = power_of({audio.right.begin() + 24000, audio.right.begin() + 24960});
        EXPECT_GT(x < 0 ? left / right : right / left, 2.0) << x;
    }
}

TEST(Mix, FarThingsAreQuieter) {
    TestScene scene(2.0);
    const int block = scene.add_block();
    scene.add_impact(0.5, block, {0, 1, 3}, 2.0F);
    scene.add_impact(1.3, block, {0, 1, -40}, 2.0F);
    const media::AudioBuffer audio = mixed(scene);
    EXPECT_GT(power(audio, 0.5, 0.06), 6.0 * power(audio, 1.3, 0.06));
}

TEST(Mix, ThunderArrivesAfterTheFlashByDistance) {
    TestScene scene(4.0);
    constexpr float kFar = 686.0F;
    scene.timeline.events.push_back(
        {.kind = EventKind::kLightning, .time_s = 0.5, .position = {0, 1.5F, 6.0F - kFar}}
    );
    const media::AudioBuffer audio = mixed(scene);
    EXPECT_NEAR(onset_s(audio, 2.5, 1.0), 0.5 + static_cast<double>(kFar) / 343.0, 0.03);
}

TEST(Mix, IsTheSameForTheSameSeedAndDiffersForAnother) {
    TestScene scene(1.0);
    const int block = scene.add_block();
    scene.add_impact(0.4, block, {});
    const media::AudioBuffer a = mixed(scene, {.seed = 5});
    const media::AudioBuffer b = mixed(scene, {.seed = 5});
    const media::AudioBuffer c = mixed(scene, {.seed = 6});
    EXPECT_EQ(a.left, b.left);
    EXPECT_EQ(a.right, b.right);
    EXPECT_NE(a.left, c.left);
}

TEST(Mix, TheCrowdOfAGymAnswersAMissButNotSilence) {
    TestScene quiet(3.0);
    TestScene missed(3.0);
    for (TestScene* scene : {&quiet, &missed}) {
        scene->place.ambience = "gym";
    }
    missed.timeline.events.push_back({.kind = EventKind::kMissed, .time_s = 1.0});
    const auto contrast = [](const media::AudioBuffer& audio) {
        return power(audio, 1.3, 0.7) / power(audio, 0.2, 0.7);
    };
    EXPECT_GT(contrast(mixed(missed)), 3.0 * contrast(mixed(quiet)));
}

TEST(Mix, NothingStrikesInAVacuum) {
    TestScene scene(2.0);
    scene.place.air_density_kg_m3 = 0.0F;
    const media::AudioBuffer silent = mixed(scene);
    const int block = scene.add_block();
    scene.add_impact(1.0, block, {0, 1, 4}, 20.0F);
    EXPECT_EQ(mixed(scene).left, silent.left);
}

TEST(Mix, ABodyThatIsPutSomewhereMakesNoWhoosh) {
    TestScene scene(1.0);
    const int block = scene.add_block();
    const media::AudioBuffer still = mixed(scene);
    std::vector<Pose>& poses = scene.timeline.bodies[static_cast<std::size_t>(block)].poses;
    poses.assign(121, {{2, 0, 0}, {}});
    poses[0] = {{0, 0, 0}, {}};
    EXPECT_EQ(mixed(scene).left, still.left);
}

TEST(Mix, SpeechIsHeardWhenTheTimelineSays) {
    TestScene scene(3.0);
    scene.shot.lines.push_back({.speaker = "narrator", .text = "Watch this carefully now."});
    const Result<Speech> speech = speak(scene.shot, {.seed = 1});
    ASSERT_TRUE(speech.has_value());
    scene.timeline.utterances = speech->utterances;
    scene.timeline.utterances.front().start_s = 1.0;
    const media::AudioBuffer audio = mixed(scene, {}, *speech);
    EXPECT_GT(power(audio, 1.2, 0.8), 20.0 * power(audio, 0.1, 0.8));
}

TEST(Mix, SpeechLiesTenDecibelsOverMusicCrowdAndRain) {
    for (const char* over : {"music", "murmur", "rain"}) {
        TestScene scene(4.0);
        // A tone in place of a voice, so that it can be told from what lies under it.
        Speech speech;
        SpokenSound& voice = speech.sounds.emplace_back();
        voice.samples.resize(96000);
        for (std::size_t i = 0; i < voice.samples.size(); ++i) {
            voice.samples[i] =
                0.14F * std::sin(2.0F * kPi * 1000.0F * static_cast<float>(i) / 48000.0F);
        }
        scene.timeline.utterances.push_back({.line = 0, .duration_s = 2.0, .start_s = 1.0});
        MixOptions options;
        if (std::string_view(over) == "music") {
            options.music = Music{.mood = "epic"};
        } else if (std::string_view(over) == "murmur") {
            scene.shot.sounds.push_back({.kind = "crowd_murmur"});
        } else {
            scene.timeline.environment.rain = 1.0F;
        }
        const media::AudioBuffer audio = mixed(scene, options, speech);
        const std::vector<float> spoken =
            sound::power_spectrum(std::span(audio.left).subspan(67200, 67200));
        double tone = 0.0;
        double rest = 0.0;
        for (std::size_t bin = 0; bin < spoken.size(); ++bin) {
            const double hz = 24000.0 * static_cast<double>(bin) / 1024.0;
            (std::fabs(hz - 1000.0) < 80.0 ? tone : rest) += static_cast<double>(spoken[bin]);
        }
        EXPECT_GT(10.0 * std::log10(tone / rest), 10.0) << over;
    }
}

TEST(Mix, TheNetIsHeardWhenTheBallGoesInAndNotWhenItMisses) {
    const auto rustle = [](EventKind outcome) {
        TestScene scene(2.0);
        scene.add_body("basketball_hoop", {.shape = torus(0.23F, 0.01F)}, 0.0F, {0, 3, 0});
        scene.timeline.softs.push_back({.entity = 0, .positions = {{0, 3, 0}}});
        scene.timeline.events.push_back({.kind = outcome, .time_s = 1.0, .position = {0, 3, 0}});
        const media::AudioBuffer audio = mixed(scene);
        return power(audio, 1.02, 0.15) / power(audio, 0.4, 0.5);
    };
    EXPECT_GT(rustle(EventKind::kScored), 30.0);
    EXPECT_LT(rustle(EventKind::kMissed), 3.0);
}

// A guitar at `x`, played from the second step on, which begins at 2 s.
void add_guitarist(TestScene& scene, float x) {
    scene.add_body("guitar", {.shape = box({0.2F, 0.5F, 0.05F})}, 1.5F, {x, 1, 2});
    scene.timeline.events.push_back({.kind = EventKind::kStepBegan, .time_s = 2.0, .detail = "1"});
    scene.shot.actions.push_back(
        {.subject = "player", .verb = Verb::kPlayInstrument, .object = "guitar", .step = 1}
    );
}

TEST(Mix, WhatIsPlayedIsHeardFromTheInstrumentWhileItIsPlayed) {
    for (const float x : {-3.0F, 3.0F}) {
        TestScene scene(5.0);
        add_guitarist(scene, x);
        const media::AudioBuffer audio = mixed(scene);
        EXPECT_GT(power(audio, 2.2, 2.0), 100.0 * power(audio, 0.2, 1.7)) << x;
        const double left = power_of({audio.left.begin() + 105600, audio.left.begin() + 192000});
        const double right = power_of({audio.right.begin() + 105600, audio.right.begin() + 192000});
        EXPECT_GT(x < 0 ? left / right : right / left, 1.3) << x;
    }
}

TEST(Mix, ADrumIsHeardWhenItsSkinIsSeenStruck) {
    TestScene scene(3.0);
    scene.add_body("drum", {.shape = cylinder(0.2F, 0.25F)}, 9.0F, {0, 0.4F, 2});
    const int hand = scene.add_body("player", {.shape = sphere(0.05F)}, 0.4F, {});
    BodyTrack& track = scene.timeline.bodies[static_cast<std::size_t>(hand)];
    track.name = "player.right_hand";
    track.poses.clear();
    // Down on the skin at 0.5, 1.3, 2.1 s.
    for (int i = 0; i < scene.timeline.sample_count; ++i) {
        const float turn = (static_cast<float>(i) / kSampleRateHz - 0.5F) / 0.8F;
        track.poses.push_back({{0, 0.65F + 0.2F * std::fabs(std::sin(kPi * turn)), 2}, {}});
    }
    scene.shot.actions.push_back(
        {.subject = "player", .verb = Verb::kPlayInstrument, .object = "drum"}
    );
    const media::AudioBuffer audio = mixed(scene);
    for (const double time_s : {0.5, 1.3, 2.1}) {
        EXPECT_NEAR(onset_s(audio, time_s, 0.3), time_s, 0.01) << time_s;
    }
}

TEST(Mix, MusicOfAnInstrumentThatIsPlayedComesFromItAlone) {
    TestScene scene(5.0);
    add_guitarist(scene, 0.0F);
    const Music guitar{.mood = "happy", .instrument = "guitar"};
    const media::AudioBuffer same = mixed(scene, {.music = guitar});
    EXPECT_GT(power(same, 2.2, 2.0), 100.0 * power(same, 0.2, 1.7));
    const media::AudioBuffer score =
        mixed(scene, {.music = Music{.mood = "happy", .instrument = "strings"}});
    EXPECT_LT(power(score, 2.2, 2.0), 100.0 * power(score, 0.2, 1.7));
}

TEST(Mix, MusicEndsWithTheClip) {
    const TestScene scene(4.0);
    const media::AudioBuffer audio = mixed(scene, {.music = Music{.mood = "happy"}});
    EXPECT_GT(power(audio, 1.0, 1.0), 20.0 * power(audio, 3.9, 0.1));
}

}  // namespace
}  // namespace hibari::world
