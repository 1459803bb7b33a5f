#include "world/sound/voice/casting.h"

#include "world/things/person_style.h"

#include <algorithm>
#include <cmath>

namespace hibari::world::sound {
namespace {

constexpr int kAuditions = 16;

VoiceCast woman(Age age, Rng& rng) {
    VoiceCast cast{.bank = VoiceBank::kSlt};
    switch (age) {
        case Age::kChild:
            cast.f0_hz = rng.uniform(265.0F, 330.0F);
            cast.formant = rng.uniform(1.17F, 1.27F);
            cast.rate = rng.uniform(0.92F, 1.08F);
            cast.range = 1.4F;
            break;
        case Age::kTeen:
            cast.f0_hz = rng.uniform(205.0F, 255.0F);
            cast.formant = rng.uniform(1.04F, 1.11F);
            cast.rate = rng.uniform(1.02F, 1.15F);
            cast.range = 1.25F;
            break;
        case Age::kAdult:
            cast.f0_hz = rng.uniform(160.0F, 230.0F);
            cast.formant = rng.uniform(0.95F, 1.06F);
            cast.rate = rng.uniform(0.95F, 1.1F);
            break;
        case Age::kOld:
            cast.f0_hz = rng.uniform(150.0F, 195.0F);
            cast.formant = rng.uniform(0.93F, 1.0F);
            cast.rate = rng.uniform(0.8F, 0.88F);
            break;
    }
    return cast;
}

VoiceCast man(Age age, Rng& rng) {
    VoiceCast cast{.bank = rng.chance(0.75) ? VoiceBank::kRms : VoiceBank::kAwb};
    switch (age) {
        case Age::kChild:  // Boys' and girls' throats are alike.
            cast = woman(age, rng);
            cast.f0_hz *= 0.95F;
            cast.formant *= 0.97F;
            break;
        case Age::kTeen:
            cast.f0_hz = rng.uniform(135.0F, 165.0F);
            cast.formant = rng.uniform(1.05F, 1.12F);
            cast.rate = rng.uniform(1.02F, 1.15F);
            cast.range = 1.2F;
            break;
        case Age::kAdult:
            cast.f0_hz = rng.uniform(85.0F, 140.0F);
            cast.formant = rng.uniform(0.92F, 1.06F);
            cast.rate = rng.uniform(0.98F, 1.12F);
            break;
        case Age::kOld:
            cast.f0_hz = rng.uniform(95.0F, 135.0F);
            cast.formant = rng.uniform(0.94F, 1.02F);
            cast.rate = rng.uniform(0.84F, 0.92F);
            break;
    }
    return cast;
}

VoiceCast audition(const Entity* speaker, Rng rng) {
    if (speaker == nullptr) {
        return {
            .bank = VoiceBank::kRms,
            .f0_hz = rng.uniform(92.0F, 104.0F),
            .formant = rng.uniform(0.94F, 0.98F),
            .rate = 0.97F
        };
    }
    if (speaker->kind.find("robot") != std::string::npos) {
        return {.bank = VoiceBank::kKal16, .formant = rng.uniform(0.92F, 1.12F)};
    }
    const PersonLook& look = speaker->look;
    const bool is_woman = look.gender == Gender::kUnspecified ? !look.beard && rng.chance(0.5)
                                                              : look.gender == Gender::kWoman;
    VoiceCast cast = is_woman ? woman(look.age, rng) : man(look.age, rng);
    if (look.age == Age::kOld) {
        cast.tremor = rng.uniform(0.012F, 0.022F);
        cast.jitter = 0.014F;
        cast.breath = rng.uniform(0.1F, 0.2F);
    }
    cast.formant *=
        look.build == Build::kHeavy ? 0.96F : (look.build == Build::kSlim ? 1.02F : 1.0F);
    return cast;
}

}  // namespace

Entity as_seen(const Entity& entity, std::uint64_t seed) {
    Entity seen = entity;
    if (entity.kind != "person") {
        return seen;
    }
    // The same stream that the stage hands to the builder of the body.
    const Rng stream = Rng(seed).split("entity").split(entity.id).split("build");
    const PersonStyle style = resolve_style(entity, stream);
    seen.look.age = style.age;
    seen.look.gender = style.gender;
    seen.look.build = style.build;
    seen.look.beard = style.beard;
    return seen;
}

float voice_distance(const VoiceCast& a, const VoiceCast& b) {
    const float pitch = 12.0F * std::fabs(std::log2(a.f0_hz / b.f0_hz));
    const float throat = 40.0F * std::fabs(std::log2(a.formant / b.formant));
    return pitch + throat + (a.bank != b.bank ? 3.0F : 0.0F);
}

VoiceCast cast_voice(const Entity* speaker, std::span<const VoiceCast> taken, Rng rng) {
    VoiceCast best;
    float best_distance = -1.0F;
    for (int i = 0; i < kAuditions; ++i) {
        const VoiceCast cast = audition(speaker, rng.split(i));
        float nearest = 1e9F;
        for (const VoiceCast& other : taken) {
            nearest = std::min(nearest, voice_distance(cast, other));
        }
        if (taken.empty() || nearest > best_distance) {
            best = cast;
            best_distance = nearest;
        }
        if (taken.empty()) {
            break;
        }
    }
    return best;
}

}  // namespace hibari::world::sound
