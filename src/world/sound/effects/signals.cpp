#include "world/sound/effects/signals.h"

#include "world/sound/dsp/filter.h"
#include "world/sound/effects/builders.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hibari::world::sound {

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

Samples alarm(double seconds, bool bedside) {
    Samples out(samples_in(seconds));
    const Samples beep = bedside ? tone(0.09, 2050.0F, 2050.0F, {1.0F, 0.2F, 0.4F, 0.0F})
                                 : tone(0.42, 760.0F, 1080.0F, {1.0F, 0.4F, 0.4F, 0.2F});
    int count = 0;
    for (double at = 0.05; at < seconds; ++count) {
        add_into(out, beep, static_cast<std::ptrdiff_t>(samples_in(at)));
        at += bedside ? (count % 4 == 3 ? 0.55 : 0.14) : 0.5;
    }
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

Samples drum_stroke(Rng rng) {
    Samples out =
        struck({{118.0F, 0.3F, 1.0F}, {188.0F, 0.2F, 0.6F}, {312.0F, 0.14F, 0.35F}}, 0.0012F);
    level_to(out, 0.2F);
    Samples slap = noise_burst(0.1, 3200.0F, 0.5F, 0.02F, rng);
    level_to(slap, 0.1F);
    add_into(out, slap, 0);
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

}  // namespace hibari::world::sound
