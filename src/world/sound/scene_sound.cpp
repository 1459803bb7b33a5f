#include "world/sound/scene_sound.h"

#include "world/script/cue_names.h"
#include "world/script/whole_shot.h"
#include "world/sound/effects/creatures.h"
#include "world/sound/effects/crowd.h"
#include "world/sound/effects/cues.h"
#include "world/sound/effects/machines.h"
#include "world/sound/effects/modal.h"
#include "world/sound/effects/objects.h"
#include "world/sound/effects/surface.h"
#include "world/sound/effects/water.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace hibari::world::sound {
namespace {

// In a shot of 20 s; as many more in a longer one.
constexpr std::size_t kMaxImpacts = 240;
constexpr std::size_t kMaxSteps = 300;
constexpr std::size_t kMaxSplashes = 80;
constexpr std::size_t kMaxWhooshes = 4;
constexpr float kSlowestRestingMps = 0.05F;
constexpr float kSoundOfAir = 343.0F;

// How many there may be in a shot of that length.
std::size_t most(const Timeline& timeline, std::size_t in_20_s) {
    const double longer = std::max(1.0, timeline.duration_s / 20.0);
    return static_cast<std::size_t>(static_cast<double>(in_20_s) * longer);
}

int sample_at(const Timeline& timeline, double time_s) {
    const int last = std::max(0, timeline.sample_count - 1);
    return std::clamp(static_cast<int>(time_s * world::kSampleRateHz), 0, last);
}

// Slow motion plays the world's sounds slower and deeper.
float play_rate(const Timeline& timeline) {
    return std::clamp(timeline.world_speed, 0.3F, 2.0F);
}

float energy_of(const Contact& contact) {
    return 0.5F * std::fabs(contact.impulse_ns) * std::fabs(contact.speed_mps);
}

int entity_of(const Timeline& timeline, int body) {
    if (body < 0 || static_cast<std::size_t>(body) >= timeline.bodies.size()) {
        return -1;
    }
    return timeline.bodies[static_cast<std::size_t>(body)].entity;
}

const Entity* entity_at(const Timeline& timeline, int entity) {
    if (entity < 0 || static_cast<std::size_t>(entity) >= timeline.entities.size()) {
        return nullptr;
    }
    return &timeline.entities[static_cast<std::size_t>(entity)];
}

bool kind_has(const Timeline& timeline, int entity, std::string_view word) {
    const Entity* it = entity_at(timeline, entity);
    return it != nullptr && it->kind.find(word) != std::string::npos;
}

// Things find their rest in the first moments of a shot, scenery also later; nobody should hear
// that. What really falls is not there yet: in 50 ms a body falls 12 mm.
bool is_settling(const Timeline& timeline, const Contact& contact) {
    constexpr double kFirstMomentsS = 0.05;
    if (contact.time_s < kFirstMomentsS && contact.speed_mps < 0.7F) {
        return true;
    }
    const Entity* entity = entity_at(timeline, entity_of(timeline, contact.body_a));
    return entity != nullptr && contact.body_b < 0 && contact.speed_mps < 0.8F &&
           entity->id.starts_with("backdrop");
}

// All limbs of a person count as one: a fall is heard as a few blows, not as twenty at once.
int striker_of(const Timeline& timeline, const std::vector<bool>& is_person, int body) {
    const int entity = entity_of(timeline, body);
    const bool limb = entity >= 0 && is_person[static_cast<std::size_t>(entity)];
    return limb ? -1000 - entity : body;
}

std::vector<bool> people_among(const Timeline& timeline) {
    std::vector<bool> is_person(timeline.entities.size());
    for (const BodyTrack& body : timeline.bodies) {
        if (body.face >= 0 && body.entity >= 0) {
            is_person.at(static_cast<std::size_t>(body.entity)) = true;
        }
    }
    return is_person;
}

// Resting bodies report a contact every step; only the first of such a series is a blow.
std::vector<const Contact*> audible_impacts(const Timeline& timeline) {
    constexpr double kSeriesS = 0.035;
    std::vector<const Contact*> out;
    std::map<std::pair<int, int>, std::pair<double, float>> last;
    const std::vector<bool> is_person = people_among(timeline);
    for (const Contact& contact : timeline.contacts) {
        const float energy = energy_of(contact);
        const int a = striker_of(timeline, is_person, contact.body_a);
        const int b = striker_of(timeline, is_person, contact.body_b);
        if (contact.kind != ContactKind::kImpact || contact.speed_mps < kSlowestRestingMps ||
            energy < 1e-6F || a == b || is_settling(timeline, contact)) {
            continue;
        }
        const std::pair<int, int> pair = std::minmax(a, b);
        const auto found = last.find(pair);
        if (found != last.end() && contact.time_s - found->second.first < kSeriesS &&
            energy < 3.0F * found->second.second) {
            found->second.first = contact.time_s;
            continue;
        }
        last[pair] = {contact.time_s, energy};
        out.push_back(&contact);
    }
    std::stable_sort(out.begin(), out.end(), [](const Contact* a, const Contact* b) {
        return energy_of(*a) > energy_of(*b);
    });
    out.resize(std::min(out.size(), most(timeline, kMaxImpacts)));
    return out;
}

void add_impacts(Bus& bus, const Space& space, Rng rng) {
    const Timeline& timeline = space.timeline();
    const float rate = play_rate(timeline);
    const std::vector<const Contact*> impacts = audible_impacts(timeline);
    const float loudest = impacts.empty() ? 1.0F : impact_level(energy_of(*impacts.front()));
    for (std::size_t i = 0; i < impacts.size() && !space.is_stopped(); ++i) {
        const Contact& contact = *impacts[i];
        const int sample = sample_at(timeline, contact.time_s);
        const Resonator a = resonator_at(timeline, contact.body_a, sample, contact.point);
        const Resonator b = resonator_at(timeline, contact.body_b, sample, contact.point);
        const float energy = energy_of(contact);
        // What is far below the loudest blow need not ring to its last breath.
        const float depth_db =
            std::clamp(60.0F + 20.0F * std::log10(impact_level(energy) / loudest), 20.0F, 60.0F);
        const Samples blow = impact(a, b, contact.speed_mps, energy, depth_db, rng.split(i));
        space.place(bus, played_at(blow, rate), contact.time_s, contact.point, {.gain = 1.0F});
    }
}

Foot foot_of(const Timeline& timeline, int entity) {
    if (kind_has(timeline, entity, "horse")) {
        return Foot::kHoof;
    }
    const Entity* who = entity_at(timeline, entity);
    if (who == nullptr || who->kind.find("person") == std::string::npos) {
        return Foot::kPaw;
    }
    if (who->look.top == Top::kSwimwear) {
        return Foot::kBare;
    }
    const bool sport = who->look.top == Top::kJersey || who->look.bottom == Bottom::kShorts;
    const Place* place = timeline.environment.place;
    const bool sports_floor =
        place != nullptr && (place->ambience == "gym" || place->ground == Substance::kWood);
    return sport || (sports_floor && who->look.top != Top::kSuit) ? Foot::kSneaker : Foot::kShoe;
}

void add_footsteps(Bus& bus, const Space& space, Rng rng) {
    const Timeline& timeline = space.timeline();
    std::size_t count = 0;
    for (const Contact& contact : timeline.contacts) {
        if (contact.kind != ContactKind::kFootstep || count == most(timeline, kMaxSteps) ||
            space.is_stopped()) {
            continue;
        }
        const Resonator ground = resonator_at(
            timeline, contact.body_b, sample_at(timeline, contact.time_s), contact.point
        );
        const Foot foot = foot_of(timeline, entity_of(timeline, contact.body_a));
        const float effort = std::clamp(0.55F + 0.3F * contact.speed_mps, 0.4F, 2.4F);
        const Samples step = footstep(ground.substance, foot, effort, rng.split(count++));
        const float gain = foot == Foot::kPaw ? 0.6F : 1.3F;
        space.place(
            bus, played_at(step, play_rate(timeline)), contact.time_s, contact.point, {.gain = gain}
        );
    }
}

void add_splashes(Bus& bus, const Space& space, Rng rng) {
    const Timeline& timeline = space.timeline();
    std::size_t count = 0;
    for (const Contact& contact : timeline.contacts) {
        if (contact.kind != ContactKind::kSplash || count > most(timeline, kMaxSplashes) ||
            space.is_stopped()) {
            continue;
        }
        const Resonator body = resonator_at(
            timeline, contact.body_a, sample_at(timeline, contact.time_s), contact.point
        );
        const float size =
            std::clamp(std::cbrt(body.size.x * body.size.y * body.size.z), 0.02F, 2.0F);
        Samples sound = splash(size, contact.speed_mps, rng.split(count++));
        const float level = impact_level(std::max(energy_of(contact), 0.3F * size * size)) / 0.2F;
        space.place(
            bus,
            played_at(sound, play_rate(timeline)),
            contact.time_s,
            contact.point,
            {.gain = 1.2F * level, .reach_m = 2.5F}
        );
    }
}

EngineSize engine_size(const Timeline& timeline, int body) {
    const int entity = entity_of(timeline, body);
    if (kind_has(timeline, entity, "truck") || kind_has(timeline, entity, "bus") ||
        kind_has(timeline, entity, "train")) {
        return EngineSize::kTruck;
    }
    if (kind_has(timeline, entity, "plane")) {
        return EngineSize::kAeroplane;
    }
    const bool car = kind_has(timeline, entity, "car") || kind_has(timeline, entity, "van") ||
                     kind_has(timeline, entity, "taxi");
    return car ? EngineSize::kCar : EngineSize::kSmall;
}

PlaceOptions hum_options(HumKind kind) {
    switch (kind) {
        case HumKind::kEngine:
            return {.gain = 0.55F, .reach_m = 3.0F, .doppler = true};
        case HumKind::kFire:
            return {.gain = 0.3F, .reach_m = 2.0F};
        case HumKind::kRocket:
            return {.gain = 1.6F, .reach_m = 15.0F};
        case HumKind::kWindInSail:
            return {.gain = 0.3F, .reach_m = 3.0F};
        case HumKind::kFlap:
            return {.gain = 0.3F, .reach_m = 2.0F};
        case HumKind::kWheels:
            return {.gain = 0.5F, .reach_m = 2.0F, .doppler = true};
        case HumKind::kBalloonBurner:
            return {.gain = 0.5F, .reach_m = 5.0F};
        case HumKind::kSwimming:
            return {.gain = 0.5F, .reach_m = 2.5F};
    }
    return {};
}

void add_rubs(Bus& bus, const Space& space, Rng rng) {
    const Timeline& timeline = space.timeline();
    for (std::size_t i = 0; i < timeline.rubs.size() && !space.is_stopped(); ++i) {
        const Rub& rub = timeline.rubs[i];
        if (rub.speed_mps.empty()) {
            continue;
        }
        const double start = static_cast<double>(rub.first_sample) / world::kSampleRateHz;
        const Vec3 where = space.body_at(rub.body_a, start);
        const Resonator body =
            resonator_at(timeline, rub.body_a, rub.first_sample, where - Vec3{0, 0.2F, 0});
        const Resonator under =
            resonator_at(timeline, rub.body_b, rub.first_sample, where - Vec3{0, 0.2F, 0});
        std::vector<float> speed = rub.speed_mps;
        for (float& value : speed) {
            value *= timeline.world_speed;
        }
        const RubTrack track{speed, rub.force_n};
        const Samples sound = rub.kind == RubKind::kRoll
                                  ? rolling(body, under, track, rng.split(i))
                                  : sliding(body, under, track, rng.split(i));
        const int moving = rub.body_a;
        space.place_moving(
            bus, sound, start, [&](double t) { return space.body_at(moving, t); }, {.gain = 1.0F}
        );
    }
}

void add_hums(Bus& bus, const Space& space, Rng rng) {
    const Timeline& timeline = space.timeline();
    for (std::size_t i = 0; i < timeline.hums.size() && !space.is_stopped(); ++i) {
        const Hum& hum = timeline.hums[i];
        if (hum.level.empty()) {
            continue;
        }
        const Samples sound = hum_sound(hum, engine_size(timeline, hum.body), rng.split(i));
        space.place_moving(
            bus,
            sound,
            0.0,
            [&](double t) { return space.body_at(hum.body, t); },
            hum_options(hum.kind)
        );
    }
}

// Speeds of a body in world units per sample, faded in by how near it passes.
struct Passing {
    int body = -1;
    float loudness = 0.0F;
    std::vector<float> speed;
    float size_m = 0.2F;
};

std::optional<Passing> passing_of(const Space& space, int index) {
    const Timeline& timeline = space.timeline();
    const BodyTrack& body = timeline.bodies[static_cast<std::size_t>(index)];
    if (body.poses.size() < 3 || body.face >= 0) {
        return std::nullopt;
    }
    Passing out{.body = index};
    const float per_second = static_cast<float>(world::kSampleRateHz) * timeline.world_speed;
    std::vector<float> raw(body.poses.size());
    for (std::size_t i = 1; i < body.poses.size(); ++i) {
        const double time = static_cast<double>(i) / world::kSampleRateHz;
        const Vec3 now = body.poses[i].position;
        const float far = distance(space.camera_at(time).position, now);
        raw[i] = distance(now, body.poses[i - 1].position) * per_second / (1.0F + 0.06F * far);
    }
    raw[0] = raw[2];
    // The median of three: a body that was put somewhere at once did not fly there.
    out.speed = raw;
    float fastest = 0.0F;
    for (std::size_t i = 1; i + 1 < raw.size(); ++i) {
        const auto [low, high] = std::minmax(raw[i - 1], raw[i + 1]);
        out.speed[i] = std::clamp(raw[i], low, high);
        fastest = std::max(fastest, out.speed[i]);
    }
    out.speed.back() = out.speed[raw.size() - 2];
    if (fastest < 5.0F || fastest > 400.0F) {
        return std::nullopt;
    }
    if (!body.parts.empty()) {
        out.size_m = 2.0F * length(half_size(body.parts.front().shape)) / 1.7F;
    }
    out.loudness = fastest * std::sqrt(out.size_m);
    return out;
}

void add_whooshes(Bus& bus, const Space& space, Rng rng) {
    const Timeline& timeline = space.timeline();
    std::map<int, Passing> by_entity;  // the loudest body of each
    for (std::size_t i = 0; i < timeline.bodies.size(); ++i) {
        std::optional<Passing> passing = passing_of(space, static_cast<int>(i));
        if (!passing) {
            continue;
        }
        Passing& best = by_entity[timeline.bodies[i].entity];
        if (passing->loudness > best.loudness) {
            best = std::move(*passing);
        }
    }
    std::vector<Passing> loudest;
    for (auto& [entity, passing] : by_entity) {
        loudest.push_back(std::move(passing));
    }
    std::stable_sort(loudest.begin(), loudest.end(), [](const Passing& a, const Passing& b) {
        return a.loudness > b.loudness;
    });
    loudest.resize(std::min(loudest.size(), most(timeline, kMaxWhooshes)));
    for (const Passing& passing : loudest) {
        if (space.is_stopped()) {
            return;
        }
        const Samples sound = whoosh(passing.speed, passing.size_m, rng.split(passing.body));
        space.place_moving(
            bus,
            sound,
            0.0,
            [&](double t) { return space.body_at(passing.body, t); },
            {.gain = 0.5F, .reach_m = 2.0F}
        );
    }
}

float throat_of(const Entity* who, float& f0_hz, Rng rng) {
    const bool child = who != nullptr && who->look.age == Age::kChild;
    const bool man = who != nullptr && who->look.gender == Gender::kMan;
    f0_hz = child ? 300.0F : (man ? rng.uniform(115.0F, 145.0F) : rng.uniform(190.0F, 230.0F));
    return child ? 1.3F : (man ? 1.0F : 1.15F);
}

std::pair<Samples, float> event_sound(const Event& event, const Entity* who, Rng rng) {
    float f0 = 200.0F;
    const float throat = throat_of(who, f0, rng.split("throat"));
    switch (event.kind) {
        case EventKind::kAnimalCall: {
            const float size = who != nullptr ? std::clamp(who->scale, 0.5F, 2.0F) : 1.0F;
            return {animal_call(event.detail, size, rng), 0.7F};
        }
        case EventKind::kLaugh:
            return {laugh(f0, throat, rng), 0.5F};
        case EventKind::kCry:
            return {cry(f0, throat, rng), 0.5F};
        case EventKind::kClap:
            return {clap(rng), 0.6F};
        case EventKind::kLaunched:
            return event.detail == "fire" ? std::pair{explosion(0.8F, rng), 2.0F}
                                          : std::pair<Samples, float>{};
        case EventKind::kBroke:
            if (event.detail == "explode") {
                return {explosion(std::clamp(event.strength, 0.3F, 2.0F), rng), 2.0F};
            }
            return {shatter(0.3F, rng), 0.8F};
        case EventKind::kFirework:
            return {firework_burst(rng), 24.0F};
        default:
            return {};
    }
}

// Whether a net hangs where something scored.
bool has_net(const Timeline& timeline, Vec3 where) {
    constexpr float kReachM = 8.0F;  // As wide as the mouth of a football goal.
    return std::ranges::any_of(timeline.softs, [&](const SoftTrack& net) {
        return (kind_has(timeline, net.entity, "hoop") || kind_has(timeline, net.entity, "goal")) &&
               !net.positions.empty() && distance(net.positions.front(), where) < kReachM;
    });
}

void add_lightning(Bus& bus, const Space& space, const Event& event, Rng rng) {
    const Timeline& timeline = space.timeline();
    const float far = distance(space.camera_at(event.time_s).position, event.position);
    const double arrival =
        event.time_s +
        static_cast<double>(far / kSoundOfAir / std::max(timeline.world_speed, 0.05F));
    const Stereo sound = thunder(far, rng);
    const auto at = static_cast<std::ptrdiff_t>(std::llround(arrival * kRateHz));
    const float gain = 0.9F / (0.6F + far / 900.0F);
    add_into(bus.direct.left, played_at(sound.left, play_rate(timeline)), at, gain);
    add_into(bus.direct.right, played_at(sound.right, play_rate(timeline)), at, gain);
}

}  // namespace

