// Running water between grassy banks: a stream that one can wade through, and the river that it
// becomes, deep enough for boats.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

namespace {

struct Bed {
    float depth_m = 0.3F;
    float half_width_m = 4.5F;
    float grade = 0.35F;  ///< of the banks
};

Place water_course(const Bed& bed) {
    Place place{
        .terrain =
            {.kind = TerrainKind::kChannel,
             .grade = bed.grade,
             .shore_z_m = bed.half_width_m,
             .depth_m = bed.depth_m,
             .flat_radius_m = 20.0F,
             .hill_height_m = 14.0F,
             .hill_length_m = 70.0F},
        .reverb = {.rt60_s = 0.0F, .size_m = 60.0F, .wet = 0.0F},
        .ambience = "lake",
        .half_extent = {12, 8, 3.5F},
        .camera_reach_m = 22.0F,
    };
    lay_grass(place, hex(0x5A7742));
    place.water = {
        .present = true,
        .level_m = 0.0F,
        .color = {0.03F, 0.10F, 0.09F},
        .clarity_m = 0.7F,
        .foam = 0.0F
    };
    set_waves(place.water, 0.012F, 1.6F, 0.2F);
    return place;
}

/// Trees on the far bank, `edge_z` from the middle of the stage.
void add_far_bank(Place& place, float edge_z) {
    for (int i = -5; i <= 5; ++i) {
        const auto n = static_cast<float>(i);
        const float odd = i % 2 == 0 ? 0.0F : 1.0F;
        // The river bends away: its bank is further off to the sides.
        const float z = -edge_z - 3.0F - 4.5F * odd - 0.03F * n * n * 6.0F;
        place.backdrop.push_back(
            {.kind = i % 3 == 0 ? "tree" : "pine",
             .position = {6.3F * n + 1.7F * odd, 0.2F, z},
             .yaw_rad = 1.9F * n,
             .scale = 1.05F + 0.3F * odd}
        );
    }
    place.backdrop.push_back({.kind = "bush", .position = {-7.5F, 0.25F, -edge_z - 0.9F}});
    place.backdrop.push_back(
        {.kind = "bush", .position = {5.2F, 0.25F, -edge_z - 0.7F}, .yaw_rad = 1.0F, .scale = 0.8F}
    );
    place.backdrop.push_back(
        {.kind = "mountain", .position = {-350.0F, -30.0F, -1300.0F}, .scale = 0.9F}
    );
}

}  // namespace

Place make_stream() {
    constexpr Bed kFord{};
    Place place = water_course(kFord);
    place.name = "stream";
    place.words = {
        "stream",
        "brook",
        "creek",
        "ford",
        "rivulet",
        "shallow river",
        "shallow stream",
        "shallow water",
        "shallow creek",
        "mountain stream"
    };

    // Stones that the water has left in its bed and at its sides.
    struct Stone {
        float x, z, scale;
    };

    constexpr Stone kStones[] = {
        {-6.4F, -4.2F, 0.55F},
        {-3.1F, -5.1F, 0.4F},
        {2.2F, -4.7F, 0.65F},
        {7.3F, -5.0F, 0.5F},
        {-8.8F, 4.6F, 0.4F},
        {9.5F, 4.4F, 0.5F}
    };
    for (const Stone& stone : kStones) {
        place.backdrop.push_back(
            {.kind = "rock",
             .position = {stone.x, -0.25F, stone.z},
             .yaw_rad = stone.x,
             .scale = stone.scale}
        );
    }
    add_far_bank(place, 7.2F);
    return place;
}

Place make_river() {
    constexpr Bed kDeep{.depth_m = 2.4F, .half_width_m = 7.5F, .grade = 0.8F};
    Place place = water_course(kDeep);
    place.name = "river";
    place.words = {"river", "canal", "riverbank", "river bank"};
    place.water.clarity_m = 1.6F;
    set_waves(place.water, 0.016F, 2.6F, 0.2F);
    add_far_bank(place, 12.6F);
    return place;
}

}  // namespace hibari::world
