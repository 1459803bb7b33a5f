// A city park: lawn, trees at the back and the sides, a path, benches and lamps.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_park() {
    Place place{
        .name = "park",
        .words = {"park", "city park", "public park", "lawn", "backyard", "yard", "grass field"},
        .terrain = {.flat_radius_m = 45.0F, .hill_height_m = 5.0F, .hill_length_m = 70.0F},
        .reverb = {.rt60_s = 0.15F, .size_m = 25.0F, .wet = 0.04F},
        .ambience = "birds",
        .half_extent = {10, 8, 6},
        .camera_reach_m = 25.0F,
    };
    lay_grass(place);
    // A gravel path runs across, behind the actors.
    const Material gravel{
        .surface = Surface::kEarth,
        .base = hex(0xB7A283),
        .accent = hex(0x8E7A5E),
        .roughness = 0.95F,
        .scale = 0.06F,
        .bump = 0.3F,
    };
    add_part(place, box({60.0F, 0.01F, 1.3F}), {0, 0.004F, -8.2F}, gravel).collides = false;
    place.backdrop = {
        {.kind = "tree", .position = {-9.5F, 0, -11.0F}, .scale = 1.15F},
        {.kind = "tree", .position = {-4.2F, 0, -15.5F}, .yaw_rad = 1.0F, .scale = 1.3F},
        {.kind = "tree", .position = {3.4F, 0, -13.2F}, .yaw_rad = 2.1F, .scale = 1.05F},
        {.kind = "tree", .position = {10.2F, 0, -12.2F}, .yaw_rad = 3.3F, .scale = 1.25F},
        {.kind = "tree", .position = {17.0F, 0, -17.0F}, .yaw_rad = 4.0F, .scale = 1.4F},
        {.kind = "tree", .position = {-17.0F, 0, -18.0F}, .yaw_rad = 5.0F, .scale = 1.4F},
        {.kind = "tree", .position = {-15.0F, 0, -4.0F}, .yaw_rad = 0.4F, .scale = 1.1F},
        {.kind = "tree", .position = {15.5F, 0, -3.0F}, .yaw_rad = 2.8F, .scale = 1.2F},
    };
    return place;
}

}  // namespace hibari::world
