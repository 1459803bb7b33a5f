#include "world/sound/space.h"

#include "base/check.h"
#include "world/sound/dsp/filter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace hibari::world::sound {
namespace {

constexpr float kSoundOfAir = 343.0F;
constexpr std::size_t kBlock = 400;  // one timeline sample
// Half of the physical fall with distance: a film brings far things nearer.
constexpr float kDistancePower = 0.8F;
constexpr float kNearestFloor = 0.02F;
constexpr float kEarDelayS = 0.00045F;
constexpr float kEarLevelDb = 9.0F;

float read(const Samples& samples, double position) {
    if (position < 0.0) {
        return 0.0F;
    }
    const auto index = static_cast<std::size_t>(position);
    if (index + 1 >= samples.size()) {
        return 0.0F;
    }
    const float t = static_cast<float>(position - static_cast<double>(index));
    return samples[index] + (samples[index + 1] - samples[index]) * t;
}

}  // namespace

Space::Space(const Timeline& timeline, std::stop_token stop)
    : timeline_(timeline), stop_(std::move(stop)) {
    HIBARI_CHECK(timeline.duration_s > 0.0, timeline.duration_s);
    constexpr float kAway_m = -300.0F;  // Below it things wait that have not come yet.
    for (const BodyTrack& body : timeline.bodies) {
        const auto there = std::ranges::find_if(body.poses, [&](const Pose& pose) {
            return pose.position.y > kAway_m;
        });
        const bool ever = there != body.poses.end();
        comes_.push_back(ever ? static_cast<std::size_t>(there - body.poses.begin()) : 0);
    }
}

const CameraPose& Space::camera_at(double time_s) const {
    static const CameraPose kDefault;
    if (timeline_.camera.empty()) {
        return kDefault;
    }
    const double sample = std::clamp(
        time_s * world::kSampleRateHz, 0.0, static_cast<double>(timeline_.camera.size() - 1)
    );
    return timeline_.camera[static_cast<std::size_t>(sample)];
}

Vec3 Space::body_at(int body, double time_s) const {
    if (body < 0 || static_cast<std::size_t>(body) >= timeline_.bodies.size()) {
        return {};
    }
    const BodyTrack& track = timeline_.bodies[static_cast<std::size_t>(body)];
    if (track.poses.empty()) {
        return {};
    }
    const auto first = static_cast<double>(comes_[static_cast<std::size_t>(body)]);
    const double sample = std::clamp(
        time_s * world::kSampleRateHz, first, static_cast<double>(track.poses.size() - 1)
    );
    const auto index = static_cast<std::size_t>(sample);
    const std::size_t next = std::min(index + 1, track.poses.size() - 1);
    const float t = static_cast<float>(sample - static_cast<double>(index));
    return lerp(track.poses[index].position, track.poses[next].position, t);
}

Hearing Space::hear(double time_s, Vec3 point, const PlaceOptions& options) const {
    const CameraPose& camera = camera_at(time_s);
    const Vec3 offset = rotate(inverse(camera.rotation), point - camera.position);
    const float distance = length(offset);
    const Vec3 direction = distance > 1e-3F ? offset / distance : Vec3{0, 0, -1};
    const float near_blend = smoothstep(0.2F, 1.2F, distance);
    const float side = direction.x * options.width * near_blend;
    const float fall =
        std::pow(options.reach_m / std::max(distance, options.reach_m), kDistancePower);
    const float level = options.gain * std::max(fall, kNearestFloor);
    // Behind the camera: a little quieter and duller, as with a directional microphone.
    const float behind = smoothstep(0.0F, 1.0F, direction.z);
    const float tilt_db = 0.5F * kEarLevelDb * side;
    const float angle = 0.25F * kPi * (1.0F + 0.8F * side);
    Hearing out;
    out.left =
        level * 1.41421F * std::cos(angle) * gain_of_db(-0.3F * tilt_db) * (1.0F - 0.3F * behind);
    out.right =
        level * 1.41421F * std::sin(angle) * gain_of_db(0.3F * tilt_db) * (1.0F - 0.3F * behind);
    out.delay_left_s = side > 0.0F ? kEarDelayS * side : 0.0F;
    out.delay_right_s = side < 0.0F ? -kEarDelayS * side : 0.0F;
    out.cutoff_hz =
        19000.0F / (1.0F + std::max(0.0F, distance - 6.0F) / 50.0F) * (1.0F - 0.45F * behind);
    out.room = options.gain * std::pow(fall, 0.45F);
    out.distance_m = distance;
    return out;
}

void Space::place(
    Bus& bus, const Samples& sound, double time_s, Vec3 point, const PlaceOptions& options
) const {
    place_moving(bus, sound, time_s, [point](double) { return point; }, options);
}

