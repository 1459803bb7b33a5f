#include "world/sound/effects/cues.h"

#include "base/check.h"
#include "base/vec.h"
#include "world/sound/ambience.h"
#include "world/sound/dsp/filter.h"
#include "world/sound/effects/breath.h"
#include "world/sound/effects/creatures.h"
#include "world/sound/effects/crowd.h"
#include "world/sound/effects/machines.h"
#include "world/sound/effects/modal.h"
#include "world/sound/effects/surface.h"
#include "world/sound/effects/water.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace hibari::world::sound {
namespace {

// ---- Small builders

Samples tone(double seconds, float from_hz, float to_hz, std::array<float, 4> partials) {
    Samples out(samples_in(seconds));
    float phase = 0.0F;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float t = static_cast<float>(i) / static_cast<float>(out.size());
        phase += from_hz * std::pow(to_hz / from_hz, t) / kRate;
        phase -= std::floor(phase);
        for (std::size_t k = 0; k < partials.size(); ++k) {
            out[i] += partials[k] * std::sin(2.0F * kPi * phase * static_cast<float>(k + 1));
        }
    }
    fade_ends(out, 240, 480);
    return out;
}

Samples struck(std::vector<Mode> modes, float hardness_s) {
    const auto length = std::max<std::size_t>(2, samples_in(static_cast<double>(hardness_s)));
    Samples drive(length);
    for (std::size_t i = 0; i < length; ++i) {
        drive[i] = std::sin(kPi * (static_cast<float>(i) + 0.5F) / static_cast<float>(length));
    }
    Samples out;
    ring(modes, drive, out);
    fade_ends(out, 0, 960);
    return out;
}

Resonator bell_of(float size_m) {
    return {
        .kind = ResonatorKind::kBell,
        .substance = Substance::kSteel,
        .size = {size_m, size_m, size_m},
        .radius = 0.5F * size_m
    };
}

Samples bell(float size_m, Rng rng) {
    return struck(modes_of(bell_of(size_m), rng), 0.0006F);
}

Samples noise_burst(double seconds, float hz, float q, float fall_s, Rng rng) {
    Samples out(samples_in(seconds));
    Noise noise(rng);
    Svf band(hz, q);
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = band.band(noise.next()) * std::exp(-static_cast<float>(i) / (fall_s * kRate));
    }
    return out;
}

Resonator box_of(Substance substance, Vec3 size, float mass_kg) {
    return {
        .kind = ResonatorKind::kPlate,
        .substance = substance,
        .size = size,
        .radius = 0.02F,
        .mass_kg = mass_kg
    };
}

// Copies of one-shots at given times.
Samples sequence(double seconds, const std::vector<std::pair<double, Samples>>& parts) {
    Samples out(samples_in(seconds));
    for (const auto& [at, part] : parts) {
        add_into(out, part, static_cast<std::ptrdiff_t>(samples_in(at)));
    }
    return out;
}

// ---- Signals

Samples siren(double seconds) {
    Samples out(samples_in(seconds));
    float phase = 0.0F;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float time = static_cast<float>(i) / kRate;
        const float sweep = 0.5F - 0.5F * std::cos(2.0F * kPi * time / 3.2F);
        phase += (560.0F + 820.0F * sweep) / kRate;
        phase -= std::floor(phase);
        const float p = 2.0F * kPi * phase;
        out[i] = std::sin(p) + 0.45F * std::sin(2 * p) + 0.3F * std::sin(3 * p) +
                 0.12F * std::sin(5 * p);
    }
    return out;
}

Samples horn() {
    Samples out = tone(0.7, 405.0F, 400.0F, {1.0F, 0.7F, 0.5F, 0.35F});
    add_into(out, tone(0.7, 510.0F, 505.0F, {1.0F, 0.7F, 0.5F, 0.35F}), 0);
    return out;
}

// A pea whistle: two close tones, fluttering.
Samples referee_whistle(Rng rng) {
    Samples out(samples_in(0.75));
    Noise noise(rng);
    Svf air(2700.0F, 4.0F);
    float a = 0.0F;
    float b = 0.0F;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float time = static_cast<float>(i) / kRate;
        const float pea = std::sin(2.0F * kPi * 42.0F * time);
        a += (2650.0F + 110.0F * pea) / kRate;
        b += (2980.0F + 90.0F * pea) / kRate;
        a -= std::floor(a);
        b -= std::floor(b);
        out[i] =
            (0.7F + 0.3F * pea) * (std::sin(2.0F * kPi * a) + 0.6F * std::sin(2.0F * kPi * b)) +
            0.6F * air.band(noise.next());
    }
    fade_ends(out, 960, 2400);
    return out;
}

