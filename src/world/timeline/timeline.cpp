#include "world/timeline/timeline.h"

#include "base/check.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace hibari::world {

namespace {

/// FNV-1a over the bits of numbers; platform differences of padding cannot enter.
class Hasher {
  public:
    void add(std::uint64_t bits) {
        for (int i = 0; i < 8; ++i) {
            hash_ = (hash_ ^ (bits & 0xFFU)) * 0x100000001b3U;
            bits >>= 8U;
        }
    }

    void add(float value) { add(std::uint64_t{std::bit_cast<std::uint32_t>(value)}); }

    void add(Vec3 v) {
        add(v.x);
        add(v.y);
        add(v.z);
    }

    void add(const Quat& q) {
        add(q.x);
        add(q.y);
        add(q.z);
        add(q.w);
    }

    void add(const Pose& pose) {
        add(pose.position);
        add(pose.rotation);
    }

    std::uint64_t value() const { return hash_; }

  private:
    std::uint64_t hash_ = 0xcbf29ce484222325U;
};

/// Way that dragged motion has gone after `age`: v (1 - e^(-k t)) / k, v t without drag.
float dragged(float drag, float age) {
    return drag > 1e-4F ? (1.0F - std::exp(-drag * age)) / drag : age;
}

}  // namespace

int Timeline::sample_of(double time_s) const {
    HIBARI_CHECK(sample_count > 0, sample_count);
    const auto sample = std::lround(time_s * kSampleRateHz);
    return static_cast<int>(std::clamp<long>(sample, 0, sample_count - 1));
}

Vec3 particle_position(
    const Particle& particle, const Environment& environment, float world_speed, double time_s
) {
    const float age =
        std::clamp(static_cast<float>(time_s) - particle.born_s, 0.0F, particle.life_s);
    const float way = dragged(particle.drag, age);
    // Air carries a particle along as far as drag couples the two.
    const Vec3 wind = environment.wind_mps * world_speed * (age - way);
    const float g = environment.gravity_mps2 * world_speed * world_speed * particle.gravity;
    // With drag, the fall tends to the terminal speed g / k.
    const float drop =
        particle.drag > 1e-4F ? g * (age - way) / particle.drag : 0.5F * g * age * age;
    Vec3 at = particle.position + particle.velocity * way + wind;
    at.y = std::max(at.y - drop, std::min(particle.land_y_m, particle.position.y));
    return at;
}

std::uint64_t state_hash(const Timeline& timeline) {
    Hasher hasher;
    hasher.add(static_cast<std::uint64_t>(timeline.sample_count));
    for (const BodyTrack& body : timeline.bodies) {
        for (const Pose& pose : body.poses) {
            hasher.add(pose);
        }
    }
    for (const SoftTrack& soft : timeline.softs) {
        for (const Vec3 node : soft.positions) {
            hasher.add(node);
        }
    }
    for (const FaceTrack& face : timeline.faces) {
        for (const FacePose& pose : face.poses) {
            hasher.add(pose.mouth_open);
            hasher.add(pose.smile);
            hasher.add(pose.blink);
        }
    }
    for (const CameraPose& camera : timeline.camera) {
        hasher.add(camera.position);
        hasher.add(camera.rotation);
        hasher.add(camera.fov_y_rad);
    }
    for (const Contact& contact : timeline.contacts) {
        hasher.add(static_cast<float>(contact.time_s));
        hasher.add(contact.point);
        hasher.add(contact.impulse_ns);
    }
    for (const Event& event : timeline.events) {
        hasher.add(static_cast<std::uint64_t>(event.kind));
        hasher.add(static_cast<float>(event.time_s));
    }
    for (const Particle& particle : timeline.particles) {
        hasher.add(particle.position);
        hasher.add(particle.velocity);
    }
    return hasher.value();
}

}  // namespace hibari::world
