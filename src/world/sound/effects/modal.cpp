#include "world/sound/effects/modal.h"

#include "base/check.h"
#include "base/vec.h"
#include "world/sound/dsp/filter.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace hibari::world::sound {
namespace {

constexpr std::size_t kMaxModes = 28;
constexpr float kHighestHz = 16000.0F;
constexpr float kLongestRingS = 6.0F;
constexpr float kSoundOfAir = 343.0F;

// Bodies smaller than a fist have their partials above hearing; what one hears of them is the click
// and the coupling to what they lie on. Bending their pitch towards a limit keeps the character.
float audible(float hz, float limit_hz) {
    return hz / (1.0F + hz / (4.0F * limit_hz));
}

float soft_pitch(float lowest_hz, float limit_hz) {
    return lowest_hz / (1.0F + lowest_hz / limit_hz);
}

// The same for the higher partials: each has its own limit, so that they do not fall together.
float bent(float hz, float limit_hz, int order) {
    return soft_pitch(hz, limit_hz * (1.0F + 0.42F * static_cast<float>(order)));
}

struct Builder {
    const Resonator& body;
    const Acoustics& values;
    Rng rng;
    std::vector<Mode> modes;

    Builder(const Resonator& b, Rng spot) : body(b), values(acoustics_of(b.substance)), rng(spot) {}

