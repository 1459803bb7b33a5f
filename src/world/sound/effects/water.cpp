#include "world/sound/effects/water.h"

#include "base/vec.h"
#include "world/sound/dsp/filter.h"
#include "world/timeline/timeline.h"

#include <algorithm>
#include <cmath>

namespace hibari::world::sound {
namespace {

constexpr std::size_t kPerControl = kRateHz / world::kSampleRateHz;

// Adds a ringing bubble: a decaying sine that rises as the bubble nears the surface.
void add_bubble(Samples& out, std::size_t at, float radius_m, float gain, float rise) {
    const float hz = std::clamp(3.26F / radius_m, 150.0F, 9000.0F);
    const float fall = 0.13F / radius_m + 0.0072F * std::pow(radius_m, -1.5F);
    const auto length = std::min(samples_in(static_cast<double>(5.0F / fall)), samples_in(0.25));
    float phase = 0.0F;
    const float decay = std::exp(-fall / kRate);
    float level = gain;
    for (std::size_t i = 0; i < length && at + i < out.size(); ++i) {
        const float t = static_cast<float>(i) / kRate;
        phase += hz * (1.0F + rise * fall * t) / kRate;
        phase -= std::floor(phase);
        const float attack = i < 24 ? static_cast<float>(i) / 24.0F : 1.0F;
        out[at + i] += attack * level * std::sin(2.0F * kPi * phase);
        level *= decay;
    }
}

}  // namespace

Samples bubble(float radius_m, Rng rng) {
    Samples out(samples_in(0.2));
    add_bubble(out, 0, radius_m, 0.5F, rng.uniform(0.05F, 0.12F));
    return out;
}

Samples splash(float size_m, float speed_mps, Rng rng) {
    const float size = std::clamp(size_m, 0.01F, 3.0F);
    const float speed = std::clamp(speed_mps, 0.3F, 25.0F);
    const float length = std::clamp(0.35F + 0.9F * std::sqrt(size), 0.3F, 2.0F);
    Samples out(samples_in(static_cast<double>(length) + 0.3));
    Noise noise(rng.split("noise"));
    Svf slap(std::clamp(500.0F / std::sqrt(size), 250.0F, 2500.0F), 0.7F);
    Svf spray(std::clamp(2600.0F / std::pow(size, 0.25F), 1500.0F, 6000.0F), 0.6F);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float t = static_cast<float>(i) / kRate;
        const float x = noise.next();
        const float blow = std::exp(-t / (0.02F + 0.03F * size));
        const float wash_env = (t / (t + 0.03F)) * std::exp(-t / (0.28F * length));
        const float brightness = std::clamp(0.25F + 0.06F * speed, 0.2F, 0.9F);
        out[i] = 1.3F * blow * slap.band(x) + brightness * wash_env * spray.band(x);
    }
    // The cavity closes and breaks up into bubbles.
    const auto bubbles = static_cast<int>(std::clamp(30.0F + 160.0F * size, 20.0F, 220.0F));
    for (int i = 0; i < bubbles; ++i) {
        const float radius =
            0.0012F + 0.012F * std::sqrt(size) * std::pow(rng.uniform(0.0F, 1.0F), 3.0F);
        const float at = 0.03F + length * std::pow(rng.uniform(0.0F, 1.0F), 1.4F);
        add_bubble(
            out, samples_in(static_cast<double>(at)), radius, rng.uniform(0.05F, 0.3F), 0.08F
        );
    }
    level_to(out, 0.2F);
    fade_ends(out, 0, 4800);
    return out;
}

Samples wash(std::span<const float> level, std::span<const float> rate, Rng rng) {
    Samples out(level.size() * kPerControl);
    Noise noise(rng.split("noise"));
    Noise drops(rng.split("drops"));
    Svf low(450.0F, 0.7F);
    Svf high(1900.0F, 0.6F);
    float stroke = 0.0F;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::size_t sample = std::min(i / kPerControl, level.size() - 1);
        const float speed = sample < rate.size() ? rate[sample] : 0.5F;
        stroke += (0.4F + 0.9F * speed) / kRate;
        stroke -= stroke >= 1.0F ? 1.0F : 0.0F;
        const float pull = std::pow(std::max(0.0F, std::sin(2.0F * kPi * stroke)), 2.0F);
        const float x = noise.next();
        out[i] += 0.25F * level[sample] * (0.25F + pull) * (low.band(x) + 0.6F * high.band(x));
        if (drops.unit() < 0.0006F * level[sample] * (0.2F + pull)) {
            add_bubble(out, i, 0.001F + 0.006F * drops.unit() * drops.unit(), 0.12F, 0.08F);
        }
    }
    fade_ends(out, 480, 2400);
    return out;
}

