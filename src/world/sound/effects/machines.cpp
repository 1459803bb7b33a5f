#include "world/sound/effects/machines.h"

#include "base/vec.h"
#include "world/sound/dsp/filter.h"
#include "world/sound/effects/water.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hibari::world::sound {
namespace {

constexpr std::size_t kPerControl = kRateHz / world::kSampleRateHz;

float control(const std::vector<float>& values, std::size_t sample, float otherwise) {
    if (values.empty()) {
        return otherwise;
    }
    const std::size_t index = std::min(sample / kPerControl, values.size() - 1);
    const std::size_t next = std::min(index + 1, values.size() - 1);
    const float t = static_cast<float>(sample % kPerControl) / static_cast<float>(kPerControl);
    return lerp(values[index], values[next], t);
}

struct EngineValues {
    float idle_hz;  // firing frequency
    float full_hz;
    float body_hz;  // resonance of the exhaust
    float intake;   // noise
};

EngineValues engine_values(EngineSize size) {
    switch (size) {
        case EngineSize::kSmall:
            return {38.0F, 190.0F, 420.0F, 0.2F};
        case EngineSize::kCar:
            return {26.0F, 135.0F, 210.0F, 0.28F};
        case EngineSize::kTruck:
            return {19.0F, 72.0F, 120.0F, 0.45F};
        case EngineSize::kAeroplane:
            return {70.0F, 125.0F, 300.0F, 0.6F};
    }
    return {26.0F, 135.0F, 210.0F, 0.28F};
}

// Each cylinder's firing is a short pulse through the exhaust; cylinders differ a little.
Samples engine(const Hum& hum, EngineSize size, Rng rng) {
    const EngineValues v = engine_values(size);
    Samples out(hum.level.size() * kPerControl);
    Noise noise(rng.split("noise"));
    Svf exhaust(v.body_hz, 1.4F);
    Svf muffle(900.0F, 0.7F);
    Svf intake(1300.0F, 0.8F);
    std::array<float, 4> cylinders{};
    for (float& cylinder : cylinders) {
        cylinder = rng.uniform(0.75F, 1.2F);
    }
    float phase = 0.0F;
    std::size_t cylinder = 0;
    float wobble = 1.0F;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float rate = control(hum.rate, i, 0.3F);
        const float level = control(hum.level, i, 1.0F);
        phase += lerp(v.idle_hz, v.full_hz, rate) * wobble / kRate;
        if (phase >= 1.0F) {
            phase -= 1.0F;
            cylinder = (cylinder + 1) % cylinders.size();
            wobble = 1.0F + 0.025F * noise.next();
        }
        if (i % 64 == 0) {
            muffle.set(450.0F + 2600.0F * rate, 0.7F);
            exhaust.set(v.body_hz * (1.0F + 0.8F * rate), 1.2F);
        }
        const float fire =
            cylinders[cylinder] * std::exp(-9.0F * phase) * (1.0F - std::exp(-60.0F * phase));
        const float x = 2.2F * fire - 0.22F + v.intake * noise.next() * (0.3F + rate);
        out[i] = level * (0.35F + 0.65F * rate) *
                 (0.7F * muffle.low(x) + 0.8F * exhaust.band(x) +
                  0.25F * v.intake * intake.band(noise.next()));
    }
    high_pass(28.0F).run(out);
    return out;
}

Samples shaped_noise(const Hum& hum, float low_hz, float high_hz, float rumble, Rng rng) {
    Samples out(hum.level.size() * kPerControl);
    PinkNoise noise(rng.split("noise"));
    Wander sway(rng.split("sway"), 9.0F);
    Svf low(low_hz, 0.8F);
    Svf high(high_hz, 0.6F);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float level = control(hum.level, i, 1.0F);
        const float x = noise.next();
        out[i] = level * (1.0F + 0.3F * sway.next()) *
                 (rumble * 2.2F * low.low(x) + 0.8F * high.band(x));
    }
    return out;
}

// The crackle of a rocket: shocks, so the wave has steep rises.
Samples rocket(const Hum& hum, Rng rng) {
    Samples out = shaped_noise(hum, 150.0F, 900.0F, 1.6F, rng);
    Wander burst(rng.split("burst"), 60.0F);
    for (float& sample : out) {
        const float b = std::max(0.0F, burst.next());
        sample = std::tanh(1.8F * sample * (0.6F + 1.3F * b * b));
    }
    high_pass(30.0F).run(out);
    return out;
}