    void add(float hz, float gain, float ring_scale = 1.0F) {
        hz *= 1.0F + 0.006F * static_cast<float>(rng.normal());
        if (hz < 25.0F || hz > kHighestHz || modes.size() >= kMaxModes) {
            return;
        }
        float rate = values.loss_base + kPi * values.loss_factor * hz;
        rate *= body.mounted && body.kind != ResonatorKind::kGround ? 1.7F : 1.0F;
        const float weight = 0.35F + 0.65F * std::fabs(std::cos(rng.uniform(0.0F, kPi)));
        modes.push_back({hz, std::min(ring_scale * 6.91F / rate, kLongestRingS), gain * weight});
    }
};

void ground_modes(Builder& b) {
    // A floor is a plate on joists or a half space: broad, low, quickly gone.
    const float stiff = std::clamp(b.values.wave_speed_mps / 3300.0F, 0.05F, 1.3F);
    const std::array<float, 7> ratios = {1.0F, 1.63F, 2.4F, 3.7F, 5.6F, 8.9F, 14.0F};
    const float base = b.body.substance == Substance::kWood ? 88.0F : 55.0F + 60.0F * stiff;
    float gain = 1.0F;
    for (const float ratio : ratios) {
        b.add(base * ratio, gain, 0.55F);
        gain *= b.body.substance == Substance::kWood ? 0.72F : 0.55F * (0.6F + 0.4F * stiff);
    }
}

void plate_modes(Builder& b) {
    const Vec3 s = b.body.size;
    const float factor = 0.45F * b.values.wave_speed_mps * s.z;
    const auto pitch = [&](int m, int n) {
        const float u = static_cast<float>(m) / s.x;
        const float v = static_cast<float>(n) / s.y;
        return factor * (u * u + v * v);
    };
    int order = 0;
    for (int sum = 2; sum <= 9; ++sum) {
        for (int m = std::max(1, sum - 5); m <= std::min(5, sum - 1); ++m) {
            b.add(
                bent(pitch(m, sum - m), b.values.pitch_limit_hz, order++),
                1.0F / (1.0F + 0.3F * static_cast<float>(sum - 2))
            );
        }
    }
}

void bar_modes(Builder& b) {
    constexpr std::array<float, 8> kRatios = {
        1, 2.756F, 5.404F, 8.933F, 13.34F, 18.6F, 24.8F, 31.9F
    };
    const Vec3 s = b.body.size;
    const float lowest = 1.03F * b.values.wave_speed_mps * s.z / (s.x * s.x);
    float gain = 1.0F;
    int order = 0;
    for (const float ratio : kRatios) {
        b.add(bent(lowest * ratio, b.values.pitch_limit_hz, order++), gain);
        gain *= 0.78F;
    }
}

void blob_modes(Builder& b) {
    constexpr std::array<float, 7> kRatios = {1, 1.47F, 1.93F, 2.42F, 2.9F, 3.6F, 4.4F};
    const float lowest = 0.5F * b.values.wave_speed_mps / b.body.size.x;
    float gain = 1.0F;
    int order = 0;
    for (const float ratio : kRatios) {
        b.add(bent(lowest * ratio, b.values.pitch_limit_hz, order++), gain);
        gain *= 0.7F;
    }
}

// In-plane bending of a ring (Love): n (n^2 - 1) / sqrt(n^2 + 1).
void ring_modes(Builder& b, float half_wall, float ring_scale) {
    const float base =
        b.values.wave_speed_mps * half_wall / (4.0F * kPi * b.body.radius * b.body.radius);
    const float lowest = base * 2.68F;
    const float bend = soft_pitch(lowest, b.values.pitch_limit_hz) / lowest;
    for (int n = 2; n <= 11; ++n) {
        const auto k = static_cast<float>(n);
        const float hz = base * bend * k * (k * k - 1.0F) / std::sqrt(k * k + 1.0F);
        const float gain = 1.0F / (1.0F + 0.12F * (k - 2.0F));
        b.add(hz, gain, ring_scale);
        // Out of plane and slightly unequal: the shimmer of real rings.
        b.add(hz * 1.045F, 0.6F * gain, ring_scale);
    }
}

// Partials of a minor-third church bell and how long they last (Fletcher and Rossing, "The Physics
// of Musical Instruments", ch. 21).
void bell_modes(Builder& b) {
    struct Partial {
        float ratio;
        float gain;
        float t60_s;
    };

    constexpr std::array<Partial, 10> kPartials = {{
        {0.5F, 0.55F, 1.0F},
        {1.0F, 0.6F, 0.75F},
        {1.183F, 0.75F, 0.6F},
        {1.506F, 0.4F, 0.45F},
        {2.0F, 1.0F, 0.42F},
        {2.514F, 0.5F, 0.25F},
        {2.662F, 0.4F, 0.22F},
        {3.011F, 0.5F, 0.18F},
        {4.166F, 0.4F, 0.12F},
        {5.433F, 0.3F, 0.08F},
    }};
    const float size = std::clamp(b.body.size.y, 0.03F, 2.0F);
    const float prime = std::clamp(110.0F / size, 130.0F, 2400.0F);
    const float longest = std::clamp(9.0F * std::sqrt(size), 1.2F, kLongestRingS);
    for (const Partial& partial : kPartials) {
        b.modes.push_back({prime * partial.ratio, longest * partial.t60_s, partial.gain});
        b.modes.push_back(
            {prime * partial.ratio * 1.0025F, longest * partial.t60_s, 0.5F * partial.gain}
        );
    }
}

// An inflated ball: the low thump of its air spring is in the force itself; the skin and the air
// inside (first spherical mode at 2.08 c / (2 pi r)) give the hollow ping.
void ball_modes(Builder& b) {
    const float radius = std::max(0.5F * b.body.size.z, 0.01F);
    const float cavity = 2.08F * kSoundOfAir / (2.0F * kPi * radius);
    const float thump = 0.85F * std::sqrt(0.12F / radius) * 95.0F;
    const bool ringing = b.body.substance == Substance::kRubber;
    b.modes.push_back({thump, 0.16F, 1.0F});
    b.modes.push_back({thump * 2.1F, 0.09F, 0.5F});
    b.modes.push_back({thump * 3.4F, 0.07F, 0.35F});
    b.modes.push_back({cavity, ringing ? 0.28F : 0.12F, 0.3F});
    b.modes.push_back({cavity * 1.61F, ringing ? 0.16F : 0.07F, 0.16F});
    b.modes.push_back({cavity * 2.17F, 0.09F, 0.09F});
}

void pin_modes(Builder& b) {
    constexpr std::array<float, 8> kRatios = {1, 1.52F, 2.31F, 2.9F, 3.8F, 4.9F, 6.3F, 8.1F};
    const float lowest = 780.0F * std::sqrt(0.38F / std::max(b.body.size.x, 0.05F));
    float gain = 1.0F;
    for (const float ratio : kRatios) {
        b.add(lowest * ratio, gain, 1.3F);
        gain *= 0.82F;
    }
}

// Force of unit area: half a sine to the power 1.5 (Hertz), the shape of an elastic blow.
void add_pulse(Samples& drive, float seconds, float area) {
    const auto length = std::max<std::size_t>(2, samples_in(static_cast<double>(seconds)));
    drive.resize(std::max(drive.size(), length));
    double sum = 0.0;
    const auto shape = [&](std::size_t i) {
        const float s = std::sin(kPi * (static_cast<float>(i) + 0.5F) / static_cast<float>(length));
        return s * std::sqrt(s);
    };
    for (std::size_t i = 0; i < length; ++i) {
        sum += static_cast<double>(shape(i));
    }
    for (std::size_t i = 0; i < length; ++i) {
        drive[i] += area * shape(i) / static_cast<float>(sum);
    }
}

// Effective stiffness share: softer skin of balls still slaps.
float slap_of(const Resonator& a, const Resonator& b) {
    const bool ball = a.kind == ResonatorKind::kBall || b.kind == ResonatorKind::kBall;
    if (!ball) {
        // Rough surfaces meet at points first.
        const float softer =
            std::min(acoustics_of(a.substance).young_pa, acoustics_of(b.substance).young_pa);
        return softer > 1e9F ? 0.18F : 0.04F;
    }
    const Resonator& other = a.kind == ResonatorKind::kBall ? b : a;
    const float young = acoustics_of(other.substance).young_pa;
    return young > 4e10F ? 0.4F : (young > 5e8F ? 0.2F : 0.05F);
}

// Texture: sand, snow, leaves, grit on stone.
Samples texture(const Acoustics& values, float speed_mps, Rng rng) {
    const float length = values.grit_s * (0.7F + 0.3F * std::sqrt(std::min(speed_mps, 9.0F)));
    Samples out(samples_in(static_cast<double>(3.0F * length)));
    Noise noise(rng.split("grit"));
    Noise grain(rng.split("grain"));
    Biquad band = band_pass(values.grit_hz * rng.uniform(0.85F, 1.15F), 0.8F);
    const float fall = 1.0F / (length * kRate);
    const float coarse = values.roughness;
    float hold = 1.0F;
    for (std::size_t i = 0; i < out.size(); ++i) {
        if (i % 48 == 0) {
            hold = (1.0F - coarse) + coarse * 2.0F * grain.unit() * grain.unit();
        }
        out[i] = band.run(noise.next()) * hold * std::exp(-static_cast<float>(i) * fall);
    }
    return out;
}

// The click of the air pushed aside by two hard bodies that change their speed at once.
Samples click(float contact_s) {
    const auto length = std::clamp<std::size_t>(samples_in(static_cast<double>(contact_s)), 4, 96);
    Samples out(length);
    for (std::size_t i = 0; i < length; ++i) {
        out[i] = std::sin(2.0F * kPi * (static_cast<float>(i) + 0.5F) / static_cast<float>(length));
    }
    return out;
}

float share_of(const Resonator& self, const Resonator& other) {
    if (self.kind == ResonatorKind::kGround) {
        return 0.55F;
    }
    const float mine = self.mass_kg > 0.0F ? self.mass_kg : 20.0F;
    const float theirs = other.mass_kg > 0.0F ? other.mass_kg : 20.0F;
    return std::clamp(std::pow(theirs / mine, 0.3F), 0.3F, 1.3F);
}

void add_side(
    Samples& out,
    const Resonator& self,
    const Resonator& other,
    const Samples& drive,
    float depth_db,
    Rng rng
) {
    const std::vector<Mode> modes = modes_of(self, rng);
    Samples rung;
    ring(modes, drive, rung, depth_db);
    // Equal energy per side before its share: a steel rim must not drown in its low drive.
    const float level = loudest_rms(rung, samples_in(0.03));
    if (level < 1e-9F) {
        return;
    }
    out.resize(std::max(out.size(), rung.size()));
    const float gain = share_of(self, other) * acoustics_of(self.substance).loudness / level;
    add_into(out, rung, 0, gain);
}

void add_leveled(Samples& out, Samples part, float rms) {
    level_to(part, rms);
    out.resize(std::max(out.size(), part.size()));
    add_into(out, part, 0);
}

// Recorded blows have been through a microphone and a room, which take the needle off the first
// millisecond; without this the needle would use up all the level.
void round_transient(Samples& out, float rms) {
    const float ceiling = 3.4F * rms;
    for (float& sample : out) {
        const float size = std::fabs(sample) / ceiling;
        if (size > 0.5F) {
            sample =
                std::copysign(ceiling * (0.5F + 0.5F * std::tanh((size - 0.5F) / 0.5F)), sample);
        }
    }
}

}  // namespace