Samples phone_ring() {
    Samples out(samples_in(0.95));
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float time = static_cast<float>(i) / kRate;
        const bool first = std::fmod(time * 22.0F, 1.0F) < 0.5F;
        const float p = 2.0F * kPi * (first ? 1320.0F : 1660.0F) * time;
        out[i] = std::sin(p) + 0.3F * std::sin(2.02F * p) + 0.15F * std::sin(3.1F * p);
    }
    fade_ends(out, 240, 4800);
    return out;
}

Samples doorbell() {
    Samples out =
        struck({{659.0F, 1.6F, 1.0F}, {1318.0F, 0.9F, 0.3F}, {2640.0F, 0.4F, 0.15F}}, 0.001F);
    out.resize(samples_in(2.4));
    const Samples low =
        struck({{523.0F, 1.8F, 1.0F}, {1046.0F, 1.0F, 0.3F}, {2093.0F, 0.4F, 0.15F}}, 0.001F);
    add_into(out, low, static_cast<std::ptrdiff_t>(samples_in(0.55)));
    return out;
}

Samples heartbeat(double seconds) {
    Samples out(samples_in(seconds));
    for (double at = 0.1; at < seconds; at += 0.85) {
        Samples lub = tone(0.16, 62.0F, 38.0F, {1.0F, 0.4F, 0.15F, 0.0F});
        fade_ends(lub, 480, 6000);
        Samples dub = tone(0.12, 74.0F, 48.0F, {0.7F, 0.3F, 0.1F, 0.0F});
        fade_ends(dub, 480, 4800);
        add_into(out, lub, static_cast<std::ptrdiff_t>(samples_in(at)));
        add_into(out, dub, static_cast<std::ptrdiff_t>(samples_in(at + 0.28)));
    }
    return out;
}

// ---- Things

Samples knocks(Rng rng) {
    const Resonator knuckle{
        .kind = ResonatorKind::kBlob,
        .substance = Substance::kLeather,
        .size = {0.04F, 0.03F, 0.03F},
        .radius = 0.012F,
        .mass_kg = 0.3F
    };
    const Resonator door = box_of(Substance::kWood, {0.8F, 0.6F, 0.035F}, 0.0F);
    std::vector<std::pair<double, Samples>> parts;
    for (int i = 0; i < 3; ++i) {
        parts.emplace_back(0.02 + 0.26 * i, impact(knuckle, door, 2.5F, 1.0F, 60.0F, rng.split(i)));
    }
    return sequence(1.3, parts);
}

Samples door_slam(Rng rng) {
    const Resonator door = box_of(Substance::kWood, {2.0F, 0.9F, 0.04F}, 20.0F);
    const Resonator frame{
        .kind = ResonatorKind::kGround,
        .substance = Substance::kWood,
        .size = {2, 1, 0.1F},
        .radius = 1.0F,
        .mounted = true
    };
    Samples out = impact(door, frame, 3.0F, 30.0F, 60.0F, rng.split("slam"));
    const Samples latch = impact(
        box_of(Substance::kSteel, {0.05F, 0.02F, 0.01F}, 0.1F),
        door,
        1.5F,
        0.3F,
        60.0F,
        rng.split("latch")
    );
    out.resize(std::max<std::size_t>(out.size(), samples_in(0.6)));
    add_into(out, latch, static_cast<std::ptrdiff_t>(samples_in(0.012)));
    return out;
}

// Stick and slip in the hinge, speeding up and slowing down.
Samples door_creak(Rng rng) {
    Samples out(samples_in(1.5));
    Noise noise(rng);
    Svf first(620.0F, 9.0F);
    Svf second(1450.0F, 10.0F);
    Svf third(2900.0F, 8.0F);
    float phase = 0.0F;
    float wobble = 1.0F;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float t = static_cast<float>(i) / static_cast<float>(out.size());
        phase += (45.0F + 210.0F * std::sin(kPi * t)) * wobble / kRate;
        float kick = 0.0F;
        if (phase >= 1.0F) {
            phase -= 1.0F;
            wobble = 1.0F + 0.25F * noise.next();
            kick = 20.0F;
        }
        out[i] = first.band(kick) + 0.8F * second.band(kick) + 0.5F * third.band(kick);
    }
    fade_ends(out, 4800, 9600);
    return out;
}

