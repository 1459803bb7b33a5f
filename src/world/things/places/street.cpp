// A town street along X: asphalt with marks, kerbs, pavements, house fronts with shops behind,
// lamps and trees.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_street() {
    Place place{
        .name = "street",
        .words =
            {"street",
             "sidewalk",
             "pavement",
             "town",
             "alley",
             "neighborhood",
             "neighbourhood",
             "crosswalk",
             "intersection",
             "suburb",
             "village"},
        .reverb = {.rt60_s = 0.6F, .size_m = 12.0F, .wet = 0.10F},
        .ambience = "street",
        .half_extent = {12, 6, 3.2F},
        .camera_reach_m = 14.0F,
    };
    lay_road(place, 3.4F);
    const Material slab = tile(hex(0xA8A49B), 0.6F);
    const Material kerb = concrete(hex(0x8F8C86));
    for (const float side : {-1.0F, 1.0F}) {
        // The far pavement carries the fronts; the near one lies behind most cameras.
        const float inner = side * 4.2F;
        add_part(place, box({60.0F, 0.07F, 2.0F}, 0.02F), {0, 0.07F, inner + side * 2.1F}, slab);
        add_part(place, box({60.0F, 0.075F, 0.09F}, 0.03F), {0, 0.075F, inner}, kerb);
    }
    constexpr Vec3 kWalls[] = {
        hex(0xB9836A),
        hex(0xD0C3A2),
        hex(0x8E9AA3),
        hex(0xA6634B),
        hex(0xC7B48E),
        hex(0x7D8C76),
        hex(0xB59A7F)
    };
    constexpr Vec3 kAwnings[] = {hex(0xA32A2A), hex(0x2D5F46), hex(0x27548C), hex(0xC98A2B)};
    float x = -33.0F;
    for (int i = 0; i < 7; ++i) {
        const float half = 4.0F + 0.8F * static_cast<float>((i * 3) % 4);
        const float storeys = static_cast<float>(3 + (i * 5) % 3);
        x += half;
        add_town_house(place, {x, 0, -8.3F}, half - 0.02F, storeys, kWalls[i], kAwnings[i % 4]);
        x += half;
    }
    add_building(
        place, {.foot = {-20.0F, 0, -40.0F}, .half = {9.0F, 14.4F, 8.0F}, .wall = hex(0x8C98A4)}
    );
    add_building(
        place, {.foot = {14.0F, 0, -44.0F}, .half = {8.0F, 17.6F, 8.0F}, .wall = hex(0xA79B88)}
    );
    place.backdrop = {
        {.kind = "street_lamp", .position = {-7.0F, 0.14F, -4.9F}},
        {.kind = "street_lamp", .position = {7.5F, 0.14F, -4.9F}},
        {.kind = "tree", .position = {-14.0F, 0.14F, -5.2F}, .yaw_rad = 0.7F, .scale = 0.75F},
        {.kind = "tree", .position = {14.5F, 0.14F, -5.2F}, .yaw_rad = 2.2F, .scale = 0.72F},
        {.kind = "bench", .position = {2.2F, 0.14F, -5.9F}},
    };
    for (const float lamp_x : {-7.0F, 7.5F}) {
        place.lamps.push_back(bulb({lamp_x, 3.9F, -4.6F}, hex(0xFFD9A0), 4.0F));
        place.lamps.back().night_only = true;
    }
    return place;
}

}  // namespace hibari::world
