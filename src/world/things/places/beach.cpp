// A sandy beach: the sea on the -Z side, palms, a parasol, rocks at the edge.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_beach() {
    Place place{
        .name = "beach",
        .words =
            {"beach",
             "seashore",
             "shore",
             "seaside",
             "coast",
             "sandy beach",
             "island",
             "tropical beach",
             "lagoon",
             "bay"},
        .terrain =
            {.kind = TerrainKind::kShore,
             .grade = 0.09F,
             .shore_z_m = -4.5F,
             .depth_m = 9.0F,
             .flat_radius_m = 45.0F,
             .hill_height_m = 4.0F,
             .hill_length_m = 60.0F},
        .reverb = {.rt60_s = 0.0F, .size_m = 60.0F, .wet = 0.0F},
        .ambience = "waves",
        .half_extent = {10, 8, 4},
        .camera_reach_m = 25.0F,
    };
    lay_sand(place, hex(0xE3CB98));
    place.water = {
        .present = true,
        .level_m = -0.22F,
        .color = {0.02F, 0.15F, 0.17F},
        .clarity_m = 2.2F,
        .foam = 0.25F
    };
    set_waves(place.water, 0.11F, 9.0F, kPi / 2);
    place.backdrop = {
        {.kind = "palm", .position = {-9.0F, 0, -3.2F}, .yaw_rad = 0.3F},
        {.kind = "palm", .position = {-11.2F, 0, -1.0F}, .yaw_rad = 2.0F, .scale = 0.85F},
        {.kind = "palm", .position = {11.0F, 0, -2.6F}, .yaw_rad = 3.4F, .scale = 1.1F},
        {.kind = "rock", .position = {8.6F, -0.1F, -8.8F}, .yaw_rad = 0.8F, .scale = 1.2F},
        {.kind = "rock", .position = {10.0F, -0.2F, -9.9F}, .yaw_rad = 2.5F, .scale = 1.7F},
        {.kind = "umbrella", .position = {-5.6F, 0, -3.0F}, .scale = 2.2F},
        {.kind = "mountain", .position = {700.0F, -20.0F, -1900.0F}, .scale = 0.6F},
    };
    return place;
}

}  // namespace hibari::world
