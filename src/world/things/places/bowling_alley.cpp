// A bowling alley: polished lanes along -Z with arrows and gutters, pin decks at the end, masks and
// neon.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

#include <cmath>

namespace hibari::world {

Place make_bowling_alley() {
    Place place{
        .name = "bowling_alley",
        .words = {"bowling alley", "bowling lane", "bowling", "lanes", "alley bowling"},
        .indoor = true,
        .ground = Substance::kWood,
        .ground_material =
            {.surface = Surface::kParquet,
             .base = hex(0xC99A5E),
             .accent = hex(0x9A7040),
             .roughness = 0.08F,
             .scale = 0.045F},
        .reverb = {.rt60_s = 1.1F, .size_m = 9.0F, .wet = 0.20F},
        .ambience = "room",
        .half_extent = {4.5F, 3.2F, 5.5F},
        .camera_reach_m = 9.0F,
    };
    add_room(
        place,
        {.half = {8.0F, 2.1F, 11.0F},
         .center = {0, 0, -1.0F},
         .walls = plaster(hex(0x2C2F4A)),
         .ceiling = plain(hex(0x1B1C26), 0.9F),
         .skirting = plain(hex(0x14151C))}
    );
    const Material gutter = plastic(hex(0x2A2D33), 0.35F);
    const Material divider = wood(hex(0x5B3A22), 0.1F);
    for (int lane = -2; lane <= 2; ++lane) {
        const float x = 1.75F * static_cast<float>(lane);
        for (const float side : {-1.0F, 1.0F}) {
            add_part(place, box({0.12F, 0.004F, 8.4F}), {x + side * 0.645F, 0.002F, -2.6F}, gutter);
            // A low lip lets the ball in, the rail opposite keeps it there.
            add_part(
                place,
                box({0.012F, 0.004F, 8.4F}, 0.003F),
                {x + side * 0.525F, 0.004F, -2.6F},
                divider
            );
            add_part(
                place,
                box({0.012F, 0.028F, 8.4F}, 0.008F),
                {x + side * 0.765F, 0.028F, -2.6F},
                divider
            );
        }
        // Arrows and dots.
        for (int i = -3; i <= 3; ++i) {
            const float ax = x + 0.13F * static_cast<float>(i);
            const float az = -0.9F + 0.16F * std::fabs(static_cast<float>(i));
            add_part(place, box({0.018F, 0.001F, 0.09F}), {ax, 0.0005F, az}, plain(hex(0x4A2A18)))
                .collides = false;
        }
        // The pit and its mask.
        add_part(place, box({0.86F, 0.36F, 0.05F}), {x, 0.36F, -11.4F}, plain(hex(0x0C0C10), 0.9F));
        add_part(
            place, box({0.03F, 0.45F, 0.7F}), {x - 0.86F, 0.45F, -10.6F}, paint(hex(0x23263A), 0.4F)
        );
    }
    add_part(place, box({0.03F, 0.45F, 0.7F}), {4.36F, 0.45F, -10.6F}, paint(hex(0x23263A), 0.4F));
    constexpr Vec3 kNeon[] = {
        hex(0xFF3FA0), hex(0x3FC8FF), hex(0xFFC23F), hex(0x7BFF6A), hex(0xB26BFF)
    };
    add_part(place, box({7.9F, 0.62F, 0.06F}), {0, 1.55F, -10.0F}, paint(hex(0x2B2350), 0.3F));
    for (int i = 0; i < 14; ++i) {
        const float x = -7.0F + 1.08F * static_cast<float>(i);
        add_part(
            place,
            torus(0.24F, 0.022F),
            {{x, 1.55F + 0.14F * std::sin(1.7F * static_cast<float>(i)), -9.92F}, turn_x(90)},
            glow(kNeon[i % 5], 1.6F)
        );
    }
    for (const float y : {0.94F, 2.18F}) {
        add_part(
            place, cylinder(7.9F, 0.02F), {{0, y, -9.92F}, turn_z(90)}, glow(hex(0x3FC8FF), 1.8F)
        );
    }
    for (const float side : {-1.0F, 1.0F}) {
        add_part(
            place,
            cylinder(10.0F, 0.025F),
            {{side * 7.9F, 2.9F, -1.0F}, turn_x(90)},
            glow(hex(0xFF3FA0), 1.6F)
        );
    }
    // Ball return.
    add_part(
        place, box({0.20F, 0.30F, 0.55F}, 0.12F), {2.65F, 0.32F, 3.4F}, paint(hex(0x23263A), 0.2F)
    );
    for (int i = 0; i < 3; ++i) {
        constexpr Vec3 kBalls[] = {hex(0xC2272F), hex(0x2B6FB8), hex(0x4FA04B)};
        add_part(
            place,
            sphere(0.1085F),
            {2.65F, 0.70F, 3.12F + 0.26F * static_cast<float>(i)},
            {.surface = Surface::kBowlingBall,
             .base = kBalls[i],
             .accent = hex(0x101014),
             .roughness = 0.06F,
             .scale = 0.06F}
        );
    }
    for (const float z : {-8.0F, -3.5F, 1.0F, 5.5F}) {
        place.lamps.push_back(bulb({0, 3.8F, z}, hex(0xFFE9D2), 17.0F));
        for (const float x : {-4.0F, 0.0F, 4.0F}) {
            add_part(place, box({0.5F, 0.02F, 0.12F}), {x, 4.17F, z}, glow(hex(0xFFF2DE), 2.2F));
        }
    }
    return place;
}

}  // namespace hibari::world
