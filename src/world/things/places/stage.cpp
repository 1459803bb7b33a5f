// A theatre stage: boards, red curtains in folds, a valance, footlights and coloured spots.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

#include <cmath>

namespace hibari::world {

Place make_stage() {
    Place place{
        .name = "stage",
        .words =
            {"stage",
             "theater",
             "theatre",
             "concert hall",
             "concert",
             "auditorium",
             "opera",
             "comedy club",
             "nightclub",
             "dance floor",
             "circus",
             "talent show"},
        .indoor = true,
        .ground = Substance::kWood,
        .ground_material =
            {.surface = Surface::kParquet,
             .base = hex(0x6E4A2C),
             .accent = hex(0x4C3220),
             .roughness = 0.28F,
             .scale = 0.14F},
        .reverb = {.rt60_s = 1.5F, .size_m = 12.0F, .wet = 0.24F},
        .ambience = "stage",
        .half_extent = {5, 5, 2.4F},
        .camera_reach_m = 13.0F,
    };
    const Material velvet{
        .surface = Surface::kFabric,
        .base = hex(0xA3182A),
        .accent = hex(0x6A0C18),
        .roughness = 0.85F,
        .scale = 0.01F,
        .bump = 0.2F
    };
    const Material black = plain(hex(0x0B0B0D), 0.95F);
    add_room(
        place,
        {.half = {9.0F, 4.5F, 9.0F},
         .center = {0, 0, 4.6F},
         .walls = black,
         .ceiling = black,
         .skirting_m = 0.0F}
    );
    // The back curtain and two wings, each a row of round folds.
    for (int i = 0; i < 52; ++i) {
        const float x = -7.4F + 0.29F * static_cast<float>(i);
        const float z = -4.0F + 0.10F * std::sin(2.6F * static_cast<float>(i));
        add_part(place, cylinder(3.6F, 0.19F), {x, 3.6F, z}, velvet);
    }
    for (const float side : {-1.0F, 1.0F}) {
        for (int i = 0; i < 7; ++i) {
            const float x = side * (6.7F + 0.31F * static_cast<float>(i));
            add_part(
                place,
                cylinder(3.6F, 0.21F),
                {x, 3.6F, -1.8F + 0.12F * std::sin(2.9F * static_cast<float>(i))},
                velvet
            );
        }
        add_part(
            place,
            cylinder(0.05F, 0.06F),
            {{side * 6.75F, 1.9F, -1.55F}, turn_x(90)},
            metal(kBrass, 0.2F)
        );
    }
    for (int i = 0; i < 40; ++i) {
        const float x = -8.4F + 0.43F * static_cast<float>(i);
        add_part(
            place, capsule(0.55F, 0.22F), {x, 7.3F + 0.15F * std::cos(1.05F * x), -1.4F}, velvet
        );
        add_part(
            place,
            sphere(0.05F),
            {x, 6.5F + 0.15F * std::cos(1.05F * x), -1.35F},
            metal(kBrass, 0.2F)
        );
    }
    // Front edge, footlights and the bridge with the spots.
    add_part(place, box({9.0F, 0.012F, 0.05F}), {0, 0.004F, 3.4F}, metal(kBrass, 0.3F)).collides =
        false;
    add_part(place, cylinder(8.5F, 0.05F), {{0, 6.4F, 2.6F}, turn_z(90)}, metal(kCharcoal, 0.5F));

    struct Spot {
        float x;
        Vec3 color;
    };

    for (const Spot& s :
         {Spot{-4.5F, hex(0xFF7A4A)},
          {-1.5F, hex(0xFFF3DC)},
          {1.5F, hex(0xFFF3DC)},
          {4.5F, hex(0x5B8CFF)}}) {
        const Vec3 at{s.x, 6.1F, 2.6F};
        const Vec3 aim = Vec3{s.x * 0.35F, 0.6F, -0.6F} - at;
        const Quat tilt = rotation_between({0, 1, 0}, aim);
        add_part(place, cone(0.20F, 0.10F, 0.17F), {at, tilt}, paint(hex(0x18191C), 0.4F));
        add_part(
            place, cylinder(0.01F, 0.15F), {at + normalize(aim) * 0.2F, tilt}, glow(s.color, 5.0F)
        );
        place.lamps.push_back(spot(at + normalize(aim) * 0.6F, aim, 24.0F, s.color, 42.0F));
    }
    // A fill from the hall and a wash over the curtain.
    for (const float x : {-3.6F, 3.6F}) {
        place.lamps.push_back(bulb({x, 5.2F, 5.0F}, hex(0xFFE8D0), 16.0F));
        place.lamps.push_back(bulb({x, 5.8F, -2.4F}, hex(0xFFC9A0), 7.0F));
    }
    return place;
}

}  // namespace hibari::world
