#include "world/sound/speech.h"

#include "world/sound/dsp/signal.h"
#include "world/sound/voice/casting.h"
#include "world/sound/voice/speakable.h"
#include "world/sound/voice/visemes.h"
#include "world/things/likeness_form.h"

#include <algorithm>
#include <cmath>
#include <gtest/gtest.h>
#include <thread>

namespace hibari::world {
namespace {

using namespace sound;

Shot shot_with(std::initializer_list<Entity> entities) {
    Shot shot;
    shot.entities = entities;
    return shot;
}

Entity person(const char* id, Gender gender, Age age = Age::kAdult) {
    Entity entity{.id = id, .kind = "person"};
    entity.look.gender = gender;
    entity.look.age = age;
    return entity;
}

Speech spoken(const Shot& shot, std::uint64_t seed = 1) {
    Result<Speech> speech = speak(shot, {.seed = seed});
    EXPECT_TRUE(speech.has_value());
    return speech ? std::move(*speech) : Speech{};
}

// Pitch of a 40 ms frame by the first strong peak of its normalised autocorrelation; 0: unvoiced.
float pitch_hz(const std::vector<float>& x, std::size_t at) {
    constexpr std::size_t kFrame = 1920;
    float best = 0.0F;
    float hz = 0.0F;
    for (std::size_t lag = 100; lag < 800; lag += 2) {
        double ab = 0.0;
        double aa = 1e-9;
        double bb = 1e-9;
        for (std::size_t i = 0; i < kFrame; i += 3) {
            const double a = static_cast<double>(x[at + i]);
            const double b = static_cast<double>(x[at + i + lag]);
            ab += a * b;
            aa += a * a;
            bb += b * b;
        }
        const auto r = static_cast<float>(ab / std::sqrt(aa * bb));
        if (r > 0.6F && r > 1.06F * best) {
            best = r;
            hz = 48000.0F / static_cast<float>(lag);
        }
    }
    return hz;
}

// Pitches of the voiced frames of the last part of a line, sorted; `share`: how many are voiced.
struct Pitches {
    std::vector<float> hz;
    double share = 0.0;
};

Pitches pitches_of(const std::vector<float>& samples, double from_share = 0.0) {
    Pitches out;
    int frames = 0;
    const auto first = static_cast<std::size_t>(from_share * static_cast<double>(samples.size()));
    for (std::size_t at = first; at + 3000 < samples.size(); at += 2400) {
        const float hz = pitch_hz(samples, at);
        ++frames;
        if (hz > 0.0F) {
            out.hz.push_back(hz);
        }
    }
    std::sort(out.hz.begin(), out.hz.end());
    out.share = static_cast<double>(out.hz.size()) / std::max(frames, 1);
    return out;
}

float median_pitch_hz(const std::vector<float>& samples, double from_share = 0.0) {
    const Pitches pitches = pitches_of(samples, from_share);
    return pitches.hz.empty() ? 0.0F : pitches.hz[pitches.hz.size() / 2];
}

TEST(Speak, GivesSoundAndMouthOfTheSameLength) {
    Shot shot = shot_with({person("ann", Gender::kWoman)});
    shot.lines.push_back({.speaker = "ann", .text = "Hello, my name is Ann."});
    const Speech speech = spoken(shot);
    ASSERT_EQ(speech.utterances.size(), 1U);
    const Utterance& utterance = speech.utterances.front();
    EXPECT_EQ(utterance.entity, 0);
    EXPECT_GT(utterance.duration_s, 0.8);
    EXPECT_LT(utterance.duration_s, 3.5);
    EXPECT_NEAR(
        utterance.duration_s,
        static_cast<double>(speech.sounds.front().samples.size()) / 48000.0,
        1e-9
    );
    EXPECT_LE(utterance.mouth.back().time_s, utterance.duration_s + 1e-6);
    for (std::size_t i = 1; i < utterance.mouth.size(); ++i) {
        EXPECT_GT(utterance.mouth[i].time_s, utterance.mouth[i - 1].time_s);
    }
}

TEST(Speak, AManAWomanAndAChildDifferInPitch) {
    Shot shot = shot_with(
        {person("man", Gender::kMan),
         person("woman", Gender::kWoman),
         person("child", Gender::kUnspecified, Age::kChild)}
    );
    for (const char* who : {"man", "woman", "child"}) {
        shot.lines.push_back({.speaker = who, .text = "We all ran away over there."});
    }
    const Speech speech = spoken(shot);
    ASSERT_EQ(speech.sounds.size(), 3U);
    const float man = median_pitch_hz(speech.sounds[0].samples);
    const float woman = median_pitch_hz(speech.sounds[1].samples);
    const float child = median_pitch_hz(speech.sounds[2].samples);
    EXPECT_GT(man, 70.0F);
    EXPECT_GT(woman, 1.15F * man);
    EXPECT_GT(child, 1.15F * woman);
}

/// Somebody whose voice was recorded.
void give_voice(LikenessForm& form, float f0_hz, float formant_scale, float syllables_per_s) {
    form.voice = LikenessForm::Voice{
        .f0_hz = f0_hz, .formant_scale = formant_scale, .syllables_per_s = syllables_per_s
    };
}

Speech spoken_as(const LikenessForm& form, bool recorded = false) {
    Shot shot = shot_with({person("ana", Gender::kUnspecified)});
    shot.entities.front().form = &form;
    shot.lines.push_back(
        {.speaker = "ana",
         .text = "We were away all year along the river, and nobody knew.",
         .recorded = recorded}
    );
    return spoken(shot);
}

TEST(Speak, ALikenessHasThePitchThatWasRecorded) {
    for (const float wanted_hz : {90.0F, 120.0F, 165.0F, 210.0F, 250.0F}) {
        LikenessForm form;
        give_voice(form, wanted_hz, wanted_hz > 150.0F ? 1.15F : 1.0F, 4.4F);
        const Speech speech = spoken_as(form);
        ASSERT_EQ(speech.sounds.size(), 1U);
        EXPECT_NEAR(median_pitch_hz(speech.sounds[0].samples), wanted_hz, 0.05F * wanted_hz);
    }
}

TEST(Speak, ALikenessHasThePaceThatWasRecorded) {
    LikenessForm slow;
    give_voice(slow, 120.0F, 1.0F, 3.2F);
    LikenessForm quick;
    give_voice(quick, 120.0F, 1.0F, 5.6F);
    const double slow_s = spoken_as(slow).utterances.at(0).duration_s;
    const double quick_s = spoken_as(quick).utterances.at(0).duration_s;
    // Fourteen syllables.
    EXPECT_NEAR(14.0 / slow_s, 3.2, 0.5);
    EXPECT_NEAR(14.0 / quick_s, 5.6, 0.9);
}

TEST(Speak, AShorterThroatMovesTheVoiceUpward) {
    const auto centroid_hz = [](const std::vector<float>& samples) {
        // Mean rate of change over mean size: grows with where the energy lies.
        double change = 0.0;
        double size = 1e-9;
        for (std::size_t i = 1; i < samples.size(); ++i) {
            change += static_cast<double>(std::fabs(samples[i] - samples[i - 1]));
            size += static_cast<double>(std::fabs(samples[i]));
        }
        return change / size;
    };
    LikenessForm longer;
    give_voice(longer, 120.0F, 0.90F, 4.4F);
    LikenessForm shorter;
    give_voice(shorter, 120.0F, 1.06F, 4.4F);
    EXPECT_GT(
        centroid_hz(spoken_as(shorter).sounds.at(0).samples),
        1.03 * centroid_hz(spoken_as(longer).sounds.at(0).samples)
    );
}

TEST(Speak, ARecordedLineIsTheRecordingAndTheMouthFollowsIt) {
    LikenessForm form;
    form.recording.resize(96'000);
    for (std::size_t i = 48'000; i < form.recording.size(); ++i) {
        form.recording[i] = 0.2F * std::sin(0.02F * static_cast<float>(i));
    }
    const Speech speech = spoken_as(form, true);
    ASSERT_EQ(speech.sounds.size(), 1U);
    EXPECT_EQ(speech.sounds[0].samples.size(), 96'000U);
    EXPECT_NEAR(speech.utterances[0].duration_s, 2.0, 1e-6);
    for (const MouthKey& key : speech.utterances[0].mouth) {
        if (key.time_s < 0.95) {
            EXPECT_LT(key.open, 0.05F);
        } else if (key.time_s > 1.05 && key.time_s < 1.9) {
            EXPECT_GT(key.open, 0.4F);
        }
    }
    EXPECT_TRUE(speech.notes.empty());
    form.recording.clear();
    EXPECT_FALSE(spoken_as(form, true).notes.empty());
}

TEST(Speak, AQuestionEndsHigherThanAStatement) {
    Shot shot = shot_with({person("man", Gender::kMan)});
    shot.lines.push_back(
        {.speaker = "man", .text = "You will go all alone", .delivery = Delivery::kSay}
    );
    shot.lines.push_back(
        {.speaker = "man", .text = "You will go all alone", .delivery = Delivery::kAsk}
    );
    const Speech speech = spoken(shot);
    EXPECT_GT(
        median_pitch_hz(speech.sounds[1].samples, 0.8),
        1.15F * median_pitch_hz(speech.sounds[0].samples, 0.8)
    );
}

TEST(Speak, AWhisperHasNoPitchAndAShoutAHigherOne) {
    Shot shot = shot_with({person("man", Gender::kMan)});
    for (const Delivery delivery : {Delivery::kSay, Delivery::kShout, Delivery::kWhisper}) {
        shot.lines.push_back({.speaker = "man", .text = "Come over here now", .delivery = delivery}
        );
    }
    const Speech speech = spoken(shot);
    EXPECT_GT(
        median_pitch_hz(speech.sounds[1].samples), 1.25F * median_pitch_hz(speech.sounds[0].samples)
    );
    EXPECT_GT(pitches_of(speech.sounds[0].samples).share, 0.5);
    EXPECT_LT(pitches_of(speech.sounds[2].samples).share, 0.2);
}

TEST(Speak, SingingTakesTheTimeOfItsNotes) {
    Shot shot = shot_with({person("ann", Gender::kWoman)});
    shot.lines.push_back(
        {.speaker = "ann", .text = "We are the champions", .delivery = Delivery::kSing}
    );
    const Result<Speech> slow = speak(shot, {.seed = 1, .tempo_bpm = 70});
    const Result<Speech> fast = speak(shot, {.seed = 1, .tempo_bpm = 140});
    ASSERT_TRUE(slow && fast);
    EXPECT_GT(slow->utterances[0].duration_s, 1.4 * fast->utterances[0].duration_s);
}

TEST(Speak, SaysWhenALineCannotBeSpoken) {
    Shot shot = shot_with({person("ann", Gender::kWoman)});
    shot.lines.push_back({.speaker = "ann", .text = "\xE4\xBD\xA0\xE5\xA5\xBD"});
    shot.lines.push_back({.speaker = "ann", .text = "\xF0\x9F\x98\x80"});
    shot.lines.push_back({.speaker = "ann", .text = "Caf\xC3\xA9 \xE4\xBD\xA0 number 42"});
    const Speech speech = spoken(shot);
    EXPECT_EQ(speech.sounds.size(), 1U);
    EXPECT_EQ(speech.utterances.front().line, 2);
    EXPECT_EQ(speech.notes.size(), 3U);
}

TEST(Speak, KeepsAVoiceFromShotToShot) {
    const Entity ann = person("ann", Gender::kUnspecified);
    const VoiceCast first = cast_voice(&ann, {}, Rng(4).split("ann"));
    const VoiceCast second = cast_voice(&ann, {}, Rng(4).split("ann"));
    EXPECT_EQ(first.f0_hz, second.f0_hz);
    EXPECT_EQ(first.bank, second.bank);
}

TEST(Speak, IsDeterministicAcrossThreads) {
    Shot shot = shot_with({person("man", Gender::kMan)});
    shot.lines.push_back({.speaker = "man", .text = "One two"});
    Speech other;
    {
        const std::jthread worker([&] { other = spoken(shot); });
        spoken(shot);
    }
    EXPECT_EQ(spoken(shot).sounds[0].samples, other.sounds[0].samples);
}

TEST(Casting, FiveMenHaveFiveVoices) {
    std::vector<VoiceCast> voices;
    for (int i = 0; i < 5; ++i) {
        const Entity man = person("man", Gender::kMan);
        voices.push_back(cast_voice(&man, voices, Rng(11).split(i)));
    }
    for (std::size_t i = 0; i < voices.size(); ++i) {
        for (std::size_t k = 0; k < i; ++k) {
            EXPECT_GT(voice_distance(voices[i], voices[k]), 1.5F) << i << " " << k;
        }
    }
}

TEST(MouthKeys, LipsAreClosedOnMBAndP) {
    const std::vector<Phone> phones = {
        {"pau", 0.1}, {"m", 0.18}, {"aa", 0.36}, {"p", 0.44}, {"aa", 0.6}, {"b", 0.68}, {"iy", 0.8}
    };
    const std::vector<MouthKey> keys = mouth_keys(phones, 1.0F);
    const auto open_at = [&](double t) {
        for (std::size_t i = 1; i < keys.size(); ++i) {
            if (t <= keys[i].time_s) {
                const double share =
                    (t - keys[i - 1].time_s) / (keys[i].time_s - keys[i - 1].time_s);
                return lerp(keys[i - 1].open, keys[i].open, static_cast<float>(share));
            }
        }
        return keys.back().open;
    };
    for (const double closed : {0.13, 0.4, 0.64}) {
        EXPECT_LT(open_at(closed), 0.02F) << closed;
    }
    EXPECT_GT(open_at(0.27), 0.5F);
    EXPECT_GT(open_at(0.52), 0.5F);
}

TEST(Speakable, ReadsSignsAndDropsOtherScripts) {
    EXPECT_EQ(speakable_text("\xE2\x80\x9CHi\xE2\x80\x9D").text, "Hi ");
    EXPECT_EQ(speakable_text("na\xC3\xAFve caf\xC3\xA9").text, "naive cafe");
    EXPECT_TRUE(speakable_text("\xD0\x9F\xD1\x80\xD0\xB8").text.empty());
    EXPECT_TRUE(speakable_text("...!?").text.empty());
    EXPECT_TRUE(speakable_text("").text.empty());
    EXPECT_TRUE(speakable_text("\xFF\xFE\x80").text.empty());
    EXPECT_LE(speakable_text(std::string(5000, 'a')).text.size(), 600U);
}

}  // namespace
}  // namespace hibari::world