Samples flaps(const Hum& hum, float lowest_hz, float highest_hz, float tone_hz, Rng rng) {
    Samples out(hum.level.size() * kPerControl);
    Noise noise(rng.split("noise"));
    Svf air(tone_hz, 0.9F);
    Svf low(0.25F * tone_hz, 0.9F);
    float phase = 0.0F;
    float wobble = 1.0F;
    for (std::size_t i = 0; i < out.size(); ++i) {
        phase += lerp(lowest_hz, highest_hz, control(hum.rate, i, 0.4F)) * wobble / kRate;
        if (phase >= 1.0F) {
            phase -= 1.0F;
            wobble = 1.0F + 0.12F * noise.next();
        }
        const float beat = std::pow(std::max(0.0F, std::sin(2.0F * kPi * phase)), 3.0F);
        const float x = noise.next();
        out[i] = control(hum.level, i, 1.0F) * beat * (0.7F * air.band(x) + 1.1F * low.band(x));
    }
    return out;
}

// Hard little wheels: a roar of the deck with clicks of the joints in the pavement.
Samples wheels(const Hum& hum, Rng rng) {
    Samples out(hum.level.size() * kPerControl);
    Noise noise(rng.split("noise"));
    Svf deck(240.0F, 1.6F);
    Svf wheel(1500.0F, 0.8F);
    Svf bearing(4200.0F, 2.0F);
    float way = 0.0F;
    float joint = 0.0F;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float rate = control(hum.rate, i, 0.5F);
        way += (0.3F + 5.0F * rate) / kRate;
        if (way >= 1.6F) {
            way -= 1.6F;
            joint = rate;
        }
        if (i % 64 == 0) {
            wheel.set(700.0F + 1900.0F * rate, 0.8F);
        }
        const float x = noise.next() * (0.35F + 0.65F * rate) + 5.0F * joint;
        joint *= 0.985F;
        out[i] = control(hum.level, i, 1.0F) *
                 (1.1F * deck.band(x) + 0.7F * wheel.band(x) + 0.12F * bearing.band(x));
    }
    return out;
}

void apply_level(Samples& samples, const Hum& hum) {
    for (std::size_t i = 0; i < samples.size(); ++i) {
        samples[i] *= control(hum.level, i, 1.0F);
    }
}

}  // namespace

Samples fire_crackle(double seconds, Rng rng) {
    Samples out(samples_in(seconds));
    PinkNoise noise(rng.split("noise"));
    Noise pops(rng.split("pops"));
    Wander sway(rng.split("sway"), 2.5F);
    Svf low(220.0F, 0.7F);
    Svf hiss(3500.0F, 0.6F);
    Svf snap(2500.0F, 2.5F);
    float pop = 0.0F;
    float fall = 0.99F;
    for (float& sample : out) {
        if (pops.unit() < 0.00032F) {
            const float size = pops.unit();
            pop = 0.3F + 3.2F * size * size * size;
            fall = 0.982F + 0.014F * pops.unit();
            snap.set(900.0F + 4200.0F * pops.unit(), 2.0F);
        }
        const float x = noise.next();
        sample = (0.28F * low.low(x) + 0.07F * hiss.band(x)) * (0.8F + 0.3F * sway.next()) +
                 0.5F * snap.band(pop * pops.next());
        pop *= fall;
    }
    level_to(out, 0.2F);
    return out;
}

Samples hum_sound(const Hum& hum, EngineSize size, Rng rng) {
    Samples out;
    const double seconds = static_cast<double>(hum.level.size()) / world::kSampleRateHz;
    switch (hum.kind) {
        case HumKind::kEngine:
            out = engine(hum, size, rng);
            break;
        case HumKind::kFire:
            out = fire_crackle(seconds, rng);
            apply_level(out, hum);
            break;
        case HumKind::kRocket:
            out = rocket(hum, rng);
            break;
        case HumKind::kWindInSail: {
            out = shaped_noise(hum, 180.0F, 600.0F, 0.8F, rng);
            Hum flutter = hum;
            const Samples beat = flaps(flutter, 4.0F, 11.0F, 700.0F, rng.split("flutter"));
            add_into(out, beat, 0, 0.8F);
            break;
        }
        case HumKind::kFlap:
            out = flaps(hum, 2.0F, 14.0F, 1300.0F, rng);
            break;
        case HumKind::kWheels:
            out = wheels(hum, rng);
            break;
        case HumKind::kBalloonBurner:
            out = shaped_noise(hum, 300.0F, 1600.0F, 0.7F, rng);
            break;
        case HumKind::kSwimming:
            out = wash(hum.level, hum.rate, rng);
            break;
    }
    // Leveled as if the control stood at 1, so that a quiet engine stays quiet.
    float loudest = 0.0F;
    for (const float level : hum.level) {
        loudest = std::max(loudest, level);
    }
    level_to(out, 0.2F * std::min(loudest, 1.5F));
    fade_ends(out, 960, 2400);
    return out;
}

