#include "world/sound/effects/breath.h"

#include "base/check.h"
#include "base/vec.h"
#include "world/sound/dsp/filter.h"

#include <algorithm>
#include <cmath>

namespace hibari::world::sound {
namespace {

constexpr std::size_t kStep = 32;  // samples between updates of pitch and formants

ThroatKey key_at(std::span<const ThroatKey> keys, float time_s) {
    if (time_s <= keys.front().time_s) {
        return keys.front();
    }
    for (std::size_t i = 1; i < keys.size(); ++i) {
        if (time_s < keys[i].time_s) {
            const ThroatKey& a = keys[i - 1];
            const ThroatKey& b = keys[i];
            const float t = (time_s - a.time_s) / std::max(b.time_s - a.time_s, 1e-4F);
            return {
                time_s,
                a.f0_hz * std::pow(b.f0_hz / a.f0_hz, t),
                lerp(a.level, b.level, t),
                lerp(a.f1_hz, b.f1_hz, t),
                lerp(a.f2_hz, b.f2_hz, t),
                lerp(a.f3_hz, b.f3_hz, t),
                lerp(a.breath, b.breath, t)
            };
        }
    }
    return keys.back();
}

// One period of glottal flow change: a saw whose jump is smoothed (PolyBLEP, Valimaki 2005).
float buzz(float phase, float step) {
    float value = 1.0F - 2.0F * phase;
    if (phase < step) {
        const float t = phase / step;
        value += t + t - t * t - 1.0F;
    } else if (phase > 1.0F - step) {
        const float t = (phase - 1.0F) / step;
        value += t * t + t + t + 1.0F;
    }
    return value;
}

}  // namespace

ThroatKey throat_key(float time_s, float f0_hz, float level, Vowel vowel, float throat) {
    return {
        time_s, f0_hz, level, vowel.f1_hz * throat, vowel.f2_hz * throat, vowel.f3_hz * throat, 0.1F
    };
}

Samples utter(std::span<const ThroatKey> keys, const Throat& throat, Rng rng) {
    HIBARI_CHECK(!keys.empty());
    Samples out(samples_in(static_cast<double>(keys.back().time_s)));
    Noise noise(rng.split("breath"));
    Noise wobble(rng.split("wobble"));
    Wander drift(rng.split("drift"), 14.0F * static_cast<float>(kStep));
    Svf first;
    Svf second;
    Svf third;
    OnePole glottis(1400.0F);
    float phase = rng.split("phase").uniform(0.0F, 1.0F);
    float step = 0.0F;
    float level = keys.front().level;
    float level_step = 0.0F;
    ThroatKey key;
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (i % kStep == 0) {
            const float time = static_cast<float>(i) / kRate;
            key = key_at(keys, time);
            const float sway = throat.vibrato * std::sin(2.0F * kPi * throat.vibrato_hz * time);
            const float f0 =
                key.f0_hz * (1.0F + throat.rough * (drift.next() + 0.5F * wobble.next()) + sway);
            step = std::clamp(f0, 20.0F, 9000.0F) / kRate;
            const float beat = 1.0F + throat.growl * std::sin(2.0F * kPi * throat.growl_hz * time);
            level_step = (key.level * beat - level) / static_cast<float>(kStep);
            first.set(key.f1_hz, 6.0F);
            second.set(key.f2_hz, 9.0F);
            third.set(key.f3_hz, 10.0F);
        }
        level += level_step;
        phase += step;
        phase -= phase >= 1.0F ? 1.0F : 0.0F;
        const float air = noise.next();
        const float source =
            (1.0F - key.breath) * 1.6F * glottis.run(buzz(phase, step)) + key.breath * 0.8F * air;
        const float voice = first.band(source) + 0.6F * second.band(source) +
                            0.35F * third.band(source) + throat.nasal * 0.3F * source;
        out[i] = 0.55F * voice * level;
    }
    fade_ends(out, 48, 240);
    return out;
}

}  // namespace hibari::world::sound
