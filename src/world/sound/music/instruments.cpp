#include "world/sound/music/instruments.h"

#include "base/vec.h"
#include "world/sound/dsp/filter.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hibari::world::sound {
namespace {

// A sine by rotation: cheaper than std::sin and exact enough for seconds.
class Turner {
  public:
    Turner(float hz, float phase) {
        const float w = 2.0F * kPi * hz / kRate;
        c_ = std::cos(w);
        s_ = std::sin(w);
        x_ = std::cos(phase);
        y_ = std::sin(phase);
    }

    float next() {
        const float x = x_ * c_ - y_ * s_;
        y_ = x_ * s_ + y_ * c_;
        x_ = x;
        return y_;
    }

  private:
    float c_;
    float s_;
    float x_;
    float y_;
};

void add_partial(Samples& out, float hz, float gain, float t60_s, float phase) {
    if (hz > 14000.0F || gain < 1e-5F) {
        return;
    }
    Turner turner(hz, phase);
    const float decay = std::pow(0.001F, 1.0F / (t60_s * kRate));
    const auto length = std::min(out.size(), samples_in(static_cast<double>(1.1F * t60_s)));
    float level = gain;
    for (std::size_t i = 0; i < length; ++i) {
        out[i] += level * turner.next();
        level *= decay;
    }
}

// Damps the ringing after the key is released.
void release(Samples& out, float held_s, float fall_s) {
    const std::size_t from = std::min(out.size(), samples_in(static_cast<double>(held_s)));
    const float decay = std::exp(-1.0F / (fall_s * kRate));
    float level = 1.0F;
    for (std::size_t i = from; i < out.size(); ++i) {
        out[i] *= level;
        level *= decay;
    }
    fade_ends(out, 32, 480);
}

Samples piano(const Note& note, Rng rng) {
    Samples out(samples_in(static_cast<double>(note.seconds) + 0.6));
    const float longest = std::clamp(7.0F * std::sqrt(110.0F / note.hz), 0.7F, 8.0F);
    constexpr float kStiffness = 0.00035F;
    for (int n = 1; n <= 9; ++n) {
        const auto k = static_cast<float>(n);
        const float hz = note.hz * k * std::sqrt(1.0F + kStiffness * k * k);
        // Struck at an eighth of the string; harder blows are brighter.
        const float comb = std::fabs(std::sin(kPi * k / 8.0F)) + 0.1F;
        const float gain = comb * std::pow(k, -1.9F + 1.1F * note.velocity);
        add_partial(out, hz, gain, longest / (0.6F + 0.4F * k), rng.uniform(0.0F, 2.0F * kPi));
        if (n <= 2) {
            add_partial(
                out, hz * 1.0007F, 0.6F * gain, 1.4F * longest / k, rng.uniform(0.0F, 2.0F * kPi)
            );
        }
    }
    Noise noise(rng.split("hammer"));
    Svf thud(std::min(4.0F * note.hz, 2400.0F), 0.9F);
    for (std::size_t i = 0; i < std::min<std::size_t>(out.size(), 1200); ++i) {
        out[i] += 0.3F * note.velocity * thud.band(noise.next()) *
                  std::exp(-static_cast<float>(i) / 190.0F);
    }
    release(out, note.seconds, 0.12F);
    return out;
}

// Two operators: a tine whose overtones die first.
Samples electric_piano(const Note& note, Rng rng) {
    Samples out(samples_in(static_cast<double>(note.seconds) + 0.5));
    float carrier = rng.uniform(0.0F, 1.0F);
    float modulator = 0.0F;
    float tine = 0.0F;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float t = static_cast<float>(i) / kRate;
        modulator += note.hz / kRate;
        tine += 14.0F * note.hz / kRate;
        carrier += note.hz / kRate;
        carrier -= std::floor(carrier);
        const float index = (0.5F + 1.4F * note.velocity) * std::exp(-2.2F * t);
        const float bright = 0.25F * note.velocity * std::exp(-14.0F * t) *
                             std::sin(2.0F * kPi * (tine - std::floor(tine)));
        const float phase =
            carrier + (index * std::sin(2.0F * kPi * (modulator - std::floor(modulator))) + bright
                      ) / (2.0F * kPi);
        const float sway = 1.0F + 0.12F * std::sin(2.0F * kPi * 4.8F * t);
        out[i] = sway * std::sin(2.0F * kPi * phase) * std::exp(-1.1F * t);
    }
    release(out, note.seconds, 0.1F);
    return out;
}

