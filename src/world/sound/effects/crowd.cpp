#include "world/sound/effects/crowd.h"

#include "base/check.h"
#include "base/vec.h"
#include "world/sound/dsp/filter.h"
#include "world/sound/effects/breath.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hibari::world::sound {
namespace {

constexpr std::array<Vowel, 6> kVowels = {kVowelA, kVowelAe, kVowelE, kVowelO, kVowelUh, kVowelI};
constexpr int kSingers = 9;  // distinct voices; the crowd repeats them at other rates

struct Person {
    float f0_hz;
    float throat;
};

Person draw_person(Rng& rng) {
    const bool high = rng.chance(0.45);
    return {
        high ? rng.uniform(180.0F, 250.0F) : rng.uniform(95.0F, 145.0F),
        high ? rng.uniform(1.1F, 1.22F) : rng.uniform(0.95F, 1.06F)
    };
}

// "Yeah": from i through a bright vowel, held high, then sinking.
Samples cheer_voice(Rng rng) {
    const Person who = draw_person(rng);
    const float top = who.f0_hz * rng.uniform(1.7F, 2.5F);
    const float hold = rng.uniform(0.7F, 1.7F);
    const Vowel vowel = rng.chance(0.6) ? kVowelAe : (rng.chance(0.5) ? kVowelA : kVowelUh);
    const std::array<ThroatKey, 6> keys = {
        throat_key(0.0F, 0.7F * top, 0.0F, kVowelI, who.throat),
        throat_key(0.06F, 0.8F * top, 0.7F, kVowelE, who.throat),
        throat_key(0.2F, top, 1.0F, vowel, who.throat),
        throat_key(0.2F + hold, 0.96F * top, 0.9F, vowel, who.throat),
        throat_key(0.45F + hold, 0.7F * top, 0.25F, kVowelA, who.throat),
        throat_key(0.6F + hold, 0.6F * top, 0.0F, kVowelA, who.throat),
    };
    return utter(
        keys, {.rough = 0.04F, .growl = 0.35F, .growl_hz = rng.uniform(35.0F, 70.0F)}, rng
    );
}

// "Ohh": everyone falls from the same surprise.
Samples groan_voice(Rng rng) {
    const Person who = draw_person(rng);
    const float top = who.f0_hz * rng.uniform(1.25F, 1.6F);
    const float length = rng.uniform(0.9F, 1.5F);
    const std::array<ThroatKey, 5> keys = {
        throat_key(0.0F, 1.05F * top, 0.0F, kVowelA, who.throat),
        throat_key(0.1F, 1.1F * top, 0.9F, kVowelO, who.throat),
        throat_key(0.35F * length, 0.95F * top, 1.0F, kVowelO, who.throat),
        throat_key(0.8F * length, 0.68F * top, 0.55F, kVowelU, who.throat),
        throat_key(length, 0.58F * top, 0.0F, kVowelU, who.throat),
    };
    return utter(keys, {.rough = 0.025F, .growl = 0.1F}, rng);
}

Samples aww_voice(Rng rng) {
    const Person who = draw_person(rng);
    const float f0 = who.f0_hz * rng.uniform(1.3F, 1.7F);
    const std::array<ThroatKey, 4> keys = {
        throat_key(0.0F, f0, 0.0F, kVowelA, who.throat),
        throat_key(0.2F, 1.12F * f0, 0.9F, kVowelA, who.throat),
        throat_key(0.8F, 0.85F * f0, 0.8F, kVowelO, who.throat),
        throat_key(1.2F, 0.72F * f0, 0.0F, kVowelO, who.throat),
    };
    return utter(keys, {.rough = 0.02F}, rng);
}

// Talk without words: syllables with falling phrases and pauses.
Samples talk_voice(double seconds, Rng rng) {
    const Person who = draw_person(rng);
    std::vector<ThroatKey> keys = {throat_key(0.0F, who.f0_hz, 0.0F, kVowelA, who.throat)};
    float time = rng.uniform(0.0F, 0.4F);
    while (static_cast<double>(time) < seconds) {
        const auto syllables = static_cast<int>(rng.integer(3, 11));
        for (int i = 0; i < syllables; ++i) {
            const float fall = 1.15F - 0.3F * static_cast<float>(i) / static_cast<float>(syllables);
            const float f0 = who.f0_hz * fall * rng.uniform(0.92F, 1.12F);
            const Vowel vowel = kVowels[rng.index(kVowels.size())];
            const float length = rng.uniform(0.1F, 0.24F);
            const float level = rng.uniform(0.5F, 1.0F);
            keys.push_back(throat_key(time + 0.03F, f0, 0.1F, vowel, who.throat));
            keys.push_back(throat_key(time + 0.45F * length, f0, level, vowel, who.throat));
            ThroatKey consonant = throat_key(time + length, f0, 0.06F, vowel, who.throat);
            consonant.breath = rng.chance(0.4) ? 0.8F : 0.2F;
            keys.push_back(consonant);
            time += length;
        }
        keys.push_back(throat_key(time + 0.05F, who.f0_hz, 0.0F, kVowelA, who.throat));
        time += rng.uniform(0.3F, 1.4F);
        keys.push_back(throat_key(time, who.f0_hz, 0.0F, kVowelA, who.throat));
    }
    return utter(keys, {.rough = 0.015F}, rng);
}

Samples voice_of(CrowdMood mood, double seconds, Rng rng) {
    switch (mood) {
        case CrowdMood::kMurmur:
            return talk_voice(std::min(seconds, 6.0), rng);
        case CrowdMood::kCheer:
            return cheer_voice(rng);
        case CrowdMood::kGroan:
            return groan_voice(rng);
        case CrowdMood::kGasp:
            return gasp(rng.uniform(0.95F, 1.2F), rng);
        case CrowdMood::kAww:
            return aww_voice(rng);
        case CrowdMood::kLaugh: {
            const Person who = draw_person(rng);
            return laugh(who.f0_hz * 1.5F, who.throat, rng);
        }
    }
    return {};
}

// When one of the crowd begins, seconds.
double start_of(CrowdMood mood, double seconds, Rng& rng) {
    switch (mood) {
        case CrowdMood::kMurmur:
            return rng.uniform(-5.0, seconds);
        // A burst at once and then stragglers.
        case CrowdMood::kCheer: {
            const double wait = -0.12 * std::log(1.0 - 0.95 * rng.uniform());
            return 0.06 + wait +
                   (rng.chance(0.55) ? rng.uniform(0.0, std::max(0.2, seconds - 1.4)) : 0.0);
        }
        case CrowdMood::kLaugh:
            return rng.uniform(0.0, std::max(0.3, 0.5 * seconds));
        case CrowdMood::kAww:
            return rng.uniform(0.0, 0.35);
        case CrowdMood::kGroan:
            return 0.04 + 0.16 * rng.uniform() + 0.1 * rng.uniform();
        case CrowdMood::kGasp:
            return 0.02 + 0.12 * rng.uniform();
    }
    return 0.0;
}

// The blur of all who are too far to be heard one by one: noise through the vowels' formants.
void add_roar(Stereo& out, CrowdMood mood, float share, Rng rng) {
    const bool bright = mood == CrowdMood::kCheer;
    const Vowel vowel = bright ? kVowelAe : (mood == CrowdMood::kGroan ? kVowelO : kVowelUh);
    for (Samples* side : {&out.left, &out.right}) {
        Rng own = rng.split(side == &out.left ? "left" : "right");
        PinkNoise noise(own.split("noise"));
        Wander sway(own.split("sway"), 3.0F);
        Svf first(vowel.f1_hz, 1.6F);
        Svf second(vowel.f2_hz, 2.2F);
        Svf third(2500.0F, 2.0F);
        const float length = static_cast<float>(side->size());
        for (std::size_t i = 0; i < side->size(); ++i) {
            const float t = static_cast<float>(i) / length;
            float envelope = 1.0F;
            if (mood == CrowdMood::kCheer) {
                envelope = smoothstep(0.0F, 0.12F, t) * (1.0F - smoothstep(0.5F, 1.0F, t));
            } else if (mood != CrowdMood::kMurmur) {
                envelope = smoothstep(0.0F, 0.12F, t) * (1.0F - smoothstep(0.2F, 0.85F, t));
            }
            const float x = noise.next();
            const float sound =
                first.band(x) + 0.7F * second.band(x) + (bright ? 0.5F : 0.2F) * third.band(x);
            (*side)[i] += share * sound * envelope * (0.8F + 0.2F * sway.next());
        }
    }
}

void level_stereo(Stereo& out, float rms) {
    const float now = std::max(loudest_rms(out.left, 4800), loudest_rms(out.right, 4800));
    if (now < 1e-9F) {
        return;
    }
    for (Samples* side : {&out.left, &out.right}) {
        for (float& sample : *side) {
            sample *= rms / now;
        }
        fade_ends(*side, 480, 4800);
    }
}

void add_panned(Stereo& out, const Samples& voice, double at_s, float pan, float gain) {
    const auto at = static_cast<std::ptrdiff_t>(std::llround(at_s * kRateHz));
    const float angle = 0.25F * kPi * (1.0F + pan);
    add_into(out.left, voice, at, gain * std::cos(angle));
    add_into(
        out.right, voice, at + static_cast<std::ptrdiff_t>(12.0F * pan), gain * std::sin(angle)
    );
}

}  // namespace