Stereo rain(double seconds, float amount, RainOn on, Rng rng) {
    Stereo out(samples_in(seconds));
    const float heavy = std::clamp(amount, 0.0F, 1.0F);
    for (Samples* side : {&out.left, &out.right}) {
        Rng own = rng.split(side == &out.left ? "left" : "right");
        Noise noise(own.split("noise"));
        Noise drops(own.split("drops"));
        Svf hiss(on == RainOn::kRoof ? 900.0F : 5200.0F, 0.5F);
        Svf body(on == RainOn::kRoof ? 330.0F : 1400.0F, 0.6F);
        Svf drop(2500.0F, 3.0F);
        Wander sway(own.split("sway"), 0.7F);
        float hit = 0.0F;
        const float chance = (on == RainOn::kRoof ? 0.0022F : 0.0012F) * (0.3F + heavy);
        for (std::size_t i = 0; i < side->size(); ++i) {
            const float x = noise.next();
            if (drops.unit() < chance) {
                hit = 0.4F + 1.6F * drops.unit() * drops.unit();
                drop.set(
                    (on == RainOn::kRoof ? 500.0F : 2200.0F) * (0.6F + 1.4F * drops.unit()), 4.0F
                );
            }
            const float steady = 0.10F * hiss.band(x) + 0.06F * body.band(x);
            (*side)[i] = (steady * (0.85F + 0.15F * sway.next()) + 0.09F * drop.band(hit * x)) *
                         (0.35F + 0.65F * heavy);
            hit *= 0.993F;
        }
    }
    return out;
}

Stereo surf(double seconds, float height, Rng rng) {
    Stereo out(samples_in(seconds));
    PinkNoise left(rng.split("left"));
    PinkNoise right(rng.split("right"));
    Svf low_left;
    Svf low_right;
    Rng waves = rng.split("waves");
    double begin = -waves.uniform(0.5, 4.0);
    double length = waves.uniform(5.5, 8.5);
    float strength = 1.0F;
    float wave = 0.0F;
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (i % 64 == 0) {
            const double time = static_cast<double>(i) / kRateHz;
            if (time > begin + length) {
                begin += length;
                length = waves.uniform(5.5, 8.5);
                strength = waves.uniform(0.6F, 1.0F);
            }
            const auto t = static_cast<float>((time - begin) / length);
            // Swell, break, and the long hiss of the backwash.
            wave = strength * (smoothstep(0.05F, 0.32F, t) * (1.0F - smoothstep(0.36F, 0.95F, t)));
            const float cutoff =
                260.0F + 5200.0F * wave * wave + 1300.0F * smoothstep(0.4F, 0.6F, t) * (1.0F - t);
            low_left.set(cutoff, 0.6F);
            low_right.set(0.94F * cutoff, 0.6F);
        }
        const float gain = (0.10F + 0.55F * wave) * (0.5F + 0.5F * height);
        out.left[i] = gain * low_left.low(left.next());
        out.right[i] = gain * low_right.low(right.next());
    }
    return out;
}

Stereo lapping(double seconds, Rng rng) {
    Stereo out(samples_in(seconds));
    for (Samples* side : {&out.left, &out.right}) {
        Rng own = rng.split(side == &out.left ? "left" : "right");
        PinkNoise noise(own.split("noise"));
        Svf low(500.0F, 0.7F);
        Wander sway(own.split("sway"), 0.8F);
        for (float& sample : *side) {
            const float lap = std::max(0.0F, sway.next());
            sample = (0.025F + 0.12F * lap * lap) * low.low(noise.next());
        }
        const auto laps = static_cast<int>(seconds * 5.0);
        for (int i = 0; i < laps; ++i) {
            const auto at = samples_in(own.uniform(0.0, seconds));
            add_bubble(*side, at, own.uniform(0.002F, 0.009F), own.uniform(0.005F, 0.03F), 0.09F);
        }
    }
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

}  // namespace hibari::world::sound