// A plucked string as a damped delay line (Karplus and Strong, CMJ 7(2), 1983; tuned by an
// all-pass as Jaffe and Smith show in the same issue).
Samples plucked(const Note& note, float bright, float sustain_s, Rng rng) {
    Samples out(samples_in(static_cast<double>(note.seconds) + 0.5));
    const float period = kRate / note.hz - 0.5F;
    const auto whole = static_cast<std::size_t>(std::max(2.0F, std::floor(period - 0.1F)));
    const float part = period - static_cast<float>(whole);
    const float allpass = (1.0F - part) / (1.0F + part);
    Samples line(whole);
    Noise noise(rng);
    OnePole soft(800.0F + 9000.0F * bright * note.velocity);
    for (float& sample : line) {
        sample = soft.run(noise.next());
    }
    // Plucked at a seventh: no seventh overtone.
    const std::size_t spot = std::max<std::size_t>(1, whole / 7);
    Samples start = line;
    for (std::size_t i = 0; i < whole; ++i) {
        line[i] = start[i] - start[(i + whole - spot) % whole];
    }
    const float loss = std::pow(0.001F, 1.0F / (note.hz * sustain_s));
    const float blend = 0.5F - 0.38F * bright;
    std::size_t at = 0;
    float last = 0.0F;
    float ap_in = 0.0F;
    float ap_out = 0.0F;
    for (float& sample : out) {
        const float now = line[at];
        const float damped = loss * ((1.0F - blend) * now + blend * last);
        last = now;
        ap_out = allpass * (damped - ap_out) + ap_in;
        ap_in = damped;
        line[at] = ap_out;
        at = at + 1 == whole ? 0 : at + 1;
        sample = now;
    }
    release(out, note.seconds, 0.09F);
    return out;
}

Samples guitar(const Note& note, Rng rng) {
    Samples out = plucked(note, 0.55F, 4.0F, rng);
    peaking(105.0F, 1.2F, 5.0F).run(out);
    peaking(220.0F, 1.5F, 3.0F).run(out);
    return out;
}

Samples driven(const Note& note, Rng rng) {
    Samples out = plucked(note, 0.8F, 7.0F, rng.split("root"));
    const Samples fifth =
        plucked({note.hz * 1.498F, note.seconds, note.velocity}, 0.8F, 7.0F, rng.split("fifth"));
    add_into(out, fifth, 0, 0.8F);
    level_to(out, 0.3F);
    Biquad cabinet = low_pass(4200.0F);
    Biquad body = peaking(900.0F, 0.8F, 4.0F);
    for (float& sample : out) {
        sample = body.run(cabinet.run(std::tanh(7.0F * sample)));
    }
    return out;
}

float saw(float& phase, float step) {
    phase += step;
    phase -= phase >= 1.0F ? 1.0F : 0.0F;
    float value = 2.0F * phase - 1.0F;
    if (phase < step) {
        const float t = phase / step;
        value -= t + t - t * t - 1.0F;
    } else if (phase > 1.0F - step) {
        const float t = (phase - 1.0F) / step;
        value -= t * t + t + t + 1.0F;
    }
    return value;
}

struct Ensemble {
    float attack_s = 0.15F;
    float release_s = 0.3F;
    float cutoff_hz = 2400.0F;
    float spread = 0.006F;
    float vibrato = 0.004F;
};

// Several players of a saw-like tone, never quite together.
Samples ensemble(const Note& note, const Ensemble& how, Rng rng) {
    constexpr std::size_t kPlayers = 4;
    Samples out(samples_in(static_cast<double>(note.seconds + 3.0F * how.release_s)));
    std::array<float, kPlayers> phase{};
    std::array<float, kPlayers> detune{};
    for (std::size_t k = 0; k < kPlayers; ++k) {
        phase[k] = rng.uniform(0.0F, 1.0F);
        detune[k] = 1.0F + how.spread * rng.uniform(-1.0F, 1.0F);
    }
    Svf filter;
    float bend = 1.0F;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float t = static_cast<float>(i) / kRate;
        const float open = 1.0F - std::exp(-t / how.attack_s);
        if (i % 64 == 0) {
            filter.set(
                std::min(
                    how.cutoff_hz * (0.35F + 0.65F * open) * (0.6F + 0.6F * note.velocity), 9000.0F
                ),
                0.8F
            );
            bend = 1.0F + how.vibrato * open * std::sin(2.0F * kPi * 5.3F * t);
        }
        float sum = 0.0F;
        for (std::size_t k = 0; k < kPlayers; ++k) {
            sum += saw(phase[k], note.hz * detune[k] * bend / kRate);
        }
        out[i] = open * filter.low(0.3F * sum);
    }
    release(out, note.seconds, how.release_s);
    return out;
}

