// The open sea: swell to the horizon and nothing else; and a reef, seen from under water.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_sea() {
    Place place{
        .name = "sea",
        .words = {"sea", "ocean", "open sea", "open water", "waves", "high seas", "water"},
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

namespace {

/// Fingers that rise from one foot and lean apart.
void add_coral(Place& place, Vec3 foot, float height, Vec3 color) {
    const Material coral = with_surface(plain(color, 0.85F), Surface::kRock, 0.05F);
    for (int i = 0; i < 7; ++i) {
        const float around = 2.4F * static_cast<float>(i);
        const float lean = 10.0F + 5.5F * static_cast<float>(i);
        const float length = height * (1.0F - 0.08F * static_cast<float>(i));
        const Quat turn = turn_y(degrees(around)) * turn_z(lean);
        Part& finger = add_part(
            place,
            round_cone(0.13F * height, 0.06F * height, 0.8F * length),
            {foot + rotate(turn, Vec3{0, 0.4F * length, 0}), turn},
            coral
        );
        finger.collides = false;
    }
}

/// A blade of kelp that reaches for the light.
void add_kelp(Place& place, Vec3 foot, float height) {
    for (int i = 0; i < 4; ++i) {
        const Quat turn =
            turn_y(85.0F * static_cast<float>(i)) * turn_z(4.0F + 3.0F * static_cast<float>(i));
        const float length = height * (0.7F + 0.1F * static_cast<float>(i));
        Part& blade = add_part(
            place,
            ellipsoid({0.10F, 0.5F * length, 0.02F}),
            {foot + rotate(turn, Vec3{0, 0.5F * length, 0}), turn},
            plain(hex(0x4E6B2A), 0.6F)
        );
        blade.collides = false;
    }
}

}  // namespace

Place make_reef() {
    constexpr float kDeep = 8.0F;
    Place place{
        .name = "reef",
        .words =
            {"reef",
             "coral reef",
             "underwater",
             "sea floor",
             "seabed",
             "ocean floor",
             "bottom of the sea"},
        .terrain = {.kind = TerrainKind::kBed, .depth_m = kDeep, .flat_radius_m = 160.0F},
        .reverb = {.rt60_s = 0.0F, .size_m = 40.0F, .wet = 0.0F},
        .ambience = "waves",
        .submerged = true,
        .half_extent = {10, 3, 5},
        .camera_reach_m = 14.0F,
    };
    lay_sand(place, hex(0xD9CBA4));
    place.water = {
        .present = true,
        .level_m = 0.0F,
        .color = {0.02F, 0.16F, 0.22F},
        .clarity_m = 16.0F,
        .foam = 0.0F
    };
    set_waves(place.water, 0.06F, 6.0F, 0.5F);
    constexpr Vec3 kCorals[] = {
        hex(0xD9506A), hex(0xE58A3C), hex(0xC9A0D8), hex(0xE8C24A), hex(0xB8405C)
    };
    for (int i = 0; i < 13; ++i) {
        const float x = -8.4F + 1.4F * static_cast<float>(i);
        const float z = -3.4F - 1.1F * static_cast<float>((i * 5) % 4);
        add_coral(
            place, {x, -kDeep, z}, 0.7F + 0.22F * static_cast<float>((i * 3) % 4), kCorals[i % 5]
        );
        if (i % 3 == 1) {
            add_kelp(place, {x + 0.7F, -kDeep, z - 1.2F}, 2.2F + 0.3F * static_cast<float>(i % 4));
        }
    }
    place.backdrop = {
        {.kind = "rock", .position = {-5.2F, -kDeep, -6.5F}, .yaw_rad = 1.0F, .scale = 2.2F},
        {.kind = "rock", .position = {3.6F, -kDeep, -7.5F}, .yaw_rad = 2.6F, .scale = 2.8F},
        {.kind = "rock", .position = {8.8F, -kDeep, -5.0F}, .yaw_rad = 4.1F, .scale = 1.6F},
        {.kind = "rock", .position = {-10.5F, -kDeep, -8.0F}, .yaw_rad = 5.2F, .scale = 2.4F},
    };
    return place;
}

}  // namespace hibari::world
