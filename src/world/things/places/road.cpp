// A country road along X: asphalt with marks, grass verges, posts, fields and hills.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_road() {
    Place place{
        .name = "road",
        .words =
            {"road",
             "highway",
             "country road",
             "freeway",
             "motorway",
             "race course",
             "racetrack",
             "country lane",
             "bridge"},
        .terrain = {.flat_radius_m = 60.0F, .hill_height_m = 18.0F, .hill_length_m = 110.0F},
        .reverb = {.rt60_s = 0.0F, .size_m = 60.0F, .wet = 0.0F},
        .ambience = "wind",
        .half_extent = {30, 8, 3.2F},
        .camera_reach_m = 25.0F,
    };
    lay_road(place, 3.5F);
    add_lawn(place, {-400.0F, -400.0F}, {400.0F, -4.3F});
    add_lawn(place, {-400.0F, 4.3F}, {400.0F, 400.0F});
    for (int i = -8; i <= 8; ++i) {
        const float x = 9.0F * static_cast<float>(i) + 2.0F;
        add_part(place, box({0.05F, 0.48F, 0.05F}, 0.02F), {x, 0.48F, -5.2F}, plastic(kWhite));
        add_part(place, box({0.052F, 0.09F, 0.052F}, 0.02F), {x, 0.78F, -5.2F}, plastic(kBlack));
        add_part(place, box({0.02F, 0.06F, 0.056F}), {x, 0.78F, -5.2F}, glow(hex(0xFFB347), 0.3F));
    }
    place.backdrop = {
        {.kind = "tree", .position = {-14.0F, 0, -12.0F}, .yaw_rad = 0.4F, .scale = 1.2F},
        {.kind = "tree", .position = {5.0F, 0, -16.0F}, .yaw_rad = 1.6F, .scale = 1.4F},
        {.kind = "tree", .position = {24.0F, 0, -13.0F}, .yaw_rad = 2.9F, .scale = 1.25F},
        {.kind = "bush", .position = {-4.0F, 0, -9.5F}, .scale = 1.2F},
        {.kind = "bush", .position = {13.0F, 0, -9.0F}, .yaw_rad = 1.0F, .scale = 1.0F},
        {.kind = "house", .position = {-34.0F, 0, -38.0F}, .yaw_rad = 0.4F},
    };
    return place;
}

}  // namespace hibari::world
