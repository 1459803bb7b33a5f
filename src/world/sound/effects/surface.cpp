#include "world/sound/effects/surface.h"

#include "base/vec.h"
#include "world/sound/dsp/filter.h"
#include "world/sound/effects/modal.h"
#include "world/timeline/timeline.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hibari::world::sound {
namespace {

constexpr std::size_t kPerControl = kRateHz / world::kSampleRateHz;

bool is_loose(Substance ground) {
    switch (ground) {
        case Substance::kSand:
        case Substance::kSnow:
        case Substance::kGrass:
        case Substance::kEarth:
        case Substance::kFoliage:
            return true;
        default:
            return false;
    }
}

Crunch loose_crunch(Substance ground, float seconds) {
    switch (ground) {
        case Substance::kSnow:
            return {1.5F * seconds, 900.0F, 3300.0F, 0.9F, 0.0016F};
        case Substance::kSand:
            return {1.2F * seconds, 1400.0F, 3000.0F, 0.7F, 0.0012F};
        case Substance::kGrass:
            return {seconds, 500.0F, 4200.0F, 0.7F, 0.002F};
        case Substance::kFoliage:
            return {1.6F * seconds, 260.0F, 4600.0F, 0.9F, 0.004F};
        default:
            return {seconds, 500.0F, 1700.0F, 0.9F, 0.0025F};
    }
}

// A heel or a ball of the foot meeting the ground.
Samples foot_blow(Substance ground, Foot foot, float effort, Rng rng) {
    Resonator shoe{.kind = ResonatorKind::kBlob, .substance = Substance::kRubber};
    shoe.size = {0.1F, 0.08F, 0.03F};
    shoe.radius = 0.03F;
    shoe.mass_kg = 3.0F;
    switch (foot) {
        case Foot::kShoe:
            shoe.substance = Substance::kLeather;
            break;
        case Foot::kSneaker:
            shoe.substance = Substance::kRubber;
            break;
        case Foot::kBare:
        case Foot::kPaw:
            shoe.substance = Substance::kFlesh;
            break;
        case Foot::kHoof:
            shoe.kind = ResonatorKind::kShell;
            shoe.substance = Substance::kPlastic;
            shoe.wall = 0.02F;
            shoe.radius = 0.06F;
            break;
    }
    shoe.mass_kg *= foot == Foot::kPaw ? 0.2F : 1.0F;
    const Resonator floor{
        .kind = ResonatorKind::kGround,
        .substance = ground,
        .size = {2, 1, 0.05F},
        .radius = 10.0F,
        .mass_kg = 0.0F,
        .mounted = true
    };
    return impact(shoe, floor, 0.6F + 0.9F * effort, 0.5F * effort * effort, 50.0F, rng);
}

float at_control(std::span<const float> values, std::size_t sample) {
    if (values.empty()) {
        return 0.0F;
    }
    const std::size_t index = std::min(sample / kPerControl, values.size() - 1);
    const std::size_t next = std::min(index + 1, values.size() - 1);
    const float t = static_cast<float>(sample % kPerControl) / static_cast<float>(kPerControl);
    return lerp(values[index], values[next], t);
}

void soften_ends(Samples& samples) {
    fade_ends(samples, 240, 960);
}

}  // namespace

Samples crunch(const Crunch& what, Rng rng) {
    Samples out(samples_in(static_cast<double>(what.seconds + 4.0F * what.grain_s)));
    Noise noise(rng.split("noise"));
    const auto grains = static_cast<int>(what.seconds * what.grains_per_s);
    for (int i = 0; i < grains; ++i) {
        // Denser at the beginning of the step.
        const float place = static_cast<float>(std::pow(rng.uniform(), 1.6));
        const float hz = what.hz * std::exp2(rng.uniform(-what.spread, what.spread));
        const float gain = std::pow(rng.uniform(0.05F, 1.0F), 2.0F);
        const auto at = samples_in(static_cast<double>(place * what.seconds));
        const auto length = samples_in(static_cast<double>(4.0F * what.grain_s));
        Svf band(hz, 3.0F);
        const float fall = 1.0F / (what.grain_s * kRate);
        for (std::size_t k = 0; k < length && at + k < out.size(); ++k) {
            const float envelope = std::exp(-static_cast<float>(k) * fall);
            out[at + k] += gain * envelope * band.band(noise.next());
        }
    }
    return out;
}