bool is_vacuum(const Timeline& timeline) {
    const Place* place = timeline.environment.place;
    return place != nullptr && place->air_density_kg_m3 <= 0.0F;
}

void add_contacts(Bus& bus, const Space& space, Rng rng) {
    add_impacts(bus, space, rng.split("impacts"));
    add_footsteps(bus, space, rng.split("steps"));
    add_splashes(bus, space, rng.split("splashes"));
}

void add_lasting(Bus& bus, const Space& space, Rng rng) {
    add_rubs(bus, space, rng.split("rubs"));
    add_hums(bus, space, rng.split("hums"));
    add_whooshes(bus, space, rng.split("whooshes"));
}

void add_events(Bus& bus, const Space& space, Rng rng) {
    const Timeline& timeline = space.timeline();
    for (std::size_t i = 0; i < timeline.events.size() && !space.is_stopped(); ++i) {
        const Event& event = timeline.events[i];
        if (event.kind == EventKind::kLightning) {
            add_lightning(bus, space, event, rng.split(i));
            continue;
        }
        if (event.kind == EventKind::kScored && has_net(timeline, event.position)) {
            const Samples sound = played_at(net_swish(rng.split(i)), play_rate(timeline));
            space.place(bus, sound, event.time_s, event.position, {.gain = 0.7F, .reach_m = 4.0F});
            continue;
        }
        const auto [sound, gain] =
            event_sound(event, entity_at(timeline, event.entity), rng.split(i));
        if (!sound.empty()) {
            space.place(
                bus,
                played_at(sound, play_rate(timeline)),
                event.time_s,
                event.position,
                {.gain = gain * std::clamp(event.strength, 0.2F, 2.0F), .reach_m = 2.5F}
            );
        }
    }
}