std::vector<Mode> modes_of(const Resonator& body, Rng spot) {
    Builder builder(body, spot);
    switch (body.kind) {
        case ResonatorKind::kGround:
            ground_modes(builder);
            break;
        case ResonatorKind::kPlate:
            plate_modes(builder);
            break;
        case ResonatorKind::kBar:
            bar_modes(builder);
            break;
        case ResonatorKind::kBlob:
            blob_modes(builder);
            break;
        case ResonatorKind::kShell:
            ring_modes(builder, 0.58F * body.wall, 1.0F);
            break;
        case ResonatorKind::kRing:
            ring_modes(builder, body.wall, 0.8F);
            break;
        case ResonatorKind::kBell:
            bell_modes(builder);
            break;
        case ResonatorKind::kBall:
            ball_modes(builder);
            break;
        case ResonatorKind::kPin:
            pin_modes(builder);
            break;
    }
    for (Mode& mode : builder.modes) {
        mode.hz = audible(mode.hz, kHighestHz);
    }
    return builder.modes;
}

float contact_time_s(const Resonator& a, const Resonator& b, float speed_mps) {
    const float speed = std::clamp(speed_mps, 0.05F, 60.0F);
    const auto mass_of = [](const Resonator& r) { return r.mass_kg > 0.0F ? r.mass_kg : 1e4F; };
    const float mass = mass_of(a) * mass_of(b) / (mass_of(a) + mass_of(b));
    for (const Resonator* ball : {&a, &b}) {
        if (ball->kind == ResonatorKind::kBall) {
            constexpr float kGaugePressurePa = 55e3F;
            const float stiffness = 2.0F * kPi * 0.5F * ball->size.z * kGaugePressurePa;
            return std::clamp(kPi * std::sqrt(mass / stiffness), 0.002F, 0.02F);
        }
    }
    const float radius = a.radius * b.radius / (a.radius + b.radius);
    const float ya = acoustics_of(a.substance).young_pa;
    const float yb = acoustics_of(b.substance).young_pa;
    const float modulus = ya * yb / (ya + yb);
    const float base = mass * mass / (radius * modulus * modulus * speed);
    return std::clamp(2.87F * std::pow(base, 0.2F), 4e-5F, 0.03F);
}

