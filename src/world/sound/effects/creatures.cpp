#include "world/sound/effects/creatures.h"

#include "base/vec.h"
#include "world/sound/dsp/filter.h"
#include "world/sound/effects/breath.h"
#include "world/sound/effects/living.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>
#include <utility>

namespace hibari::world::sound {
namespace {

ThroatKey key(float time_s, float f0_hz, float level, std::array<float, 3> formants, float breath) {
    return {time_s, f0_hz, level, formants[0], formants[1], formants[2], breath};
}

Samples woof(float size, Rng rng) {
    const float f0 = rng.uniform(0.92F, 1.08F) * 330.0F / size;
    const float s = 1.0F / size;
    const std::array<float, 3> shut = {420 * s, 1000 * s, 2500 * s};
    const std::array<float, 3> open = {900 * s, 1500 * s, 2900 * s};
    const std::array<ThroatKey, 6> keys = {
        key(0.0F, 0.6F * f0, 0.0F, shut, 0.5F),
        key(0.02F, 0.9F * f0, 0.8F, shut, 0.4F),
        key(0.06F, 1.25F * f0, 1.0F, open, 0.3F),
        key(0.12F, 1.0F * f0, 0.8F, open, 0.35F),
        key(0.17F, 0.6F * f0, 0.25F, shut, 0.5F),
        key(0.23F, 0.5F * f0, 0.0F, shut, 0.7F),
    };
    return utter(keys, {.rough = 0.09F, .growl = 0.5F, .growl_hz = 82.0F / size}, rng);
}

Samples bark(float size, Rng rng) {
    Samples out(samples_in(0.75));
    add_into(out, woof(size, rng.split(0)), 0);
    add_into(
        out, woof(size * 0.97F, rng.split(1)), static_cast<std::ptrdiff_t>(samples_in(0.36)), 0.9F
    );
    return out;
}

Samples meow(float size, Rng rng) {
    const float f0 = rng.uniform(0.95F, 1.1F) * 620.0F / size;
    const float s = 1.0F / size;
    const std::array<float, 3> closed = {500 * s, 1500 * s, 3600 * s};
    const std::array<float, 3> e = {750 * s, 2300 * s, 3800 * s};
    const std::array<float, 3> a = {1250 * s, 2000 * s, 3900 * s};
    const std::array<float, 3> u = {600 * s, 1200 * s, 3500 * s};
    const std::array<ThroatKey, 6> keys = {
        key(0.0F, 0.8F * f0, 0.0F, closed, 0.1F),
        key(0.08F, 0.9F * f0, 0.35F, closed, 0.05F),
        key(0.22F, 1.15F * f0, 0.9F, e, 0.08F),
        key(0.42F, 1.2F * f0, 1.0F, a, 0.1F),
        key(0.66F, 0.95F * f0, 0.6F, u, 0.1F),
        key(0.85F, 0.75F * f0, 0.0F, u, 0.2F),
    };
    return utter(keys, {.rough = 0.012F, .vibrato = 0.012F, .nasal = 0.4F}, rng);
}

Samples neigh(float size, Rng rng) {
    const float f0 = rng.uniform(0.94F, 1.06F) * 900.0F / size;
    const std::array<float, 3> high = {1100, 2100, 3400};
    const std::array<float, 3> low = {600, 1300, 2700};
    const std::array<ThroatKey, 6> keys = {
        key(0.0F, 0.5F * f0, 0.0F, low, 0.3F),
        key(0.12F, 0.95F * f0, 0.9F, high, 0.15F),
        key(0.45F, 1.15F * f0, 1.0F, high, 0.15F),
        key(0.95F, 0.75F * f0, 0.8F, high, 0.25F),
        key(1.35F, 0.38F * f0, 0.5F, low, 0.5F),
        key(1.7F, 0.16F * f0, 0.0F, low, 0.8F),
    };
    // The whinny's shake.
    return utter(
        keys,
        {.rough = 0.04F, .growl = 0.5F, .growl_hz = 11.0F, .vibrato = 0.09F, .vibrato_hz = 11.0F},
        rng
    );
}

Samples low_call(
    float f0, float seconds, std::array<float, 3> from, std::array<float, 3> to, Rng rng
) {
    const std::array<ThroatKey, 5> keys = {
        key(0.0F, 0.85F * f0, 0.0F, from, 0.1F),
        key(0.15F * seconds, 0.95F * f0, 0.7F, from, 0.1F),
        key(0.4F * seconds, 1.1F * f0, 1.0F, to, 0.12F),
        key(0.75F * seconds, f0, 0.8F, to, 0.12F),
        key(seconds, 0.8F * f0, 0.0F, from, 0.2F),
    };
    return utter(keys, {.rough = 0.02F, .growl = 0.2F, .growl_hz = 23.0F, .nasal = 0.4F}, rng);
}

Samples baa(Rng rng) {
    const std::array<float, 3> e = {700, 1700, 2600};
    const std::array<ThroatKey, 4> keys = {
        key(0.0F, 210.0F, 0.0F, e, 0.1F),
        key(0.08F, 240.0F, 1.0F, e, 0.1F),
        key(0.7F, 225.0F, 0.8F, e, 0.12F),
        key(0.9F, 200.0F, 0.0F, e, 0.2F),
    };
    return utter(
        keys,
        {.rough = 0.02F,
         .growl = 0.6F,
         .growl_hz = 8.5F,
         .vibrato = 0.04F,
         .vibrato_hz = 8.5F,
         .nasal = 0.6F},
        rng
    );
}

Samples rooster(Rng rng) {
    const std::array<float, 3> a = {1100, 1800, 3200};
    const std::array<float, 3> o = {800, 1300, 3000};
    const std::array<ThroatKey, 14> keys = {
        key(0.0F, 500, 0, a, 0.15F),
        key(0.05F, 620, 0.9F, a, 0.15F),
        key(0.17F, 600, 0.7F, a, 0.15F),
        key(0.2F, 600, 0.02F, a, 0.2F),
        key(0.26F, 780, 1.0F, a, 0.1F),
        key(0.42F, 760, 0.8F, a, 0.1F),
        key(0.45F, 740, 0.02F, a, 0.2F),
        key(0.5F, 820, 0.9F, a, 0.1F),
        key(0.62F, 800, 0.4F, a, 0.1F),
        key(0.66F, 900, 0.8F, o, 0.1F),
        key(0.85F, 1010, 1.0F, o, 0.1F),
        key(1.15F, 880, 0.9F, o, 0.12F),
        key(1.5F, 640, 0.6F, o, 0.2F),
        key(1.75F, 480, 0, o, 0.4F),
    };
    return utter(keys, {.rough = 0.02F, .growl = 0.3F, .growl_hz = 48.0F}, rng);
}

Samples owl(Rng rng) {
    Samples out(samples_in(1.9));
    const std::array<float, 3> hollow = {380, 760, 1500};
    const std::array<std::pair<float, float>, 4> hoots = {
        {{0.0F, 0.22F}, {0.38F, 0.16F}, {0.6F, 0.16F}, {0.95F, 0.5F}}
    };
    const float f0 = rng.uniform(330.0F, 390.0F);
    for (const auto& [at, length] : hoots) {
        const std::array<ThroatKey, 4> keys = {
            key(0.0F, 0.93F * f0, 0, hollow, 0.25F),
            key(0.25F * length, f0, 1.0F, hollow, 0.12F),
            key(0.7F * length, f0, 0.8F, hollow, 0.12F),
            key(length, 0.9F * f0, 0, hollow, 0.3F),
        };
        add_into(
            out,
            utter(keys, {.rough = 0.004F, .nasal = 0.05F}, rng),
            static_cast<std::ptrdiff_t>(samples_in(static_cast<double>(at)))
        );
    }
    low_pass(1100.0F).run(out);
    return out;
}

Samples frog(Rng rng) {
    Samples out(samples_in(0.8));
    const std::array<float, 3> f = {750, 1500, 2700};
    for (int i = 0; i < 2; ++i) {
        const std::array<ThroatKey, 4> keys = {
            key(0.0F, 150, 0, f, 0.1F),
            key(0.05F, 185, 1.0F, f, 0.05F),
            key(0.16F, 230, 0.8F, f, 0.05F),
            key(0.22F, 240, 0, f, 0.1F),
        };
        add_into(
            out,
            utter(keys, {.rough = 0.02F, .growl = 0.9F, .growl_hz = 44.0F}, rng.split(i)),
            static_cast<std::ptrdiff_t>(samples_in(0.34 * i))
        );
    }
    return out;
}

Samples crow(Rng rng) {
    const std::array<float, 3> a = {1000, 1600, 2900};
    Samples out(samples_in(1.1));
    for (int i = 0; i < 2; ++i) {
        const std::array<ThroatKey, 4> keys = {
            key(0.0F, 480, 0, a, 0.3F),
            key(0.04F, 560, 1.0F, a, 0.3F),
            key(0.25F, 500, 0.8F, a, 0.35F),
            key(0.36F, 420, 0, a, 0.5F),
        };
        add_into(
            out,
            utter(
                keys, {.rough = 0.1F, .growl = 0.7F, .growl_hz = 75.0F, .nasal = 0.5F}, rng.split(i)
            ),
            static_cast<std::ptrdiff_t>(samples_in(0.5 * i))
        );
    }
    return out;
}

Samples purr(Rng rng) {
    const std::array<float, 3> f = {300, 900, 2200};
    const std::array<ThroatKey, 4> keys = {
        key(0.0F, 26, 0, f, 0.5F),
        key(0.3F, 26, 1.0F, f, 0.5F),
        key(1.4F, 24, 0.9F, f, 0.6F),
        key(1.8F, 24, 0, f, 0.6F),
    };
    return utter(keys, {.rough = 0.05F, .growl = 0.8F, .growl_hz = 25.0F}, rng);
}

Samples quack(Rng rng) {
    const std::array<float, 3> a = {1000, 1700, 2600};
    Samples out(samples_in(0.75));
    for (int i = 0; i < 2; ++i) {
        const std::array<ThroatKey, 4> keys = {
            key(0.0F, 290, 0, a, 0.15F),
            key(0.03F, 320, 1.0F, a, 0.15F),
            key(0.15F, 270, 0.7F, a, 0.2F),
            key(0.22F, 240, 0, a, 0.3F),
        };
        add_into(
            out,
            utter(
                keys,
                {.rough = 0.05F, .growl = 0.5F, .growl_hz = 60.0F, .nasal = 0.8F},
                rng.split(i)
            ),
            static_cast<std::ptrdiff_t>(samples_in(0.32 * i))
        );
    }
    return out;
}

// One call several times over.
Samples repeated(
    std::span<const ThroatKey> once, int times, float every_s, const Throat& throat, Rng rng
) {
    Samples out(samples_in(static_cast<double>(every_s * static_cast<float>(times) + 0.4F)));
    for (int i = 0; i < times; ++i) {
        const double at_s = static_cast<double>(every_s * static_cast<float>(i));
        add_into(
            out, utter(once, throat, rng.split(i)), static_cast<std::ptrdiff_t>(samples_in(at_s))
        );
    }
    return out;
}

// Geese: a brassy cry that breaks upwards.
Samples honk(Rng rng) {
    const std::array<float, 3> a = {900, 1500, 2500};
    const std::array<ThroatKey, 5> keys = {
        key(0.0F, 300, 0, a, 0.1F),
        key(0.04F, 340, 1.0F, a, 0.1F),
        key(0.12F, 350, 0.9F, a, 0.1F),
        key(0.17F, 520, 1.0F, a, 0.1F),
        key(0.32F, 430, 0, a, 0.2F),
    };
    return repeated(keys, 2, 0.45F, {.rough = 0.03F, .growl = 0.3F, .nasal = 0.9F}, rng);
}

Samples cluck(Rng rng) {
    const std::array<float, 3> o = {850, 1300, 2900};
    const std::array<ThroatKey, 4> keys = {
        key(0.0F, 380, 0, o, 0.2F),
        key(0.015F, 520, 1.0F, o, 0.15F),
        key(0.05F, 430, 0.6F, o, 0.2F),
        key(0.09F, 330, 0, o, 0.3F),
    };
    return repeated(keys, 3, 0.24F, {.rough = 0.04F, .growl = 0.3F, .nasal = 0.5F}, rng);
}

Samples oink(Rng rng) {
    const std::array<float, 3> shut = {420, 1300, 2300};
    const std::array<float, 3> open = {700, 1700, 2500};
    const std::array<ThroatKey, 4> keys = {
        key(0.0F, 110, 0, shut, 0.6F),
        key(0.05F, 130, 0.9F, shut, 0.5F),
        key(0.14F, 190, 1.0F, open, 0.4F),
        key(0.26F, 120, 0, shut, 0.7F),
    };
    const Throat throat{.rough = 0.1F, .growl = 0.9F, .growl_hz = 38.0F, .nasal = 0.8F};
    return repeated(keys, 3, 0.36F, throat, rng);
}

// An elephant: a blare that rises and breaks.
Samples trumpet_call(float size, Rng rng) {
    const float f0 = 420.0F / size;
    const std::array<float, 3> horn = {800, 1700, 3000};
    const std::array<ThroatKey, 5> keys = {
        key(0.0F, 0.7F * f0, 0, horn, 0.3F),
        key(0.10F, f0, 1.0F, horn, 0.15F),
        key(0.55F, 1.6F * f0, 1.0F, horn, 0.15F),
        key(1.0F, 1.4F * f0, 0.8F, horn, 0.25F),
        key(1.3F, 0.9F * f0, 0, horn, 0.5F),
    };
    const Throat throat{.rough = 0.05F, .growl = 0.6F, .growl_hz = 55.0F, .nasal = 0.9F};
    return utter(keys, throat, rng);
}

// A donkey: in on a wheeze, out on a bellow.
Samples bray(Rng rng) {
    const std::array<float, 3> hee = {500, 2000, 2900};
    const std::array<float, 3> haw = {800, 1250, 2500};
    const std::array<ThroatKey, 8> keys = {
        key(0.0F, 620, 0, hee, 0.6F),
        key(0.06F, 760, 0.7F, hee, 0.5F),
        key(0.34F, 700, 0.6F, hee, 0.5F),
        key(0.40F, 420, 0.1F, haw, 0.3F),
        key(0.46F, 260, 1.0F, haw, 0.1F),
        key(0.78F, 235, 0.9F, haw, 0.1F),
        key(0.86F, 240, 0.1F, haw, 0.4F),
        key(0.92F, 500, 0, hee, 0.6F),
    };
    const Throat throat{.rough = 0.06F, .growl = 0.6F, .growl_hz = 43.0F, .nasal = 0.6F};
    return repeated(keys, 2, 0.92F, throat, rng);
}

Samples bee(Rng rng) {
    const std::array<float, 3> f = {500, 1400, 3200};
    const std::array<ThroatKey, 4> keys = {
        key(0.0F, 190, 0, f, 0.1F),
        key(0.4F, 215, 1.0F, f, 0.1F),
        key(1.0F, 205, 0.7F, f, 0.1F),
        key(1.5F, 225, 0, f, 0.1F),
    };
    return utter(keys, {.rough = 0.02F, .vibrato = 0.03F, .vibrato_hz = 3.0F, .nasal = 0.8F}, rng);
}

// A whistled sweep; birds have almost no overtones.
void whistle_into(
    Samples& out, float at_s, float length_s, float from_hz, float to_hz, float gain, float trill_hz
) {
    const auto first = samples_in(static_cast<double>(at_s));
    const auto length = samples_in(static_cast<double>(length_s));
    float phase = 0.0F;
    for (std::size_t i = 0; i < length && first + i < out.size(); ++i) {
        const float t = static_cast<float>(i) / static_cast<float>(length);
        const float trill =
            trill_hz > 0.0F
                ? 0.12F * std::sin(2.0F * kPi * trill_hz * static_cast<float>(i) / kRate)
                : 0.0F;
        const float hz = from_hz * std::pow(to_hz / from_hz, t) * (1.0F + trill);
        phase += hz / kRate;
        phase -= std::floor(phase);
        const float s = std::sin(2.0F * kPi * phase);
        out[first + i] += gain * (s + 0.08F * std::sin(4.0F * kPi * phase)) * std::sin(kPi * t);
    }
}

Samples growl(float size, Rng rng) {
    const std::array<float, 3> f = {450 / size, 1100 / size, 2400};
    const std::array<ThroatKey, 4> keys = {
        key(0.0F, 90 / size, 0, f, 0.3F),
        key(0.2F, 100 / size, 0.9F, f, 0.3F),
        key(0.8F, 110 / size, 1.0F, f, 0.35F),
        key(1.1F, 90 / size, 0, f, 0.5F),
    };
    return utter(keys, {.rough = 0.12F, .growl = 0.8F, .growl_hz = 31.0F}, rng);
}

Samples snort(Rng rng) {
    const std::array<float, 3> f = {350, 1000, 2300};
    const std::array<ThroatKey, 4> keys = {
        key(0.0F, 60, 0, f, 0.95F),
        key(0.05F, 60, 1.0F, f, 0.95F),
        key(0.3F, 55, 0.7F, f, 0.95F),
        key(0.6F, 50, 0, f, 0.95F),
    };
    return utter(keys, {.rough = 0.1F, .growl = 0.7F, .growl_hz = 26.0F}, rng);
}

}  // namespace

Samples bird_phrase(Rng rng) {
    const auto notes = static_cast<int>(rng.integer(3, 8));
    const float base = rng.uniform(2600.0F, 5200.0F);
    const bool trilled = rng.chance(0.35);
    Samples out(samples_in(0.16 * notes + 0.3));
    float time = 0.02F;
    for (int i = 0; i < notes; ++i) {
        const float length = rng.uniform(0.05F, 0.14F);
        const float from = base * rng.uniform(0.8F, 1.3F);
        const float to = from * rng.uniform(0.7F, 1.45F);
        whistle_into(
            out,
            time,
            length,
            from,
            to,
            rng.uniform(0.5F, 1.0F),
            trilled ? rng.uniform(28.0F, 45.0F) : 0.0F
        );
        time += length + rng.uniform(0.01F, 0.06F);
    }
    level_to(out, 0.2F);
    return out;
}

Samples cricket_phrase(Rng rng) {
    const float hz = rng.uniform(4100.0F, 4900.0F);
    Samples out(samples_in(0.4));
    for (int chirp = 0; chirp < 3; ++chirp) {
        whistle_into(
            out, 0.05F + 0.045F * static_cast<float>(chirp), 0.03F, hz, hz * 0.98F, 1.0F, 0.0F
        );
    }
    level_to(out, 0.12F);
    return out;
}

Samples animal_call(std::string_view name, float size, Rng rng) {
    size = std::clamp(size, 0.4F, 2.5F);
    Samples out;
    if (name == "meow") {
        out = meow(size, rng);
    } else if (name == "purr") {
        out = purr(rng);
    } else if (name == "neigh") {
        out = neigh(size, rng);
    } else if (name == "snort") {
        out = snort(rng);
    } else if (name == "chirp" || name == "tweet") {
        out = bird_phrase(rng);
    } else if (name == "owl") {
        out = owl(rng);
    } else if (name == "rooster") {
        out = rooster(rng);
    } else if (name == "frog") {
        out = frog(rng);
    } else if (name == "moo") {
        out = low_call(120.0F, 1.5F, {350, 700, 2200}, {600, 1000, 2300}, rng);
    } else if (name == "baa") {
        out = baa(rng);
    } else if (name == "howl") {
        out = low_call(430.0F / size, 2.2F, {400, 800, 2300}, {650, 1000, 2400}, rng);
    } else if (name == "whine") {
        out = low_call(900.0F / size, 0.7F, {700, 1600, 3000}, {900, 2000, 3000}, rng);
    } else if (name == "crow") {
        out = crow(rng);
    } else if (name == "cricket") {
        out = cricket_phrase(rng);
    } else if (name == "bee") {
        out = bee(rng);
    } else if (name == "quack") {
        out = quack(rng);
    } else if (name == "honk") {
        out = honk(rng);
    } else if (name == "cluck") {
        out = cluck(rng);
    } else if (name == "oink") {
        out = oink(rng);
    } else if (name == "trumpet") {
        out = trumpet_call(size, rng);
    } else if (name == "bray") {
        out = bray(rng);
    } else if (name == "screech") {
        out = gull(rng);
    } else if (name == "growl") {
        out = growl(size, rng);
    } else if (name == "roar") {
        out = growl(1.6F * size, rng);
    } else if (name == "squeak") {
        out = Samples(samples_in(0.25));
        whistle_into(out, 0.01F, 0.12F, 4200, 5200, 1.0F, 0.0F);
    } else {
        out = bark(size, rng);
    }
    level_to(out, 0.2F);
    return out;
}

}  // namespace hibari::world::sound