Moment moment_of(const Timeline& timeline, std::optional<int> step) {
    Moment out{0.0, timeline.duration_s};
    if (!step) {
        return out;
    }
    for (const Event& event : timeline.events) {
        if (event.kind != EventKind::kStepBegan) {
            continue;
        }
        int number = 0;
        for (const char c : event.detail) {
            number = c >= '0' && c <= '9' && number < 1000 ? number * 10 + (c - '0') : number;
        }
        const bool same_part = number / kStepsPerPart == *step / kStepsPerPart;
        if (number == *step) {
            out.begin_s = event.time_s;
        } else if (same_part && number > *step && event.time_s > out.begin_s) {
            out.end_s = std::min(out.end_s, event.time_s);
        }
    }
    return out;
}

namespace {

bool is_good(EventKind kind) {
    return kind == EventKind::kScored || kind == EventKind::kLanded;
}

bool is_bad(EventKind kind) {
    return kind == EventKind::kMissed || kind == EventKind::kFell;
}

bool is_within(const Event& event, const PartTime& part) {
    return event.time_s >= part.begin_s && event.time_s <= part.end_s;
}

// The outcome within a part that a reaction of that name answers to.
const Event* cause_of(const Timeline& timeline, const PartTime& part, std::string_view name) {
    const bool glad = name == "crowd_cheer" || name == "applause";
    const Event* any = nullptr;
    for (const Event& event : timeline.events) {
        if (!is_within(event, part)) {
            continue;
        }
        if (glad ? is_good(event.kind) : is_bad(event.kind)) {
            return &event;
        }
        if (is_good(event.kind) || is_bad(event.kind)) {
            any = &event;
        }
    }
    return any;
}

// In the house, in the picture or asked for.
bool has_crowd(const Timeline& timeline, bool asked) {
    const Place* place = timeline.environment.place;
    const bool house =
        place != nullptr &&
        (place->ambience == "gym" || place->ambience == "stadium" || place->ambience == "stage");
    const bool people =
        std::any_of(timeline.entities.begin(), timeline.entities.end(), [](const Entity& entity) {
            return entity.kind.find("crowd") != std::string::npos ||
                   entity.kind.find("audience") != std::string::npos;
        });
    return house || people || asked;
}

void add_stereo(Bus& bus, const Stereo& sound, double at_s, float gain) {
    const auto at = static_cast<std::ptrdiff_t>(std::llround(at_s * kRateHz));
    add_into(bus.direct.left, sound.left, at, gain);
    add_into(bus.direct.right, sound.right, at, gain);
    add_into(bus.room, sound.left, at, 0.4F * gain);
    add_into(bus.room, sound.right, at, 0.4F * gain);
}

constexpr double kReactionDelayS = 0.18;
constexpr double kReactionLongest_s = 2.0;  // Into what follows.

void add_reactions(Bus& bus, const Space& space, const PartTime& part, Rng rng) {
    const Timeline& timeline = space.timeline();
    double quiet_until = -1.0;
    for (std::size_t i = 0; i < timeline.events.size() && !space.is_stopped(); ++i) {
        const Event& event = timeline.events[i];
        if (!is_within(event, part) || event.time_s < quiet_until ||
            (!is_good(event.kind) && !is_bad(event.kind))) {
            continue;
        }
        const double at = event.time_s + kReactionDelayS;
        const float gain = 0.55F * std::clamp(event.strength, 0.4F, 1.5F);
        if (is_good(event.kind)) {
            const double length = std::clamp(timeline.duration_s - at, 1.0, 4.0);
            add_stereo(bus, crowd(CrowdMood::kCheer, length, 110, rng.split(i)), at, gain);
            add_stereo(
                bus, applause(length, 70, rng.split(i).split("hands")), at + 0.25, 0.6F * gain
            );
        } else {
            add_stereo(bus, crowd(CrowdMood::kGroan, 2.0, 90, rng.split(i)), at, gain);
        }
        quiet_until = event.time_s + 1.5;
    }
}

bool has_fireworks(const Timeline& timeline) {
    return std::ranges::any_of(timeline.events, [](const Event& event) {
        return event.kind == EventKind::kFirework;
    });
}

}  // namespace

