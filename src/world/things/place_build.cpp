#include "world/things/place_build.h"

#include <cmath>

namespace hibari::world {

Part& add_part(Place& place, const Shape& shape, const At& at, const Material& material) {
    place.fixed_parts.push_back({.shape = shape, .local = at.pose, .material = material});
    return place.fixed_parts.back();
}

void add_room(Place& place, const Room& room) {
    constexpr float kThick = 0.1F;
    const Vec3 h = room.half;
    const Vec3 c{room.center.x, h.y, room.center.z};
    const float trim_y = room.skirting_m * 0.5F;
    for (const float side : {-1.0F, 1.0F}) {
        const Vec3 x_wall = c + Vec3{side * (h.x + kThick), 0, 0};
        const Vec3 z_wall = c + Vec3{0, 0, side * (h.z + kThick)};
        add_part(place, box({kThick, h.y, h.z + 2 * kThick}), x_wall, room.walls);
        add_part(place, box({h.x + 2 * kThick, h.y, kThick}), z_wall, room.walls);
        if (room.skirting_m > 0.0F) {
            const Vec3 x_trim{c.x + side * (h.x - 0.008F), trim_y, c.z};
            const Vec3 z_trim{c.x, trim_y, c.z + side * (h.z - 0.008F)};
            add_part(place, box({0.008F, trim_y, h.z}, 0.004F), x_trim, room.skirting);
            add_part(place, box({h.x, trim_y, 0.008F}, 0.004F), z_trim, room.skirting);
        }
    }
    add_part(
        place,
        box({h.x + 2 * kThick, kThick, h.z + 2 * kThick}),
        {c.x, 2 * h.y + kThick, c.z},
        room.ceiling
    );
}

Lamp bulb(Vec3 at, Vec3 color, float strength) {
    return {.position = at, .color = color * strength};
}

Lamp spot(Vec3 at, Vec3 direction, float half_angle_deg, Vec3 color, float strength) {
    return {
        .position = at,
        .color = color * strength,
        .direction = normalize(direction),
        .cone_cos = std::cos(radians(half_angle_deg)),
    };
}

void lay_grass(Place& place, Vec3 color) {
    place.ground = Substance::kGrass;
    place.ground_material = {
        .surface = Surface::kGrass,
        .base = color,
        .accent = color * Vec3{0.55F, 0.6F, 0.5F},
        .roughness = 0.9F,
        .scale = 0.05F,
        .bump = 0.6F,
    };
}

void lay_asphalt(Place& place) {
    place.ground = Substance::kConcrete;
    place.ground_material = {
        .surface = Surface::kAsphalt,
        .base = hex(0x55565A),
        .accent = hex(0x77777A),
        .roughness = 0.9F,
        .scale = 0.02F,
        .bump = 0.3F,
    };
}

void lay_sand(Place& place, Vec3 color) {
    place.ground = Substance::kSand;
    place.ground_material = {
        .surface = Surface::kSand,
        .base = color,
        .accent = color * 0.75F,
        .roughness = 0.95F,
        .scale = 0.3F,
        .bump = 0.4F,
    };
}

void lay_snow(Place& place) {
    place.ground = Substance::kSnow;
    place.ground_material = {
        .surface = Surface::kSnow,
        .base = hex(0xF2F5FA),
        .accent = hex(0xC9D8EC),
        .roughness = 0.8F,
        .scale = 0.5F,
        .bump = 0.3F,
    };
}

void lay_earth(Place& place, Vec3 color) {
    place.ground = Substance::kEarth;
    place.ground_material = {
        .surface = Surface::kEarth,
        .base = color,
        .accent = color * 0.6F,
        .roughness = 0.95F,
        .scale = 0.2F,
        .bump = 0.5F,
    };
}

void lay_concrete(Place& place, Vec3 color) {
    place.ground = Substance::kConcrete;
    place.ground_material = concrete(color);
}

void set_waves(Water& water, float amplitude_m, float length_m, float heading_rad) {
    // Relative length, height and heading of the six; chosen so that no two share a period within a
    // minute.
    struct Ratio {
        float length, height, turn, phase;
    };

    constexpr std::array<Ratio, 6> kRatios{{
        {1.00F, 1.00F, 0.00F, 0.0F},
        {0.71F, 0.55F, 0.42F, 1.9F},
        {0.53F, 0.38F, -0.55F, 4.1F},
        {0.31F, 0.22F, 0.95F, 2.7F},
        {0.19F, 0.13F, -1.10F, 5.3F},
        {0.11F, 0.07F, 0.30F, 0.8F},
    }};
    constexpr float kGravity = 9.81F;
    for (std::size_t i = 0; i < kRatios.size(); ++i) {
        const Ratio& ratio = kRatios[i];
        const float k = 2.0F * kPi / (length_m * ratio.length);
        const float heading = heading_rad + ratio.turn;
        water.waves[i] = {
            .amplitude_m = amplitude_m * ratio.height,
            .wavevector = {k * std::cos(heading), k * std::sin(heading)},
            .omega = std::sqrt(kGravity * k),
            .phase = ratio.phase,
        };
    }
}

}  // namespace hibari::world
