#include "world/sound/ambience.h"

#include "base/vec.h"
#include "world/sound/dsp/filter.h"
#include "world/sound/effects/creatures.h"
#include "world/sound/effects/crowd.h"
#include "world/sound/effects/machines.h"
#include "world/sound/effects/water.h"

#include <algorithm>
#include <cmath>

namespace hibari::world::sound {
namespace {

void put(Stereo& out, const Samples& sound, double at_s, float pan, float gain) {
    const auto at = static_cast<std::ptrdiff_t>(std::llround(at_s * kRateHz));
    const float angle = 0.25F * kPi * (1.0F + pan);
    add_into(out.left, sound, at, gain * std::cos(angle));
    add_into(out.right, sound, at, gain * std::sin(angle));
}

// Air of a room: pink noise through two gentle filters, different in both ears.
Stereo air(double seconds, float low_hz, float high_hz, float level, Rng rng) {
    Stereo out(samples_in(seconds));
    for (Samples* side : {&out.left, &out.right}) {
        Rng own = rng.split(side == &out.left ? "left" : "right");
        PinkNoise noise(own.split("noise"));
        Wander sway(own.split("sway"), 0.4F);
        Biquad low = low_pass(high_hz);
        Biquad high = high_pass(low_hz);
        for (float& sample : *side) {
            sample = level * (1.0F + 0.12F * sway.next()) * high.run(low.run(noise.next()));
        }
    }
    return out;
}

// Mains hum of lamps and refrigerators.
void add_hum(Stereo& out, float hz, float level, Rng rng) {
    Wander sway(rng, 0.5F);
    float phase = 0.0F;
    for (std::size_t i = 0; i < out.size(); ++i) {
        phase += hz / kRate;
        phase -= std::floor(phase);
        const float p = 2.0F * kPi * phase;
        const float tone =
            std::sin(p) + 0.5F * std::sin(2 * p) + 0.22F * std::sin(3 * p) + 0.1F * std::sin(6 * p);
        const float value = level * tone * (1.0F + 0.15F * sway.next());
        out.left[i] += value;
        out.right[i] += 0.9F * value;
    }
}

void add_birds(Stereo& out, double seconds, float per_second, float gain, Rng rng) {
    const auto count = std::max(1, static_cast<int>(seconds * static_cast<double>(per_second)));
    for (int i = 0; i < count; ++i) {
        Samples phrase = bird_phrase(rng.split(i));
        const float far = rng.uniform(0.25F, 1.0F);
        low_pass(9000.0F * far + 2500.0F).run(phrase);
        put(out, phrase, rng.uniform(-0.3, seconds), rng.uniform(-0.9F, 0.9F), gain * far * far);
    }
}

void add_crickets(Stereo& out, double seconds, float gain, Rng rng) {
    for (int insect = 0; insect < 5; ++insect) {
        const Samples phrase = cricket_phrase(rng.split(insect));
        const float pan = rng.uniform(-1.0F, 1.0F);
        const float level = gain * rng.uniform(0.3F, 1.0F);
        const double pace = rng.uniform(0.42, 0.7);
        for (double at = rng.uniform(-0.5, 0.5); at < seconds;
             at += pace * rng.uniform(0.96, 1.04)) {
            put(out, phrase, at, pan, level);
        }
    }
}

// Cars that pass at a distance: a swell of tyre noise from one side to the other.
void add_cars(Stereo& out, double seconds, double per_second, float gain, Rng rng) {
    const auto count = std::max(1, static_cast<int>(seconds * per_second + 0.7));
    for (int i = 0; i < count; ++i) {
        const double length = rng.uniform(3.0, 5.5);
        const double begin = rng.uniform(-2.0, seconds - 1.0);
        const Samples motor = steady_hum(
            HumKind::kEngine, EngineSize::kCar, length, rng.uniform(0.3F, 0.55F), rng.split(i)
        );
        PinkNoise noise(rng.split(1000 + i));
        Svf tyre(850.0F, 0.6F);
        const float side = rng.chance(0.5) ? 1.0F : -1.0F;
        const auto first = static_cast<std::ptrdiff_t>(std::llround(begin * kRateHz));
        for (std::size_t k = 0; k < motor.size(); ++k) {
            const auto at = first + static_cast<std::ptrdiff_t>(k);
            if (at < 0 || at >= static_cast<std::ptrdiff_t>(out.size())) {
                continue;
            }
            const float t = static_cast<float>(k) / static_cast<float>(motor.size());
            const float near = std::sin(kPi * t);
            const float value =
                gain * near * near * near * (0.7F * motor[k] + 0.5F * tyre.band(noise.next()));
            const float pan = 0.5F + 0.4F * side * (2.0F * t - 1.0F);
            out.left[static_cast<std::size_t>(at)] += value * (1.0F - pan);
            out.right[static_cast<std::size_t>(at)] += value * pan;
        }
    }
}

Stereo street(double seconds, double cars, float gain, Rng rng) {
    Stereo out = air(seconds, 45.0F, 700.0F, 0.14F, rng.split("far"));
    mix_in(out, air(seconds, 300.0F, 2600.0F, 0.035F, rng.split("air")), 1.0F);
    add_cars(out, seconds, cars, gain, rng.split("cars"));
    return out;
}

Stereo hall(double seconds, float murmur, int people, Rng rng) {
    Stereo out = air(seconds, 60.0F, 1100.0F, 0.03F, rng.split("air"));
    mix_in(out, crowd(CrowdMood::kMurmur, seconds, people, rng.split("people")), murmur);
    return out;
}

Stereo forest(double seconds, Rng rng) {
    Stereo out = wind_bed(seconds, 0.25F, rng.split("wind"));
    mix_in(out, air(seconds, 1800.0F, 7000.0F, 0.04F, rng.split("leaves")), 1.0F);
    add_birds(out, seconds, 0.6F, 0.12F, rng.split("birds"));
    return out;
}

Stereo outdoors(double seconds, Rng rng) {
    Stereo out = air(seconds, 80.0F, 1800.0F, 0.06F, rng.split("air"));
    mix_in(out, wind_bed(seconds, 0.15F, rng.split("wind")), 0.6F);
    return out;
}

Stereo vacuum(double seconds, Rng rng) {
    // Inside the suit: fan and blood.
    Stereo out = air(seconds, 90.0F, 500.0F, 0.05F, rng.split("fan"));
    add_hum(out, 87.0F, 0.004F, rng.split("hum"));
    return out;
}

}  // namespace

Stereo wind_bed(double seconds, float strength, Rng rng) {
    Stereo out(samples_in(seconds));
    const float force = std::clamp(strength, 0.0F, 1.0F);
    for (Samples* side : {&out.left, &out.right}) {
        Rng own = rng.split(side == &out.left ? "left" : "right");
        PinkNoise noise(own.split("noise"));
        Wander gust(rng.split("gust"), 0.35F + 0.4F * force);
        Wander flutter(own.split("flutter"), 2.2F);
        Svf rush;
        Svf whistle;
        float level = 0.0F;
        for (std::size_t i = 0; i < side->size(); ++i) {
            const float g = 0.5F + 0.5F * gust.next();
            const float f = flutter.next();
            if (i % 64 == 0) {
                const float speed = force * (0.35F + 0.65F * g + 0.12F * f);
                rush.set(160.0F + 900.0F * speed, 0.7F);
                whistle.set(420.0F + 900.0F * speed, 7.0F);
                level = 0.03F + 0.5F * speed * speed + 0.1F * speed;
            }
            const float x = noise.next();
            (*side)[i] = level * (0.8F * rush.low(x) + 0.35F * force * whistle.band(x));
        }
    }
    return out;
}

Stereo ambience_bed(std::string_view name, double seconds, Rng rng) {
    if (name == "gym") {
        Stereo out = hall(seconds, 0.09F, 40, rng);
        add_hum(out, 120.0F, 0.0015F, rng.split("lamps"));
        return out;
    }
    if (name == "stadium") {
        return hall(seconds, 0.3F, 150, rng);
    }
    if (name == "stage") {
        return hall(seconds, 0.03F, 24, rng);
    }
    if (name == "street" || name == "city") {
        return street(seconds, 0.22, 0.35F, rng);
    }
    if (name == "traffic") {
        return street(seconds, 0.55, 0.5F, rng);
    }
    if (name == "city_night") {
        Stereo out = street(seconds, 0.12, 0.25F, rng);
        add_hum(out, 100.0F, 0.002F, rng.split("signs"));
        return out;
    }
    if (name == "birds" || name == "park") {
        Stereo out = outdoors(seconds, rng);
        add_birds(out, seconds, 0.9F, 0.16F, rng.split("birds"));
        return out;
    }
    if (name == "forest") {
        return forest(seconds, rng);
    }
    if (name == "waves") {
        Stereo out(samples_in(seconds));
        mix_in(out, surf(seconds, 0.6F, rng.split("surf")), 0.35F);
        mix_in(out, wind_bed(seconds, 0.2F, rng.split("wind")), 0.6F);
        return out;
    }
    if (name == "sea") {
        Stereo out = lapping(seconds, rng.split("water"));
        mix_in(out, surf(seconds, 0.2F, rng.split("swell")), 0.35F);
        mix_in(out, wind_bed(seconds, 0.35F, rng.split("wind")), 0.8F);
        return out;
    }
    if (name == "lake") {
        Stereo out = lapping(seconds, rng.split("water"));
        add_birds(out, seconds, 0.25F, 0.08F, rng.split("birds"));
        return out;
    }
    if (name == "wind" || name == "desert" || name == "mountain") {
        return wind_bed(seconds, name == "desert" ? 0.35F : 0.5F, rng.split("wind"));
    }
    if (name == "kitchen") {
        Stereo out = air(seconds, 60.0F, 900.0F, 0.025F, rng.split("air"));
        add_hum(out, 50.0F, 0.008F, rng.split("fridge"));
        return out;
    }
    if (name == "night") {
        Stereo out = outdoors(seconds, rng);
        add_crickets(out, seconds, 0.3F, rng.split("crickets"));
        return out;
    }
    if (name == "space") {
        return vacuum(seconds, rng);
    }
    return air(seconds, 70.0F, 1100.0F, name == "room" ? 0.02F : 0.01F, rng.split("air"));
}

Stereo weather_bed(const Environment& environment, double seconds, Rng rng) {
    Stereo out(samples_in(seconds));
    const Place* place = environment.place;
    const bool indoor = place != nullptr && place->indoor;
    if (place != nullptr && place->air_density_kg_m3 <= 0.0F) {
        return out;
    }
    const float storm = environment.sky == Sky::kStorm ? 1.0F : 0.0F;
    const float wet = std::max(environment.rain, 0.9F * storm);
    if (wet > 0.01F) {
        const RainOn on = indoor ? RainOn::kRoof : RainOn::kGround;
        mix_in(out, rain(seconds, wet, on, rng.split("rain")), indoor ? 0.45F : 1.1F);
    }
    const float wind = std::clamp(length(environment.wind_mps) / 18.0F, 0.0F, 1.0F);
    if (wind > 0.03F || storm > 0.0F) {
        mix_in(
            out,
            wind_bed(seconds, std::max(wind, 0.55F * storm), rng.split("wind")),
            indoor ? 0.25F : 1.0F
        );
    }
    if (environment.snow > 0.01F && !indoor) {
        mix_in(out, air(seconds, 2500.0F, 9000.0F, 0.02F, rng.split("snow")), 1.0F);
    }
    const bool green = place != nullptr &&
                       (place->ground == Substance::kGrass || place->ground == Substance::kEarth);
    if (environment.time == TimeOfDay::kNight && !indoor && green && wet < 0.1F &&
        environment.snow < 0.1F) {
        add_crickets(out, seconds, 0.22F, rng.split("crickets"));
    }
    return out;
}

}  // namespace hibari::world::sound
