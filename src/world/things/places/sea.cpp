// The open sea: swell to the horizon and nothing else.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_sea() {
    Place place{
        .name = "sea",
        .words =
            {"sea", "ocean", "open sea", "open water", "waves", "high seas", "water", "underwater"},
        .terrain = {.kind = TerrainKind::kBed, .depth_m = 60.0F},
        .reverb = {.rt60_s = 0.0F, .size_m = 100.0F, .wet = 0.0F},
        .ambience = "waves",
        .half_extent = {20, 10, 12},
        .camera_reach_m = 40.0F,
    };
    // Far below, and dark.
    lay_sand(place, hex(0x1B3A4A));
    place.water = {
        .present = true,
        .level_m = 0.0F,
        .color = {0.008F, 0.06F, 0.10F},
        .clarity_m = 4.0F,
        .foam = 0.35F
    };
    set_waves(place.water, 0.42F, 22.0F, 0.35F);
    return place;
}

}  // namespace hibari::world