Stereo crowd(CrowdMood mood, double seconds, int people, Rng rng) {
    HIBARI_CHECK(seconds > 0.0 && seconds < 300.0, seconds);
    Stereo out(samples_in(seconds));
    std::vector<Samples> voices;
    const int distinct = std::min(mood == CrowdMood::kMurmur ? 6 : kSingers, people);
    for (int i = 0; i < distinct; ++i) {
        voices.push_back(voice_of(mood, seconds, rng.split(i)));
    }
    Rng where = rng.split("where");
    // A murmur is long: few near talkers over the blur of the rest are enough, and cheaper.
    const int heard = std::clamp(people, 3, mood == CrowdMood::kMurmur ? 14 : 60);
    for (int i = 0; i < heard; ++i) {
        const Samples& voice = voices[where.index(voices.size())];
        const float rate = i < distinct ? 1.0F : where.uniform(0.86F, 1.18F);
        const float near = std::pow(where.uniform(0.0F, 1.0F), 2.0F);
        const double begin = start_of(mood, seconds, where);
        add_panned(out, played_at(voice, rate), begin, where.uniform(-1.0F, 1.0F), 0.25F + near);
    }
    const float crowd_size = std::clamp(static_cast<float>(people) / 60.0F, 0.0F, 1.5F);
    const float voices_rms = std::max(loudest_rms(out.left, 4800), 1e-6F);
    if (mood != CrowdMood::kLaugh && people > 12) {
        Stereo roar(out.size());
        add_roar(roar, mood, 1.0F, rng.split("roar"));
        const float roar_rms = std::max(loudest_rms(roar.left, 4800), 1e-6F);
        const float gain = 0.7F * crowd_size * voices_rms / roar_rms;
        add_into(out.left, roar.left, 0, gain);
        add_into(out.right, roar.right, 0, gain);
    }
    level_stereo(out, 0.2F);
    return out;
}

