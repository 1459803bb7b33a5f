// A farmyard: earth, red barn, fence, hay bales, field rows and trees.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_farm() {
    Place place{
        .name = "farm",
        .words =
            {"farm",
             "ranch",
             "farmyard",
             "corral",
             "stable",
             "paddock",
             "orchard",
             "vineyard",
             "barnyard"},
        .terrain = {.flat_radius_m = 45.0F, .hill_height_m = 8.0F, .hill_length_m = 90.0F},
        .reverb = {.rt60_s = 0.0F, .size_m = 50.0F, .wet = 0.0F},
        .ambience = "birds",
        .half_extent = {9, 8, 5},
        .camera_reach_m = 20.0F,
    };
    lay_grass(place, hex(0x74894A));
    const Material yard{
        .surface = Surface::kEarth,
        .base = hex(0x8C6E4C),
        .accent = hex(0x6A5238),
        .roughness = 0.95F,
        .scale = 0.2F,
        .bump = 0.4F
    };
    add_part(place, ellipsoid({13.0F, 0.012F, 7.0F}), {0, 0.0F, -2.0F}, yard).collides = false;
    // The barn.
    const Material red = with_surface(paint(hex(0x9C2F28), 0.7F), Surface::kStripes, 0.25F);
    Material boards = red;
    boards.accent = hex(0x86251F);
    const Material white = paint(hex(0xEDE9DF), 0.5F);
    const Vec3 o{-6.5F, 0, -17.0F};
    add_part(place, box({4.5F, 2.2F, 3.5F}), o + Vec3{0, 2.2F, 0}, boards);
    for (const float side : {-1.0F, 1.0F}) {
        const float lower = radians(58.0F);
        add_part(
            place,
            box({1.15F, 0.10F, 3.75F}, 0.02F),
            {o + Vec3{side * 4.1F, 5.2F, 0}, turn_z(-side * degrees(lower))},
            roof_tiles(hex(0x55504A))
        );
        add_part(
            place,
            box({1.95F, 0.10F, 3.75F}, 0.02F),
            {o + Vec3{side * 1.75F, 6.75F, 0}, turn_z(-side * 20.0F)},
            roof_tiles(hex(0x55504A))
        );
        add_part(
            place,
            wedge({3.45F, 0.9F, 0.6F}),
            {o + Vec3{side * 3.9F, 5.3F, 0}, turn_y(side > 0 ? -90.0F : 90.0F)},
            boards
        );
        add_part(
            place,
            wedge({3.45F, 0.62F, 1.7F}),
            {o + Vec3{side * 1.7F, 6.4F, 0}, turn_y(side > 0 ? -90.0F : 90.0F)},
            boards
        );
    }
    add_part(place, box({3.35F, 0.95F, 3.45F}), o + Vec3{0, 5.05F, 0}, boards);
    for (const float x : {-0.95F, 0.95F}) {
        add_part(place, box({0.92F, 1.5F, 0.05F}, 0.01F), o + Vec3{x, 1.5F, 3.54F}, boards);
        for (const float y : {0.08F, 1.5F, 2.92F}) {
            add_part(place, box({0.90F, 0.08F, 0.03F}), o + Vec3{x, y, 3.60F}, white);
        }
        for (const float dx : {-0.84F, 0.84F}) {
            add_part(place, box({0.08F, 1.5F, 0.03F}), o + Vec3{x + dx, 1.5F, 3.60F}, white);
        }
        add_part(
            place,
            box({1.62F, 0.07F, 0.025F}),
            {o + Vec3{x, 1.5F, 3.60F}, turn_z(x > 0 ? 60.0F : -60.0F)},
            white
        );
    }
    add_part(place, box({0.7F, 0.6F, 0.06F}), o + Vec3{0, 5.3F, 3.5F}, plain(hex(0x1C1512)));
    for (const float x : {-4.5F, 4.5F}) {
        add_part(place, box({0.10F, 2.2F, 0.10F}), o + Vec3{x, 2.2F, 3.5F}, white);
    }
    // Hay bales, one standing on its rim.
    const Material hay = with_surface(plain(hex(0xC9A24A), 0.95F), Surface::kFur, 0.03F);
    for (const float x : {5.2F, 7.3F}) {
        add_part(place, cylinder(0.6F, 0.75F, 0.1F), {{x, 0.75F, -8.6F}, turn_x(90)}, hay);
    }
    add_part(place, cylinder(0.6F, 0.75F, 0.1F), {6.3F, 2.0F, -8.6F}, hay);
    for (int i = 0; i < 6; ++i) {
        place.backdrop.push_back(
            {.kind = "fence", .position = {3.0F + 3.0F * static_cast<float>(i), 0, -10.8F}}
        );
    }
    place.backdrop.push_back(
        {.kind = "tree", .position = {10.0F, 0, -17.0F}, .yaw_rad = 0.8F, .scale = 1.3F}
    );
    place.backdrop.push_back(
        {.kind = "tree", .position = {17.0F, 0, -20.0F}, .yaw_rad = 2.8F, .scale = 1.2F}
    );
    place.backdrop.push_back(
        {.kind = "tree", .position = {-16.0F, 0, -20.0F}, .yaw_rad = 4.8F, .scale = 1.4F}
    );
    place.backdrop.push_back({.kind = "barrel", .position = {-1.2F, 0, -12.6F}});
    return place;
}

}  // namespace hibari::world