Samples clock_ticks(double seconds, Rng rng) {
    const Samples tick =
        struck({{2900.0F, 0.03F, 1.0F}, {4700.0F, 0.02F, 0.7F}, {1250.0F, 0.05F, 0.5F}}, 0.0002F);
    const Samples tock =
        struck({{2300.0F, 0.035F, 1.0F}, {3900.0F, 0.02F, 0.6F}, {950.0F, 0.05F, 0.6F}}, 0.0002F);
    Samples out(samples_in(seconds));
    bool odd = rng.chance(0.5);
    for (double at = 0.1; at < seconds; at += 0.5) {
        add_into(out, odd ? tick : tock, static_cast<std::ptrdiff_t>(samples_in(at)));
        odd = !odd;
    }
    return out;
}

Samples keys_pressed(double seconds, bool typewriter, Rng rng) {
    Samples out(samples_in(seconds));
    const Resonator key = box_of(Substance::kPlastic, {0.015F, 0.015F, 0.008F}, 0.01F);
    const Resonator desk = box_of(Substance::kPlastic, {0.4F, 0.15F, 0.02F}, 0.5F);
    const Resonator hammer = box_of(Substance::kSteel, {0.08F, 0.006F, 0.004F}, 0.02F);
    std::vector<Samples> strokes;
    for (int i = 0; i < 6; ++i) {
        strokes.push_back(impact(
            typewriter ? hammer : key,
            desk,
            typewriter ? 3.0F : 0.8F,
            typewriter ? 0.2F : 0.02F,
            60.0F,
            rng.split(i)
        ));
        level_to(strokes.back(), 0.2F);
    }
    int typed = 0;
    for (double at = 0.1; at < seconds - 0.1;) {
        add_into(
            out,
            strokes[rng.index(strokes.size())],
            static_cast<std::ptrdiff_t>(samples_in(at)),
            rng.uniform(0.5F, 1.0F)
        );
        ++typed;
        at += rng.uniform(0.07, 0.19) + (rng.chance(0.12) ? 0.25 : 0.0);
        if (typewriter && typed % 28 == 0) {
            add_into(out, bell(0.05F, rng), static_cast<std::ptrdiff_t>(samples_in(at)), 0.4F);
            at += 0.6;
        }
    }
    return out;
}

Samples drum_roll(double seconds, Rng rng) {
    Samples out(samples_in(seconds));
    Samples stroke =
        struck({{182.0F, 0.18F, 1.0F}, {330.0F, 0.12F, 0.6F}, {460.0F, 0.1F, 0.35F}}, 0.0012F);
    level_to(stroke, 0.15F);
    for (double at = 0.02; at < seconds; at += rng.uniform(0.032, 0.04)) {
        const auto swell = static_cast<float>(0.35 + 0.65 * at / seconds);
        const auto begin = static_cast<std::ptrdiff_t>(samples_in(at));
        add_into(out, stroke, begin, swell * rng.uniform(0.7F, 1.0F));
        add_into(
            out,
            noise_burst(0.12, 4200.0F, 0.5F, 0.035F, rng.split(static_cast<int>(at * 1e4))),
            begin,
            0.35F * swell
        );
    }
    return out;
}

Samples cymbal(Rng rng) {
    Samples out = noise_burst(2.5, 7000.0F, 0.4F, 0.7F, rng.split("hiss"));
    std::vector<Mode> modes;
    for (int i = 0; i < 24; ++i) {
        modes.push_back(
            {rng.uniform(380.0F, 9000.0F), rng.uniform(0.5F, 2.2F), rng.uniform(0.1F, 0.5F)}
        );
    }
    Samples rung = struck(modes, 0.0004F);
    level_to(rung, 0.6F * loudest_rms(out, 1440));
    add_into(out, rung, 0);
    return out;
}

Samples gong(Rng rng) {
    std::vector<Mode> modes;
    for (int i = 0; i < 26; ++i) {
        const float hz = 85.0F * std::pow(1.17F, static_cast<float>(i)) * rng.uniform(0.97F, 1.03F);
        modes.push_back(
            {hz,
             5.5F / (1.0F + 0.12F * static_cast<float>(i)),
             1.0F / (1.0F + 0.1F * static_cast<float>(i))}
        );
    }
    return struck(modes, 0.004F);
}

