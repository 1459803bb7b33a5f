// A flower meadow with rolling hills, a lone tree and a fence.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

#include <cmath>

namespace hibari::world {

Place make_meadow() {
    Place place{
        .name = "meadow",
        .words =
            {"meadow",
             "garden",
             "grassland",
             "countryside",
             "prairie",
             "flower field",
             "pasture",
             "hillside",
             "grass",
             "outdoors",
             "nature"},
        .terrain = {.flat_radius_m = 34.0F, .hill_height_m = 15.0F, .hill_length_m = 85.0F},
        .reverb = {.rt60_s = 0.0F, .size_m = 60.0F, .wet = 0.0F},
        .ambience = "birds",
        .half_extent = {10, 8, 6},
        .camera_reach_m = 25.0F,
    };
    lay_grass(place, hex(0x6C8A45));
    constexpr Vec3 kPetals[] = {hex(0xF4F1E6), hex(0xF0C22B), hex(0xD8465F), hex(0x8A63C2)};
    // Blossoms on thin stalks, spread by the golden angle, outside of the middle of the stage.
    for (int i = 0; i < 170; ++i) {
        const float out = 2.6F + 0.85F * std::sqrt(static_cast<float>(i));
        const float turn = 2.39996F * static_cast<float>(i);
        const Vec3 at{
            out * std::cos(turn),
            0.22F + 0.02F * static_cast<float>(i % 5),
            out * std::sin(turn) - 4.0F
        };
        // The middle of the stage stays free.
        if (at.z > 2.5F || (std::fabs(at.x) < 2.4F && at.z > -1.8F)) {
            continue;
        }
        add_part(
            place, cylinder(at.y * 0.5F, 0.004F), {at.x, at.y * 0.5F, at.z}, plain(hex(0x4F7F35))
        )
            .collides = false;
        add_part(place, ellipsoid({0.06F, 0.022F, 0.06F}), at, plain(kPetals[(i * 7) % 4], 0.6F))
            .collides = false;
        add_part(
            place,
            ellipsoid({0.022F, 0.018F, 0.022F}),
            at + Vec3{0, 0.014F, 0},
            plain(hex(0xC98A1E), 0.8F)
        )
            .collides = false;
    }
    place.backdrop = {
        {.kind = "tree", .position = {-9.5F, 0, -12.0F}, .yaw_rad = 0.9F, .scale = 1.5F},
        {.kind = "bush", .position = {7.5F, 0, -9.5F}, .scale = 1.1F},
        {.kind = "bush", .position = {9.4F, 0, -10.4F}, .yaw_rad = 2.0F, .scale = 1.4F},
        {.kind = "tree", .position = {22.0F, 0, -30.0F}, .yaw_rad = 2.9F, .scale = 1.6F},
        {.kind = "tree", .position = {-26.0F, 0, -31.0F}, .yaw_rad = 4.9F, .scale = 1.4F},
    };
    for (int i = 0; i < 5; ++i) {
        place.backdrop.push_back(
            {.kind = "fence", .position = {1.5F + 3.0F * static_cast<float>(i), 0, -14.0F}}
        );
    }
    return place;
}

}  // namespace hibari::world
