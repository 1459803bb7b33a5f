// A clearing in a mixed wood: trunks all around, bushes and rocks at the rim.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_forest() {
    Place place{
        .name = "forest",
        .words = {"forest", "woods", "woodland", "jungle", "clearing", "rainforest", "grove"},
        .terrain =
            {.flat_radius_m = 40.0F,
             .hill_height_m = 9.0F,
             .hill_length_m = 60.0F,
             .ruggedness = 0.2F},
        .reverb = {.rt60_s = 0.35F, .size_m = 12.0F, .wet = 0.07F},
        .ambience = "forest",
        .half_extent = {7, 6, 4},
        .camera_reach_m = 12.0F,
    };
    lay_earth(place, hex(0x5B5032));
    place.ground_material.accent = hex(0x4A6A2C);

    struct Stand {
        const char* kind;
        float x, z, yaw, scale;
    };

    constexpr Stand kStands[] = {
        {"tree", -8.6F, -6.0F, 0.3F, 1.35F},  {"pine", -5.2F, -8.8F, 1.2F, 1.2F},
        {"tree", -1.6F, -10.4F, 2.2F, 1.5F},  {"pine", 2.6F, -9.2F, 3.0F, 1.35F},
        {"tree", 6.3F, -8.4F, 4.1F, 1.4F},    {"pine", 9.6F, -5.6F, 0.9F, 1.25F},
        {"pine", -12.0F, -10.5F, 2.9F, 1.5F}, {"pine", -8.6F, -14.5F, 1.9F, 1.7F},
        {"tree", 4.2F, -15.0F, 5.1F, 1.8F},   {"pine", 10.5F, -13.0F, 0.2F, 1.65F},
        {"tree", 13.5F, -8.5F, 1.1F, 1.5F},   {"pine", -2.5F, -18.0F, 3.6F, 1.9F},
        {"pine", -13.5F, -3.0F, 0.6F, 1.3F},  {"tree", 14.5F, -1.5F, 2.0F, 1.3F},
        {"pine", 16.5F, -16.0F, 2.4F, 1.8F},  {"pine", -18.0F, -15.0F, 4.6F, 1.8F},
        {"bush", -6.0F, -5.2F, 0.5F, 1.0F},   {"bush", 3.9F, -6.2F, 2.4F, 1.2F},
        {"bush", 7.8F, -4.4F, 3.8F, 0.9F},    {"rock", -3.6F, -6.6F, 1.0F, 0.9F},
        {"rock", 5.2F, -5.0F, 4.0F, 0.6F},
    };
    for (const Stand& stand : kStands) {
        place.backdrop.push_back(
            {.kind = stand.kind,
             .position = {stand.x, 0, stand.z},
             .yaw_rad = stand.yaw,
             .scale = stand.scale}
        );
    }
    return place;
}

}  // namespace hibari::world