Samples firework(Rng rng) {
    Samples out(samples_in(3.0));
    // Whistle up, burst, crackle.
    Samples rise = tone(0.8, 1400.0F, 2600.0F, {0.3F, 0.1F, 0.0F, 0.0F});
    fade_ends(rise, 9600, 9600);
    add_into(out, rise, 0, 0.5F);
    add_into(
        out,
        explosion(0.5F, rng.split("burst")),
        static_cast<std::ptrdiff_t>(samples_in(0.95)),
        2.0F
    );
    const Samples crackle = crunch(
        {.seconds = 1.3F, .grains_per_s = 90.0F, .hz = 3200.0F, .spread = 0.8F, .grain_s = 0.004F},
        rng.split("crackle")
    );
    add_into(out, crackle, static_cast<std::ptrdiff_t>(samples_in(1.15)), 0.5F);
    return out;
}

// Wheels over joints, in pairs, with the roar of the track.
Samples train(double seconds, Rng rng) {
    Samples out =
        steady_hum(HumKind::kEngine, EngineSize::kTruck, seconds, 0.3F, rng.split("motor"));
    for (float& sample : out) {
        sample *= 0.35F;
    }
    PinkNoise noise(rng.split("roar"));
    Svf low(260.0F, 0.7F);
    for (float& sample : out) {
        sample += 0.35F * low.low(noise.next());
    }
    Samples clack = struck(
        {{310.0F, 0.12F, 1.0F},
         {820.0F, 0.1F, 0.7F},
         {1900.0F, 0.08F, 0.4F},
         {3400.0F, 0.05F, 0.25F}},
        0.0015F
    );
    level_to(clack, 0.25F);
    for (double at = 0.1; at < seconds; at += 0.72) {
        for (const double offset : {0.0, 0.13, 0.3, 0.43}) {
            add_into(
                out,
                clack,
                static_cast<std::ptrdiff_t>(samples_in(at + 0.5 * offset)),
                offset > 0.2 ? 0.6F : 1.0F
            );
        }
    }
    return out;
}

Samples helicopter(double seconds, Rng rng) {
    Samples out(samples_in(seconds));
    PinkNoise noise(rng.split("noise"));
    Svf low(110.0F, 1.0F);
    Svf slap(420.0F, 0.8F);
    float phase = 0.0F;
    for (float& sample : out) {
        phase += 11.5F / kRate;
        phase -= phase >= 1.0F ? 1.0F : 0.0F;
        const float chop = std::exp(-7.0F * phase);
        const float x = noise.next();
        sample = chop * (2.2F * low.low(x) + 1.1F * slap.band(x)) + 0.12F * slap.band(x);
    }
    add_into(out, tone(seconds, 840.0F, 845.0F, {0.02F, 0.01F, 0.006F, 0.0F}), 0);
    return out;
}

Samples skid(Rng rng) {
    Samples out(samples_in(1.1));
    Noise noise(rng);
    Svf rubber(1050.0F, 12.0F);
    Svf high(2150.0F, 10.0F);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float t = static_cast<float>(i) / static_cast<float>(out.size());
        if (i % 64 == 0) {
            rubber.set(1100.0F - 260.0F * t, 12.0F);
        }
        const float x = noise.next();
        out[i] = (rubber.band(x) + 0.4F * high.band(x) + 0.06F * x) * (1.0F - t);
    }
    fade_ends(out, 1200, 9600);
    return out;
}

Samples steps(double seconds, Rng rng) {
    Samples out(samples_in(seconds));
    int i = 0;
    for (double at = 0.1; at < seconds; at += rng.uniform(0.52, 0.58)) {
        add_into(
            out,
            footstep(Substance::kConcrete, Foot::kShoe, 1.0F, rng.split(i++)),
            static_cast<std::ptrdiff_t>(samples_in(at))
        );
    }
    return out;
}

Samples gallop(double seconds, Rng rng) {
    Samples out(samples_in(seconds));
    int i = 0;
    for (double at = 0.05; at < seconds; at += 0.46) {
        for (const double beat : {0.0, 0.1, 0.19}) {
            add_into(
                out,
                footstep(Substance::kEarth, Foot::kHoof, 1.6F, rng.split(i++)),
                static_cast<std::ptrdiff_t>(samples_in(at + beat))
            );
        }
    }
    return out;
}

Samples breathing(double seconds, Rng rng) {
    Samples out(samples_in(seconds));
    PinkNoise noise(rng.split("noise"));
    Svf in(1500.0F, 1.4F);
    Svf out_band(750.0F, 1.2F);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float cycle = std::fmod(static_cast<float>(i) / kRate / 3.4F + 0.1F, 1.0F);
        const float inhale =
            smoothstep(0.0F, 0.12F, cycle) * (1.0F - smoothstep(0.3F, 0.4F, cycle));
        const float exhale =
            smoothstep(0.46F, 0.55F, cycle) * (1.0F - smoothstep(0.65F, 0.95F, cycle));
        const float x = noise.next();
        out[i] = 0.8F * inhale * in.band(x) + 1.0F * exhale * out_band.band(x);
    }
    return out;
}