Samples footstep(Substance ground, Foot foot, float effort, Rng rng) {
    effort = std::clamp(effort, 0.1F, 3.0F);
    Samples out = foot_blow(ground, foot, effort, rng.split("heel"));
    const bool paws = foot == Foot::kPaw || foot == Foot::kHoof;
    // Walking rolls from heel to toe; running lands at once.
    if (!paws && effort < 1.5F) {
        const Samples toe = foot_blow(ground, foot, 0.6F * effort, rng.split("toe"));
        const auto later = samples_in(rng.uniform(0.07, 0.11));
        out.resize(std::max(out.size(), toe.size() + later));
        add_into(out, toe, static_cast<std::ptrdiff_t>(later), 0.6F);
    }
    if (is_loose(ground)) {
        Samples grains = crunch(loose_crunch(ground, 0.16F), rng.split("crunch"));
        level_to(grains, 0.65F * loudest_rms(out, samples_in(0.03)));
        out.resize(std::max(out.size(), grains.size()));
        add_into(out, grains, 0);
    } else if (foot == Foot::kSneaker && ground == Substance::kWood && effort > 1.2F &&
               rng.chance(0.35)) {
        // The squeak of rubber on a sports floor.
        const float hz = rng.uniform(1900.0F, 2900.0F);
        Samples squeak(samples_in(0.07));
        Noise noise(rng.split("squeak"));
        float phase = 0.0F;
        for (std::size_t i = 0; i < squeak.size(); ++i) {
            const float t = static_cast<float>(i) / static_cast<float>(squeak.size());
            phase += hz * (1.0F + 0.25F * t + 0.02F * noise.next()) / kRate;
            const float s = std::sin(2.0F * kPi * phase);
            squeak[i] = (s + 0.4F * s * s * s) * std::sin(kPi * t);
        }
        level_to(squeak, 0.22F * loudest_rms(out, samples_in(0.03)));
        const auto at = samples_in(0.03);
        out.resize(std::max(out.size(), squeak.size() + at));
        add_into(out, squeak, static_cast<std::ptrdiff_t>(at));
    }
    return out;
}

Samples rolling(const Resonator& body, const Resonator& under, const RubTrack& track, Rng rng) {
    Samples out(track.speed_mps.size() * kPerControl);
    const Acoustics& self = acoustics_of(body.substance);
    const Acoustics& floor = acoustics_of(under.substance);
    const float rough = 0.5F * (self.roughness + floor.roughness);
    const float radius = std::max(0.5F * body.size.z, 0.005F);
    std::vector<Mode> modes = modes_of(body, rng.split("modes"));
    const float own = modes.empty() ? 400.0F : modes.front().hz;
    Svf body_tone(own, 3.0F);
    Svf floor_tone(is_loose(under.substance) ? 500.0F : 140.0F, 1.2F);
    Svf texture_band;
    Noise noise(rng.split("noise"));
    Noise bumps(rng.split("bumps"));
    float turn = 0.0F;
    float knock = 0.0F;
    const float brightness = std::clamp(4.0F * (1.0F - floor.loss_factor), 0.4F, 3.5F);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float speed = at_control(track.speed_mps, i);
        const float force = at_control(track.force_n, i);
        if (i % 64 == 0) {
            texture_band.set(
                std::clamp(
                    220.0F + 900.0F * speed * brightness / (1.0F + 8.0F * radius), 120.0F, 9000.0F
                ),
                0.7F
            );
            // Chance of a bump grows with the way rolled.
            if (bumps.unit() < 0.012F * std::min(speed, 8.0F) * (0.4F + rough)) {
                knock += bumps.unit();
            }
        }
        turn += speed / (2.0F * kPi * radius) / kRate;
        turn -= turn >= 1.0F ? 1.0F : 0.0F;
        // No ball is perfectly round: each turn swells once.
        const float sway = 0.7F + 0.3F * std::sin(2.0F * kPi * turn);
        const float x = noise.next() * (0.35F + rough) + 6.0F * knock;
        knock *= 0.97F;
        const float sound =
            0.8F * texture_band.band(x) + 0.7F * body_tone.band(x) + 0.9F * floor_tone.band(x);
        const float drive = std::min(std::pow(std::max(speed, 0.0F), 1.1F), 12.0F);
        const float weight = std::pow(std::clamp(force, 0.0F, 5e3F) / 6.0F, 0.35F);
        out[i] = sound * sway * drive * weight * 0.045F * (0.3F + 0.7F * floor.loudness);
    }
    soften_ends(out);
    return out;
}