Samples flute(const Note& note, Rng rng) {
    Samples out(samples_in(static_cast<double>(note.seconds) + 0.2));
    Noise noise(rng);
    Svf breath(2.0F * note.hz, 2.0F);
    float phase = 0.0F;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float t = static_cast<float>(i) / kRate;
        const float open = 1.0F - std::exp(-t / 0.045F);
        const float vibrato = 0.006F * smoothstep(0.15F, 0.5F, t) * std::sin(2.0F * kPi * 5.0F * t);
        phase += note.hz * (1.0F + vibrato) / kRate;
        phase -= std::floor(phase);
        const float p = 2.0F * kPi * phase;
        const float tone = std::sin(p) + 0.32F * std::sin(2 * p) + 0.12F * std::sin(3 * p) +
                           0.04F * std::sin(4 * p);
        out[i] = open * (tone * (1.0F + 12.0F * vibrato) + 0.22F * breath.band(noise.next()));
    }
    release(out, note.seconds, 0.05F);
    return out;
}

Samples bells(const Note& note, Rng rng) {
    constexpr std::array<std::array<float, 3>, 6> kPartials = {{
        {1.0F, 1.0F, 2.4F},
        {2.0F, 0.5F, 1.6F},
        {2.76F, 0.4F, 1.1F},
        {5.4F, 0.3F, 0.6F},
        {8.93F, 0.16F, 0.3F},
        {13.3F, 0.1F, 0.15F},
    }};
    Samples out(samples_in(2.4));
    for (const auto& [ratio, gain, t60] : kPartials) {
        add_partial(
            out,
            note.hz * ratio,
            gain * (0.5F + 0.5F * note.velocity),
            t60,
            rng.uniform(0.0F, 6.28F)
        );
    }
    fade_ends(out, 24, 4800);
    return out;
}

Samples organ(const Note& note, Rng rng) {
    constexpr std::array<std::array<float, 2>, 6> kStops = {
        {{0.5F, 0.5F}, {1.0F, 1.0F}, {1.5F, 0.35F}, {2.0F, 0.6F}, {3.0F, 0.3F}, {4.0F, 0.25F}}
    };
    Samples out(samples_in(static_cast<double>(note.seconds) + 0.3));
    for (const auto& [ratio, gain] : kStops) {
        add_partial(out, note.hz * ratio, gain, 60.0F, rng.uniform(0.0F, 6.28F));
    }
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float t = static_cast<float>(i) / kRate;
        out[i] *= (1.0F - std::exp(-t / 0.02F)) * (1.0F + 0.06F * std::sin(2.0F * kPi * 6.1F * t));
    }
    release(out, note.seconds, 0.06F);
    return out;
}

Samples choir(const Note& note, Rng rng) {
    Samples out = ensemble(
        note,
        {.attack_s = 0.25F,
         .release_s = 0.4F,
         .cutoff_hz = 3500.0F,
         .spread = 0.009F,
         .vibrato = 0.008F},
        rng
    );
    Svf a(700.0F, 5.0F);
    Svf b(1100.0F, 6.0F);
    Svf c(2600.0F, 7.0F);
    for (float& sample : out) {
        sample = a.band(sample) + 0.6F * b.band(sample) + 0.25F * c.band(sample) + 0.1F * sample;
    }
    return out;
}

Samples synth_bass(const Note& note, Rng rng) {
    Samples out(samples_in(static_cast<double>(note.seconds) + 0.15));
    float phase = rng.uniform(0.0F, 1.0F);
    float other = rng.uniform(0.0F, 1.0F);
    Svf filter;
    Turner sub(note.hz, 0.0F);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float t = static_cast<float>(i) / kRate;
        if (i % 32 == 0) {
            filter.set(140.0F + (900.0F + 1500.0F * note.velocity) * std::exp(-t / 0.12F), 1.6F);
        }
        out[i] = filter.low(
                     0.5F * (saw(phase, note.hz / kRate) + saw(other, 1.006F * note.hz / kRate))
                 ) +
                 0.7F * sub.next();
    }
    release(out, note.seconds, 0.03F);
    return out;
}

// ---- Drums

Samples noise_hit(double seconds, float hz, float q, float fall_s, Rng rng) {
    Samples out(samples_in(seconds));
    Noise noise(rng);
    Svf band(hz, q);
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i] = band.band(noise.next()) * std::exp(-static_cast<float>(i) / (fall_s * kRate));
    }
    return out;
}

Samples skin(double seconds, float from_hz, float to_hz, float bend_s, float fall_s) {
    Samples out(samples_in(seconds));
    float phase = 0.0F;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float t = static_cast<float>(i) / kRate;
        phase += (to_hz + (from_hz - to_hz) * std::exp(-t / bend_s)) / kRate;
        phase -= std::floor(phase);
        out[i] = std::sin(2.0F * kPi * phase) * std::exp(-t / fall_s);
    }
    return out;
}

Samples kick(Rng rng) {
    Samples out = skin(0.4, 190.0F, 50.0F, 0.022F, 0.12F);
    add_into(out, noise_hit(0.02, 3000.0F, 0.7F, 0.003F, rng), 0, 0.5F);
    return out;
}