Samples scream(Rng rng) {
    const float f0 = rng.uniform(620.0F, 800.0F);
    const std::array<ThroatKey, 5> keys = {
        throat_key(0.0F, 0.7F * f0, 0.0F, kVowelAe, 1.15F),
        throat_key(0.12F, f0, 1.0F, kVowelA, 1.2F),
        throat_key(0.7F, 1.1F * f0, 1.0F, kVowelA, 1.2F),
        throat_key(1.1F, 0.95F * f0, 0.7F, kVowelA, 1.2F),
        throat_key(1.3F, 0.7F * f0, 0.0F, kVowelA, 1.15F),
    };
    return utter(keys, {.rough = 0.03F, .growl = 0.4F, .growl_hz = 55.0F}, rng);
}

Samples snore(Rng rng) {
    std::array<ThroatKey, 5> keys = {
        throat_key(0.0F, 52.0F, 0.0F, kVowelO),
        throat_key(0.2F, 56.0F, 0.7F, kVowelO),
        throat_key(1.0F, 64.0F, 1.0F, kVowelUh),
        throat_key(1.3F, 60.0F, 0.3F, kVowelU),
        throat_key(1.5F, 60.0F, 0.0F, kVowelU),
    };
    for (ThroatKey& k : keys) {
        k.breath = 0.45F;
    }
    return utter(keys, {.rough = 0.08F, .growl = 0.5F, .growl_hz = 27.0F}, rng);
}

Samples humming(Rng rng) {
    constexpr std::array<float, 6> kSteps = {0, 4, 7, 5, 4, 0};
    std::vector<ThroatKey> keys;
    for (std::size_t i = 0; i < kSteps.size(); ++i) {
        const float f0 = 165.0F * ratio_of_semitones(kSteps[i]);
        const float at = 0.45F * static_cast<float>(i);
        keys.push_back({at, f0, i == 0 ? 0.0F : 0.7F, 250, 900, 2200, 0.04F});
        keys.push_back({at + 0.38F, f0, 1.0F, 250, 900, 2200, 0.04F});
    }
    keys.push_back({2.9F, 160, 0.0F, 250, 900, 2200, 0.04F});
    Samples out = utter(keys, {.rough = 0.006F, .vibrato = 0.01F, .nasal = 0.1F}, rng);
    low_pass(1400.0F).run(out);
    return out;
}

Samples stream(double seconds, Rng rng) {
    Samples out(samples_in(seconds));
    PinkNoise noise(rng.split("noise"));
    Svf band(1100.0F, 0.6F);
    for (float& sample : out) {
        sample = 0.12F * band.band(noise.next());
    }
    for (double at = 0.0; at < seconds; at += rng.uniform(0.004, 0.03)) {
        add_into(
            out,
            bubble(rng.uniform(0.0012F, 0.006F), rng),
            static_cast<std::ptrdiff_t>(samples_in(at)),
            rng.uniform(0.02F, 0.16F)
        );
    }
    return out;
}

Samples bubbles(double seconds, Rng rng) {
    Samples out(samples_in(seconds));
    for (double at = 0.0; at < seconds; at += rng.uniform(0.02, 0.12)) {
        add_into(
            out,
            bubble(rng.uniform(0.003F, 0.014F), rng),
            static_cast<std::ptrdiff_t>(samples_in(at)),
            rng.uniform(0.1F, 0.5F)
        );
    }
    return out;
}

Samples gull(Rng rng) {
    const float f0 = rng.uniform(900.0F, 1150.0F);
    std::vector<ThroatKey> keys;
    for (int i = 0; i < 3; ++i) {
        const float at = 0.34F * static_cast<float>(i);
        keys.push_back({at, 1.2F * f0, 0.0F, 1500, 2600, 3900, 0.1F});
        keys.push_back({at + 0.06F, 1.5F * f0, 1.0F, 1700, 2900, 4000, 0.1F});
        keys.push_back({at + 0.22F, 0.95F * f0, 0.7F, 1400, 2500, 3900, 0.15F});
        keys.push_back({at + 0.3F, 0.8F * f0, 0.0F, 1300, 2400, 3800, 0.3F});
    }
    return utter(keys, {.rough = 0.03F, .growl = 0.25F, .growl_hz = 60.0F}, rng);
}

