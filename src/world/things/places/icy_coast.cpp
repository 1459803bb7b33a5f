// A snowy slope that ends in the sea: it falls towards +X, and a little way down begins the water,
// with floes and icebergs in it.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_icy_coast() {
    constexpr float kGrade = 0.27F;
    constexpr float kWaterline_x = 7.0F;
    Place place{
        .name = "icy_coast",
        .words =
            {"icy coast",
             "arctic coast",
             "arctic sea",
             "arctic ocean",
             "antarctic coast",
             "frozen coast",
             "snowy coast",
             "snowy shore",
             "icy shore",
             "icy water",
             "icy sea",
             "icy ocean",
             "polar sea",
             "greenland"},
        .terrain =
            {.kind = TerrainKind::kSlope,
             .grade = kGrade,
             .flat_radius_m = 30.0F,
             .hill_height_m = 30.0F,
             .hill_length_m = 95.0F,
             .ruggedness = 0.8F},
        .reverb = {.rt60_s = 0.0F, .size_m = 100.0F, .wet = 0.02F},
        .ambience = "waves",
        .half_extent = {14, 10, 5},
        .camera_reach_m = 22.0F,
    };
    lay_snow(place);
    place.water = {
        .present = true,
        .level_m = -kGrade * kWaterline_x,
        .color = {0.01F, 0.07F, 0.11F},
        .clarity_m = 2.0F,
        .foam = 0.1F
    };
    set_waves(place.water, 0.05F, 5.0F, 0.0F);
    const Material floe{
        .surface = Surface::kIce,
        .base = hex(0xDCEBF3),
        .accent = hex(0xF6FAFC),
        .roughness = 0.3F,
        .scale = 1.5F
    };

    struct Block {
        Vec3 position, half;
    };

    const Block blocks[] = {
        {{19.0F, 0.0F, -13.0F}, {3.2F, 0.35F, 2.2F}},
        {{30.0F, 0.2F, -24.0F}, {5.0F, 1.6F, 3.0F}},
        {{26.5F, 0.9F, -25.0F}, {2.2F, 3.2F, 2.0F}},
        {{44.0F, 0.0F, -18.0F}, {4.0F, 0.5F, 3.0F}},
        {{58.0F, 2.0F, -52.0F}, {8.0F, 6.0F, 5.0F}},
    };
    for (const Block& block : blocks) {
        add_part(
            place,
            box(block.half, 0.3F * block.half.y),
            At{block.position + Vec3{0, place.water.level_m, 0}},
            floe
        );
    }
    float yaw = 0.0F;
    for (const Vec2 fir : {Vec2{-19.0F, -12.0F}, Vec2{-11.0F, -15.0F}, Vec2{-28.0F, -14.0F}}) {
        place.backdrop.push_back(
            {.kind = "pine",
             .position = {fir.x, -kGrade * fir.x - 0.15F, fir.y},
             .yaw_rad = yaw += 1.7F}
        );
    }
    place.backdrop.push_back(
        {.kind = "mountain", .position = {-500.0F, 40.0F, -1500.0F}, .scale = 1.3F}
    );
    return place;
}

}  // namespace hibari::world
