// Downtown: a wide avenue, a row of towers near and far, lit by night.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_city() {
    Place place{
        .name = "city",
        .words =
            {"city",
             "downtown",
             "metropolis",
             "city street",
             "times square",
             "new york",
             "tokyo",
             "avenue",
             "city center",
             "urban street",
             "skyline",
             "cityscape"},
        .reverb = {.rt60_s = 1.0F, .size_m = 22.0F, .wet = 0.10F},
        .ambience = "city_night",
        .half_extent = {12, 8, 3.4F},
        .camera_reach_m = 14.0F,
    };
    lay_road(place, 3.6F);
    const Material slab = tile(hex(0x9A9894), 0.9F);
    for (const float side : {-1.0F, 1.0F}) {
        add_part(place, box({80.0F, 0.07F, 2.6F}, 0.02F), {0, 0.07F, side * 7.0F}, slab);
        add_part(
            place,
            box({80.0F, 0.075F, 0.1F}, 0.03F),
            {0, 0.075F, side * 4.4F},
            concrete(hex(0x8F8C86))
        );
    }

    struct Block {
        float x, z, half, high;
        Vec3 wall;
    };

    constexpr Block kBlocks[] = {
        {-34.0F, -19.0F, 9.0F, 44.8F, hex(0x8A97A3)},
        {-15.0F, -18.5F, 8.5F, 28.8F, hex(0xA78F76)},
        {3.0F, -20.0F, 8.0F, 57.6F, hex(0x6F7F8C)},
        {20.5F, -18.5F, 8.5F, 35.2F, hex(0xB5AFA2)},
        {39.0F, -19.0F, 9.0F, 48.0F, hex(0x7A6A60)},
        {-60.0F, -62.0F, 12.0F, 83.2F, hex(0x77838E)},
        {-24.0F, -70.0F, 11.0F, 102.4F, hex(0x5F6E7E)},
        {14.0F, -74.0F, 13.0F, 121.6F, hex(0x8894A0)},
        {50.0F, -64.0F, 12.0F, 92.8F, hex(0x9C8E7C)},
        {88.0F, -80.0F, 14.0F, 76.8F, hex(0x6B7784)},
        {-96.0F, -85.0F, 14.0F, 96.0F, hex(0x8C8578)},
    };
    for (const Block& b : kBlocks) {
        add_building(
            place, {.foot = {b.x, 0, b.z}, .half = {b.half, b.high * 0.5F, b.half}, .wall = b.wall}
        );
    }
    // Shop fronts and signs along the pavement.
    constexpr Vec3 kSigns[] = {
        hex(0xE8432F), hex(0x2FA7E8), hex(0xF2B52C), hex(0x4FD07A), hex(0xD64FC0)
    };
    for (int i = 0; i < 9; ++i) {
        const float x = -38.0F + 9.2F * static_cast<float>(i);
        add_part(
            place, box({3.6F, 1.35F, 0.06F}, 0.02F), {x, 1.55F, -9.65F}, window_glass(hex(0x2A3238))
        );
        add_part(place, box({3.5F, 1.25F, 0.02F}), {x, 1.55F, -9.62F}, glow(hex(0xFFD9A0), 0.18F));
        add_part(
            place, box({3.8F, 0.32F, 0.12F}, 0.04F), {x, 3.2F, -9.6F}, paint(hex(0x23262B), 0.4F)
        );
        add_part(
            place, box({1.6F, 0.12F, 0.02F}, 0.02F), {x, 3.2F, -9.46F}, glow(kSigns[i % 5], 1.6F)
        );
        for (const float side : {-3.7F, 3.7F}) {
            add_part(
                place, box({0.16F, 1.5F, 0.12F}), {x + side, 1.5F, -9.6F}, concrete(hex(0x77736C))
            );
        }
    }
    add_part(
        place,
        box({0.35F, 2.6F, 0.12F}, 0.05F),
        {-9.5F, 8.2F, -9.6F},
        {.surface = Surface::kScreen,
         .base = hex(0x14102A),
         .accent = hex(0xFF4FA0),
         .roughness = 0.3F,
         .emission = 1.4F,
         .scale = 0.7F}
    );
    add_part(
        place,
        box({3.2F, 1.8F, 0.12F}, 0.05F),
        {9.0F, 9.5F, -11.4F},
        {.surface = Surface::kScreen,
         .base = hex(0x0C1E38),
         .accent = hex(0x4FD0FF),
         .roughness = 0.3F,
         .emission = 1.4F,
         .scale = 1.8F}
    );
    for (const float x : {-13.0F, 0.5F, 14.0F}) {
        place.backdrop.push_back(
            {.kind = "street_lamp", .position = {x, 0.14F, -5.2F}, .scale = 1.25F}
        );
        place.lamps.push_back(bulb({x, 4.9F, -4.8F}, hex(0xFFD9A0), 6.0F));
        place.lamps.back().night_only = true;
    }
    place.lamps.push_back(bulb({4.0F, 4.6F, 6.8F}, hex(0xFFE2B8), 7.0F));
    place.lamps.back().night_only = true;
    return place;
}

}  // namespace hibari::world