Samples sliding(const Resonator& body, const Resonator& under, const RubTrack& track, Rng rng) {
    Samples out(track.speed_mps.size() * kPerControl);
    const Acoustics& self = acoustics_of(body.substance);
    const Acoustics& floor = acoustics_of(under.substance);
    const float rough = std::max(self.roughness, floor.roughness);
    const bool metal = body.substance == Substance::kSteel || under.substance == Substance::kSteel;
    Svf low_band;
    Svf high_band;
    Svf ring_band(metal ? 3100.0F : 900.0F, metal ? 9.0F : 2.0F);
    Noise noise(rng.split("noise"));
    Wander grip(rng.split("grip"), 24.0F);
    Noise grains(rng.split("grains"));
    float grain = 1.0F;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float speed = std::fabs(at_control(track.speed_mps, i));
        const float force = at_control(track.force_n, i);
        if (i % 64 == 0) {
            const float centre = 0.5F * (self.grit_hz + floor.grit_hz);
            low_band.set(std::clamp(180.0F + 160.0F * speed, 100.0F, 1400.0F), 0.8F);
            high_band.set(std::clamp(centre * (0.45F + 0.18F * speed), 300.0F, 9000.0F), 0.7F);
            grain = 1.0F - rough + rough * 2.2F * grains.unit() * grains.unit();
        }
        const float x = noise.next() * grain;
        const float sound = 0.5F * low_band.band(x) + 0.9F * high_band.band(x) +
                            (metal ? 0.8F : 0.25F) * ring_band.band(x);
        const float drive = std::min(std::pow(speed, 0.9F), 10.0F);
        const float weight = std::pow(std::clamp(force, 0.0F, 5e3F) / 10.0F, 0.35F);
        out[i] = sound * (0.8F + 0.2F * grip.next()) * drive * weight * 0.028F *
                 (0.4F + 0.6F * std::max(floor.loudness, self.loudness));
    }
    soften_ends(out);
    return out;
}

Samples whoosh(std::span<const float> speed_mps, float size_m, Rng rng) {
    Samples out(speed_mps.size() * kPerControl);
    Noise noise(rng.split("noise"));
    Svf band;
    Svf body;
    const float size = std::clamp(size_m, 0.02F, 2.0F);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float speed = at_control(speed_mps, i);
        if (i % 64 == 0) {
            // Vortex shedding at a Strouhal number of 0.2 gives the pitch of the rush.
            const float hz = std::clamp(0.2F * speed / size * 6.0F, 120.0F, 3500.0F);
            band.set(hz, 1.1F);
            body.set(0.4F * hz, 0.8F);
        }
        const float x = noise.next();
        const float level = std::pow(std::min(speed, 40.0F) / 14.0F, 2.6F);
        out[i] = 0.1F * level * (band.band(x) + 0.8F * body.band(x)) * std::sqrt(size / 0.2F);
    }
    soften_ends(out);
    return out;
}

}  // namespace hibari::world::sound