void ring(std::span<const Mode> modes, std::span<const float> drive, Samples& out, float depth_db) {
    const float share = depth_db / 60.0F;
    constexpr std::size_t kLanes = 8;
    float longest = 0.0F;
    for (const Mode& mode : modes) {
        longest = std::max(longest, mode.t60_s);
    }
    const std::size_t length = drive.size() + samples_in(static_cast<double>(longest * share));
    out.resize(std::max(out.size(), length));
    for (std::size_t first = 0; first < modes.size(); first += kLanes) {
        std::array<float, kLanes> a1{};
        std::array<float, kLanes> a2{};
        std::array<float, kLanes> in{};
        std::array<float, kLanes> y1{};
        std::array<float, kLanes> y2{};
        float t60 = 0.0F;
        for (std::size_t i = 0; i < kLanes && first + i < modes.size(); ++i) {
            const Mode& mode = modes[first + i];
            const float r = std::pow(0.001F, 1.0F / (mode.t60_s * kRate));
            const float w = 2.0F * kPi * mode.hz / kRate;
            a1[i] = 2.0F * r * std::cos(w);
            a2[i] = -r * r;
            in[i] = mode.gain * std::sin(w);
            t60 = std::max(t60, mode.t60_s);
        }
        const std::size_t end = drive.size() + samples_in(static_cast<double>(t60 * share));
        for (std::size_t n = 0; n < end; ++n) {
            const float x = n < drive.size() ? drive[n] : 0.0F;
            float sum = 0.0F;
            for (std::size_t i = 0; i < kLanes; ++i) {
                const float y = a1[i] * y1[i] + a2[i] * y2[i] + in[i] * x;
                y2[i] = y1[i];
                y1[i] = y;
            }
            for (std::size_t i = 0; i < kLanes; ++i) {
                sum += y1[i];
            }
            out[n] += sum;
        }
    }
}

float impact_level(float energy_j) {
    return 0.16F * std::pow(std::clamp(energy_j, 1e-6F, 100.0F), 0.36F);
}

Samples impact(
    const Resonator& a, const Resonator& b, float speed_mps, float energy_j, float depth_db, Rng rng
) {
    const float contact = contact_time_s(a, b, speed_mps);
    const float slap = slap_of(a, b);
    Samples drive;
    add_pulse(drive, contact, 1.0F - slap);
    const bool hard = slap > 0.3F;
    add_pulse(
        drive,
        std::min(
            contact,
            std::max(
                hard ? 0.0003F : std::min(0.0008F, 0.3F * contact), (hard ? 0.03F : 0.1F) * contact
            )
        ),
        slap
    );
    Samples out;
    add_side(out, a, b, drive, depth_db, rng.split("a"));
    add_side(out, b, a, drive, depth_db, rng.split("b"));
    const Acoustics& va = acoustics_of(a.substance);
    const Acoustics& vb = acoustics_of(b.substance);
    add_leveled(out, texture(va, speed_mps, rng.split("ta")), va.grit * (0.5F + vb.roughness));
    add_leveled(out, texture(vb, speed_mps, rng.split("tb")), vb.grit * (0.5F + va.roughness));
    if (contact < 0.0015F) {
        add_leveled(out, click(contact), 0.35F);
    }
    const float quiet = std::sqrt(va.loudness * vb.loudness);
    const float level = impact_level(energy_j) * quiet;
    level_to(out, level);
    round_transient(out, level);
    level_to(out, level);
    fade_ends(out, 0, std::min<std::size_t>(out.size() / 4, 960));
    return out;
}

}  // namespace hibari::world::sound
