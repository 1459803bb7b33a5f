// A skate park: smooth concrete, a bank and a quarter pipe at the back, ledges, graffiti-coloured
// walls.
#include "world/things/place_build.h"
#include "world/things/place_list.h"

namespace hibari::world {

Place make_skate_park() {
    Place place{
        .name = "skate_park",
        .words = {"skate park", "skatepark", "skating park", "skate plaza", "bmx park"},
        .reverb = {.rt60_s = 0.5F, .size_m = 15.0F, .wet = 0.08F},
        .ambience = "traffic",
        .half_extent = {10, 6, 4},
        .camera_reach_m = 14.0F,
    };
    lay_concrete(place, hex(0xB4B1AA));
    const Material smooth = concrete(hex(0xA19E97));
    const Material steel = brushed(hex(0x8E9296));
    // The back row: quarter pipe, wall with paint, bank.
    add_part(place, quarter_pipe({5.0F, 0.9F, 1.6F}), {{-9.0F, 0.9F, -9.0F}, turn_y(180)}, smooth);
    add_part(place, cylinder(5.0F, 0.035F), {{-9.0F, 1.80F, -9.2F}, turn_z(90)}, steel);
    add_part(place, wedge({4.5F, 0.6F, 1.5F}), {{8.5F, 0.6F, -9.0F}, turn_y(180)}, smooth);
    add_part(place, box({4.5F, 0.6F, 1.0F}), {8.5F, 0.6F, -11.5F}, smooth);
    add_part(place, box({4.2F, 1.6F, 0.2F}), {0, 1.6F, -11.0F}, concrete(hex(0x8C8A86)));
    constexpr Vec3 kPaint[] = {
        hex(0xD8432F), hex(0x2F77C4), hex(0xE9B52C), hex(0x5BA84B), hex(0x8B4FB0), hex(0xE8E4DC)
    };
    for (int i = 0; i < 12; ++i) {
        const float x = -3.7F + 0.66F * static_cast<float>(i);
        const float y = 1.2F + 0.5F * static_cast<float>((i * 7) % 4);
        const float size = 0.30F + 0.09F * static_cast<float>((i * 5) % 4);
        add_part(
            place,
            ellipsoid({size, size * 0.8F, 0.02F}),
            {{x, y, -10.8F}, turn_z(31.0F * static_cast<float>(i))},
            plain(kPaint[i % 6], 0.5F)
        )
            .collides = false;
    }
    for (int i = 0; i < 3; ++i) {
        add_part(
            place,
            box({0.28F, 0.5F, 0.02F}, 0.02F),
            {{-1.6F + 1.5F * static_cast<float>(i), 1.5F, -10.79F},
             turn_z(12.0F - 11.0F * static_cast<float>(i))},
            plain(kPaint[(i + 2) % 6], 0.5F)
        )
            .collides = false;
    }
    // Ledge and manual pad beside the run.
    add_part(place, box({1.6F, 0.2F, 0.35F}, 0.02F), {-4.5F, 0.2F, -5.2F}, smooth);
    add_part(place, box({1.6F, 0.02F, 0.02F}, 0.01F), {-4.5F, 0.39F, -4.86F}, steel);
    add_part(place, box({1.4F, 0.09F, 0.9F}, 0.02F), {5.5F, 0.09F, -5.4F}, smooth);
    // Joints between the slabs.
    for (int i = -5; i <= 5; ++i) {
        add_part(
            place,
            box({0.008F, 0.0015F, 14.0F}),
            {3.2F * static_cast<float>(i) + 1.1F, 0.0F, 0},
            plain(hex(0x6F6D69))
        )
            .collides = false;
    }
    add_lawn(place, {-60.0F, -70.0F}, {60.0F, -12.6F});
    place.backdrop = {
        {.kind = "tree", .position = {-12.0F, 0, -15.0F}, .yaw_rad = 0.5F, .scale = 1.1F},
        {.kind = "tree", .position = {-4.0F, 0, -16.5F}, .yaw_rad = 1.4F, .scale = 1.3F},
        {.kind = "tree", .position = {5.0F, 0, -15.5F}, .yaw_rad = 2.6F, .scale = 1.15F},
        {.kind = "tree", .position = {13.5F, 0, -16.0F}, .yaw_rad = 3.9F, .scale = 1.25F},
        {.kind = "street_lamp", .position = {2.5F, 0, -12.4F}, .scale = 1.2F},
    };
    place.lamps.push_back(bulb({2.5F, 4.6F, -12.0F}, hex(0xFFE2B4), 8.0F));
    place.lamps.back().night_only = true;
    return place;
}

}  // namespace hibari::world