Samples clap(Rng rng) {
    const float hands = rng.uniform(900.0F, 1900.0F);
    Samples out(samples_in(0.09));
    Noise noise(rng.split("noise"));
    Svf cup(hands, 2.2F);
    Svf skin(2.6F * hands, 1.2F);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float t = static_cast<float>(i) / kRate;
        const float x = noise.next();
        const float tail = 0.16F * std::exp(-t / 0.018F);
        out[i] = (cup.band(x) + 0.6F * skin.band(x)) * (std::exp(-t / 0.0035F) + tail);
    }
    level_to(out, 0.2F);
    return out;
}

Stereo applause(double seconds, int people, Rng rng) {
    Stereo out(samples_in(seconds));
    std::vector<Samples> hands;
    constexpr int kHands = 14;
    for (int i = 0; i < kHands; ++i) {
        hands.push_back(clap(rng.split(i)));
    }
    Rng who = rng.split("who");
    const int heard = std::clamp(people, 2, 90);
    for (int i = 0; i < heard; ++i) {
        const double pace = who.uniform(0.19, 0.32);
        const float pan = who.uniform(-1.0F, 1.0F);
        const float gain = 0.15F + std::pow(who.uniform(0.0F, 1.0F), 2.0F);
        const Samples& mine = hands[who.index(hands.size())];
        const double stop = seconds * who.uniform(0.7, 1.0);
        for (double at = who.uniform(0.0, 0.7); at < stop; at += pace * who.uniform(0.93, 1.07)) {
            add_panned(out, mine, at, pan, gain * who.uniform(0.7F, 1.0F));
        }
    }
    level_stereo(out, 0.15F);
    for (Samples* side : {&out.left, &out.right}) {
        fade_ends(*side, 4800, samples_in(std::min(1.2, 0.3 * seconds)));
    }
    return out;
}

