#include "world/sound/effects/cues.h"

#include "base/check.h"
#include "base/vec.h"
#include "world/sound/ambience.h"
#include "world/sound/effects/builders.h"
#include "world/sound/effects/creatures.h"
#include "world/sound/effects/crowd.h"
#include "world/sound/effects/living.h"
#include "world/sound/effects/machines.h"
#include "world/sound/effects/objects.h"
#include "world/sound/effects/signals.h"
#include "world/sound/effects/surface.h"
#include "world/sound/effects/water.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hibari::world::sound {
namespace {

Samples cue_whoosh(Rng rng) {
    std::vector<float> speed(72);
    for (std::size_t i = 0; i < speed.size(); ++i) {
        speed[i] = 24.0F * std::pow(std::sin(kPi * static_cast<float>(i) / 71.0F), 2.0F);
    }
    return whoosh(speed, 0.35F, rng);
}

Samples once(std::string_view name, Rng rng) {
    if (name == "laugh") {
        return laugh(rng.uniform(140.0F, 240.0F), 1.1F, rng);
    }
    if (name == "cry") {
        return cry(rng.uniform(220.0F, 300.0F), 1.2F, rng);
    }
    if (name == "gasp") {
        return gasp(1.1F, rng);
    }
    if (name == "scream") {
        return scream(rng);
    }
    if (name == "humming") {
        return humming(rng);
    }
    if (name == "splash") {
        return splash(0.5F, 4.0F, rng);
    }
    if (name == "horn") {
        return horn();
    }
    if (name == "bicycle_bell") {
        return bell(0.05F, rng);
    }
    if (name == "bell") {
        return bell(0.16F, rng);
    }
    if (name == "chime") {
        return struck(
            {{1568.0F, 2.2F, 1.0F}, {2637.0F, 1.6F, 0.5F}, {4186.0F, 1.0F, 0.3F}}, 0.0004F
        );
    }
    if (name == "gong") {
        return gong(rng);
    }
    if (name == "whistle") {
        return referee_whistle(rng);
    }
    if (name == "buzzer") {
        return tone(1.2, 212.0F, 212.0F, {1.0F, 0.8F, 0.7F, 0.5F});
    }
    if (name == "doorbell") {
        return doorbell();
    }
    if (name == "knock") {
        return knocks(rng);
    }
    if (name == "door_slam") {
        return door_slam(rng);
    }
    if (name == "door_creak") {
        return door_creak(rng);
    }
    if (name == "glass_break") {
        return shatter(0.3F, rng);
    }
    if (name == "cymbal") {
        return cymbal(rng);
    }
    if (name == "explosion") {
        return explosion(1.3F, rng);
    }
    if (name == "skid") {
        return skid(rng);
    }
    if (name == "horse_neigh") {
        return animal_call("neigh", 1.0F, rng);
    }
    if (name == "rooster") {
        return animal_call("rooster", 1.0F, rng);
    }
    if (name == "wolf_howl") {
        return animal_call("howl", 1.0F, rng);
    }
    if (name == "camera_shutter") {
        return camera_shutter(rng);
    }
    return cue_whoosh(rng);
}

struct Repeat {
    Samples sound;
    double pause_s = 1.5;
};

Repeat repeated(std::string_view name, Rng rng) {
    if (name == "clap") {
        return {clap(rng), 0.22};
    }
    if (name == "snoring") {
        return {snore(rng), 2.4};
    }
    if (name == "water_drip") {
        return {bubble(0.0035F, rng), 0.9};
    }
    if (name == "church_bells") {
        return {bell(0.9F, rng), 1.15};
    }
    if (name == "beep") {
        return {tone(0.12, 1000.0F, 1000.0F, {1.0F, 0.05F, 0.0F, 0.0F}), 0.5};
    }
    if (name == "phone_ring") {
        return {phone_ring(), 2.2};
    }
    if (name == "firework") {
        return {firework(rng), 1.7};
    }
    if (name == "dog_bark") {
        return {animal_call("bark", 1.0F, rng), 1.5};
    }
    if (name == "cat_meow") {
        return {animal_call("meow", 1.0F, rng), 2.2};
    }
    if (name == "cat_purr") {
        return {animal_call("purr", 1.0F, rng), 1.9};
    }
    if (name == "owl") {
        return {animal_call("owl", 1.0F, rng), 3.4};
    }
    if (name == "frog") {
        return {animal_call("frog", 1.0F, rng), 1.3};
    }
    if (name == "cow") {
        return {animal_call("moo", 1.0F, rng), 3.0};
    }
    if (name == "sheep") {
        return {animal_call("baa", 1.0F, rng), 2.0};
    }
    if (name == "crow") {
        return {animal_call("crow", 1.0F, rng), 2.2};
    }
    if (name == "duck") {
        return {animal_call("quack", 1.0F, rng), 1.4};
    }
    if (name == "bee") {
        return {animal_call("bee", 1.0F, rng), 1.8};
    }
    return {gull(rng), 2.1};
}

Stereo lasting_stereo(std::string_view name, double seconds, Rng rng) {
    if (name == "crowd_murmur") {
        return crowd(CrowdMood::kMurmur, seconds, 60, rng);
    }
    if (name == "rain") {
        return rain(seconds, 0.8F, RainOn::kGround, rng);
    }
    if (name == "wind") {
        return wind_bed(seconds, 0.6F, rng);
    }
    if (name == "waves") {
        return surf(seconds, 0.8F, rng);
    }
    if (name == "birdsong") {
        return ambience_bed("birds", seconds, rng);
    }
    if (name == "crickets") {
        return ambience_bed("night", seconds, rng);
    }
    if (name == "traffic") {
        return ambience_bed("traffic", seconds, rng);
    }
    return {};
}

Samples lasting(std::string_view name, double seconds, Rng rng) {
    if (name == "breathing") {
        return breathing(seconds, rng);
    }
    if (name == "stream") {
        return stream(seconds, rng);
    }
    if (name == "bubbles") {
        return bubbles(seconds, rng);
    }
    if (name == "leaves") {
        return crunch(
            {.seconds = static_cast<float>(seconds),
             .grains_per_s = 130.0F,
             .hz = 4600.0F,
             .spread = 0.9F,
             .grain_s = 0.006F},
            rng
        );
    }
    if (name == "siren") {
        return siren(seconds);
    }
    if (name == "sleigh_bells") {
        return sleigh_bells(seconds, rng);
    }
    if (name == "alarm" || name == "alarm_clock") {
        return alarm(seconds, name == "alarm_clock");
    }
    if (name == "clock_tick") {
        return clock_ticks(seconds, rng);
    }
    if (name == "drum_roll") {
        return drum_roll(seconds, rng);
    }
    if (name == "engine") {
        return steady_hum(HumKind::kEngine, EngineSize::kCar, seconds, 0.35F, rng);
    }
    if (name == "train") {
        return train(seconds, rng);
    }
    if (name == "airplane") {
        return steady_hum(HumKind::kRocket, EngineSize::kAeroplane, seconds, 0.6F, rng);
    }
    if (name == "helicopter") {
        return helicopter(seconds, rng);
    }
    if (name == "rocket") {
        return steady_hum(HumKind::kRocket, EngineSize::kCar, seconds, 1.0F, rng);
    }
    if (name == "horse_gallop") {
        return gallop(seconds, rng);
    }
    if (name == "fire_crackle") {
        return fire_crackle(seconds, rng);
    }
    if (name == "typing") {
        return keys_pressed(seconds, false, rng);
    }
    if (name == "typewriter") {
        return keys_pressed(seconds, true, rng);
    }
    if (name == "footsteps") {
        return steps(seconds, rng);
    }
    if (name == "heartbeat") {
        return heartbeat(seconds);
    }
    return radio_static(seconds, rng);
}

Stereo reaction(std::string_view name, double seconds, Rng rng) {
    const double length = std::clamp(seconds, 1.2, 3.5);
    if (name == "crowd_cheer") {
        return crowd(CrowdMood::kCheer, length, 90, rng);
    }
    if (name == "crowd_groan") {
        return crowd(CrowdMood::kGroan, std::min(length, 2.2), 80, rng);
    }
    if (name == "crowd_gasp") {
        return crowd(CrowdMood::kGasp, 1.2, 60, rng);
    }
    if (name == "crowd_aww") {
        return crowd(CrowdMood::kAww, std::min(length, 2.2), 60, rng);
    }
    if (name == "laughter") {
        return crowd(CrowdMood::kLaugh, std::min(length, 3.0), 22, rng);
    }
    return applause(length, 60, rng);
}

Stereo centred(Samples sound) {
    level_to(sound, 0.15F);
    Stereo out;
    out.left = sound;
    out.right = std::move(sound);
    return out;
}

Stereo repeat_through(const CueName& cue, double seconds, Rng rng) {
    const Repeat first = repeated(cue.name, rng.split(0));
    Samples out(std::max(samples_in(seconds), first.sound.size()));
    int i = 0;
    double at = 0.0;
    do {
        const Repeat again = repeated(cue.name, rng.split(i++));
        Samples sound = again.sound;
        level_to(sound, 0.15F);
        add_into(out, sound, static_cast<std::ptrdiff_t>(samples_in(at)));
        at += again.pause_s * rng.uniform(0.9, 1.15);
    } while (at < seconds - 0.3);
    return centred(std::move(out));
}

}  // namespace

Stereo cue_sound(const CueName& cue, double seconds, Rng rng) {
    HIBARI_CHECK(seconds > 0.0, seconds);
    switch (cue.shape) {
        case CueShape::kReaction:
            return reaction(cue.name, seconds, rng);
        case CueShape::kRepeated:
            return repeat_through(cue, seconds, rng);
        case CueShape::kOnce:
            return cue.name == "thunder" ? thunder(400.0F, rng) : centred(once(cue.name, rng));
        case CueShape::kLasting:
            break;
    }
    Stereo wide = lasting_stereo(cue.name, seconds, rng);
    if (wide.empty()) {
        return centred(lasting(cue.name, seconds, rng));
    }
    const float now =
        std::max({loudest_rms(wide.left, 4800), loudest_rms(wide.right, 4800), 1e-6F});
    for (Samples* side : {&wide.left, &wide.right}) {
        for (float& sample : *side) {
            sample *= 0.12F / now;
        }
    }
    return wide;
}

}  // namespace hibari::world::sound