void Space::place_moving(
    Bus& bus,
    const Samples& sound,
    double time_s,
    const std::function<Vec3(double)>& where,
    const PlaceOptions& options
) const {
    const auto start = static_cast<std::ptrdiff_t>(std::llround(time_s * kRateHz));
    const auto total = static_cast<std::ptrdiff_t>(bus.room.size());
    const auto length = static_cast<std::ptrdiff_t>(sound.size()) + 64;
    const std::ptrdiff_t first = std::max<std::ptrdiff_t>(start, 0);
    const std::ptrdiff_t end = std::min(start + length, total);
    if (first >= end) {
        return;
    }
    Hearing now = hear(
        static_cast<double>(first) / kRateHz, where(static_cast<double>(first) / kRateHz), options
    );
    const float base_distance = now.distance_m;
    OnePole dull(now.cutoff_hz);
    OnePole dull_right(now.cutoff_hz);
    for (std::ptrdiff_t at = first; at < end; at += static_cast<std::ptrdiff_t>(kBlock)) {
        const std::ptrdiff_t count = std::min(end - at, static_cast<std::ptrdiff_t>(kBlock));
        const double later = static_cast<double>(at + count) / kRateHz;
        const Hearing next = hear(later, where(later), options);
        dull.set(next.cutoff_hz);
        dull_right.set(next.cutoff_hz);
        const float step = 1.0F / static_cast<float>(count);
        for (std::ptrdiff_t i = 0; i < count; ++i) {
            const float t = static_cast<float>(i) * step;
            double position = static_cast<double>(at + i - start);
            if (options.doppler) {
                const float travel = lerp(now.distance_m, next.distance_m, t) - base_distance;
                position -= static_cast<double>(travel / kSoundOfAir * kRate);
            }
            const float late_left = lerp(now.delay_left_s, next.delay_left_s, t) * kRate;
            const float late_right = lerp(now.delay_right_s, next.delay_right_s, t) * kRate;
            const float left = read(sound, position - static_cast<double>(late_left));
            const float right = read(sound, position - static_cast<double>(late_right));
            const auto index = static_cast<std::size_t>(at + i);
            bus.direct.left[index] += dull.run(left) * lerp(now.left, next.left, t);
            bus.direct.right[index] += dull_right.run(right) * lerp(now.right, next.right, t);
            bus.room[index] += 0.5F * (left + right) * lerp(now.room, next.room, t);
        }
        now = next;
    }
}

namespace {

// A delay line that loses high frequencies faster, one of eight in the network.
struct Line {
    Samples memory;
    std::size_t at = 0;
    float gain = 0.0F;
    OnePole damp{6000.0F};

    float out() { return damp.run(memory[at]) * gain; }

    void in(float x) {
        memory[at] = x;
        at = at + 1 == memory.size() ? 0 : at + 1;
    }
};

constexpr std::size_t kLines = 8;

// Delays without common factors, spread around the size of the room.
std::array<Line, kLines> make_lines(const Reverb& reverb) {
    constexpr std::array<float, kLines> kRatios = {
        1.0F, 1.127F, 1.283F, 1.419F, 1.571F, 1.757F, 1.931F, 2.137F
    };
    std::array<Line, kLines> lines;
    const float base_s = std::clamp(1.3F * reverb.size_m / kSoundOfAir, 0.012F, 0.09F);
    for (std::size_t i = 0; i < kLines; ++i) {
        const float delay = base_s * kRatios[i];
        lines[i].memory.resize(samples_in(static_cast<double>(delay)) | 1U);
        lines[i].gain = std::pow(0.001F, delay / std::max(reverb.rt60_s, 0.05F));
        lines[i].damp.set(std::clamp(9000.0F - 120.0F * reverb.size_m, 3500.0F, 9000.0F));
    }
    return lines;
}

void early_reflections(Stereo& wet, const Samples& room, const Reverb& reverb) {
    // Floor, two sides, front, back, ceiling and three corners of a shoe box.
    constexpr std::array<float, 9> kPaths = {
        0.45F, 0.8F, 1.0F, 1.25F, 1.6F, 1.9F, 2.3F, 2.8F, 3.4F
    };
    for (std::size_t i = 0; i < kPaths.size(); ++i) {
        const float delay = kPaths[i] * std::clamp(reverb.size_m, 1.5F, 25.0F) / kSoundOfAir;
        const auto at = static_cast<std::ptrdiff_t>(samples_in(static_cast<double>(delay)));
        const float gain = 0.5F / (1.0F + kPaths[i]);
        const float pan = i % 2 == 0 ? 0.75F : 0.25F;
        add_into(wet.left, room, at, gain * pan);
        add_into(wet.right, room, at, gain * (1.0F - pan));
    }
}

}  // namespace

Stereo reverberate(const Samples& room, const Reverb& reverb) {
    Stereo wet(room.size());
    if (reverb.rt60_s <= 0.01F || reverb.wet <= 0.0F) {
        return wet;
    }
    std::array<Line, kLines> lines = make_lines(reverb);
    Biquad tight = high_pass(120.0F);
    for (std::size_t n = 0; n < room.size(); ++n) {
        std::array<float, kLines> v;
        for (std::size_t i = 0; i < kLines; ++i) {
            v[i] = lines[i].out();
        }
        wet.left[n] = v[0] - v[2] + v[4] - v[6];
        wet.right[n] = v[1] - v[3] + v[5] - v[7];
        // Fast Hadamard transform: every line feeds every other without loss.
        for (std::size_t half = 1; half < kLines; half *= 2) {
            for (std::size_t i = 0; i < kLines; i += 2 * half) {
                for (std::size_t j = i; j < i + half; ++j) {
                    const float a = v[j];
                    const float b = v[j + half];
                    v[j] = a + b;
                    v[j + half] = a - b;
                }
            }
        }
        const float x = tight.run(room[n]);
        for (std::size_t i = 0; i < kLines; ++i) {
            lines[i].in(v[i] * 0.35355339F + (i % 2 == 0 ? x : -x) * 0.35F);
        }
    }
    early_reflections(wet, room, reverb);
    return wet;
}

}  // namespace hibari::world::sound
