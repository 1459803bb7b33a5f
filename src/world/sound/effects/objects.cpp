#include "world/sound/effects/objects.h"

#include "base/vec.h"
#include "world/sound/dsp/filter.h"
#include "world/sound/effects/builders.h"
#include "world/sound/effects/machines.h"
#include "world/sound/effects/modal.h"
#include "world/sound/effects/surface.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hibari::world::sound {

Samples knocks(Rng rng) {
    const Resonator knuckle{
        .kind = ResonatorKind::kBlob,
        .substance = Substance::kLeather,
        .size = {0.04F, 0.03F, 0.03F},
        .radius = 0.012F,
        .mass_kg = 0.3F
    };
    const Resonator door = box_of(Substance::kWood, {0.8F, 0.6F, 0.035F}, 0.0F);
    std::vector<std::pair<double, Samples>> parts;
    for (int i = 0; i < 3; ++i) {
        parts.emplace_back(0.02 + 0.26 * i, impact(knuckle, door, 2.5F, 1.0F, 60.0F, rng.split(i)));
    }
    return sequence(1.3, parts);
}

Samples door_slam(Rng rng) {
    const Resonator door = box_of(Substance::kWood, {2.0F, 0.9F, 0.04F}, 20.0F);
    const Resonator frame{
        .kind = ResonatorKind::kGround,
        .substance = Substance::kWood,
        .size = {2, 1, 0.1F},
        .radius = 1.0F,
        .mounted = true
    };
    Samples out = impact(door, frame, 3.0F, 30.0F, 60.0F, rng.split("slam"));
    const Samples latch = impact(
        box_of(Substance::kSteel, {0.05F, 0.02F, 0.01F}, 0.1F),
        door,
        1.5F,
        0.3F,
        60.0F,
        rng.split("latch")
    );
    out.resize(std::max<std::size_t>(out.size(), samples_in(0.6)));
    add_into(out, latch, static_cast<std::ptrdiff_t>(samples_in(0.012)));
    return out;
}

Samples door_creak(Rng rng) {
    Samples out(samples_in(1.5));
    Noise noise(rng);
    Svf first(620.0F, 9.0F);
    Svf second(1450.0F, 10.0F);
    Svf third(2900.0F, 8.0F);
    float phase = 0.0F;
    float wobble = 1.0F;
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float t = static_cast<float>(i) / static_cast<float>(out.size());
        phase += (45.0F + 210.0F * std::sin(kPi * t)) * wobble / kRate;
        float kick = 0.0F;
        if (phase >= 1.0F) {
            phase -= 1.0F;
            wobble = 1.0F + 0.25F * noise.next();
            kick = 20.0F;
        }
        out[i] = first.band(kick) + 0.8F * second.band(kick) + 0.5F * third.band(kick);
    }
    fade_ends(out, 4800, 9600);
    return out;
}

Samples shatter(float size_m, Rng rng) {
    Samples out(samples_in(1.6));
    const Resonator pane = box_of(Substance::kGlass, {size_m, 0.8F * size_m, 0.004F}, 0.5F);
    const Resonator floor{
        .kind = ResonatorKind::kGround,
        .substance = Substance::kStone,
        .size = {2, 1, 0.1F},
        .radius = 1.0F,
        .mounted = true
    };
    add_into(out, impact(pane, floor, 4.0F, 8.0F, 60.0F, rng.split("crack")), 0);
    add_into(out, noise_burst(0.2, 5200.0F, 0.5F, 0.03F, rng.split("burst")), 0, 0.9F);
    constexpr int kShards = 34;
    for (int i = 0; i < kShards; ++i) {
        const float size = rng.uniform(0.01F, 0.06F);
        Samples shard = struck(
            {
                {rng.uniform(2200.0F, 6000.0F), 0.12F + 2.0F * size, 1.0F},
                {rng.uniform(5000.0F, 9000.0F), 0.1F, 0.7F},
                {rng.uniform(8000.0F, 13000.0F), 0.06F, 0.5F},
            },
            0.0001F
        );
        level_to(shard, rng.uniform(0.03F, 0.16F));
        const double at = 0.02 + 1.1 * std::pow(rng.uniform(), 1.8);
        add_into(out, shard, static_cast<std::ptrdiff_t>(samples_in(at)));
    }
    fade_ends(out, 0, 4800);
    level_to(out, 0.25F);
    return out;
}

Samples net_swish(Rng rng) {
    constexpr double kSeconds = 0.42;
    Samples out(samples_in(kSeconds));
    Noise noise(rng.split("cords"));
    Svf band(4200.0F, 0.8F);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float t = static_cast<float>(i) / static_cast<float>(out.size());
        if (i % 64 == 0) {
            band.set(4800.0F - 2600.0F * t, 0.8F);
        }
        // The ball opens the net at once; the cords swing after it.
        out[i] = band.band(noise.next()) * smoothstep(0.0F, 0.14F, t) * std::exp(-5.0F * t);
    }
    fade_ends(out, 0, 2400);
    level_to(out, 0.16F);
    return out;
}

