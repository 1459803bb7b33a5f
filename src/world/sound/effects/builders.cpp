#include "world/sound/effects/builders.h"

#include "world/sound/dsp/filter.h"

#include <algorithm>
#include <cmath>

namespace hibari::world::sound {
namespace {

Resonator bell_of(float size_m) {
    return {
        .kind = ResonatorKind::kBell,
        .substance = Substance::kSteel,
        .size = {size_m, size_m, size_m},
        .radius = 0.5F * size_m
    };
}

}  // namespace

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

Samples sequence(double seconds, const std::vector<std::pair<double, Samples>>& parts) {
    Samples out(samples_in(seconds));
    for (const auto& [at, part] : parts) {
        add_into(out, part, static_cast<std::ptrdiff_t>(samples_in(at)));
    }
    return out;
}

}  // namespace hibari::world::sound