Samples sleigh_bells(double seconds, Rng rng) {
    Samples out(samples_in(seconds));
    for (double at = 0.05; at < seconds; at += 0.27) {
        for (int i = 0; i < 6; ++i) {
            std::vector<Mode> modes;
            for (int k = 0; k < 3; ++k) {
                modes.push_back({rng.uniform(3300.0F, 9000.0F), rng.uniform(0.1F, 0.3F), 1.0F});
            }
            add_into(
                out,
                struck(modes, 0.0002F),
                static_cast<std::ptrdiff_t>(samples_in(at + rng.uniform(0.0, 0.05)))
            );
        }
    }
    return out;
}

Samples camera_shutter(Rng rng) {
    return sequence(
        0.35,
        {
            {0.01, noise_burst(0.05, 3200.0F, 1.0F, 0.006F, rng.split(0))},
            {0.05, noise_burst(0.08, 1800.0F, 1.5F, 0.012F, rng.split(1))},
            {0.12, noise_burst(0.06, 4200.0F, 1.0F, 0.008F, rng.split(2))},
        }
    );
}

Samples radio_static(double seconds, Rng rng) {
    Samples out(samples_in(seconds));
    Noise noise(rng.split("noise"));
    Wander sway(rng.split("sway"), 6.0F);
    Svf band(2200.0F, 0.5F);
    for (float& sample : out) {
        const float x = noise.next();
        sample = band.band(x) * (0.7F + 0.3F * sway.next()) + (std::fabs(x) > 0.9996F ? x : 0.0F);
    }
    return out;
}

Samples cue_whoosh(Rng rng) {
    std::vector<float> speed(72);
    for (std::size_t i = 0; i < speed.size(); ++i) {
        speed[i] = 24.0F * std::pow(std::sin(kPi * static_cast<float>(i) / 71.0F), 2.0F);
    }
    return whoosh(speed, 0.35F, rng);
}

// ---- Dispatch

Samples once(std::string_view name, Rng rng) {
    if (name == "laugh") {
        return laugh(rng.uniform(140.0F, 240.0F), 1.1F, rng);
    }
    if (name == "cry") {
        return cry(rng.uniform(220.0F, 300.0F), 1.2F, rng);
    }
    if (name == "gasp") {
        return gasp(1.1F, rng);
    }
    if (name == "scream") {
        return scream(rng);
    }
    if (name == "humming") {
        return humming(rng);
    }
    if (name == "splash") {
        return splash(0.5F, 4.0F, rng);
    }
    if (name == "horn") {
        return horn();
    }
    if (name == "bicycle_bell") {
        return bell(0.05F, rng);
    }
    if (name == "bell") {
        return bell(0.16F, rng);
    }
    if (name == "chime") {
        return struck(
            {{1568.0F, 2.2F, 1.0F}, {2637.0F, 1.6F, 0.5F}, {4186.0F, 1.0F, 0.3F}}, 0.0004F
        );
    }
    if (name == "gong") {
        return gong(rng);
    }
    if (name == "whistle") {
        return referee_whistle(rng);
    }
    if (name == "buzzer") {
        return tone(1.2, 212.0F, 212.0F, {1.0F, 0.8F, 0.7F, 0.5F});
    }
    if (name == "doorbell") {
        return doorbell();
    }
    if (name == "knock") {
        return knocks(rng);
    }
    if (name == "door_slam") {
        return door_slam(rng);
    }
    if (name == "door_creak") {
        return door_creak(rng);
    }
    if (name == "glass_break") {
        return shatter(0.3F, rng);
    }
    if (name == "cymbal") {
        return cymbal(rng);
    }
    if (name == "explosion") {
        return explosion(1.3F, rng);
    }
    if (name == "skid") {
        return skid(rng);
    }
    if (name == "horse_neigh") {
        return animal_call("neigh", 1.0F, rng);
    }
    if (name == "rooster") {
        return animal_call("rooster", 1.0F, rng);
    }
    if (name == "wolf_howl") {
        return animal_call("howl", 1.0F, rng);
    }
    if (name == "camera_shutter") {
        return camera_shutter(rng);
    }
    return cue_whoosh(rng);
}

struct Repeat {
    Samples sound;
    double pause_s = 1.5;
};

