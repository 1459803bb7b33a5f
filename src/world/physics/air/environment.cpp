#include "world/physics/air/environment.h"

#include <cmath>

namespace hibari::world {

namespace {

struct SunLook {
    float height_deg;
    float side_deg;  ///< from the camera's axis, + is screen right
    Vec3 color;
};

SunLook sun_at(TimeOfDay time) {
    switch (time) {
        case TimeOfDay::kDay:
            return {48.0F, 38.0F, {1.0F, 0.96F, 0.90F}};
        case TimeOfDay::kDawn:
            return {9.0F, -62.0F, {0.85F, 0.55F, 0.42F}};
        case TimeOfDay::kGoldenHour:
            return {14.0F, 66.0F, {1.0F, 0.66F, 0.34F}};
        case TimeOfDay::kDusk:
            return {5.0F, 70.0F, {0.42F, 0.27F, 0.26F}};
        case TimeOfDay::kNight:
            return {42.0F, -35.0F, {0.055F, 0.070F, 0.110F}};
    }
    return {48.0F, 38.0F, {1, 1, 1}};
}

struct SkyLook {
    float cloud;
    float sun;  ///< share of the direct light that comes through
    float fog_per_m;
    float rain;
    float snow;
    float wind;  ///< added to the script's
};

SkyLook look_of(Sky sky) {
    switch (sky) {
        case Sky::kClear:
            return {0.15F, 1.0F, 0.0004F, 0.0F, 0.0F, 0.0F};
        case Sky::kCloudy:
            return {0.75F, 0.45F, 0.0010F, 0.0F, 0.0F, 0.08F};
        case Sky::kRain:
            return {0.95F, 0.18F, 0.0060F, 0.7F, 0.0F, 0.12F};
        case Sky::kSnow:
            return {0.90F, 0.25F, 0.0080F, 0.0F, 0.7F, 0.08F};
        case Sky::kFog:
            return {0.60F, 0.25F, 0.0450F, 0.0F, 0.0F, 0.0F};
        case Sky::kStorm:
            return {1.0F, 0.08F, 0.0080F, 1.0F, 0.0F, 0.55F};
    }
    return {};
}

constexpr float kLowSun_deg = 20.0F;
constexpr float kBeforeLens_deg = 165.0F;  // From behind the camera: within the picture.
constexpr float kIndoorLift = 1.35F;       // Rooms are lit a little better than rooms are.
constexpr float kStormWind = 16.0F;        // m/s at wind = 1.

}  // namespace

Environment make_environment(const Shot& shot, const Place& place, Rng rng) {
    Environment out;
    out.place = &place;
    out.time = shot.time;
    out.sky = shot.sky;
    out.season = shot.season;
    out.terrain = place.terrain;
    out.water = place.water;
    out.gravity_mps2 = place.gravity_mps2;

    const bool airless = place.air_density_kg_m3 <= 0.0F;
    const SunLook sun = sun_at(shot.time);
    const float height = radians(sun.height_deg);
    // Who looks at a place by itself looks towards a low sun: that is what the hour is known by.
    const bool low = sun.height_deg < kLowSun_deg;
    const float side = radians(
        shot.entities.empty() && low ? std::copysign(kBeforeLens_deg, sun.side_deg) : sun.side_deg
    );
    out.sun_direction = {
        std::cos(height) * std::sin(side), std::sin(height), std::cos(height) * std::cos(side)
    };
    SkyLook sky = airless ? SkyLook{0, 1, 0, 0, 0, 0} : look_of(shot.sky);
    // Without air the sun is white at any height.
    out.sun_color =
        (airless && shot.time != TimeOfDay::kNight ? Vec3{1, 1, 1} : sun.color) * sky.sun;
    out.fog_per_m = place.indoor ? 0.0F : sky.fog_per_m;
    out.rain = place.indoor ? 0.0F : sky.rain;
    out.snow = place.indoor ? 0.0F : sky.snow;
    out.cloud = sky.cloud;

    const float wind = clamp(shot.wind + sky.wind, 0.0F, 1.0F);
    if (!place.indoor && !airless) {
        const float heading = rng.uniform(-0.5F, 0.5F);
        const float way = rng.chance(0.5) ? 1.0F : -1.0F;
        out.wind_mps = Vec3{way * std::cos(heading), 0, std::sin(heading)} * (kStormWind * wind);
        for (Wave& wave : out.water.waves) {
            wave.amplitude_m *= 1.0F + 1.5F * wind;
        }
        out.water.foam = clamp(out.water.foam + 0.6F * wind, 0.0F, 1.0F);
    }
    const bool dark = shot.time == TimeOfDay::kNight || shot.time == TimeOfDay::kDusk;
    for (const Lamp& lamp : place.lamps) {
        if (!lamp.night_only || dark) {
            out.lamps.push_back(lamp);
            if (place.indoor) {
                out.lamps.back().color = lamp.color * kIndoorLift;
            }
        }
    }
    return out;
}

std::vector<Event> make_lightning(const Shot& shot, Rng rng) {
    std::vector<Event> events;
    if (shot.sky != Sky::kStorm) {
        return events;
    }
    // The first one early, so that its thunder is heard within the shot.
    double at = rng.uniform(0.3, 0.8);
    while (at < static_cast<double>(shot.duration_s) - 0.2) {
        const float away = rng.uniform(250.0F, 900.0F);
        const float heading = rng.uniform(-0.7F, 0.7F);
        events.push_back({
            .kind = EventKind::kLightning,
            .time_s = at,
            .position = {away * std::sin(heading), 0.3F * away, -away * std::cos(heading)},
            .strength = rng.uniform(0.6F, 1.0F),
            .detail = {},
        });
        at += rng.uniform(1.6, 4.2);
    }
    return events;
}

}  // namespace hibari::world