// "Ha-ha-ha": short breathy bursts, falling.
Samples laugh(float f0_hz, float throat, Rng rng) {
    std::vector<ThroatKey> keys = {throat_key(0.0F, f0_hz, 0.0F, kVowelA, throat)};
    float time = 0.05F;
    float pitch = f0_hz * 1.35F;
    const auto bursts = static_cast<int>(rng.integer(5, 8));
    const float pace = rng.uniform(0.16F, 0.21F);
    for (int i = 0; i < bursts; ++i) {
        ThroatKey h = throat_key(time, pitch * 1.05F, 0.25F, kVowelA, throat);
        h.breath = 0.95F;
        keys.push_back(h);
        keys.push_back(
            throat_key(time + 0.05F, pitch, 1.0F - 0.08F * static_cast<float>(i), kVowelA, throat)
        );
        keys.push_back(throat_key(time + 0.1F, pitch * 0.92F, 0.5F, kVowelUh, throat));
        ThroatKey rest = throat_key(time + 0.125F, pitch * 0.9F, 0.04F, kVowelUh, throat);
        rest.breath = 0.9F;
        keys.push_back(rest);
        time += pace * rng.uniform(0.9F, 1.1F);
        pitch *= rng.uniform(0.92F, 0.98F);
    }
    keys.push_back(throat_key(time + 0.05F, pitch, 0.0F, kVowelUh, throat));
    return utter(keys, {.rough = 0.03F}, rng.split("voice"));
}

// Two falling wails and a sob.
Samples cry(float f0_hz, float throat, Rng rng) {
    std::vector<ThroatKey> keys = {throat_key(0.0F, f0_hz, 0.0F, kVowelUh, throat)};
    float time = 0.05F;
    for (int i = 0; i < 2; ++i) {
        const float length = rng.uniform(0.6F, 0.85F);
        keys.push_back(throat_key(time, 1.5F * f0_hz, 0.2F, kVowelE, throat));
        keys.push_back(throat_key(time + 0.15F, 1.9F * f0_hz, 0.9F, kVowelA, throat));
        keys.push_back(throat_key(time + 0.6F * length, 1.6F * f0_hz, 0.7F, kVowelA, throat));
        keys.push_back(throat_key(time + length, 1.1F * f0_hz, 0.0F, kVowelUh, throat));
        time += length + 0.08F;
        for (int sob = 0; sob < 2; ++sob) {
            ThroatKey in = throat_key(time, 1.7F * f0_hz, 0.05F, kVowelE, throat);
            in.breath = 0.8F;
            keys.push_back(in);
            in.time_s = time + 0.07F;
            in.level = 0.5F;
            keys.push_back(in);
            in.time_s = time + 0.13F;
            in.level = 0.0F;
            keys.push_back(in);
            time += 0.16F;
        }
    }
    return utter(keys, {.rough = 0.03F, .vibrato = 0.035F, .vibrato_hz = 7.0F}, rng.split("voice"));
}

Samples gasp(float throat, Rng rng) {
    std::array<ThroatKey, 4> keys = {
        throat_key(0.0F, 320.0F, 0.0F, kVowelUh, throat),
        throat_key(0.08F, 380.0F, 0.8F, kVowelA, throat),
        throat_key(0.3F, 450.0F, 0.9F, kVowelAe, throat),
        throat_key(0.42F, 470.0F, 0.0F, kVowelAe, throat),
    };
    for (ThroatKey& key : keys) {
        key.breath = 0.9F;
    }
    return utter(keys, {.rough = 0.03F}, rng);
}

}  // namespace hibari::world::sound