Repeat repeated(std::string_view name, Rng rng) {
    if (name == "clap") {
        return {clap(rng), 0.22};
    }
    if (name == "snoring") {
        return {snore(rng), 2.4};
    }
    if (name == "water_drip") {
        return {bubble(0.0035F, rng), 0.9};
    }
    if (name == "church_bells") {
        return {bell(0.9F, rng), 1.15};
    }
    if (name == "beep") {
        return {tone(0.12, 1000.0F, 1000.0F, {1.0F, 0.05F, 0.0F, 0.0F}), 0.5};
    }
    if (name == "phone_ring") {
        return {phone_ring(), 2.2};
    }
    if (name == "firework") {
        return {firework(rng), 1.7};
    }
    if (name == "dog_bark") {
        return {animal_call("bark", 1.0F, rng), 1.5};
    }
    if (name == "cat_meow") {
        return {animal_call("meow", 1.0F, rng), 2.2};
    }
    if (name == "cat_purr") {
        return {animal_call("purr", 1.0F, rng), 1.9};
    }
    if (name == "owl") {
        return {animal_call("owl", 1.0F, rng), 3.4};
    }
    if (name == "frog") {
        return {animal_call("frog", 1.0F, rng), 1.3};
    }
    if (name == "cow") {
        return {animal_call("moo", 1.0F, rng), 3.0};
    }
    if (name == "sheep") {
        return {animal_call("baa", 1.0F, rng), 2.0};
    }
    if (name == "crow") {
        return {animal_call("crow", 1.0F, rng), 2.2};
    }
    if (name == "duck") {
        return {animal_call("quack", 1.0F, rng), 1.4};
    }
    if (name == "bee") {
        return {animal_call("bee", 1.0F, rng), 1.8};
    }
    return {gull(rng), 2.1};
}

Stereo lasting_stereo(std::string_view name, double seconds, Rng rng) {
    if (name == "crowd_murmur") {
        return crowd(CrowdMood::kMurmur, seconds, 60, rng);
    }
    if (name == "rain") {
        return rain(seconds, 0.8F, RainOn::kGround, rng);
    }
    if (name == "wind") {
        return wind_bed(seconds, 0.6F, rng);
    }
    if (name == "waves") {
        return surf(seconds, 0.8F, rng);
    }
    if (name == "birdsong") {
        return ambience_bed("birds", seconds, rng);
    }
    if (name == "crickets") {
        return ambience_bed("night", seconds, rng);
    }
    if (name == "traffic") {
        return ambience_bed("traffic", seconds, rng);
    }
    return {};
}

Samples lasting(std::string_view name, double seconds, Rng rng) {
    if (name == "breathing") {
        return breathing(seconds, rng);
    }
    if (name == "stream") {
        return stream(seconds, rng);
    }
    if (name == "bubbles") {
        return bubbles(seconds, rng);
    }
    if (name == "leaves") {
        return crunch(
            {.seconds = static_cast<float>(seconds),
             .grains_per_s = 130.0F,
             .hz = 4600.0F,
             .spread = 0.9F,
             .grain_s = 0.006F},
            rng
        );
    }
    if (name == "siren") {
        return siren(seconds);
    }
    if (name == "sleigh_bells") {
        return sleigh_bells(seconds, rng);
    }
    if (name == "alarm" || name == "alarm_clock") {
        Samples out(samples_in(seconds));
        const bool bedside = name == "alarm_clock";
        const Samples beep = bedside ? tone(0.09, 2050.0F, 2050.0F, {1.0F, 0.2F, 0.4F, 0.0F})
                                     : tone(0.42, 760.0F, 1080.0F, {1.0F, 0.4F, 0.4F, 0.2F});
        int count = 0;
        for (double at = 0.05; at < seconds; ++count) {
            add_into(out, beep, static_cast<std::ptrdiff_t>(samples_in(at)));
            at += bedside ? (count % 4 == 3 ? 0.55 : 0.14) : 0.5;
        }
        return out;
    }
    if (name == "clock_tick") {
        return clock_ticks(seconds, rng);
    }
    if (name == "drum_roll") {
        return drum_roll(seconds, rng);
    }
    if (name == "engine") {
        return steady_hum(HumKind::kEngine, EngineSize::kCar, seconds, 0.35F, rng);
    }
    if (name == "train") {
        return train(seconds, rng);
    }
    if (name == "airplane") {
        return steady_hum(HumKind::kRocket, EngineSize::kAeroplane, seconds, 0.6F, rng);
    }
    if (name == "helicopter") {
        return helicopter(seconds, rng);
    }
    if (name == "rocket") {
        return steady_hum(HumKind::kRocket, EngineSize::kCar, seconds, 1.0F, rng);
    }
    if (name == "horse_gallop") {
        return gallop(seconds, rng);
    }
    if (name == "fire_crackle") {
        return fire_crackle(seconds, rng);
    }
    if (name == "typing") {
        return keys_pressed(seconds, false, rng);
    }
    if (name == "typewriter") {
        return keys_pressed(seconds, true, rng);
    }
    if (name == "footsteps") {
        return steps(seconds, rng);
    }
    if (name == "heartbeat") {
        return heartbeat(seconds);
    }
    return radio_static(seconds, rng);
}

