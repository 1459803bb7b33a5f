#include "world/physics/camera/night_light.h"

#include "world/physics/camera/action_path.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hibari::world {

namespace {

constexpr float kKey = 0.20F;      // Irradiance at the subject, of the sun's at noon.
constexpr float kDuskKey = 0.08F;  // There is still sky.
constexpr float kSpacing = 7.0F;   // m of way per lamp
constexpr int kMostLamps = 3;
constexpr float kClear = 0.75F;  // Of the way to the subject is free of fog.
constexpr float kVeil = 0.3F;    // Optical depth of what is left before it, at most.

/// How far away the subject is for most of the shot.
float usual_distance(const Timeline& timeline, int subject) {
    std::vector<float> distances;
    for (int sample = 0; sample < timeline.sample_count; sample += 12) {
        const CameraPose& camera = timeline.camera[static_cast<std::size_t>(sample)];
        const Box box = subject >= 0 ? entity_box(timeline, subject, sample) : Box{};
        distances.push_back(
            box.is_empty() ? camera.focus_m : distance(camera.position, box.center())
        );
    }
    const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
    std::nth_element(distances.begin(), middle, distances.end());
    return std::max(*middle, 1.0F);
}

/// Fog and rain close in behind what is told: before it they would only grey it.
void clear_the_air(Timeline& timeline, int subject) {
    Environment& environment = timeline.environment;
    const float away = usual_distance(timeline, subject);
    environment.fog_clear_m = kClear * away;
    environment.fog_per_m =
        std::min(environment.fog_per_m, kVeil / std::max((1.0F - kClear) * away, 0.5F));
}

/// What lights people at night in such a place.
Vec3 key_color(const Environment& environment) {
    const bool lit =
        std::any_of(environment.lamps.begin(), environment.lamps.end(), [](const Lamp& lamp) {
            return lamp.night_only;
        });
    // Lamps of the town are warm; in the wild the moon does it.
    return lit ? Vec3{1.0F, 0.90F, 0.74F} : Vec3{0.70F, 0.84F, 1.0F};
}

}  // namespace

void light_subject(Timeline& timeline, int subject) {
    Environment& environment = timeline.environment;
    if (timeline.camera.empty() || environment.place->indoor) {
        return;
    }
    clear_the_air(timeline, subject);
    const bool night = environment.time == TimeOfDay::kNight;
    if (subject < 0 || !(night || environment.time == TimeOfDay::kDusk)) {
        return;
    }
    const int last = timeline.sample_count - 1;
    const Box first = entity_box(timeline, subject, 0);
    const Box end = entity_box(timeline, subject, last);
    if (first.is_empty() || end.is_empty()) {
        return;
    }
    const float way = distance(first.center(), end.center());
    const int lamps = std::clamp(static_cast<int>(std::lround(way / kSpacing)) + 1, 1, kMostLamps);
    const Vec3 color = key_color(environment);
    for (int i = 0; i < lamps; ++i) {
        const float share =
            lamps > 1 ? static_cast<float>(i) / static_cast<float>(lamps - 1) : 0.5F;
        const int sample = static_cast<int>(share * static_cast<float>(last));
        const Box box = entity_box(timeline, subject, sample);
        if (box.is_empty()) {
            continue;
        }
        // High on the camera's left, as far away as the subject is large: no hot spot on the
        // ground.
        const CameraPose& view = timeline.camera[static_cast<std::size_t>(sample)];
        Vec3 back = view.position - box.center();
        back.y = 0.0F;
        back = normalize(back, {0, 0, 1});
        const Vec3 left{-back.z, 0, back.x};
        const float away = clamp(2.5F * length(box.size()), 4.0F, 25.0F);
        const Vec3 from = normalize(back * 0.75F + left * 0.6F + Vec3{0, 0.85F, 0});
        const float strength =
            (night ? kKey : kDuskKey) * away * away / std::sqrt(static_cast<float>(lamps));
        environment.lamps.push_back(
            {.position = box.center() + from * away, .color = color * strength}
        );
    }
}

}  // namespace hibari::world