Samples keys_pressed(double seconds, bool typewriter, Rng rng) {
    Samples out(samples_in(seconds));
    const Resonator key = box_of(Substance::kPlastic, {0.015F, 0.015F, 0.008F}, 0.01F);
    const Resonator desk = box_of(Substance::kPlastic, {0.4F, 0.15F, 0.02F}, 0.5F);
    const Resonator hammer = box_of(Substance::kSteel, {0.08F, 0.006F, 0.004F}, 0.02F);
    std::vector<Samples> strokes;
    for (int i = 0; i < 6; ++i) {
        strokes.push_back(impact(
            typewriter ? hammer : key,
            desk,
            typewriter ? 3.0F : 0.8F,
            typewriter ? 0.2F : 0.02F,
            60.0F,
            rng.split(i)
        ));
        level_to(strokes.back(), 0.2F);
    }
    int typed = 0;
    for (double at = 0.1; at < seconds - 0.1;) {
        add_into(
            out,
            strokes[rng.index(strokes.size())],
            static_cast<std::ptrdiff_t>(samples_in(at)),
            rng.uniform(0.5F, 1.0F)
        );
        ++typed;
        at += rng.uniform(0.07, 0.19) + (rng.chance(0.12) ? 0.25 : 0.0);
        if (typewriter && typed % 28 == 0) {
            add_into(out, bell(0.05F, rng), static_cast<std::ptrdiff_t>(samples_in(at)), 0.4F);
            at += 0.6;
        }
    }
    return out;
}

Samples firework_burst(Rng rng) {
    Samples out(samples_in(2.05));
    add_into(out, explosion(0.5F, rng.split("burst")), 0, 2.0F);
    const Samples crackle = crunch(
        {.seconds = 1.3F, .grains_per_s = 90.0F, .hz = 3200.0F, .spread = 0.8F, .grain_s = 0.004F},
        rng.split("crackle")
    );
    add_into(out, crackle, static_cast<std::ptrdiff_t>(samples_in(0.2)), 0.5F);
    return out;
}

Samples firework(Rng rng) {
    Samples out(samples_in(3.0));
    Samples rise = tone(0.8, 1400.0F, 2600.0F, {0.3F, 0.1F, 0.0F, 0.0F});
    fade_ends(rise, 9600, 9600);
    add_into(out, rise, 0, 0.5F);
    add_into(out, firework_burst(rng), static_cast<std::ptrdiff_t>(samples_in(0.95)));
    return out;
}

Samples train(double seconds, Rng rng) {
    Samples out =
        steady_hum(HumKind::kEngine, EngineSize::kTruck, seconds, 0.3F, rng.split("motor"));
    for (float& sample : out) {
        sample *= 0.35F;
    }
    PinkNoise noise(rng.split("roar"));
    Svf low(260.0F, 0.7F);
    for (float& sample : out) {
        sample += 0.35F * low.low(noise.next());
    }
    Samples clack = struck(
        {{310.0F, 0.12F, 1.0F},
         {820.0F, 0.1F, 0.7F},
         {1900.0F, 0.08F, 0.4F},
         {3400.0F, 0.05F, 0.25F}},
        0.0015F
    );
    level_to(clack, 0.25F);
    for (double at = 0.1; at < seconds; at += 0.72) {
        for (const double offset : {0.0, 0.13, 0.3, 0.43}) {
            add_into(
                out,
                clack,
                static_cast<std::ptrdiff_t>(samples_in(at + 0.5 * offset)),
                offset > 0.2 ? 0.6F : 1.0F
            );
        }
    }
    return out;
}

Samples helicopter(double seconds, Rng rng) {
    Samples out(samples_in(seconds));
    PinkNoise noise(rng.split("noise"));
    Svf low(110.0F, 1.0F);
    Svf slap(420.0F, 0.8F);
    float phase = 0.0F;
    for (float& sample : out) {
        phase += 11.5F / kRate;
        phase -= phase >= 1.0F ? 1.0F : 0.0F;
        const float chop = std::exp(-7.0F * phase);
        const float x = noise.next();
        sample = chop * (2.2F * low.low(x) + 1.1F * slap.band(x)) + 0.12F * slap.band(x);
    }
    add_into(out, tone(seconds, 840.0F, 845.0F, {0.02F, 0.01F, 0.006F, 0.0F}), 0);
    return out;
}

Samples skid(Rng rng) {
    Samples out(samples_in(1.1));
    Noise noise(rng);
    Svf rubber(1050.0F, 12.0F);
    Svf high(2150.0F, 10.0F);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const float t = static_cast<float>(i) / static_cast<float>(out.size());
        if (i % 64 == 0) {
            rubber.set(1100.0F - 260.0F * t, 12.0F);
        }
        const float x = noise.next();
        out[i] = (rubber.band(x) + 0.4F * high.band(x) + 0.06F * x) * (1.0F - t);
    }
    fade_ends(out, 1200, 9600);
    return out;
}

}  // namespace hibari::world::sound
