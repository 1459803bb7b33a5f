// An outdoor court in a city park: painted asphalt, chain-link fence, trees and houses behind.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_court() {
    Place place{
        .name = "court",
        .words =
            {"court",
             "outdoor court",
             "basketball court",
             "tennis court",
             "streetball court",
             "blacktop",
             "playing court",
             "volleyball court"},
        .ground = Substance::kConcrete,
        .ground_material =
            {.surface = Surface::kCourt,
             .base = hex(0x3E6B52),
             .accent = hex(0x9C4434),
             .roughness = 0.8F,
             .scale = 0.08F},
        .reverb = {.rt60_s = 0.4F, .size_m = 15.0F, .wet = 0.07F},
        .ambience = "traffic",
        .half_extent = {8, 8, 6},
        .camera_reach_m = 14.0F,
    };
    const Material wire = metal(hex(0x7E8789), 0.45F);
    // Chain-link: posts and rails carry the idea; the mesh itself is a see-through sheet.
    Material mesh{
        .surface = Surface::kNet,
        .base = hex(0x8B9496),
        .roughness = 0.5F,
        .metallic = 0.6F,
        .scale = 0.07F
    };
    for (int i = -6; i <= 6; ++i) {
        const float x = 2.5F * static_cast<float>(i);
        add_part(place, cylinder(1.7F, 0.035F), {x, 1.7F, -7.2F}, wire);
    }
    for (const float y : {0.1F, 1.7F, 3.4F}) {
        add_part(place, cylinder(15.0F, 0.025F), {{0, y, -7.2F}, turn_z(90)}, wire);
    }
    add_part(place, box({15.0F, 1.65F, 0.004F}), {0, 1.75F, -7.2F}, mesh);
    for (const float side : {-1.0F, 1.0F}) {
        for (int i = 0; i < 8; ++i) {
            add_part(
                place,
                cylinder(1.7F, 0.035F),
                {side * 15.0F, 1.7F, -7.2F + 2.5F * static_cast<float>(i)},
                wire
            );
        }
        add_part(place, box({0.004F, 1.65F, 10.0F}), {side * 15.0F, 1.75F, 2.8F}, mesh);
        add_part(place, cylinder(10.0F, 0.025F), {{side * 15.0F, 3.4F, 2.8F}, turn_x(90)}, wire);
    }
    add_lawn(place, {-60.0F, -60.0F}, {60.0F, -7.4F});
    add_building(
        place, {.foot = {-16.0F, 0, -32.0F}, .half = {9.0F, 9.6F, 6.0F}, .wall = hex(0x9C6B55)}
    );
    add_building(
        place, {.foot = {6.0F, 0, -36.0F}, .half = {11.0F, 12.8F, 6.0F}, .wall = hex(0xB3A48C)}
    );
    add_building(
        place, {.foot = {29.0F, 0, -33.0F}, .half = {8.0F, 8.0F, 6.0F}, .wall = hex(0x7F8B93)}
    );
    place.backdrop = {
        {.kind = "tree", .position = {-10.5F, 0, -12.5F}, .yaw_rad = 0.4F},
        {.kind = "tree", .position = {-2.5F, 0, -13.5F}, .yaw_rad = 1.9F, .scale = 1.15F},
        {.kind = "tree", .position = {7.0F, 0, -12.0F}, .yaw_rad = 3.1F, .scale = 0.95F},
        {.kind = "tree", .position = {14.5F, 0, -14.0F}, .yaw_rad = 4.4F, .scale = 1.2F},
        {.kind = "bench", .position = {4.0F, 0, -6.4F}},
        {.kind = "bench", .position = {-5.0F, 0, -6.4F}},
    };
    return place;
}

}  // namespace hibari::world
