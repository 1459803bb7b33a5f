// A flat roof above the city: parapet, vents, water tank, skyline all around.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_rooftop() {
    Place place{
        .name = "rooftop",
        .words =
            {"rooftop", "roof", "roof terrace", "balcony", "terrace", "skyscraper roof", "helipad"},
        .terrain = {.flat_radius_m = 400.0F},
        .reverb = {.rt60_s = 0.2F, .size_m = 30.0F, .wet = 0.04F},
        .ambience = "traffic",
        .half_extent = {7, 6, 4.5F},
        .camera_reach_m = 9.0F,
    };
    lay_concrete(place, hex(0x8F8D88));
    const Material wall = brick(hex(0x8C5A48));
    const Material cap = concrete(hex(0xB5B1A8));
    add_part(place, box({12.0F, 0.45F, 0.15F}), {0, 0.45F, -7.0F}, wall);
    add_part(place, box({12.1F, 0.05F, 0.22F}, 0.02F), {0, 0.95F, -7.0F}, cap);
    for (const float side : {-1.0F, 1.0F}) {
        add_part(place, box({0.15F, 0.45F, 9.0F}), {side * 12.0F, 0.45F, 2.0F}, wall);
        add_part(place, box({0.22F, 0.05F, 9.0F}, 0.02F), {side * 12.0F, 0.95F, 2.0F}, cap);
    }
    // Roof hut with door, vents, tank on legs, aerial.
    add_part(place, box({1.6F, 1.3F, 1.2F}), {-7.5F, 1.3F, -5.2F}, wall);
    add_part(place, box({1.75F, 0.08F, 1.35F}, 0.03F), {-7.5F, 2.66F, -5.2F}, cap);
    add_part(
        place, box({0.45F, 1.0F, 0.03F}, 0.01F), {-7.2F, 1.0F, -3.98F}, paint(hex(0x3F4A52), 0.5F)
    );
    add_part(place, sphere(0.035F), {-6.88F, 1.0F, -3.93F}, metal(kBrass));
    add_part(
        place, box({0.14F, 0.08F, 0.05F}, 0.03F), {-7.2F, 2.2F, -3.96F}, glow(hex(0xFFE0A8), 0.8F)
    );
    for (const float x : {3.2F, 4.6F}) {
        add_part(place, cylinder(0.30F, 0.16F), {x, 0.30F, -5.6F}, metal(hex(0x9AA0A4), 0.4F));
        add_part(place, cone(0.10F, 0.30F, 0.05F), {x, 0.72F, -5.6F}, metal(hex(0x9AA0A4), 0.4F));
    }
    add_part(
        place, box({0.9F, 0.5F, 0.6F}, 0.04F), {1.0F, 0.55F, -5.7F}, metal(hex(0xA9ADB0), 0.45F)
    );
    add_part(
        place, cylinder(0.02F, 0.36F), {{1.0F, 0.55F, -5.08F}, turn_x(90)}, plain(hex(0x26292C))
    );
    for (const float x : {7.2F, 9.4F}) {
        for (const float z : {-6.2F, -4.2F}) {
            add_part(place, cylinder(0.9F, 0.07F), {x, 0.9F, z}, metal(kCharcoal, 0.6F));
        }
    }
    add_part(place, cylinder(1.1F, 1.35F, 0.03F), {8.3F, 2.9F, -5.2F}, wood(hex(0x6B4A30), 0.25F));
    add_part(place, cone(0.45F, 1.5F, 0.06F), {8.3F, 4.45F, -5.2F}, metal(hex(0x55585A), 0.5F));
    for (const float y : {2.1F, 2.9F, 3.7F}) {
        add_part(place, torus(1.35F, 0.03F), {8.3F, y, -5.2F}, metal(kCharcoal, 0.5F));
    }

    struct Block {
        float x, z, half, high;
        Vec3 wall;
    };

    constexpr Block kBlocks[] = {
        {-55.0F, -60.0F, 12.0F, 38.4F, hex(0x7E8A96)},
        {-22.0F, -75.0F, 11.0F, 57.6F, hex(0x9A8A76)},
        {6.0F, -90.0F, 13.0F, 80.0F, hex(0x66757F)},
        {34.0F, -70.0F, 11.0F, 48.0F, hex(0xADA699)},
        {66.0F, -85.0F, 13.0F, 64.0F, hex(0x75808B)},
        {-90.0F, -110.0F, 15.0F, 70.4F, hex(0x8A8278)},
        {100.0F, -120.0F, 16.0F, 89.6F, hex(0x5F6C78)},
        {-8.0F, -45.0F, 9.0F, 12.8F, hex(0xA5745F)},
        {22.0F, -40.0F, 9.0F, 9.6F, hex(0xB9AF9C)},
    };
    for (const Block& b : kBlocks) {
        // The street lies 25 m below: towers start there.
        add_building(
            place,
            {.foot = {b.x, -25.0F, b.z},
             .half = {b.half, b.high * 0.5F + 12.5F, b.half},
             .wall = b.wall}
        );
    }
    place.lamps.push_back(bulb({-7.2F, 2.3F, -3.4F}, hex(0xFFE0A8), 3.0F));
    place.lamps.back().night_only = true;
    place.lamps.push_back(bulb({3.0F, 4.5F, 4.0F}, hex(0xBFD2FF), 5.0F));
    place.lamps.back().night_only = true;
    return place;
}

}  // namespace hibari::world