Samples steady_hum(HumKind kind, EngineSize engine_size, double seconds, float rate, Rng rng) {
    const auto count = static_cast<std::size_t>(std::ceil(seconds * world::kSampleRateHz)) + 1;
    const Hum hum{
        .kind = kind,
        .level = std::vector<float>(count, 1.0F),
        .rate = std::vector<float>(count, rate)
    };
    Samples out = hum_sound(hum, engine_size, rng);
    out.resize(samples_in(seconds));
    return out;
}

Samples explosion(float size, Rng rng) {
    const float length = std::clamp(1.2F * size + 0.6F, 0.6F, 4.0F);
    Samples out(samples_in(static_cast<double>(length)));
    Noise noise(rng.split("noise"));
    PinkNoise debris(rng.split("debris"));
    Svf low;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float t = static_cast<float>(i) / kRate;
        if (i % 32 == 0) {
            low.set(
                90.0F / std::sqrt(size) + 5200.0F * std::exp(-t / (0.05F + 0.05F * size)), 0.7F
            );
        }
        const float body = std::exp(-t / (0.22F * length));
        const float blast = low.low(noise.next()) * body * 2.0F +
                            1.2F * std::sin(2.0F * kPi * (62.0F / std::sqrt(size)) * t) *
                                std::exp(-t / (0.12F + 0.1F * size));
        out[i] = std::tanh(1.6F * blast) + 0.06F * debris.next() * body;
    }
    fade_ends(out, 0, 4800);
    level_to(out, 0.3F);
    return out;
}

Stereo thunder(float distance_m, Rng rng) {
    const float far = std::clamp(distance_m / 2500.0F, 0.05F, 1.5F);
    const double seconds = 2.5 + 3.5 * static_cast<double>(std::min(far, 1.0F));
    Stereo out(samples_in(seconds));
    // The channel is kilometres long and crooked: claps from its parts arrive one after another.
    const auto claps = static_cast<int>(7 + 16 * std::min(far, 1.0F));
    for (int i = 0; i < claps; ++i) {
        const bool first = i == 0;
        const double at = first ? 0.0 : 0.75 * seconds * std::pow(rng.uniform(), 1.3);
        const float gain =
            first ? 1.0F
                  : rng.uniform(0.15F, 0.75F) * (1.0F - 0.6F * static_cast<float>(at / seconds));
        const float pan = rng.uniform(-0.8F, 0.8F);
        const float length = rng.uniform(0.25F, 0.9F) * (0.5F + far);
        Samples clap_sound(samples_in(static_cast<double>(3.0F * length)));
        PinkNoise noise(rng.split(i));
        const float start_hz = (first ? 3800.0F : 900.0F) / (1.0F + 5.0F * far);
        Svf low;
        for (std::size_t k = 0; k < clap_sound.size(); ++k) {
            const float t = static_cast<float>(k) / kRate;
            if (k % 64 == 0) {
                low.set(70.0F + start_hz * std::exp(-t / (0.16F + 0.2F * far)), 0.8F);
            }
            const float attack = first ? 1.0F : t / (t + 0.03F + 0.04F * far);
            clap_sound[k] = attack * low.low(noise.next()) * std::exp(-t / length);
        }
        const float angle = 0.25F * kPi * (1.0F + pan);
        const auto begin = static_cast<std::ptrdiff_t>(samples_in(at));
        add_into(out.left, clap_sound, begin, gain * std::cos(angle));
        add_into(out.right, clap_sound, begin, gain * std::sin(angle));
    }
    const float now = std::max(loudest_rms(out.left, 4800), 1e-6F);
    for (Samples* side : {&out.left, &out.right}) {
        for (float& sample : *side) {
            sample *= 0.3F / now;
        }
        fade_ends(*side, 0, 24000);
    }
    return out;
}

}  // namespace hibari::world::sound