void add_cues(Bus& crowd_bus, Bus& effects, const Space& space, const Shot& shot, Rng rng) {
    const Timeline& timeline = space.timeline();
    const std::vector<PartTime> parts = part_times(shot);
    bool crowd_asked = false;
    std::size_t number = 0;
    for (std::size_t p = 0; p < parts.size(); ++p) {
        const PartTime& part = parts[p];
        const double length_s = part.end_s - part.begin_s;
        bool reaction_asked = false;
        for (const SoundCue& asked : p == 0 ? shot.sounds : shot.continuations[p - 1].sounds) {
            const Rng chance = rng.split(number++);
            const CueName* cue = find_cue(asked.kind);
            crowd_asked = crowd_asked || asked.kind.find("crowd") != std::string::npos;
            if (space.is_stopped() || cue == nullptr ||
                (cue->name == "firework" && has_fireworks(timeline))) {
                continue;  // Those that are seen are heard with the events.
            }
            Moment when{part.begin_s, timeline.duration_s};
            if (asked.step) {
                when = moment_of(timeline, static_cast<int>(p) * kStepsPerPart + *asked.step);
            }
            const bool is_reaction = cue->shape == CueShape::kReaction;
            if (is_reaction) {
                const Event* cause = cause_of(timeline, part, cue->name);
                // Without a cause the crowd answers late, when there is something to see.
                const double fallback =
                    asked.step ? when.begin_s + 0.2 : part.begin_s + 0.55 * length_s;
                when.begin_s = cause != nullptr ? cause->time_s + kReactionDelayS : fallback;
                when.end_s = std::min(timeline.duration_s, part.end_s + kReactionLongest_s);
                reaction_asked = reaction_asked || cue->name != "laughter";
            } else if (cue->shape == CueShape::kOnce && !asked.step) {
                when.begin_s = part.begin_s + 0.25 * length_s;
            }
            const double seconds = std::max(0.5, when.end_s - when.begin_s);
            const Stereo sound = cue_sound(*cue, seconds, chance);
            const float gain = (is_reaction ? 0.6F : 0.5F) * std::clamp(asked.level, 0.0F, 2.0F);
            add_stereo(is_reaction ? crowd_bus : effects, sound, when.begin_s, gain);
        }
        if (!reaction_asked && has_crowd(timeline, crowd_asked)) {
            add_reactions(crowd_bus, space, part, rng.split("reactions"));
        }
    }
}

}  // namespace hibari::world::sound