Samples snare(float wire, Rng rng) {
    Samples out = skin(0.25, 260.0F, 185.0F, 0.02F, 0.06F);
    add_into(out, noise_hit(0.25, 3800.0F, 0.4F, 0.07F, rng), 0, 1.3F * wire);
    return out;
}

// Metal plates: close, clashing square-like tones give hats their edge.
Samples metal(double seconds, float low_hz, float fall_s, Rng rng) {
    constexpr std::array<float, 6> kTones = {2.0F, 3.0F, 4.16F, 5.43F, 6.79F, 8.21F};
    Samples out(samples_in(seconds));
    Noise noise(rng);
    std::array<float, kTones.size()> phase{};
    Biquad high = high_pass(low_hz);
    for (std::size_t i = 0; i < out.size(); ++i) {
        float sum = 0.0F;
        for (std::size_t k = 0; k < kTones.size(); ++k) {
            phase[k] += kTones[k] * 205.0F / kRate;
            phase[k] -= phase[k] >= 1.0F ? 1.0F : 0.0F;
            sum += phase[k] < 0.5F ? 0.3F : -0.3F;
        }
        out[i] = high.run(sum + 0.8F * noise.next()) *
                 std::exp(-static_cast<float>(i) / (fall_s * kRate));
    }
    return out;
}

}  // namespace

Samples play_note(Instrument instrument, const Note& note, Rng rng) {
    Samples out;
    switch (instrument) {
        case Instrument::kPiano:
            out = piano(note, rng);
            break;
        case Instrument::kElectricPiano:
            out = electric_piano(note, rng);
            break;
        case Instrument::kGuitar:
            out = guitar(note, rng);
            break;
        case Instrument::kDriven:
            out = driven(note, rng);
            break;
        case Instrument::kStrings:
            out = ensemble(note, {}, rng);
            break;
        case Instrument::kFlute:
            out = flute(note, rng);
            break;
        case Instrument::kBells:
            out = bells(note, rng);
            break;
        case Instrument::kOrgan:
            out = organ(note, rng);
            break;
        case Instrument::kSynth:
            out = ensemble(
                note,
                {.attack_s = 0.008F,
                 .release_s = 0.08F,
                 .cutoff_hz = 4200.0F,
                 .spread = 0.008F,
                 .vibrato = 0.0F},
                rng
            );
            break;
        case Instrument::kChoir:
            out = choir(note, rng);
            break;
        case Instrument::kBrass:
            out = ensemble(
                note,
                {.attack_s = 0.05F,
                 .release_s = 0.1F,
                 .cutoff_hz = 2600.0F,
                 .spread = 0.003F,
                 .vibrato = 0.003F},
                rng
            );
            break;
        case Instrument::kBass:
            out = plucked(note, 0.25F, 3.0F, rng);
            break;
        case Instrument::kSynthBass:
            out = synth_bass(note, rng);
            break;
    }
    level_to(out, 0.2F * (0.35F + 0.65F * note.velocity));
    return out;
}

Samples play_drum(Drum drum, float velocity, Rng rng) {
    Samples out;
    float level = 0.2F;
    switch (drum) {
        case Drum::kKick:
            out = kick(rng);
            level = 0.3F;
            break;
        case Drum::kSnare:
            out = snare(1.0F, rng);
            level = 0.22F;
            break;
        case Drum::kBrush:
            out = noise_hit(0.22, 3200.0F, 0.4F, 0.06F, rng);
            level = 0.08F;
            break;
        case Drum::kHat:
            out = metal(0.08, 7000.0F, 0.018F, rng);
            level = 0.06F;
            break;
        case Drum::kOpenHat:
            out = metal(0.4, 6500.0F, 0.12F, rng);
            level = 0.07F;
            break;
        case Drum::kRide:
            out = metal(0.9, 4500.0F, 0.3F, rng);
            level = 0.05F;
            break;
        case Drum::kShaker:
            out = noise_hit(0.09, 6500.0F, 0.6F, 0.025F, rng);
            level = 0.05F;
            break;
        case Drum::kClap:
            out = noise_hit(0.2, 1500.0F, 0.9F, 0.05F, rng);
            level = 0.15F;
            break;
        case Drum::kTom:
            out = skin(0.5, 150.0F, 92.0F, 0.05F, 0.16F);
            level = 0.24F;
            break;
        case Drum::kTimpani:
            out = skin(1.6, 84.0F, 73.0F, 0.04F, 0.5F);
            level = 0.25F;
            break;
        case Drum::kSleigh:
            out = metal(0.16, 8000.0F, 0.05F, rng);
            level = 0.05F;
            break;
    }
    level_to(out, level * (0.4F + 0.6F * velocity));
    fade_ends(out, 0, 240);
    return out;
}

}  // namespace hibari::world::sound