Stereo reaction(std::string_view name, double seconds, Rng rng) {
    const double length = std::clamp(seconds, 1.2, 3.5);
    if (name == "crowd_cheer") {
        return crowd(CrowdMood::kCheer, length, 90, rng);
    }
    if (name == "crowd_groan") {
        return crowd(CrowdMood::kGroan, std::min(length, 2.2), 80, rng);
    }
    if (name == "crowd_gasp") {
        return crowd(CrowdMood::kGasp, 1.2, 60, rng);
    }
    if (name == "crowd_aww") {
        return crowd(CrowdMood::kAww, std::min(length, 2.2), 60, rng);
    }
    if (name == "laughter") {
        return crowd(CrowdMood::kLaugh, std::min(length, 3.0), 22, rng);
    }
    return applause(length, 60, rng);
}

Stereo centred(Samples sound) {
    level_to(sound, 0.15F);
    Stereo out;
    out.left = sound;
    out.right = std::move(sound);
    return out;
}

Stereo repeat_through(const CueName& cue, double seconds, Rng rng) {
    const Repeat first = repeated(cue.name, rng.split(0));
    Samples out(std::max(samples_in(seconds), first.sound.size()));
    int i = 0;
    double at = 0.0;
    do {
        const Repeat again = repeated(cue.name, rng.split(i++));
        Samples sound = again.sound;
        level_to(sound, 0.15F);
        add_into(out, sound, static_cast<std::ptrdiff_t>(samples_in(at)));
        at += again.pause_s * rng.uniform(0.9, 1.15);
    } while (at < seconds - 0.3);
    return centred(std::move(out));
}

}  // namespace

Samples shatter(float size_m, Rng rng) {
    Samples out(samples_in(1.6));
    const Resonator pane = box_of(Substance::kGlass, {size_m, 0.8F * size_m, 0.004F}, 0.5F);
    const Resonator floor{
        .kind = ResonatorKind::kGround,
        .substance = Substance::kStone,
        .size = {2, 1, 0.1F},
        .radius = 1.0F,
        .mounted = true
    };
    add_into(out, impact(pane, floor, 4.0F, 8.0F, 60.0F, rng.split("crack")), 0);
    add_into(out, noise_burst(0.2, 5200.0F, 0.5F, 0.03F, rng.split("burst")), 0, 0.9F);
    constexpr int kShards = 34;
    for (int i = 0; i < kShards; ++i) {
        const float size = rng.uniform(0.01F, 0.06F);
        Samples shard = struck(
            {
                {rng.uniform(2200.0F, 6000.0F), 0.12F + 2.0F * size, 1.0F},
                {rng.uniform(5000.0F, 9000.0F), 0.1F, 0.7F},
                {rng.uniform(8000.0F, 13000.0F), 0.06F, 0.5F},
            },
            0.0001F
        );
        level_to(shard, rng.uniform(0.03F, 0.16F));
        const double at = 0.02 + 1.1 * std::pow(rng.uniform(), 1.8);
        add_into(out, shard, static_cast<std::ptrdiff_t>(samples_in(at)));
    }
    fade_ends(out, 0, 4800);
    level_to(out, 0.25F);
    return out;
}

Stereo cue_sound(const CueName& cue, double seconds, Rng rng) {
    HIBARI_CHECK(seconds > 0.0, seconds);
    switch (cue.shape) {
        case CueShape::kReaction:
            return reaction(cue.name, seconds, rng);
        case CueShape::kRepeated:
            return repeat_through(cue, seconds, rng);
        case CueShape::kOnce:
            return cue.name == "thunder" ? thunder(400.0F, rng) : centred(once(cue.name, rng));
        case CueShape::kLasting:
            break;
    }
    Stereo wide = lasting_stereo(cue.name, seconds, rng);
    if (wide.empty()) {
        return centred(lasting(cue.name, seconds, rng));
    }
    const float now =
        std::max({loudest_rms(wide.left, 4800), loudest_rms(wide.right, 4800), 1e-6F});
    for (Samples* side : {&wide.left, &wide.right}) {
        for (float& sample : *side) {
            sample *= 0.12F / now;
        }
    }
    return wide;
}

}  // namespace hibari::world::sound
