// A football stadium: striped turf with lines, boards, full stands with a coloured crowd,
// floodlights.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_stadium() {
    Place place{
        .name = "stadium",
        .words =
            {"stadium",
             "soccer field",
             "football field",
             "soccer pitch",
             "pitch",
             "football pitch",
             "soccer stadium",
             "baseball field",
             "sports field",
             "field",
             "baseball stadium",
             "race track"},
        .terrain = {.flat_radius_m = 200.0F},
        .reverb = {.rt60_s = 1.4F, .size_m = 45.0F, .wet = 0.08F},
        .ambience = "stadium",
        .half_extent = {14, 10, 8},
        .camera_reach_m = 22.0F,
    };
    lay_grass(place, hex(0x507C40));
    const Material line = plain(hex(0xEFF2EA), 0.9F);
    const Material light = {
        .surface = Surface::kGrass,
        .base = hex(0x5E8C4A),
        .accent = hex(0x3E6631),
        .roughness = 0.9F,
        .scale = 0.05F,
        .bump = 0.6F
    };
    for (int i = -5; i <= 5; ++i) {
        add_part(
            place, box({2.5F, 0.002F, 34.0F}), {10.0F * static_cast<float>(i), 0.0F, 4.0F}, light
        )
            .collides = false;
    }
    // Touch line, half-way line and circle.
    add_part(place, box({50.0F, 0.004F, 0.06F}), {0, 0.0F, -14.0F}, line).collides = false;
    add_part(place, box({50.0F, 0.004F, 0.06F}), {0, 0.0F, 26.0F}, line).collides = false;
    for (const float x : {-40.0F, -23.5F, 23.5F, 40.0F}) {
        add_part(place, box({0.06F, 0.004F, 20.0F}), {x, 0.0F, 6.0F}, line).collides = false;
    }
    constexpr Vec3 kBoards[] = {
        hex(0xC7262E), hex(0x1F5FA8), hex(0xF0B92B), hex(0x1F7A4A), hex(0xECECE6)
    };
    for (int i = -7; i <= 7; ++i) {
        const float x = 6.2F * static_cast<float>(i);
        const Vec3 color = kBoards[(i + 10) % 5];
        add_part(place, box({3.0F, 0.45F, 0.05F}, 0.02F), {x, 0.45F, -17.0F}, paint(color, 0.4F));
        for (int k = 0; k < 4; ++k) {
            add_part(
                place,
                box({0.22F, 0.16F, 0.01F}, 0.01F),
                {x - 1.2F + 0.75F * static_cast<float>(k), 0.45F, -16.94F},
                plain(kBoards[(i + 12) % 5], 0.6F)
            )
                .collides = false;
        }
    }
    add_stand(place, {0, 0, -20.0F}, 46.0F, 0.0F);
    add_stand(place, {-58.0F, 0, 4.0F}, 24.0F, kPi / 2);
    add_stand(place, {58.0F, 0, 4.0F}, 24.0F, -kPi / 2);
    for (const float x : {-52.0F, 52.0F}) {
        add_part(place, cone(14.0F, 0.6F, 0.35F), {x, 14.0F, -34.0F}, metal(kGray, 0.5F));
        add_part(
            place, box({3.2F, 2.0F, 0.3F}), {{x, 29.0F, -33.6F}, turn_x(18)}, metal(kCharcoal, 0.5F)
        );
        for (int i = 0; i < 12; ++i) {
            const Vec3 at{
                x - 2.4F + 1.6F * static_cast<float>(i % 4),
                27.8F + 1.2F * static_cast<float>(i / 4),
                -33.1F - 0.38F * static_cast<float>(i / 4)
            };
            add_part(place, ellipsoid({0.55F, 0.42F, 0.2F}), at, glow(hex(0xFFF8E6), 4.0F))
                .collides = false;
        }
        for (const float z : {-14.0F, 18.0F}) {
            place.lamps.push_back(bulb({x * 0.35F, 22.0F, z}, hex(0xFFF8E6), 230.0F));
            place.lamps.back().night_only = true;
        }
    }
    return place;
}

}  // namespace hibari::world
