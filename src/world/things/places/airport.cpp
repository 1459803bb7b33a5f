// An airport's apron: concrete with yellow lines, the terminal with its glass front and tower, an
// airliner parked, blue lights along the taxiway.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

namespace {

void add_terminal(Place& place) {
    const Material wall = concrete(hex(0xC9CCCE));
    const Material frame = metal(hex(0x6A7077), 0.4F);
    add_part(place, box({34.0F, 0.9F, 6.0F}), {-8.0F, 0.9F, -34.0F}, wall);
    add_part(place, box({33.0F, 2.6F, 5.6F}), {-8.0F, 4.4F, -34.0F}, plain(hex(0x3E5566), 0.12F));
    add_part(
        place, box({36.0F, 0.35F, 8.0F}, 0.2F), {-8.0F, 7.3F, -33.0F}, plain(hex(0xE6E9EB), 0.4F)
    );
    for (int i = 0; i < 17; ++i) {
        const float x = -40.0F + 4.0F * static_cast<float>(i);
        add_part(place, box({0.10F, 2.6F, 0.10F}), {x, 4.4F, -28.35F}, frame);
        // The departure hall is lit.
        add_part(
            place, box({1.7F, 0.9F, 0.02F}), {x + 2.0F, 4.2F, -28.38F}, glow(hex(0xFFE3B0), 0.45F)
        )
            .collides = false;
    }
    // The tower.
    add_part(place, cylinder(8.0F, 1.7F), {22.0F, 8.0F, -40.0F}, wall);
    add_part(place, cylinder(1.3F, 3.4F), {22.0F, 17.2F, -40.0F}, glow(hex(0x9FC8D8), 0.35F));
    add_part(place, cylinder(0.4F, 3.9F), {22.0F, 18.9F, -40.0F}, plain(hex(0xE6E9EB), 0.4F));
    add_part(place, cylinder(1.6F, 0.08F), {22.0F, 20.8F, -40.0F}, metal());
    add_part(place, sphere(0.25F), {22.0F, 22.5F, -40.0F}, glow(hex(0xFF3A2A), 2.5F)).collides =
        false;
}

}  // namespace

Place make_airport() {
    Place place{
        .name = "airport",
        .words = {"airport", "runway", "airfield", "airstrip", "tarmac", "apron", "hangar"},
        .terrain = {.flat_radius_m = 120.0F, .hill_height_m = 14.0F, .hill_length_m = 150.0F},
        .reverb = {.rt60_s = 0.3F, .size_m = 60.0F, .wet = 0.04F},
        .ambience = "traffic",
        .half_extent = {20, 12, 6},
        .camera_reach_m = 26.0F,
    };
    lay_concrete(place, hex(0x9A9A96));
    const Material yellow = plain(hex(0xD9AE2C), 0.8F);
    add_part(place, box({120.0F, 0.004F, 0.16F}), {0, 0.004F, -6.6F}, yellow).collides = false;
    add_part(place, box({120.0F, 0.004F, 0.16F}), {0, 0.004F, 6.6F}, yellow).collides = false;
    for (int i = -6; i <= 6; ++i) {
        const float x = 9.0F * static_cast<float>(i);
        add_part(place, box({1.6F, 0.004F, 0.12F}), {x, 0.004F, 0}, plain(kWhite, 0.8F)).collides =
            false;
        add_part(place, cylinder(0.12F, 0.07F), {x + 3.0F, 0.12F, -7.6F}, plain(kCharcoal))
            .collides = false;
        add_part(place, sphere(0.08F), {x + 3.0F, 0.28F, -7.6F}, glow(hex(0x3F7BFF), 2.2F))
            .collides = false;
    }
    add_terminal(place);
    place.backdrop = {
        {.kind = "airplane", .position = {-17.0F, 0, -19.0F}, .yaw_rad = 1.9F, .scale = 1.6F},
    };
    for (const float x : {-26.0F, -8.0F, 10.0F}) {
        place.lamps.push_back(bulb({x, 9.0F, -24.0F}, hex(0xFFE2B4), 26.0F));
        place.lamps.back().night_only = true;
    }
    return place;
}

}  // namespace hibari::world
