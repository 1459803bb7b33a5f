// A road in winter: packed snow over ice, firs and snowbanks beside it. Wheels hold it badly.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_winter_road() {
    Place place{
        .name = "winter_road",
        .words =
            {"icy road",
             "snowy road",
             "frozen road",
             "winter road",
             "slippery road",
             "snowy highway",
             "icy highway",
             "snow covered road",
             "snowy mountain road",
             "icy mountain road"},
        .terrain = {.flat_radius_m = 60.0F, .hill_height_m = 18.0F, .hill_length_m = 110.0F},
        .reverb = {.rt60_s = 0.0F, .size_m = 60.0F, .wet = 0.0F},
        .ambience = "wind",
        .half_extent = {30, 8, 3.2F},
        .camera_reach_m = 25.0F,
    };
    lay_snow(place);
    place.ground = Substance::kIce;
    constexpr float kHalfRoad = 3.9F;  // Half its width.
    const Material ice{
        .surface = Surface::kIce,
        .base = hex(0x9FB4C4),
        .accent = hex(0xC9D8E2),
        .roughness = 0.2F,
        .scale = 1.6F,
    };
    add_part(place, box({400.0F, 0.006F, kHalfRoad}), {0, 0.0F, 0}, ice).collides = false;
    const Material packed = place.ground_material;
    for (const float side : {-1.0F, 1.0F}) {
        // What the plough threw aside, and the tracks that others left.
        add_part(
            place, box({400.0F, 0.14F, 0.5F}, 0.13F), {0, 0.02F, side * (kHalfRoad + 0.45F)}, packed
        );
        for (const float lane : {1.2F, 2.6F}) {
            add_part(place, box({400.0F, 0.007F, 0.16F}), {0, 0.0F, side * lane}, packed).collides =
                false;
        }
    }
    for (int i = -8; i <= 8; ++i) {
        const float x = 9.0F * static_cast<float>(i) + 2.0F;
        add_part(place, box({0.05F, 0.7F, 0.05F}, 0.02F), {x, 0.7F, -5.2F}, paint(kRed, 0.5F));
        add_part(place, box({0.052F, 0.1F, 0.052F}, 0.02F), {x, 1.1F, -5.2F}, paint(kWhite, 0.5F));
    }
    for (int i = -6; i <= 6; ++i) {
        const auto n = static_cast<float>(i);
        const float odd = i % 2 == 0 ? 0.0F : 1.0F;
        place.backdrop.push_back(
            {.kind = "pine",
             .position = {7.1F * n + 2.0F * odd, 0, -10.5F - 5.0F * odd},
             .yaw_rad = 1.7F * n,
             .scale = 1.1F + 0.35F * odd}
        );
    }
    place.backdrop.push_back(
        {.kind = "mountain", .position = {-380.0F, -20.0F, -1100.0F}, .scale = 1.1F}
    );
    place.backdrop.push_back(
        {.kind = "mountain", .position = {420.0F, -20.0F, -1300.0F}, .yaw_rad = 1.4F, .scale = 1.2F}
    );
    return place;
}

}  // namespace hibari::world
