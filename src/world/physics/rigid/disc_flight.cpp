#include "world/physics/rigid/disc_flight.h"

#include <algorithm>
#include <cmath>

namespace hibari::world {

namespace {

constexpr float kStall = 0.45F;  // rad; beyond it the stream leaves the upper side.

}  // namespace

Vec3 disc_force(const Disc& disc, Vec3 axis, Vec3 velocity, float air_density_kg_m3) {
    const float speed = length(velocity);
    if (speed < 1e-3F) {
        return {};
    }
    const Vec3 way = velocity / speed;
    const float attack = std::asin(clamp(-dot(way, axis), -1.0F, 1.0F));
    const float held = clamp(attack, -kStall, kStall);
    const float off = attack + radians(4.0F);
    const float lift = (0.1F + 1.4F * held) * std::cos(attack);
    const float drag = std::min(0.08F + 2.72F * off * off, 1.2F);
    const Vec3 up = normalize(axis - way * dot(axis, way));
    const float push = 0.5F * air_density_kg_m3 * kPi * disc.radius * disc.radius * speed * speed;
    return (up * lift - way * drag) * push;
}

}  // namespace hibari::world
