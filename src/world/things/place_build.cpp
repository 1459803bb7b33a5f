#include "world/things/place_build.h"

#include "base/rng.h"

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

void lay_road(Place& place, float lane_m) {
    place.ground = Substance::kConcrete;
    place.ground_material = {
        .surface = Surface::kRoad,
        .base = hex(0x55565A),
        .accent = hex(0xE9E4D2),
        .roughness = 0.9F,
        .scale = lane_m,
        .bump = 0.3F,
    };
}

void add_lawn(Place& place, Vec2 from, Vec2 to, Vec3 color) {
    const Material grass{
        .surface = Surface::kGrass,
        .base = color,
        .accent = color * Vec3{0.55F, 0.6F, 0.5F},
        .roughness = 0.9F,
        .scale = 0.05F,
        .bump = 0.6F,
    };
    const Vec2 middle = (from + to) * 0.5F;
    const Vec2 half = (to - from) * 0.5F;
    Part& lawn = add_part(place, box({half.x, 0.01F, half.y}), {middle.x, 0.0F, middle.y}, grass);
    lawn.collides = false;
}

void add_building(Place& place, const Building& building) {
    const Vec3 h = building.half;
    const Vec3 foot = building.foot;
    const Material ledge = concrete(building.wall * 0.75F);
    add_part(place, box(h), foot + Vec3{0, h.y, 0}, facade(building.wall));
    const float top = foot.y + 2.0F * h.y;
    add_part(place, box({h.x + 0.3F, 0.35F, h.z + 0.3F}), {foot.x, top + 0.3F, foot.z}, ledge);
    add_part(place, box({h.x + 0.15F, 0.2F, h.z + 0.15F}), {foot.x, foot.y + 3.6F, foot.z}, ledge);
    const Vec3 hut{foot.x + 0.3F * h.x, top + 1.6F, foot.z};
    add_part(place, box({0.28F * h.x, 1.2F, 0.3F * h.z}), hut, ledge);
}

void add_town_house(
    Place& place, Vec3 foot, float half_width_m, float storeys, Vec3 wall, Vec3 awning
) {
    constexpr float kShop = 3.4F;
    constexpr float kStorey = 3.0F;
    constexpr float kDeep = 5.0F;
    const float w = half_width_m;
    const float upper = storeys * kStorey;
    const Vec3 back = foot + Vec3{0, 0, -kDeep};
    const Material trim = concrete(hex(0xC9C2B4));
    Material front = facade(wall, kStorey);
    front.bump = 0.3F;
    add_part(place, box({w, upper * 0.5F, kDeep}), back + Vec3{0, kShop + upper * 0.5F, 0}, front);
    add_part(
        place,
        box({w, kShop * 0.5F, kDeep - 0.15F}),
        back + Vec3{0, kShop * 0.5F, -0.15F},
        brick(wall * 0.8F)
    );
    // Shop window, door, stall riser and sign.
    const Material pane = window_glass(hex(0x313C42));
    const Material wood_frame = paint(awning * 0.6F, 0.4F);
    const float glass_half = w * 0.58F;
    add_part(
        place, box({glass_half, 1.05F, 0.05F}, 0.01F), foot + Vec3{-w * 0.32F, 1.65F, -0.14F}, pane
    );
    add_part(
        place,
        box({glass_half + 0.08F, 0.3F, 0.08F}, 0.02F),
        foot + Vec3{-w * 0.32F, 0.3F, -0.12F},
        wood_frame
    );
    for (const float x : {-1.0F, 0.0F, 1.0F}) {
        add_part(
            place,
            box({0.05F, 1.1F, 0.07F}, 0.01F),
            foot + Vec3{-w * 0.32F + x * glass_half, 1.65F, -0.12F},
            wood_frame
        );
    }
    add_part(
        place, box({0.52F, 1.2F, 0.06F}, 0.01F), foot + Vec3{w * 0.62F, 1.2F, -0.12F}, wood_frame
    );
    add_part(place, box({0.36F, 0.75F, 0.02F}, 0.01F), foot + Vec3{w * 0.62F, 1.45F, -0.06F}, pane);
    add_part(place, sphere(0.035F), foot + Vec3{w * 0.62F + 0.4F, 1.1F, -0.03F}, metal(kBrass));
    add_part(
        place, box({w - 0.1F, 0.24F, 0.09F}, 0.02F), foot + Vec3{0, 3.12F, -0.08F}, wood_frame
    );
    add_part(
        place,
        box({w * 0.45F, 0.07F, 0.02F}, 0.02F),
        foot + Vec3{0, 3.12F, 0.02F},
        plain(hex(0xE8DFC6))
    );
    const Material cloth{
        .surface = Surface::kStripes,
        .base = awning,
        .accent = hex(0xEDE7D8),
        .roughness = 0.85F,
        .scale = 0.5F,
    };
    add_part(
        place,
        box({0.02F, glass_half + 0.15F, 0.62F}, 0.01F),
        {foot + Vec3{-w * 0.32F, 2.62F, 0.45F}, turn_x(24) * turn_z(90)},
        cloth
    );
    // Cornice and party-wall pilasters.
    const float top = kShop + upper;
    add_part(place, box({w, 0.16F, kDeep + 0.28F}, 0.03F), back + Vec3{0, top + 0.1F, 0}, trim);
    add_part(place, box({w, 0.09F, kDeep + 0.12F}, 0.02F), back + Vec3{0, kShop, 0}, trim);
    for (const float x : {-1.0F, 1.0F}) {
        add_part(
            place,
            box({0.16F, top * 0.5F, 0.06F}, 0.01F),
            foot + Vec3{x * (w - 0.16F), top * 0.5F, 0.02F},
            trim
        );
    }
    add_part(place, box({0.4F, 0.7F, 0.4F}), back + Vec3{w * 0.5F, top + 0.8F, 0}, brick());
}

