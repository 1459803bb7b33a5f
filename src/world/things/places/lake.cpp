// A still lake between wooded banks, a wooden jetty to one side, hills behind. All of the stage is
// water.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_lake() {
    Place place{
        .name = "lake",
        .words = {"lake", "pond", "reservoir", "calm water"},
        .terrain =
            {.kind = TerrainKind::kBed,
             .depth_m = 5.0F,
             .flat_radius_m = 55.0F,
             .hill_height_m = 26.0F,
             .hill_length_m = 75.0F,
             .ruggedness = 0.2F},
        .reverb = {.rt60_s = 0.0F, .size_m = 60.0F, .wet = 0.0F},
        .ambience = "lake",
        .half_extent = {14, 8, 8},
        .camera_reach_m = 30.0F,
    };
    lay_grass(place, hex(0x5A7742));
    place.water = {
        .present = true,
        .level_m = 0.0F,
        .color = {0.015F, 0.07F, 0.075F},
        .clarity_m = 2.0F,
        .foam = 0.0F
    };
    set_waves(place.water, 0.018F, 3.2F, 0.5F);
    const Material plank = wood(hex(0x8C6A48), 0.14F);
    for (int i = 0; i < 34; ++i) {
        add_part(
            place,
            box({0.10F, 0.025F, 0.85F}, 0.008F),
            {9.0F + 0.215F * static_cast<float>(i), 0.42F, -7.0F},
            plank
        );
    }
    for (int i = 0; i < 4; ++i) {
        for (const float side : {-0.8F, 0.8F}) {
            add_part(
                place,
                cylinder(2.2F, 0.11F),
                {9.2F + 2.3F * static_cast<float>(i), -1.5F, -7.0F + side},
                bark(hex(0x5E4A38))
            );
        }
    }
    // On the far bank, above the water's edge.
    place.backdrop = {
        {.kind = "pine", .position = {-30.0F, 1.0F, -75.5F}, .scale = 1.5F},
        {.kind = "pine", .position = {-20.0F, 1.4F, -82.0F}, .yaw_rad = 1.0F, .scale = 1.8F},
        {.kind = "pine", .position = {-10.0F, 1.7F, -83.5F}, .yaw_rad = 2.0F, .scale = 1.4F},
        {.kind = "tree", .position = {0.0F, 2.1F, -84.8F}, .yaw_rad = 0.5F, .scale = 1.7F},
        {.kind = "pine", .position = {10.0F, 1.3F, -84.6F}, .yaw_rad = 3.0F, .scale = 1.9F},
        {.kind = "pine", .position = {20.0F, 1.2F, -79.5F}, .yaw_rad = 4.0F, .scale = 1.5F},
        {.kind = "tree", .position = {30.0F, 1.0F, -77.0F}, .yaw_rad = 2.5F, .scale = 1.6F},
        {.kind = "mountain", .position = {-350.0F, -30.0F, -1300.0F}, .scale = 0.9F},
        {.kind = "mountain", .position = {500.0F, -40.0F, -1600.0F}, .yaw_rad = 2.0F, .scale = 1.1F
        },
    };
    return place;
}

Place make_mountain_lake() {
    Place place = make_lake();
    place.name = "mountain_lake";
    place.words = {"mountain lake", "alpine lake", "highland lake", "fjord"};
    place.terrain.hill_height_m = 55.0F;
    place.terrain.ruggedness = 0.7F;
    std::erase_if(place.backdrop, [](const Backdrop& thing) { return thing.kind != "pine"; });
    // The range stands right behind the water.
    place.backdrop.push_back({.kind = "mountain", .position = {-260.0F, -25.0F, -620.0F}});
    place.backdrop.push_back(
        {.kind = "mountain", .position = {330.0F, -35.0F, -760.0F}, .yaw_rad = 2.0F, .scale = 1.2F}
    );
    place.backdrop.push_back(
        {.kind = "mountain", .position = {60.0F, -40.0F, -1150.0F}, .yaw_rad = 4.0F, .scale = 1.5F}
    );
    return place;
}

}  // namespace hibari::world
