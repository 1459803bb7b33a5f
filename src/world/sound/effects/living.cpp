#include "world/sound/effects/living.h"

#include "base/vec.h"
#include "world/sound/dsp/filter.h"
#include "world/sound/effects/breath.h"
#include "world/sound/effects/builders.h"
#include "world/sound/effects/surface.h"

#include <array>
#include <cmath>
#include <vector>

namespace hibari::world::sound {

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

}  // namespace hibari::world::sound