void add_stand(Place& place, Vec3 foot, float half_length_m, float yaw_rad, int rows) {
    constexpr float kRise = 0.55F;
    constexpr float kGoing = 0.85F;
    constexpr Vec3 kShirts[] = {
        hex(0xC7262E), hex(0x1F5FA8), hex(0xECECE6), hex(0xF0B92B), hex(0x2F7A4A), hex(0x33363C)
    };
    constexpr Vec3 kSkins[] = {hex(0xE6BC98), hex(0xC68E66), hex(0x8A5A3C), hex(0x5B3A28)};
    const Quat yaw = from_axis_angle({0, 1, 0}, yaw_rad);
    const auto at = [&](Vec3 p) { return foot + rotate(yaw, p); };
    Rng rng = Rng(17).split("stand");
    for (int row = 0; row < rows; ++row) {
        const float step = static_cast<float>(row);
        const float y = 1.0F + kRise * step;
        const float z = -kGoing * step;
        add_part(
            place,
            box({half_length_m, y * 0.5F, kGoing * 0.5F}),
            {at({0, y * 0.5F, z}), yaw},
            concrete(hex(0x8C8E90))
        );
        for (float x = -half_length_m + 0.6F; x < half_length_m - 0.5F; x += 1.15F) {
            Rng one = rng.split(row).split(static_cast<int>(x * 10.0F));
            if (one.chance(0.12)) {
                continue;
            }
            const float sway = one.uniform(-0.18F, 0.18F);
            const Vec3 shirt = kShirts[one.index(6)];
            add_part(
                place,
                capsule(0.22F, 0.20F),
                {at({x + sway, y + 0.36F, z - 0.1F}), yaw},
                plain(shirt, 0.8F)
            )
                .collides = false;
            add_part(
                place,
                sphere(0.14F),
                at({x + sway, y + 0.92F, z - 0.08F}),
                plain(kSkins[one.index(4)], 0.7F)
            )
                .collides = false;
        }
    }
    // Roof and its posts.
    const float top = 1.0F + kRise * static_cast<float>(rows) + 4.2F;
    const float deep = kGoing * static_cast<float>(rows);
    add_part(
        place,
        box({half_length_m, 0.15F, deep * 0.5F}),
        {at({0, top, -deep * 0.55F}), yaw * turn_x(-6)},
        metal(hex(0xB5BABE), 0.5F)
    );
    add_part(
        place,
        box({half_length_m, top * 0.5F, 0.2F}),
        {at({0, top * 0.5F, -deep - 0.4F}), yaw},
        plaster(hex(0x77808A))
    );
}

void add_ceiling_light(Place& place, Vec3 at) {
    Material shade = glow(hex(0xFFF2DC), 2.2F);
    add_part(place, ellipsoid({0.22F, 0.07F, 0.22F}), at, shade).collides = false;
    add_part(place, torus(0.21F, 0.015F), at + Vec3{0, 0.02F, 0}, metal(kBrass)).collides = false;
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
