// A desert: sand, dunes, cacti, weathered rocks, mesas at the horizon.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

void add_mesas(Place& place) {
    const Material red = rock(hex(0xA65F3A), 9.0F);

    struct Mesa {
        float x, z, wide, high;
    };

    for (const Mesa& mesa :
         {Mesa{-170.0F, -420.0F, 46.0F, 58.0F},
          {60.0F, -520.0F, 70.0F, 66.0F},
          {250.0F, -470.0F, 34.0F, 80.0F}}) {
        add_part(
            place,
            cone(mesa.high * 0.28F, mesa.wide * 1.55F, mesa.wide * 1.05F),
            {mesa.x, mesa.high * 0.28F - 4.0F, mesa.z},
            red
        );
        add_part(
            place,
            cone(mesa.high * 0.24F, mesa.wide, mesa.wide * 0.92F),
            {mesa.x, mesa.high * 0.78F - 4.0F, mesa.z},
            red
        );
    }
}

Place make_desert() {
    Place place{
        .name = "desert",
        .words =
            {"desert",
             "dunes",
             "sand dunes",
             "sahara",
             "wasteland",
             "savanna",
             "savannah",
             "canyon",
             "wild west"},
        .terrain = {.flat_radius_m = 35.0F, .hill_height_m = 13.0F, .hill_length_m = 80.0F},
        .reverb = {.rt60_s = 0.0F, .size_m = 100.0F, .wet = 0.0F},
        .ambience = "desert",
        .sky_tint = {1.04F, 1.0F, 0.94F},
        .half_extent = {12, 8, 6},
        .camera_reach_m = 25.0F,
    };
    lay_sand(place, hex(0xD9A868));
    place.backdrop = {
        {.kind = "cactus", .position = {-7.5F, 0, -9.0F}, .yaw_rad = 0.4F, .scale = 1.2F},
        {.kind = "cactus", .position = {9.5F, 0, -12.5F}, .yaw_rad = 2.8F, .scale = 1.5F},
        {.kind = "cactus", .position = {17.0F, 0, -19.0F}, .yaw_rad = 1.2F, .scale = 1.1F},
        {.kind = "rock", .position = {-10.5F, -0.1F, -11.0F}, .yaw_rad = 1.0F, .scale = 1.6F},
        {.kind = "rock", .position = {6.2F, -0.1F, -9.5F}, .yaw_rad = 2.0F, .scale = 0.9F},
        {.kind = "rock", .position = {-16.5F, -0.3F, -20.0F}, .yaw_rad = 3.0F, .scale = 3.2F},
    };
    add_mesas(place);
    return place;
}

}  // namespace hibari::world
